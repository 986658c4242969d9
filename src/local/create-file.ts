import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { name, quote } from "../core/quote.ts";
import { standingInFolder } from "./standing.ts";
import { writeWhole } from "./write-file.ts";

/**
 * Creates a file of a working tree and the folders above it; returns false, and changes nothing, when
 * something is there already. Throws a `UsageError` when the file cannot be written, or when the path
 * leads through a link or a submodule: no check would read the file there.
 */
export function createWorkingFile(root: string, path: string, text: string): boolean {
  return writeWithin(root, path, (target) => {
    try {
      createWhole(target, text);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST" && lookedUp(target)) return false;
      throw error;
    }
  });
}

/** Files to create, each with the folders above it. */
export interface NewFile {
  path: string;
  text: string;
}

/**
 * Creates the files that do not exist, all of them or none; returns the paths of those created. Throws as
 * `createWorkingFile` does, after it removed what it created.
 */
export function createWorkingFiles(root: string, files: readonly NewFile[]): Set<string> {
  for (const { path } of files) refuseBehindLink(root, path);
  const created = new Set<string>();
  try {
    for (const { path, text } of files) {
      if (createWorkingFile(root, path, text)) created.add(path);
    }
    return created;
  } catch (error) {
    for (const path of created) rmSync(join(root, path), { force: true });
    throw error;
  }
}

/** As `createWorkingFile`, for a file that is ours: one that says something else is replaced. */
export function replaceWorkingFile(root: string, path: string, text: string): boolean {
  return writeWithin(root, path, (target) => {
    const found = lookedUp(target);
    if (!found) {
      createWhole(target, text);
      return true;
    }
    if (!found.isFile()) {
      throw new UsageError(`${quote(path)} cannot be replaced: it is not a file; move it away`);
    }
    if (readFileSync(target, "utf8") === text) return false;
    writeWhole(target, text, found);
    return true;
  });
}

function writeWithin(root: string, path: string, write: (target: string) => boolean): boolean {
  const target = join(root, path);
  try {
    refuseBehindLink(root, path);
    mkdirSync(dirname(target), { recursive: true });
    return write(target);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(`${quote(path)} cannot be written (${code})`);
  }
}

function refuseBehindLink(root: string, path: string): void {
  const standing = standingInFolder(root, path);
  if (standing && "behind" in standing) {
    throw new UsageError(
      `${quote(path)} cannot be written: ${name(standing.behind ?? "")} is a symbolic link or a submodule, and no check reads what is behind it; put the folder itself there`,
    );
  }
}

function lookedUp(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Creates a file, whole or not at all. Throws what the system says. */
function createWhole(target: string, text: string): void {
  // `wx` fails on anything that is there, a link to nowhere included: nothing is overwritten.
  const descriptor = openSync(target, "wx");
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

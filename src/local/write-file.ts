import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";

/**
 * Writes a file, whole or not at all: a draft beside it takes its place. Given what is there now, it keeps
 * that file's mode, and its owner as far as the system lets it. Throws what the system says.
 */
export function writeWhole(target: string, text: string, now?: Stats): void {
  // A name of its own: one made of the target's could be longer than the system takes.
  const draft = join(dirname(target), `.dsp-${randomBytes(6).toString("hex")}.tmp`);
  try {
    const descriptor = openSync(draft, "wx", now ? 0o600 : 0o666);
    try {
      writeFileSync(descriptor, text);
      if (now) keepRights(descriptor, now);
      // Else a crash of the machine could leave the new name on nothing.
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function keepRights(descriptor: number, { uid, gid, mode }: Stats): void {
  const made = fstatSync(descriptor);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      fchownSync(descriptor, uid, gid);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
  fchmodSync(descriptor, mode & 0o7777);
}

/**
 * Writes a file of a working tree, whole or not at all, and returns its absolute path. The folder
 * must exist inside the root: what a commit brings may be a link to elsewhere. Throws a
 * `UsageError`.
 */
export function writeWorkingFile(root: string, path: string, text: string): string {
  const target = join(root, path);
  try {
    const realRoot = realpathSync(root);
    const above = realpathSync(dirname(target));
    const inside = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
    if (above !== realRoot && !above.startsWith(inside)) {
      throw new UsageError(`${quote(path)} leads out of the repository through a symbolic link`);
    }
    if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(`${quote(path)} is a folder; name a file`);
    }
    writeWhole(target, text);
    return target;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(
      `${quote(path)} cannot be written (${code}); name a file in a folder that is there`,
    );
  }
}

import { randomBytes } from "node:crypto";
import { lstatSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";

/** Writes a file, whole or not at all: a draft beside it takes its place. Throws what the system says. */
export function writeWhole(target: string, text: string): void {
  const draft = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Writes a file of a working tree, whole or not at all; gives its absolute path. The folder has to be
 * there, inside the root: what a commit brings may be a link to elsewhere. Throws a `UsageError`.
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

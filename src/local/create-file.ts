import { lstatSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";

/**
 * Creates a file of a working tree and the folders above it; gives false, and changes nothing, where
 * something is there already. Throws a `UsageError` where it would stand outside the root, or cannot
 * be written.
 */
export function createWorkingFile(root: string, path: string, text: string): boolean {
  const target = join(root, path);
  try {
    const realRoot = realpathSync(root);
    const above = realpathSync(nearestFolder(dirname(target)));
    if (above !== realRoot && !above.startsWith(realRoot + sep)) {
      throw new UsageError(`${quote(path)} leads out of the repository through a symbolic link`);
    }
    mkdirSync(dirname(target), { recursive: true });
    // `wx` fails on anything that is there, a link to nowhere included: nothing is overwritten.
    writeFileSync(target, text, { flag: "wx" });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST" && lstatSync(target, { throwIfNoEntry: false })) return false;
    if (code === undefined) throw error;
    throw new UsageError(`${quote(path)} cannot be written (${code})`);
  }
}

function nearestFolder(folder: string): string {
  let here = folder;
  while (!lstatSync(here, { throwIfNoEntry: false }) && here !== dirname(here))
    here = dirname(here);
  return here;
}

import { lstatSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { POLICY_PATH, POLICY_TWIN } from "../core/policy/path.ts";
import { quote } from "../core/quote.ts";

/** Any of these in a folder makes it a repository's root. */
const MARKS = [POLICY_PATH, POLICY_TWIN, ".dsp", ".git"];

/**
 * The root of the repository that a folder belongs to: the nearest one, upwards, that has a policy,
 * evidence or git's own folder; without any, the folder itself. Throws a `UsageError` if the folder
 * does not exist or is not a folder.
 */
export function findRoot(from: string): string {
  const start = resolve(from);
  const found = statSync(start, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`${quote(from)} does not exist; name a folder of a repository`);
  if (!found.isDirectory()) {
    throw new UsageError(`${quote(from)} is not a folder; name a folder of a repository`);
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (MARKS.some((mark) => exists(join(folder, mark)))) return folder;
    if (folder === dirname(folder)) return start;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

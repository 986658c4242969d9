import { lstatSync, type Stats } from "node:fs";
import { join } from "node:path";
import { foldersTo, MODE, type Standing, standingAt } from "../core/git-tree.ts";
import { pathFault } from "../core/paths.ts";

/**
 * What is at a path of a working tree, by the rule for commits. So a check on this machine does not
 * pass what the same check refuses on GitHub. Throws what the system says.
 */
export function standingInFolder(root: string, path: string): Standing<{ mode: string }> {
  const tree = new Map<string, { mode: string }>();
  if (!pathFault(path)) {
    for (const step of [...foldersTo(path).slice(1), path]) {
      const found = lookedUp(join(root, step));
      if (!found) break;
      tree.set(step, { mode: modeOf(found, join(root, step)) });
      if (!found.isDirectory()) break;
    }
  }
  return standingAt(tree, path);
}

function modeOf(found: Stats, absolute: string): string {
  if (found.isSymbolicLink()) return MODE.link;
  if (!found.isDirectory()) return MODE.file;
  // A folder with a `.git` of its own is another repository: git has only the hash of its commit.
  return lookedUp(join(absolute, ".git")) ? MODE.submodule : MODE.folder;
}

function lookedUp(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { foldersTo, MODE, type Standing, standingAt } from "../core/git-tree.ts";
import { type FoundFile, foldersLookedIn, foundFor } from "../core/near-misses.ts";
import { pathFault } from "../core/paths.ts";

/**
 * What is at a path of a working tree, by the rule for commits. So a check on this machine does not
 * pass what the same check refuses on GitHub. Throws what the system says.
 */
export function standingInFolder(root: string, path: string): Standing<{ mode: string }> {
  return standingAt(treeTo(root, path), path);
}

/**
 * What is read for a path of a working tree, by the rule for commits, with what has almost its name.
 * Throws what the system says.
 */
export function foundInFolder(root: string, path: string): FoundFile<{ mode: string }> {
  const tree = treeTo(root, path);
  if (pathFault(path)) return foundFor(tree, path);
  for (const [index, folder] of foldersLookedIn(path).entries()) {
    const names = namesIn(root, folder);
    if (!names) continue;
    const inFolder = names.map((name) => (folder === "" ? name : `${folder}/${name}`));
    for (const one of inFolder.filter((name) => !tree.has(name) && isYaml(name))) {
      const found = lookedUp(join(root, one));
      if (found) tree.set(one, { mode: modeOf(found, join(root, one)) });
    }
    // Some systems find a file by other letters than its own; git and GitHub do not.
    if (index === 0 && tree.has(path) && !inFolder.includes(path)) {
      tree.delete(path);
    }
  }
  return foundFor(tree, path);
}

function isYaml(name: string): boolean {
  return /\.ya?ml(?:\.txt)?$/i.test(name);
}

/** The names in a folder; undefined if there is no folder, or if a link leads to it. */
function namesIn(root: string, folder: string): string[] | undefined {
  const steps = folder === "" ? [] : [...foldersTo(folder).slice(1), folder];
  const isPlain = steps.every((step) => lookedUp(join(root, step))?.isDirectory());
  return isPlain ? readdirSync(join(root, folder)) : undefined;
}

/** The entries that lead to a path, and the path's own. */
function treeTo(root: string, path: string): Map<string, { mode: string }> {
  const tree = new Map<string, { mode: string }>();
  if (!pathFault(path)) {
    for (const step of [...foldersTo(path).slice(1), path]) {
      const found = lookedUp(join(root, step));
      if (!found) break;
      tree.set(step, { mode: modeOf(found, join(root, step)) });
      if (!found.isDirectory()) break;
    }
  }
  return tree;
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

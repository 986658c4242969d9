import { FILE_START } from "./documents/place.ts";
import { type Entry, foldersTo, MODE, standingAt } from "./git-tree.ts";
import { list, name } from "./quote.ts";
import { type SnapshotFile, unusableFile } from "./snapshot.ts";

/** The other spelling of a file's ending, which is read if only that file exists. */
export function twinOf(path: string): string {
  if (/\.yml$/.test(path)) return path.replace(/yml$/, "yaml");
  return path.replace(/\.yaml$/, ".yml");
}

/**
 * As `standingAt`; `at` says where the file is, if it has the other ending, and `near` what else there is
 * that was meant, or may be.
 */
export type FoundFile<E> =
  | { file: E; at?: string }
  | { unusable: SnapshotFile; near?: { message: string; fix: string } }
  | undefined;

/**
 * What is read for a path: the file itself, the one with the other ending, or why another file that was
 * surely meant is not read. Neither of two files is read, because nobody can tell which of them counts.
 * The tree must have the entries of all folders that the file is looked for in.
 */
export function foundFor<E extends Pick<Entry, "mode">>(
  tree: ReadonlyMap<string, E>,
  path: string,
): FoundFile<E> {
  const standing = standingAt(tree, path);
  if (standing && !tree.has(path)) return standing;
  const { beside, elsewhere } = nearMisses(tree, path);
  const [first, ...others] = beside;
  if (standing ? first !== undefined : others.length > 0) {
    const all = [...(standing ? [path] : []), ...beside].map(name);
    const exist = all.length === 2 ? "both exist" : "all exist";
    return notRead(`${list(all)} ${exist}, and only one can count`, `keep one, as ${name(path)}`);
  }
  if (standing) return standing;
  const twin = twinOf(path);
  if (first === twin) {
    const found = standingAt(tree, twin);
    return found && "file" in found ? { ...found, at: twin } : found;
  }
  if (first !== undefined) {
    return notRead(
      `there is no ${name(path)}, and ${name(first)} is not read`,
      `rename it to ${name(path)}`,
    );
  }
  if (elsewhere === undefined) return undefined;
  return notRead(
    `there is no ${name(path)}, and ${name(elsewhere)} is not read`,
    `move it to ${name(path)}. If it belongs to another tool, write your own file there`,
    elsewhere,
  );
}

function notRead(message: string, fix: string, stray?: string) {
  const unusable = unusableFile({ message, fix, ...FILE_START });
  return {
    near: { message, fix },
    unusable: stray === undefined ? unusable : { ...unusable, stray },
  };
}

/** The folders that files of ours are in. */
const FOLDERS = [".github", ".dsp"];

/** Folders into which files of ours are put by mistake, seen from the folder that is judged: some write a name in other letters. */
const LOOKED_IN = [...FOLDERS, ".GitHub", ".Github", ".GITHUB", ".DSP", ".Dsp"];

/** The folders whose entries say what is near to a path; empty for the root. Its own is the first. */
export function foldersLookedIn(path: string): string[] {
  const own = folderOf(path);
  const above = folderOf(own);
  if (!FOLDERS.includes(own.slice(above === "" ? 0 : above.length + 1))) return [own];
  return [own, above, ...LOOKED_IN.map((folder) => (above === "" ? folder : `${above}/${folder}`))];
}

/** The folders whose entries `foundFor` must know for these paths, each after those that lead to it. */
export function foldersFor(paths: readonly string[]): string[] {
  return [
    ...new Set([
      ...paths.flatMap(foldersTo),
      ...paths.flatMap(foldersLookedIn).flatMap((folder) => foldersTo(`${folder}/`)),
    ]),
  ];
}

function nearMisses(
  tree: ReadonlyMap<string, Pick<Entry, "mode">>,
  path: string,
): { beside: string[]; elsewhere?: string } {
  const stem = stemOf(path);
  const [own, ...others] = foldersLookedIn(path);
  const beside: string[] = [];
  let elsewhere: string | undefined;
  for (const [one, { mode }] of tree) {
    if (one === path || !ENDING.test(one) || mode === MODE.folder || stemOf(one) !== stem) continue;
    const folder = folderOf(one);
    if (folder === own) beside.push(one);
    else if (others.includes(folder)) elsewhere ??= one;
  }
  return { beside: beside.sort(), elsewhere };
}

/** A text editor may add its own ending to the one that was meant. */
const ENDING = /\.ya?ml(?:\.txt)?$/i;

/** A name without what people write one way or another: letters' case, hyphens, the ending. */
function stemOf(path: string): string {
  return path
    .slice(path.lastIndexOf("/") + 1)
    .replace(ENDING, "")
    .replace(/[-_ .]/g, "")
    .toLowerCase();
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

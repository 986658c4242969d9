import type { Limits } from "./documents/limits.ts";
import { FILE_START } from "./documents/place.ts";
import { tooLarge } from "./documents/size.ts";
import { PATH_FIX, pathFault } from "./paths.ts";
import { name } from "./quote.ts";
import { type SnapshotFile, unusableFile } from "./snapshot.ts";

/** What is at a path of a commit. */
export interface Entry {
  /** As git writes it: `100644`. */
  mode: string;
  oid: string;
  /** Bytes, if the listing says. */
  size?: number;
}

/** The entries of a commit by path: of the folders that we listed. */
export type Tree = ReadonlyMap<string, Entry>;

/**
 * What a path leads to: a file, why a file cannot be read, or nothing. If no file is read behind a folder
 * on the way, `behind` is that folder.
 */
export type Standing<E = Entry> =
  | { file: E }
  | { unusable: SnapshotFile; behind?: string }
  | undefined;

/** The modes of what is in a commit, as git writes them; an executable file is a file, too. */
export const MODE = {
  file: "100644",
  folder: "040000",
  link: "120000",
  submodule: "160000",
} as const;

/** The folders that lead to a path, the root (the empty path) first. */
export function foldersTo(path: string): string[] {
  const steps = path.split("/").slice(0, -1);
  return ["", ...steps.map((_step, index) => steps.slice(0, index + 1).join("/"))];
}

/**
 * Looks up a path in a tree that has the entries of all folders that lead to it. Follows no links: this
 * is the one rule of what can be read, for a commit and for a working tree.
 */
export function standingAt<E extends Pick<Entry, "mode">>(
  tree: ReadonlyMap<string, E>,
  path: string,
): Standing<E> {
  const fault = pathFault(path);
  if (fault) return unusable(`the path ${fault}`, PATH_FIX);
  for (const folder of foldersTo(path).slice(1)) {
    const mode = tree.get(folder)?.mode;
    if (mode === MODE.link) {
      return {
        behind: folder,
        ...unusable(
          `${name(folder)} on the way to this path is a symbolic link, which is not followed on GitHub`,
          "put the folder itself there",
        ),
      };
    }
    if (mode === MODE.submodule) {
      return {
        behind: folder,
        ...unusable(
          `${name(folder)} on the way to this path is a submodule: its files are in another repository`,
          "put the file into this repository",
        ),
      };
    }
  }
  const entry = tree.get(path);
  const unfit = entry && unusableAt(entry.mode);
  return unfit ? { unusable: unfit } : entry && { file: entry };
}

/** Why what has this mode cannot be read as a file; undefined if it can. */
export function unusableAt(mode: string): SnapshotFile | undefined {
  switch (mode) {
    case MODE.folder:
      return unusable("this path is a folder", "put a file there").unusable;
    case MODE.link:
      return unusable(
        "this path is a symbolic link, which is not followed on GitHub",
        "put the file itself there",
      ).unusable;
    case MODE.submodule:
      return unusable(
        "this path is a submodule: its files are in another repository",
        "put a file there",
      ).unusable;
    default:
      return undefined;
  }
}

/** Whether an entry has others below it. */
export function isFolder(entry: Entry | undefined): boolean {
  return entry?.mode === MODE.folder;
}

/** Why a file of this size is not read, or undefined if it is. Sizes are in bytes. */
export function oversize(size: number, { maxBytes }: Limits): SnapshotFile | undefined {
  return size > maxBytes ? unusableFile(tooLarge(maxBytes)) : undefined;
}

/** A file from the commit, or why not: it may be only a pointer of Git LFS. */
export function withoutPointer(file: SnapshotFile): SnapshotFile {
  if (!file.ok || !/^version https:\/\/git-lfs\.github\.com\/spec\/v\d/.test(file.text))
    return file;
  return unusable(
    "the file is kept in Git LFS, and the commit has only a pointer to it",
    "take its path out of .gitattributes and commit the file itself",
  ).unusable;
}

/** A file whose bytes GitHub takes for something other than text. */
export function binaryFile(): SnapshotFile {
  return unusable("the file is binary, not text", "save the file as UTF-8").unusable;
}

function unusable(message: string, fix: string): { unusable: SnapshotFile } {
  return { unusable: unusableFile({ message, fix, ...FILE_START }) };
}

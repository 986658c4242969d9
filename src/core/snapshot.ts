import { type Decoded, decodeUtf8 } from "./documents/decode.ts";
import type { DocumentProblem } from "./documents/place.ts";

/** One file as it was found: its text, or why it has none. A path that is not in a snapshot is absent. */
export type SnapshotFile = Decoded & {
  /** Its path, if its name has the other ending (`.yaml`); else it is at the path that it was looked for at. */
  at?: string;
  /** The path of a file elsewhere that was likely meant, if there is no file at this path. It is not read. */
  stray?: string;
};

/** The files of one commit, or of a working tree, that matter to us. Paths are from the root, with `/`. */
export type Snapshot = ReadonlyMap<string, SnapshotFile>;

/** A file's bytes, as a file of a snapshot. */
export function fileOfBytes(bytes: Uint8Array): SnapshotFile {
  return decodeUtf8(bytes);
}

/** A file that could not be used: a directory, a link that leaves the repository, no permission. */
export function unusableFile(problem: DocumentProblem): SnapshotFile {
  return { ok: false, problem };
}

/** Paths from the root as paths from a folder that all of the files are in; absent: the root itself. */
export function withoutFolder(files: Snapshot, folder: string | undefined): Snapshot {
  if (folder === undefined) return files;
  // The folder itself is the empty path.
  const below = (path: string) => path.slice(folder.length + 1);
  return new Map(
    [...files].map(([path, file]) => [
      below(path),
      file.at === undefined ? file : { ...file, at: below(file.at) },
    ]),
  );
}

/** Whether the folder that paths are from was there: a snapshot with that folder says so. */
export function isFolderIn(files: Snapshot): boolean {
  return files.has("");
}

/** A path from a folder as a path from the root. */
export function inFolder(path: string, folder: string | undefined): string {
  return folder === undefined ? path : `${folder}/${path}`;
}

import { type Decoded, decodeUtf8 } from "./documents/decode.ts";
import type { DocumentProblem } from "./documents/place.ts";

/** One file as it was found: its text, or why it has none. A path that is not in a snapshot is absent. */
export type SnapshotFile = Decoded;

/** The files of one commit, or of a working tree, that matter to us. Paths are from the root, with `/`. */
export type Snapshot = ReadonlyMap<string, SnapshotFile>;

/** A file's bytes as it stands in a snapshot. */
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
  return new Map([...files].map(([path, file]) => [path.slice(folder.length + 1), file]));
}

/** A path from a folder as a path from the root. */
export function inFolder(path: string, folder: string | undefined): string {
  return folder === undefined ? path : `${folder}/${path}`;
}

import type { Limits } from "../core/documents/limits.ts";
import type { Snapshot, SnapshotFile } from "../core/snapshot.ts";
import { readWorkingFile } from "./read-file.ts";

/** The files of a working tree at these paths: those that are there, with their text or why not. */
export function readWorkingTree(root: string, paths: Iterable<string>, limits: Limits): Snapshot {
  const files = new Map<string, SnapshotFile>();
  for (const path of paths) {
    const file = readWorkingFile(root, path, limits);
    if (file) files.set(path, file);
  }
  return files;
}

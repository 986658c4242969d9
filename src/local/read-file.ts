import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Limits } from "../core/documents/limits.ts";
import { FILE_START } from "../core/documents/place.ts";
import { tooLarge } from "../core/documents/size.ts";
import { codeOf } from "../core/errors.ts";
import { fileOfBytes, type SnapshotFile, unusableFile } from "../core/snapshot.ts";
import { foundInFolder } from "./standing.ts";

/**
 * One file of a working tree, by its path from the root; undefined when it is not there. What GitHub
 * does not read of a commit is not read here: no link is followed. Never throws, never waits (a FIFO
 * would hang it), never reads more than the cap.
 */
export function readWorkingFile(
  root: string,
  path: string,
  limits: Limits,
): SnapshotFile | undefined {
  let descriptor: number | undefined;
  try {
    const found = foundInFolder(root, path);
    if (!found) return undefined;
    if ("unusable" in found) return found.unusable;
    const { at } = found;
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    descriptor = openSync(join(root, at ?? path), flags);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return unusable("this is not a regular file", "put a plain file there");
    if (stats.size > limits.maxBytes) return unusableFile(tooLarge(limits.maxBytes));
    const file = fileOfBytes(readAtMost(descriptor, limits.maxBytes + 1));
    return at === undefined ? file : { ...file, at };
  } catch (error) {
    return explainSystemError(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads to the end or the cap, whichever is first: a file can grow after its size was asked. */
function readAtMost(descriptor: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total < most) {
    const chunk = new Uint8Array(Math.min(65_536, most - total));
    const read = readSync(descriptor, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    total += read;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function explainSystemError(error: unknown): SnapshotFile | undefined {
  const code = codeOf(error);
  switch (code) {
    // Taken away, or replaced, since it was looked up.
    case "ENOENT":
    case "ENOTDIR":
      return undefined;
    case "EACCES":
    case "EPERM":
      return unusable(
        "the file may not be read: permission denied",
        "make it readable, for example with `chmod a+r`",
      );
    case "ENXIO":
      return unusable("this is not a regular file", "put a plain file there");
    default:
      if (code !== undefined)
        return unusable(`the file cannot be read (${code})`, "make the file readable");
      throw error;
  }
}

function unusable(message: string, fix: string): SnapshotFile {
  return unusableFile({ message, fix, ...FILE_START });
}

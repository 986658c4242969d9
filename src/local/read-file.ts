import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from "node:fs";
import { join, sep } from "node:path";
import type { Limits } from "../core/documents/limits.ts";
import { FILE_START } from "../core/documents/place.ts";
import { tooLarge } from "../core/documents/size.ts";
import { codeOf } from "../core/errors.ts";
import { PATH_FIX, pathFault } from "../core/paths.ts";
import { fileOfBytes, type SnapshotFile, unusableFile } from "../core/snapshot.ts";

/**
 * One file of a working tree, by its path from the root; undefined where it is not there. Never
 * throws, never waits (a FIFO would hang it), never reads outside the root or more than the cap.
 */
export function readWorkingFile(
  root: string,
  path: string,
  limits: Limits,
): SnapshotFile | undefined {
  const fault = pathFault(path);
  if (fault) return unusable(`the path ${fault}`, PATH_FIX);
  let descriptor: number | undefined;
  try {
    // Links are followed once, here; what they lead to has to be inside, and is then opened as such.
    const written = join(root, path);
    if (!lstatSync(written, { throwIfNoEntry: false })) return undefined;
    const real = realpathSync(written);
    const realRoot = realpathSync(root);
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      return unusable("a symbolic link leads out of the repository", "put the file itself there");
    }
    descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = fstatSync(descriptor);
    if (found.isDirectory()) return unusable("a folder stands at this path", "put a file there");
    if (!found.isFile()) return unusable("this is not a regular file", "put a plain file there");
    if (found.size > limits.maxBytes) return unusableFile(tooLarge(limits.maxBytes));
    return fileOfBytes(readAtMost(descriptor, limits.maxBytes + 1));
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
    case "ENOTDIR":
      return undefined;
    case "ENOENT":
      return unusable("a symbolic link leads nowhere", "put the file itself there");
    case "EACCES":
    case "EPERM":
      return unusable(
        "the file may not be read: permission denied",
        "make it readable, such as with `chmod a+r`",
      );
    case "ELOOP":
      return unusable("symbolic links lead round in a circle", "put the file itself there");
    case "ENXIO":
      return unusable("this is not a regular file", "put a plain file there");
    default:
      if (code !== undefined) return unusable(`the file cannot be read (${code})`, "mend that");
      throw error;
  }
}

function unusable(message: string, fix: string): SnapshotFile {
  return unusableFile({ message, fix, ...FILE_START });
}

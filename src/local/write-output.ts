import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { codeOf } from "../core/errors.ts";
import { writeWhole } from "./write-file.ts";

/**
 * Writes to a path as a shell would: through to a device or a FIFO, and where a link leads. A file is
 * written whole or not at all, and keeps its mode. Throws what the system says.
 */
export function writeOutputTo(path: string, text: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    const descriptor = openSync(path, constants.O_WRONLY);
    try {
      writeToDescriptor(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return;
  }
  // For a new name only the folder's rights count: this asks for those of the file.
  if (found) closeSync(openSync(path, constants.O_WRONLY));
  writeWhole(destinationOf(path), text, found);
}

/** Writes to what is open already. A reader that closes its end early has seen enough. */
export function writeToDescriptor(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** A pipe that does not wait by itself is full. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/**
 * The file that a path leads to, even by links to what does not exist yet. The links lead in no
 * circle: that was checked before.
 */
function destinationOf(path: string): string {
  let here = resolve(path);
  while (lstatSync(here, { throwIfNoEntry: false })?.isSymbolicLink()) {
    here = resolve(realpathSync(dirname(here)), readlinkSync(here));
  }
  return join(realpathSync(dirname(here)), here.slice(dirname(here).length));
}

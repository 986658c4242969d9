import { resolve } from "node:path";
import { CannotRunError, codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import { writeOutputTo, writeToDescriptor } from "../local/write-output.ts";
import type { Io } from "./io.ts";

/** What else names standard output, and other open files by their numbers. */
const DESCRIPTOR = /^\/(?:dev\/(?:std(out|err)|fd\/(\d{1,4}))|proc\/self\/fd\/(\d{1,4}))$/;

/** Whether a report goes to standard output, so that it is written for who looks at that. */
export function isStandardOutput(output: string | undefined): boolean {
  return output === undefined || output === "-" || descriptorIn(output) === 1;
}

/**
 * Writes a report to standard output, or to where `--output` says: a file whole or not at all.
 * Throws a `UsageError` or a `CannotRunError` if it cannot.
 */
export function writeOutput(text: string, output: string | undefined, io: Io): void {
  if (output === undefined || isStandardOutput(output)) {
    io.stdout.write(text);
    return;
  }
  const descriptor = descriptorIn(output);
  if (descriptor === 2) {
    io.stderr.write(text);
    return;
  }
  try {
    if (descriptor !== undefined) writeToDescriptor(descriptor, text);
    else writeOutputTo(resolve(io.cwd, output), text);
  } catch (error) {
    throw explained(error, output);
  }
}

function descriptorIn(output: string): number | undefined {
  const [whole, stream, ...numbers] = DESCRIPTOR.exec(output) ?? [];
  if (whole === undefined) return undefined;
  if (stream !== undefined) return stream === "out" ? 1 : 2;
  return Number(numbers.find((number) => number !== undefined));
}

const FULL = "the disk is full; free some space, or name a file on another disk";
const FORBIDDEN = "you may not write there; name a file in a folder that you may write to";

/** What to do about what the system says. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist; create it, or name another file",
  ENOTDIR: "what should be its folder is a file; name another file",
  EISDIR: "it is a folder; name a file",
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: FORBIDDEN,
  ELOOP: "symbolic links lead round in a circle; name another file",
  EBADF: "nothing is open under that number; name a file",
};

/** Codes that say that nobody has named anything wrongly. */
const NOBODYS_MISTAKE = new Set(["ENOSPC", "EDQUOT", "EIO", "EFBIG"]);

function explained(error: unknown, output: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const remedy = REMEDIES[code] ?? "name another file";
  const message = `--output ${quote(output)} cannot be written (${code}): ${remedy}`;
  return NOBODYS_MISTAKE.has(code) ? new CannotRunError(message) : new UsageError(message);
}

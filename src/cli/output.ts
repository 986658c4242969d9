import { resolve } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import { writeWhole } from "../local/write-file.ts";
import type { Io } from "./io.ts";

/** Writes a report to standard output, or to a file: whole or not at all. */
export function writeOutput(text: string, output: string | undefined, io: Io): void {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    writeWhole(resolve(io.cwd, output), text);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(
      `--output ${quote(output)} cannot be written (${code}); name another file`,
    );
  }
}

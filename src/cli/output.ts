import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { codeOf, UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import type { Io } from "./io.ts";

/** Writes a report to standard output, or to a file: whole or not at all. */
export function writeOutput(text: string, output: string | undefined, io: Io): void {
  if (output === undefined) {
    io.stdout.write(text);
    return;
  }
  const target = resolve(io.cwd, output);
  const draft = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UsageError(
      `--output ${quote(output)} cannot be written (${code}); name another file`,
    );
  }
}

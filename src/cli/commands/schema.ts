import { readFileSync } from "node:fs";
import { ARTEFACTS } from "../../core/artefacts/index.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { choice, readOptions } from "../options.ts";

/** What `dsp schema` can print: the evidence files, the two policies, and the JSON report. */
export const SCHEMAS = [
  ...Object.values(ARTEFACTS).map(({ slug }) => slug),
  "policy",
  "organisation-policy",
  "report",
];

/** `dsp schema <artefact>`: prints the JSON Schema, as it is shipped. */
export function schema(args: readonly string[], io: Io): ExitCode {
  const { positionals } = readOptions(args, {}, 1);
  const name = choice("the artefact", positionals[0], SCHEMAS);
  if (name === undefined) {
    throw new UsageError(`name what to print the schema of: ${SCHEMAS.join(", ")}`);
  }
  io.stdout.write(readFileSync(new URL(`schemas/${name}.schema.json`, io.packageRoot), "utf8"));
  return EXIT.clean;
}

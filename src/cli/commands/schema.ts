import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ARTEFACTS } from "../../core/artefacts/index.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { SCHEMA_FOLDER, SCHEMAS_BESIDE } from "../../core/templates/index.ts";
import { replaceWorkingFile } from "../../local/create-file.ts";
import { findRoot } from "../../local/root.ts";
import type { Io } from "../io.ts";
import { choice, readOptions } from "../options.ts";

/** What `dsp schema` can print: the evidence files, the two policies, and the JSON report. */
export const SCHEMAS = [
  ...Object.values(ARTEFACTS).map(({ slug }) => slug),
  "policy",
  "organisation-policy",
  "report",
];

const OPTIONS = { write: { type: "boolean" } } as const;

/** `dsp schema <artefact>` prints a JSON Schema; `--write [dir]` puts them into a repository. */
export function schema(args: readonly string[], io: Io): ExitCode {
  const { values, positionals } = readOptions(args, OPTIONS, 1);
  if (values.write) {
    const root = findRoot(resolve(io.cwd, positionals[0] ?? "."));
    const count = schemasBeside(io).filter(({ path, text }) =>
      replaceWorkingFile(root, path, text),
    ).length;
    const rest = SCHEMAS_BESIDE.length - count;
    io.stdout.write(`${SCHEMA_FOLDER}/: ${count} written, ${rest} current already\n`);
    return EXIT.clean;
  }
  const name = choice("the artefact", positionals[0], SCHEMAS);
  if (name === undefined) {
    throw new UsageError(`name what to print the schema of: ${SCHEMAS.join(", ")}`);
  }
  io.stdout.write(shipped(name, io));
  return EXIT.clean;
}

/** The schemas of a repository's files, for the folder beside the evidence. */
export function schemasBeside(io: Io): { path: string; text: string }[] {
  return SCHEMAS_BESIDE.map((name) => ({
    path: `${SCHEMA_FOLDER}/${name}.schema.json`,
    text: shipped(name, io),
  }));
}

function shipped(name: string, { packageRoot }: Io): string {
  return readFileSync(new URL(`schemas/${name}.schema.json`, packageRoot), "utf8");
}

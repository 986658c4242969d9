import { resolve } from "node:path";
import { isoDateOf } from "../../core/dates.ts";
import { DEFAULT_LIMITS } from "../../core/documents/limits.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { PLACES } from "../../core/home.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { STAGE_SPELLINGS, type Stage } from "../../core/stages.ts";
import { SCHEMA_FOLDER, starterFiles } from "../../core/templates/index.ts";
import { createWorkingFile } from "../../local/create-file.ts";
import { findRoot } from "../../local/root.ts";
import { foundInFolder } from "../../local/standing.ts";
import type { Io } from "../io.ts";
import { readOptions } from "../options.ts";
import { readPolicy } from "../policy.ts";
import { readStage } from "../stage.ts";
import { writeSchemas } from "./schema.ts";

const OPTIONS = { stage: { type: "string" } } as const;

/** `dsp init [dir] --stage`: writes what is not there yet, and says what to do next. */
export function init(args: readonly string[], io: Io): ExitCode {
  const { values, positionals } = readOptions(args, OPTIONS, 1);
  const claim = readStage(values.stage);
  if (!claim) {
    throw new UsageError(`init needs --stage; use one of ${STAGE_SPELLINGS.join(", ")}`);
  }
  const root = findRoot(resolve(io.cwd, positionals[0] ?? "."));
  const { policy } = readPolicy(root, undefined, isoDateOf(io.now), DEFAULT_LIMITS);
  for (const { path, text } of starterFiles(claim, policy.paths, { hasSchemasBeside: true })) {
    io.stdout.write(writeStarter(root, path, text));
  }
  if (!PLACES.schemas) {
    const isNew = writeSchemas(root, io, createWorkingFile).some(Boolean);
    const what = isNew
      ? "(JSON Schemas: your editor checks the files by them)"
      : "(they were there already; `dsp schema --write` renews them)";
    io.stdout.write(`${isNew ? "wrote " : "kept  "} ${SCHEMA_FOLDER}/  ${what}\n`);
  }
  io.stdout.write(`${stageNote(policy, claim.stage)}
Next:
  1. Fill in what is empty. Start with the data map: service, review, activities, stores, flows.
  2. Run \`dsp check\`: it says what ${claim.stage} still needs, and on which line.
  3. \`dsp explain <rule>\` says why, with an example.
`);
  return EXIT.clean;
}

/** Writes a file, unless it is there, or one that was meant for it; returns a line that says so. */
function writeStarter(root: string, path: string, text: string): string {
  const found = foundInFolder(root, path);
  if (found && "near" in found && found.near) {
    return `left   ${path}  (${found.near.message}; ${found.near.fix})\n`;
  }
  if (found && "at" in found && found.at !== undefined) {
    return `kept   ${found.at}  (it was there already)\n`;
  }
  return createWorkingFile(root, path, text)
    ? `wrote  ${path}\n`
    : `kept   ${path}  (it was there already)\n`;
}

/** A policy that existed before may not say the stage of this run. */
function stageNote({ source, stage }: Policy, asked: Stage): string {
  if (!source || stage === asked) return "";
  const found = stage === undefined ? "declares no stage" : `says \`stage: ${stage}\``;
  return `\n${source.file} ${found}; write \`stage: ${asked}\` into it.\n`;
}

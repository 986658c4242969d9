import { resolve } from "node:path";
import { isoDateOf } from "../../core/dates.ts";
import { DEFAULT_LIMITS } from "../../core/documents/limits.ts";
import { readableValue, readDossier } from "../../core/dossier.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { PLACES } from "../../core/home.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { STAGE_SPELLINGS, type Stage } from "../../core/stages.ts";
import { aboutOf, filledIn } from "../../core/templates/about.ts";
import { SCHEMA_FOLDER, starterFiles } from "../../core/templates/index.ts";
import { namingFiles } from "../../local/about.ts";
import { createWorkingFiles } from "../../local/create-file.ts";
import { findRoot } from "../../local/root.ts";
import { readWorkingTree } from "../../local/snapshot.ts";
import { foundInFolder } from "../../local/standing.ts";
import type { Io } from "../io.ts";
import { readOptions } from "../options.ts";
import { readPolicy } from "../policy.ts";
import { readStage } from "../stage.ts";
import { schemasBeside } from "./schema.ts";

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
  const about = aboutOf({ ...namingFiles(root), id: mappedId(root, policy) });
  const starters = starterFiles(claim, policy.paths, { hasSchemasBeside: true }).map(
    ({ path, text }) => ({ path, text: filledIn(text, about), kept: keptLine(root, path) }),
  );
  const schemas = PLACES.schemas ? [] : schemasBeside(io);
  const missing = starters.filter(({ kept }) => kept === undefined);
  const created = createWorkingFiles(root, [...missing, ...schemas]);
  for (const { path, kept } of starters) {
    const line = created.has(path) ? `wrote  ${path}\n` : there(path);
    io.stdout.write(kept ?? line);
  }
  if (schemas.length > 0) {
    const isNew = schemas.some(({ path }) => created.has(path));
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

/** What is said of a file that exists, or of one that was meant for it; undefined if there is neither. */
function keptLine(root: string, path: string): string | undefined {
  const found = foundInFolder(root, path);
  if (found && "near" in found && found.near) {
    return `left   ${path}  (${found.near.message}; ${found.near.fix})\n`;
  }
  return found && "at" in found && found.at !== undefined ? there(found.at) : undefined;
}

function there(path: string): string {
  return `kept   ${path}  (it was there already)\n`;
}

/** The service's id in a data map that exists: every file must have the same. */
function mappedId(root: string, { paths }: Policy): string | undefined {
  const snapshot = readWorkingTree(root, [paths.dataMap], DEFAULT_LIMITS);
  const dossier = readDossier(snapshot, paths, DEFAULT_LIMITS);
  return readableValue(dossier, "dataMap")?.service?.id;
}

/** A policy that existed before may not say the stage of this run. */
function stageNote({ source, stage }: Policy, asked: Stage): string {
  if (!source || stage === asked) return "";
  const found = stage === undefined ? "declares no stage" : `says \`stage: ${stage}\``;
  return `\n${source.file} ${found}; write \`stage: ${asked}\` into it.\n`;
}

import { assess, fails } from "../../core/assess.ts";
import type { Assessment } from "../../core/assessment.ts";
import { isIsoDate, isoDateOf } from "../../core/dates.ts";
import { DEFAULT_LIMITS, type Limits } from "../../core/documents/limits.ts";
import { readDossier } from "../../core/dossier.ts";
import { UsageError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { FAIL_ON, type FailOn, policyFileOf } from "../../core/policy/policy.ts";
import { stricterOf } from "../../core/policy/resolve.ts";
import { quote } from "../../core/quote.ts";
import { RULES } from "../../core/rules/index.ts";
import { type JudgedFile, judgedFiles } from "../../report/files.ts";
import { renderGithub } from "../../report/github.ts";
import { renderJson } from "../../report/json.ts";
import { renderMarkdown } from "../../report/markdown.ts";
import { renderSarif } from "../../report/sarif.ts";
import { renderText } from "../../report/text.ts";
import type { Io } from "../io.ts";
import { choice, readOptions } from "../options.ts";
import { isStandardOutput, writeOutput } from "../output.ts";
import { painted } from "../paint.ts";
import type { RepositoryInput } from "../sources/evidence.ts";
import { evidenceFromGithub, isOnGithub } from "../sources/github.ts";
import { fromWorkingTree } from "../sources/working-tree.ts";
import { declaredStage, readStage } from "../stage.ts";

export const FORMATS = ["text", "json", "markdown", "sarif", "github"] as const;
type Format = (typeof FORMATS)[number];

const OPTIONS = {
  stage: { type: "string" },
  gate: { type: "boolean" },
  format: { type: "string" },
  output: { type: "string", short: "o" },
  "fail-on": { type: "string" },
  today: { type: "string" },
  "org-policy": { type: "string" },
  "max-bytes": { type: "string" },
  verbose: { type: "boolean" },
  "sarif-waived": { type: "boolean" },
} as const;

/** `dsp check [target]`: reads, judges, prints; the exit code says whether it fails. */
export function check(args: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  const { values, positionals } = readOptions(args, OPTIONS, 1);
  const format = choice("--format", values.format, FORMATS) ?? "text";
  if (values["sarif-waived"] && format !== "sarif") {
    throw new UsageError("--sarif-waived is for SARIF only; add --format sarif, or leave it out");
  }
  const failOn = choice("--fail-on", values["fail-on"], FAIL_ON);
  const today = readToday(values.today, io);
  const limits = readLimits(values["max-bytes"]);
  const input = readStage(values.stage);
  const target = positionals[0] ?? ".";
  const asked = { io, organisation: values["org-policy"], today, limits };
  return isOnGithub(target)
    ? evidenceFromGithub(target, asked).then(judge)
    : judge(fromWorkingTree(target, asked));

  function judge(evidence: RepositoryInput): ExitCode {
    const { policy, snapshot, visibility } = evidence;
    const { stage, access, source } = declaredStage(input, evidence.stageFacts);
    const dossier = readDossier(snapshot, policy.paths, limits);
    const assessment = assess(
      { stage, access, gate: values.gate ?? false, today, policy, dossier, visibility },
      source,
    );
    const threshold = stricterOf(failOn ?? policy.failOn, policy.failOnFloor);
    const options = {
      sources: textsOf(evidence),
      files: judgedFiles(dossier),
      failOn: threshold,
      verbose: values.verbose ?? false,
      sarifWaived: values["sarif-waived"] ?? false,
    };
    writeOutput(render(assessment, format, options, values.output, io), values.output, io);
    return fails(assessment, threshold) ? EXIT.findings : EXIT.clean;
  }
}

/** The texts that excerpts are shown of, by path. */
function textsOf({ snapshot, policy, policyText }: RepositoryInput): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, file] of snapshot) if (file.ok) texts.set(file.at ?? path, file.text);
  if (policyText !== undefined) texts.set(policyFileOf(policy), policyText);
  return texts;
}

interface ReportOptions {
  sources: ReadonlyMap<string, string>;
  files: readonly JudgedFile[];
  failOn: FailOn;
  verbose: boolean;
  sarifWaived: boolean;
}

function render(
  assessment: Assessment,
  format: Format,
  options: ReportOptions,
  output: string | undefined,
  io: Io,
): string {
  switch (format) {
    case "json":
      return renderJson(assessment);
    case "markdown":
      return renderMarkdown(assessment, { files: options.files, failOn: options.failOn });
    case "sarif":
      return renderSarif(assessment, { rules: RULES, waived: options.sarifWaived });
    case "github":
      return renderGithub(assessment, { failOn: options.failOn });
    case "text":
      return renderText(assessment, {
        ...options,
        ...(isStandardOutput(output) && wantsColor(io) && { paint: painted }),
        width: io.stdout.columns,
      });
  }
}

/** On a terminal, unless NO_COLOR is set to anything (no-color.org) or the terminal is dumb. */
function wantsColor({ stdout, env }: Io): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}

function readToday(value: string | undefined, io: Io): string {
  if (value === undefined) return isoDateOf(io.now);
  if (isIsoDate(value)) return value;
  throw new UsageError(`--today is ${quote(value)}; write a day that exists as YYYY-MM-DD`);
}

function readLimits(value: string | undefined): Limits {
  if (value === undefined) return DEFAULT_LIMITS;
  const bytes = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (bytes > 0) return { maxBytes: bytes };
  throw new UsageError(
    `--max-bytes is ${quote(value)}; write a number of bytes, for example 1048576`,
  );
}

import { ARTEFACTS, type ArtefactName, GUIDANCE_ARTEFACTS } from "../core/artefacts/index.ts";
import { countsOf, fails } from "../core/assess.ts";
import type { Assessment, Finding } from "../core/assessment.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { list } from "../core/quote.ts";
import { findRule, RULES } from "../core/rules/index.ts";
import type { JudgedFile } from "./files.ts";
import { firstOf } from "./order.ts";
import { type Point, pointedLine, scopedName, shortLine } from "./short-text.ts";
import { capitalised, countsInWords, metInWords, stageInWords } from "./words.ts";

/** What GitHub shows beside a commit. */
export interface CommitStatus {
  /** Its name, which a branch protection can ask for. */
  context: string;
  state: "error" | "failure" | "pending" | "success";
  description: string;
}

/** GitHub refuses a description that is longer, in characters. */
export const MOST_DESCRIPTION = 140;

export interface StatusOptions {
  files: readonly JudgedFile[];
  failOn: FailOn;
  /** The folder and the branch judged, if they are not the usual ones: a part of the name. */
  scope?: string;
}

/** The overall verdict as a status. */
export function lifecycleStatus(assessment: Assessment, options: StatusOptions): CommitStatus {
  const { findings, expectations, counts, verdict } = assessment;
  const first = firstOf(findings);
  const stage = capitalised(stageInWords(assessment));
  const found = counts.waived > 0 ? countsInWords(counts) : "nothing found";
  return {
    context: contextOf("lifecycle", options.scope),
    state: stateOf(fails(assessment, options.failOn), verdict === "unreadable"),
    description: first
      ? described(`${stage}: ${countsInWords(counts)}.`, first)
      : shortLine(`${stage}: ${found}; ${metInWords(expectations)}`, MOST_DESCRIPTION),
  };
}

/** A status for each of the three artefacts. */
export function artefactStatuses(assessment: Assessment, options: StatusOptions): CommitStatus[] {
  return GUIDANCE_ARTEFACTS.flatMap((artefact) => {
    const judged = options.files.find((one) => one.artefact === artefact);
    return judged ? [artefactStatus(assessment, options, judged)] : [];
  });
}

/** The status of a run that could not reach a verdict, or has not yet. */
export function lifecycleIs(
  state: "error" | "pending",
  point: Point,
  scope: string | undefined,
): CommitStatus {
  const description = pointedLine(point, MOST_DESCRIPTION);
  return { context: contextOf("lifecycle", scope), state, description };
}

function artefactStatus(
  assessment: Assessment,
  options: StatusOptions,
  judged: JudgedFile,
): CommitStatus {
  const { artefact, state, file } = judged;
  const concerning = assessment.findings.filter((finding) => concerns(finding, artefact, file));
  const counts = countsOf(concerning);
  const first = firstOf(concerning);
  const hasFailed = fails({ findings: concerning }, options.failOn);
  const uncompared = hasFailed ? [] : uncomparedWith(judged, assessment, options);
  const lead = [
    ...(uncompared.length > 0 ? [`Not compared with ${list(uncompared)}.`] : []),
    ...(first ? [`${countsInWords(counts)}.`] : []),
  ].join(" ");
  const clean = counts.waived > 0 ? countsInWords(counts) : "nothing found";
  const isUnasked = state === "absent" && concerning.length === 0;
  return {
    context: contextOf(ARTEFACTS[artefact].slug, options.scope),
    state: stateOf(hasFailed, state === "unreadable" || uncompared.length > 0),
    description: first
      ? described(lead, first, file)
      : pointedLine(
          { lead, what: isUnasked ? `not required at ${assessment.stage}` : clean },
          MOST_DESCRIPTION,
        ),
  };
}

/** A file that could not be judged is no success, whatever the policy lets pass. */
function stateOf(hasFailed: boolean, isUnjudged: boolean): CommitStatus["state"] {
  if (hasFailed) return "failure";
  return isUnjudged ? "error" : "success";
}

/**
 * The other files that a rule needs beside this one and cannot use: they cannot be read, or they are
 * missing and the check fails for it. If this file is missing, nothing is compared.
 */
function uncomparedWith(
  { artefact, state }: JudgedFile,
  { findings }: Assessment,
  { files, failOn }: StatusOptions,
): string[] {
  if (state === "absent") return [];
  const beside = new Set(
    RULES.filter(({ needs }) => needs.includes(artefact)).flatMap(({ needs }) => needs),
  );
  return files.flatMap((other) => {
    if (other.artefact === artefact || !beside.has(other.artefact)) return [];
    const isMissed =
      other.state === "absent" &&
      fails({ findings: findings.filter(({ file }) => file === other.file) }, failOn);
    if (other.state === "unreadable")
      return [`the ${other.title} (${other.isInPart ? "has errors" : "cannot be read"})`];
    return isMissed ? [`the ${other.title} (missing)`] : [];
  });
}

/**
 * A finding concerns the file that it is in, and also the deletion plan or the backup config if its rule
 * reads them. A store without a deletion rule shows in the data map, but people fix it in the plan.
 */
function concerns({ file, rule }: Finding, artefact: ArtefactName, judged: string): boolean {
  if (file === judged) return true;
  return artefact !== "dataMap" && (findRule(rule)?.needs.includes(artefact) ?? false);
}

function contextOf(name: string, scope: string | undefined): string {
  return scopedName(`dsp/${name}`, scope);
}

/** What is wrong, with its place, and what to do about it as far as there is room. */
function described(lead: string, finding: Finding, ownFile?: string): string {
  const { file, place, inFile, message, fix } = finding;
  const where = file === ownFile ? `line ${place.line}` : `${file}:${place.line}`;
  const point = { lead, where: inFile ? where : undefined, what: message, toDo: fix };
  return pointedLine(point, MOST_DESCRIPTION);
}

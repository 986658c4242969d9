import { ARTEFACTS, type ArtefactName } from "../core/artefacts/index.ts";
import { countsOf, fails } from "../core/assess.ts";
import type { Assessment, Finding } from "../core/assessment.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { findRule } from "../core/rules/index.ts";
import { oneLine } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import { standingAndWaived } from "./order.ts";
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

/** The artefacts that have a status of their own. */
const SHOWN = ["dataMap", "deletionPlan", "backupConfig"] as const satisfies ArtefactName[];

export interface StatusOptions {
  files: readonly JudgedFile[];
  failOn: FailOn;
  /** What of the repository was judged, and for which branch, where that is not the usual: part of the name. */
  scope?: string;
}

/** The overall verdict as a status. */
export function lifecycleStatus(assessment: Assessment, options: StatusOptions): CommitStatus {
  const { findings, expectations, counts } = assessment;
  const [first] = standingAndWaived(findings).standing;
  const stage = stageInWords(assessment);
  const said = first
    ? `${countsInWords(counts)}. ${capitalised(`${placed(first)}${first.fix}`)}`
    : `${counts.waived > 0 ? countsInWords(counts) : "nothing found"}; ${metInWords(expectations)}`;
  return {
    context: contextOf("lifecycle", options.scope),
    state: fails(assessment, options.failOn) ? "failure" : "success",
    description: described(`${stage}: ${said}`),
  };
}

/** A status for each of the three artefacts. */
export function artefactStatuses(assessment: Assessment, options: StatusOptions): CommitStatus[] {
  return SHOWN.flatMap((artefact) => {
    const judged = options.files.find((one) => one.artefact === artefact);
    return judged ? [artefactStatus(assessment, options, judged)] : [];
  });
}

/** That a run could not come to a verdict, or has not yet. */
export function lifecycleIs(
  state: "error" | "pending",
  text: string,
  scope: string | undefined,
): CommitStatus {
  return { context: contextOf("lifecycle", scope), state, description: described(text) };
}

function artefactStatus(
  { findings, stage }: Assessment,
  { failOn, scope }: StatusOptions,
  { artefact, state, file }: JudgedFile,
): CommitStatus {
  const concerning = findings.filter((finding) => concerns(finding, artefact, file));
  const counts = countsOf(concerning);
  const [first] = standingAndWaived(concerning).standing;
  const context = contextOf(ARTEFACTS[artefact].slug, scope);
  if (first) {
    const where =
      first.file === file && first.inFile ? `line ${first.place.line}: ` : placed(first);
    return {
      context,
      state: fails({ findings: concerning }, failOn) ? "failure" : "success",
      description: described(`${countsInWords(counts)}. ${capitalised(`${where}${first.fix}`)}`),
    };
  }
  const clean = counts.waived > 0 ? countsInWords(counts) : "nothing found";
  return {
    context,
    state: "success",
    description: described(
      state === "absent" && concerning.length === 0 ? `not required at ${stage}` : clean,
    ),
  };
}

/**
 * A finding concerns the file that it stands in; and the deletion plan or the backup config where its
 * rule reads them: that a store has no deletion rule shows in the data map, and is mended in the plan.
 */
function concerns({ file, rule }: Finding, artefact: ArtefactName, judged: string): boolean {
  if (file === judged) return true;
  return artefact !== "dataMap" && (findRule(rule)?.needs.includes(artefact) ?? false);
}

function contextOf(name: string, scope: string | undefined): string {
  return scope === undefined ? `dsp/${name}` : `dsp/${name} (${scope})`;
}

function placed({ file, place, inFile }: Finding): string {
  return inFile ? `${file}:${place.line}: ` : "";
}

/** In GitHub's count a character is a unit of UTF-16; none is cut in half. */
function described(text: string): string {
  const line = capitalised(oneLine(text));
  if (line.length <= MOST_DESCRIPTION) return line;
  return `${line.slice(0, MOST_DESCRIPTION - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

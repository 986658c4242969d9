import { fails } from "../core/assess.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Note } from "../report/markdown-parts.ts";
import { policyChangeInWords } from "../report/policy-change.ts";
import { countsInWords, stageInWords } from "../report/words.ts";
import type { Judged } from "./judge.ts";

/** What has to be said of how a change was judged. */
export function notesOn({ governing, assessment, proposed, proposedFailOn }: Judged): Note[] {
  const { change, policy } = governing;
  const byWhom = policyChangeInWords(change);
  const texts = [
    ...(byWhom === undefined ? [] : [byWhom]),
    ...(proposed ? [withProposed(proposed, proposedFailOn)] : []),
    ...stageNote(policy.stage, governing.proposed?.stage, assessment),
  ];
  return texts.map((text) => ({ text }));
}

function withProposed(proposed: Assessment, failOn: Judged["failOn"]): string {
  const outcome = fails(proposed, failOn) ? "fail" : "pass";
  return `Once it has landed, its own policy would find ${countsInWords(proposed.counts)} here, and this check would ${outcome}`;
}

function stageNote(
  before: string | undefined,
  after: string | undefined,
  assessment: Assessment,
): string[] {
  if (assessment.stageSource.kind !== "policy" || !before || !after || before === after) return [];
  return [
    `This change moves the stage from ${before} to ${after}: it is judged at the later one, ${stageInWords(assessment)}`,
  ];
}

import { fails } from "../core/assess.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Governing } from "../core/policy/change.ts";
import type { FailOn } from "../core/policy/policy.ts";
import type { Note } from "./markdown-parts.ts";
import { policyChangeInWords } from "./policy-change.ts";
import { countsInWords, stageInWords } from "./words.ts";

/** A verdict on a change, and the policy that it was judged by. */
export interface ComparedVerdict {
  assessment: Assessment;
  governing: Governing;
  /** The verdict by the change's own policy, if the change edits the policy. */
  proposed?: Assessment;
  /** The severity from which the check would fail by the change's own policy. */
  proposedFailOn: FailOn;
}

/** What readers must know about how a change was judged. */
export function notesOn({
  governing,
  assessment,
  proposed,
  proposedFailOn,
}: ComparedVerdict): Note[] {
  const { policy } = governing;
  const byWhom = policyChangeInWords(governing);
  const texts = [
    ...(byWhom === undefined ? [] : [byWhom]),
    ...(proposed ? [withProposed(proposed, proposedFailOn)] : []),
    ...stageNote(policy.stage, governing.proposed?.stage, assessment),
  ];
  return texts.map((text) => ({ text }));
}

function withProposed(proposed: Assessment, failOn: FailOn): string {
  const outcome = fails(proposed, failOn) ? "fail" : "pass";
  return `After you merge this change, its own policy applies. By that policy this check would ${outcome}, with ${countsInWords(proposed.counts)}`;
}

function stageNote(
  before: string | undefined,
  after: string | undefined,
  assessment: Assessment,
): string[] {
  if (assessment.stageSource.kind !== "policy" || !before || !after || before === after) return [];
  return [
    `This change moves the stage from ${before} to ${after}, so it is checked at the later stage: ${stageInWords(assessment)}`,
  ];
}

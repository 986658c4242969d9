import { fails } from "../core/assess.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Governing } from "../core/policy/change.ts";
import type { FailOn } from "../core/policy/policy.ts";
import type { Note } from "./markdown-parts.ts";
import { policyChangeInWords } from "./policy-change.ts";
import { countsInWords, stageInWords } from "./words.ts";

/** A verdict on a change, and by what it came to be. */
export interface ChangeVerdict {
  assessment: Assessment;
  governing: Governing;
  /** The verdict that the change's own policy would give, where it edits the policy. */
  proposed?: Assessment;
  /** From where on the check would fail by the change's own policy. */
  proposedFailOn: FailOn;
}

/** What has to be said of how a change was judged. */
export function notesOn({
  governing,
  assessment,
  proposed,
  proposedFailOn,
}: ChangeVerdict): Note[] {
  const { change, policy } = governing;
  const byWhom = policyChangeInWords(change);
  const texts = [
    ...(byWhom === undefined ? [] : [byWhom]),
    ...(proposed ? [withProposed(proposed, proposedFailOn)] : []),
    ...stageNote(policy.stage, governing.proposed?.stage, assessment),
  ];
  return texts.map((text) => ({ text }));
}

function withProposed(proposed: Assessment, failOn: FailOn): string {
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

import { fails } from "../core/assess.ts";
import type { Assessment } from "../core/assessment.ts";
import type { PolicyChange } from "../core/policy/change.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import type { Note } from "../report/markdown-parts.ts";
import { countsInWords, stageInWords } from "../report/words.ts";
import type { Judged } from "./judge.ts";

/** By whose policy a change was judged, where that is not plain: the reader has to know. */
const BY_WHOM: Readonly<Record<Exclude<PolicyChange, "none">, string>> = {
  edited: `This change edits \`${POLICY_PATH}\`: it is judged by the policy as it is on the base branch`,
  deleted: `This change deletes \`${POLICY_PATH}\`: it is judged by the policy as it is on the base branch`,
  adopted: `The base branch has no \`${POLICY_PATH}\` yet: this change is judged by the one that it brings`,
  mended: `\`${POLICY_PATH}\` of the base branch cannot be read: this change is judged by the one that it brings`,
};

/** What has to be said of how a change was judged. */
export function notesOn({ governing, assessment, proposed, proposedFailOn }: Judged): Note[] {
  const { change, policy } = governing;
  const texts = [
    ...(change === "none" ? [] : [BY_WHOM[change]]),
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

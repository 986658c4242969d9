import { isoDateOf } from "../../src/core/dates.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { StageClaim } from "../../src/core/stages.ts";
import { readChange } from "../../src/github/change.ts";
import type { PullRequest } from "../../src/github/pulls.ts";
import { readMoreOfSides, readSides } from "../../src/github/sides.ts";
import {
  type AssessmentReplyView,
  readAssessmentReply,
  renderAssessmentReply,
} from "../../src/report/assessment-reply.ts";
import { policyChangeInWords } from "../../src/report/policy-change.ts";
import { WITHOUT_ISSUES } from "../../src/report/without-issues.ts";
import type { Facts } from "../state/facts.ts";
import { verdictOn, verdictOnChange } from "../state/verdict.ts";
import type { Asking } from "./asking.ts";
import { NOT_OPTED_IN, policyBroken } from "./words.ts";

/**
 * The answer to `/dsp assess [stage]`: the verdict at the gate of a stage, on the default branch or on
 * the head of the pull request that it is asked on. The stage issue was put right before.
 */
export async function assessed(
  asking: Asking,
  stage: StageClaim | undefined,
  pullRequest: PullRequest | undefined,
): Promise<string> {
  const { facts } = asking.reconciled;
  if (!facts) return NOT_OPTED_IN;
  if (pullRequest) return assessedChange(asking, facts, stage, pullRequest);
  if (!facts.policy.ok) return policyBroken(facts.policy.problems);
  const { now } = asking;
  const verdict = verdictOn(facts, now, { gate: true, input: inputOf(stage) });
  if (!verdict) return NOT_OPTED_IN;
  const { head, defaultBranch } = facts.repository;
  return reply(asking, facts, { ...verdict, sha: head, ref: defaultBranch, notes: [] });
}

/** Policy from the base, evidence from the head, as the Action judges; nothing of the head is run. */
async function assessedChange(
  asking: Asking,
  facts: Facts,
  stage: StageClaim | undefined,
  { number, headSha, baseRef }: PullRequest,
): Promise<string> {
  const { reader, now } = asking;
  const sides = { repository: facts.repository, base: `refs/heads/${baseRef}`, head: headSha };
  const source = {
    sides: (paths: readonly string[]) => readSides(reader, sides, paths),
    more: (paths: readonly string[]) => readMoreOfSides(reader, sides, paths),
  };
  const change = await readChange(source, isoDateOf(now), DEFAULT_LIMITS);
  const { governing } = change;
  if (!governing.ok) return policyBroken(governing.problems);
  const { head: evidence } = await change.evidence();
  const asked = { gate: true, input: inputOf(stage) };
  const verdict = verdictOnChange(facts, { governing, evidence }, now, asked);
  if (!verdict) return NOT_OPTED_IN;
  const text = policyChangeInWords(governing.change);
  return reply(asking, facts, {
    ...verdict,
    sha: headSha,
    ref: `#${number}`,
    notes: text === undefined ? [] : [{ text: `${text}.` }],
  });
}

function inputOf(stage: StageClaim | undefined) {
  return stage && { claim: stage, name: "`/dsp assess`" };
}

/** What is judged, as an answer to the one who asks; compared with the last of that stage there. */
function reply(
  { login, now, ours }: Asking,
  { repository }: Facts,
  judged: Omit<AssessmentReplyView, "repositoryUrl" | "askedBy" | "askedAt" | "previous">,
): string {
  const { assessment, files, attestations, sha, ref, notes } = judged;
  const before = ours.flatMap((body) => readAssessmentReply(body) ?? []);
  return renderAssessmentReply({
    assessment,
    files,
    attestations,
    sha,
    ref,
    notes: repository.hasIssues ? notes : [...notes, { text: `${WITHOUT_ISSUES}.` }],
    repositoryUrl: repository.url,
    askedBy: login,
    askedAt: now.toISOString(),
    previous: before.filter(({ stage }) => stage === assessment.stage).at(-1),
  });
}

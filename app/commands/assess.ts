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
import type { StateFacts } from "../state/facts.ts";
import { changeSituationOf, situationOf } from "../state/situation.ts";
import type { JudgingOptions } from "../state/verdict.ts";
import type { Asking } from "./asking.ts";
import { whenJudged } from "./when-judged.ts";
import { NOT_OPTED_IN } from "./words.ts";

/**
 * The answer to `/dsp assess [stage]`: the verdict at the gate of a stage, on the default branch or on
 * the head of the pull request that it is asked on. The stage issue is up to date before.
 */
export async function assessed(
  asking: Asking,
  stage: StageClaim | undefined,
  pullRequest: PullRequest | undefined,
): Promise<string> {
  const { facts } = asking.reconciled.situation;
  if (!facts) return NOT_OPTED_IN;
  const asked = { gate: true, input: stage && { claim: stage, name: "`/dsp assess`" } };
  if (pullRequest) return assessedChange(asking, facts, asked, pullRequest);
  const { head, defaultBranch } = facts.repository;
  return whenJudged(situationOf(facts, asking.judging, asked), ({ verdict, policy: { failOn } }) =>
    reply(asking, facts, { ...verdict, failOn, sha: head, ref: defaultBranch, notes: [] }),
  );
}

/** Policy from the base, evidence from the head, as the Action judges; nothing of the head is run. */
async function assessedChange(
  asking: Asking,
  facts: StateFacts,
  asked: JudgingOptions,
  { number, headSha, baseRef }: PullRequest,
): Promise<string> {
  const { reader, now, judging } = asking;
  const sides = { repository: facts.repository, base: `refs/heads/${baseRef}`, head: headSha };
  const source = {
    sides: (paths: readonly string[]) => readSides(reader, sides, paths),
    more: (paths: readonly string[]) => readMoreOfSides(reader, sides, paths),
  };
  const change = await readChange(source, isoDateOf(now), DEFAULT_LIMITS);
  const { governing } = change;
  const evidence = governing.ok ? (await change.evidence()).head : new Map();
  const situation = changeSituationOf(facts, { governing, evidence }, judging, asked);
  return whenJudged(situation, ({ verdict }) => {
    const text = policyChangeInWords(verdict.governing);
    return reply(asking, facts, {
      ...verdict,
      failOn: verdict.governing.policy.failOn,
      sha: headSha,
      ref: `#${number}`,
      notes: text === undefined ? [] : [{ text: `${text}.` }],
    });
  });
}

/** What is judged, as an answer to the one who asks; compared with the last of that stage there. */
function reply(
  { login, now, ours }: Asking,
  { repository }: StateFacts,
  judged: Omit<AssessmentReplyView, "repositoryUrl" | "askedBy" | "askedAt" | "previous">,
): string {
  const { assessment, files, failOn, attestations, sha, ref, notes } = judged;
  const before = ours.flatMap((body) => readAssessmentReply(body) ?? []);
  return renderAssessmentReply({
    assessment,
    files,
    failOn,
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

import { ownCheckRuns } from "../../src/github/checks.ts";
import { RefusedError } from "../../src/github/errors.ts";
import { pullRequest } from "../../src/github/pulls.ts";
import { repositoryName } from "../../src/github/target.ts";
import { NotVisibleError } from "../again.ts";
import type { CheckTopic, CheckWake } from "../events/wakes.ts";
import type { Judging } from "../state/judging.ts";
import type { FactsReading } from "../state/read.ts";
import { judgeCheck } from "./judge.ts";
import { checkName, externalId, pullRequestIn } from "./marks.ts";
import { granted, publishCheck } from "./publish.ts";
import { type CheckedChange, readCheck } from "./read.ts";

/** What a check needs beside what woke it. */
export interface Running extends Omit<FactsReading, "hasProperty"> {
  judging: Judging;
}

/** How often a newer commit has the check begun anew; after that, its own event does. */
const MOST_ROUNDS = 3;

/**
 * Checks what a wake is about in its present state, and puts the result on the commit; returns how much was
 * written. If a newer commit comes in between, checks that one. Rejects with a `CannotRunError`.
 */
export async function checkChange(wake: CheckWake, running: Running): Promise<number> {
  const topic = await topicOf(wake.topic, running);
  if (!topic) return 0;
  let writes = 0;
  let change = await changeOf(topic, running);
  for (let round = 0; change && round < MOST_ROUNDS; round++) {
    const checked = await checkOnce(wake, topic, change, running);
    writes += checked.writes;
    change = checked.newer;
  }
  return writes;
}

/** The pull request that the check runs on a commit are for: GitHub does not name it if it comes from a fork. */
async function topicOf(
  topic: CheckTopic,
  { reader, repository, account }: Running,
): Promise<Exclude<CheckTopic, { kind: "commit" }> | undefined> {
  if (topic.kind !== "commit") return topic;
  const target = { repository, sha: topic.sha };
  const runs = granted(await ownCheckRuns(reader, target, account.slug), target);
  const [number] = runs.flatMap((run) => pullRequestIn(run.externalId) ?? []);
  return number === undefined ? undefined : { kind: "pull-request", number };
}

/**
 * Head and base as they are now; undefined if the pull request is closed. GitHub itself has named it: if it
 * finds none, it may find it a moment later.
 */
async function changeOf(
  topic: Exclude<CheckTopic, { kind: "commit" }>,
  { reader, repository }: Running,
): Promise<CheckedChange | undefined> {
  if (topic.kind === "merge-group") return { head: topic.sha, baseRef: topic.baseRef };
  const found = await pullRequest(reader, repository, topic.number);
  if (!found.ok) {
    const asked = `pull request ${topic.number} of ${repositoryName(repository)}`;
    const text = `GitHub does not show ${asked} (${found.status})`;
    throw found.status === 404 ? new NotVisibleError(text) : new RefusedError(text, found.status);
  }
  const { isOpen, headSha, baseRef } = found.value;
  return isOpen ? { head: headSha, baseRef } : undefined;
}

/** Also returns the newer commit, if one came before this one had its verdict. */
async function checkOnce(
  { isAsked, hasProperty }: CheckWake,
  topic: Exclude<CheckTopic, { kind: "commit" }>,
  change: CheckedChange,
  running: Running,
): Promise<{ writes: number; newer?: CheckedChange }> {
  const { repository, reader, account } = running;
  const facts = await readCheck({ ...running, hasProperty }, change);
  const judgement = facts && judgeCheck(facts, change.head, running.judging);
  if (!judgement) return { writes: 0 };
  const { text, basis, detailsUrl } = judgement;
  const name = checkName(change.baseRef, facts.repository.defaultBranch);
  const number = topic.kind === "pull-request" ? topic.number : undefined;
  let now: CheckedChange | undefined = change;
  const { writes, isSuperseded } = await publishCheck({
    reader,
    account,
    target: { repository, sha: change.head, name },
    externalId: externalId(number, [change, text.conclusion, ...basis]),
    detailsUrl,
    text,
    isAsked,
    async isCurrent() {
      now = await changeOf(topic, running);
      return now?.head === change.head && now.baseRef === change.baseRef;
    },
  });
  return { writes, newer: isSuperseded ? now : undefined };
}

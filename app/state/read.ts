import { isoDateOf } from "../../src/core/dates.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { LedgerComment } from "../../src/core/ledger.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { type FoundPolicies, policyFrom } from "../../src/core/policy/found.ts";
import { POLICY_PATH } from "../../src/core/policy/path.ts";
import { STAGE_PROPERTY } from "../../src/core/stage-sources.ts";
import { readByQuery, readFilesAnd, readOnly } from "../../src/github/graphql.ts";
import {
  type Comment,
  canBeAssigned,
  commentBy,
  conversationUnder,
  isAtLeastRole,
  roleOf,
} from "../../src/github/issues.ts";
import { isOrganisations, organisationOf, policiesFound } from "../../src/github/organisation.ts";
import { editsOf, editsSince, overviewIn, overviewOf } from "../../src/github/overview.ts";
import type { Reader, Repository } from "../../src/github/reader.ts";
import { readFacts } from "../../src/github/repository.ts";
import { yoursIn } from "../../src/report/stage-issue.ts";
import type { Account } from "../account.ts";
import { LABEL } from "../marks.ts";
import type { StateFacts } from "./facts.ts";
import { issuesOfOurs } from "./issues.ts";
import { ownersInQuestion } from "./owners.ts";
import { mayDeclareStage, seenLabel } from "./seen-label.ts";
import { stageOf } from "./stage.ts";
import { issueFor, openStageIssues, type StageIssue, stageIssuesIn } from "./stage-issues.ts";

/** Of so many stage issues the comments are read: twice as many as there are stages, the newest first. */
const MOST_ISSUES = 10;

/** How many comments that are not among the newest are looked up, to see whether they still exist: one request each. */
const MOST_LINKED = 40;

/** What reading must know. */
export interface FactsReading {
  reader: Reader;
  repository: Repository;
  account: Account;
  now: Date;
  /** Whether there may be a custom property: it takes a request of its own. */
  hasProperty: boolean;
}

/**
 * Reads everything that decides what should be. If nothing shows that the repository has opted in, that is
 * one request, and the result is undefined. Else there are three, one for each stage that has an issue, and
 * one or two more if evidence is elsewhere or a box is ticked. Rejects with a `CannotRunError`.
 */
export async function readState(reading: FactsReading): Promise<StateFacts | undefined> {
  const { reader, repository, account, now, hasProperty } = reading;
  const usual = Object.values(DEFAULT_POLICY.paths);
  const head = { repository, revision: "HEAD", paths: [POLICY_PATH, ...usual] };
  const above = isOrganisations(repository)
    ? []
    : [{ repository: organisationOf(repository), revision: "HEAD", paths: [POLICY_PATH] }];
  const { files: found, also } = await readFilesAnd(
    reader,
    [head, ...above],
    overviewOf(repository, LABEL),
  );
  const overview = overviewIn(also);
  if (!overview) return undefined;
  const labels = overview.labels.map((label) => seenLabel(label, account));
  // What the App made there may need to end.
  const isShown =
    mayDeclareStage(overview.topics, labels) || labels.some((label) => label.isMadeByUs);
  const own = found[0] ?? new Map();
  const ownPolicy = own.get(POLICY_PATH);
  const isSurelyPolicy = ownPolicy !== undefined && ownPolicy.stray === undefined;
  if (!hasProperty && !isShown && !isSurelyPolicy) return undefined;
  const { customProperties } = await readFacts(reader, repository);
  // A file of that name in another place may belong to another tool, if there is no other sign of us.
  const isOurs = isSurelyPolicy || isShown || customProperties[STAGE_PROPERTY] !== undefined;
  const policies = policiesFound(
    repository,
    isOurs ? ownPolicy : undefined,
    found[1]?.get(POLICY_PATH),
  );
  const policy = policyFrom(policies, isoDateOf(now), DEFAULT_LIMITS);
  const unusual = policy.ok
    ? Object.values(policy.policy.paths).filter((path) => !usual.includes(path))
    : [];
  const more =
    unusual.length > 0
      ? (
          await readByQuery(reader, [
            { ...head, revision: overview.head ?? "HEAD", paths: unusual },
          ])
        )[0]
      : undefined;
  const { issues, hasIssues } = await issuesOfOurs(reader, overview, account);
  const facts: StateFacts = {
    repository: { ...overview, labels, customProperties, hasIssues },
    policy,
    policyFiles: namesOf(policies),
    files: new Map([...own, ...(more ?? [])]),
    issues,
    comments: new Map(),
    flooded: new Set(),
    ticks: [],
  };
  const ours = stageIssuesIn(issues);
  const said = await saidUnder(ours, reading);
  const declared = stageOf(facts);
  const current = policy.ok ? declared && issueFor(ours, declared.stage) : openStageIssues(ours)[0];
  const unassignable = declared && hasIssues ? await unassignableIn(facts, current, reading) : [];
  const ticks = current && (await ticksIn(current, reading));
  return { ...facts, ...said, unassignable, ...ticks };
}

/** The owners that GitHub cannot assign: one request each, and none for most. */
async function unassignableIn(
  facts: StateFacts,
  current: StageIssue | undefined,
  { reader }: FactsReading,
): Promise<string[]> {
  const unassignable: string[] = [];
  for (const login of ownersInQuestion(facts, current)) {
    if (!(await canBeAssigned(reader, facts.repository, login))) unassignable.push(login);
  }
  return unassignable;
}

/**
 * The comments under the stage issues. If there are more than are read, sign-offs are still found: the
 * bodies link to those in force.
 */
async function saidUnder(
  ours: readonly StageIssue[],
  { reader, repository, account }: FactsReading,
): Promise<Pick<StateFacts, "comments" | "flooded">> {
  const comments = new Map<number, LedgerComment[]>();
  const flooded = new Set<number>();
  const linked = ours.flatMap(({ issue }) => linkedIn(issue.body));
  for (const { issue } of ours.slice(0, MOST_ISSUES)) {
    const { number } = issue;
    const found = await conversationUnder(reader, repository, number);
    const older: Comment[] = [];
    if (!found.isAll) {
      flooded.add(number);
      const known = new Set(found.comments.map(({ id }) => id));
      const missed = linked.filter((one) => one.number === number && !known.has(one.id));
      for (const { id } of missed.slice(0, MOST_LINKED)) {
        const comment = await commentBy(reader, repository, number, id);
        if (comment) older.push(comment);
      }
    }
    comments.set(
      number,
      [...older, ...found.comments].map((comment) => ledgerComment(comment, account)),
    );
  }
  return { comments, flooded };
}

/** The comments that a body links to, each once. */
function linkedIn(body: string): { number: number; id: number }[] {
  const ours = body.slice(0, body.length - yoursIn(body).length);
  const found = [...ours.matchAll(/\/issues\/(\d{1,15})#issuecomment-(\d{1,15})/g)];
  return found.map(([, number, id]) => ({ number: Number(number), id: Number(id) }));
}

function namesOf({ own, organisation }: FoundPolicies): string[] {
  return [
    ...(own ? [own.at ?? POLICY_PATH] : []),
    ...(typeof organisation === "object" ? [organisation.path] : []),
  ];
}

/** A comment as the ledger sees it. */
export function ledgerComment(
  { id, url, author, body, createdAt, updatedAt }: Comment,
  { login }: Account,
): LedgerComment {
  const isOurs = author === login;
  return { id, url, author, isOurs, isEdited: createdAt !== updatedAt, createdAt, body };
}

/**
 * The person who ticked the boxes: the one who edited the body since the App did. GitHub says it about the
 * whole body only, so if several people edited it, nobody can tell.
 */
async function ticksIn(
  { issue, read }: StageIssue,
  { reader, repository, account }: FactsReading,
): Promise<Pick<StateFacts, "ticks" | "unclearTicks">> {
  if (!read || read.ticked.length === 0) return { ticks: [] };
  const answer = await readOnly(reader, repository, editsOf(repository, issue.number));
  const edits = editsSince(answer, account.login);
  if (!edits) return { ticks: [] };
  const [by, ...others] = edits.by;
  if (by === undefined || others.length > 0 || !edits.isAll) {
    return { ticks: [], unclearTicks: edits.at };
  }
  if (by === "") return { ticks: [] };
  const mayAttest = isAtLeastRole(await roleOf(reader, repository, by), "write");
  return { ticks: read.ticked.map((expectation) => ({ expectation, by, mayAttest })) };
}

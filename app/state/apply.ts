import { CannotRunError } from "../../src/core/errors.ts";
import { RefusedError } from "../../src/github/errors.ts";
import {
  changeIssue,
  type Issue,
  issuesBy,
  makeLabel,
  openIssue,
  refusedIssue,
  writeComment,
} from "../../src/github/issues.ts";
import type { Reader } from "../../src/github/reader.ts";
import { RateLimitError } from "../../src/github/retry.ts";
import type { Account } from "../account.ts";
import { LostAnswerError } from "../again.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";
import { has, withDropped } from "./owners.ts";
import { ledgerComment } from "./read.ts";
import { seenLabel } from "./seen-label.ts";

/** What writing needs. */
export interface Writing {
  reader: Reader;
  account: Account;
  /** Resolves when an issue or a comment may be created. */
  pace(): Promise<void>;
  /** Throws if an issue may be there that is not among these facts: it is not opened then. */
  beforeOpening?(facts: StateFacts): void;
}

/** Does one write; returns the facts after it. Rejects with a `CannotRunError`. */
export async function apply(
  action: Action,
  facts: StateFacts,
  writing: Writing,
): Promise<StateFacts> {
  const { repository } = facts;
  const { reader, account } = writing;
  if (action.kind === "open-issue") writing.beforeOpening?.(facts);
  if (action.kind === "open-issue" || action.kind === "comment") await writing.pace();
  switch (action.kind) {
    case "make-label": {
      await makeLabel(reader, repository, action.label);
      const label = seenLabel({ ...action.label, openedBy: [] }, account);
      return { ...facts, repository: { ...repository, labels: [...repository.labels, label] } };
    }
    case "open-issue": {
      const issue = await openOnce(action.issue, facts, reader, account);
      const comments = new Map([...facts.comments, [issue.number, []]]);
      const opened = { ...facts, issues: [issue, ...facts.issues], comments };
      return withDropped(opened, action.issue.assignees, issue);
    }
    case "change-issue": {
      const changed = await change(action, facts, reader).catch((error: unknown) => {
        if (isLost(action, facts) && error instanceof RefusedError) return undefined;
        throw error;
      });
      if (!changed) {
        const others = facts.issues.filter(({ number }) => number !== action.number);
        return { ...facts, issues: others };
      }
      const issues = facts.issues.map((one) => (one.number === changed.number ? changed : one));
      return withDropped({ ...facts, issues }, action.change.assignees, changed);
    }
    case "comment": {
      const comment = await writeComment(reader, repository, action.number, action.body).catch(
        (error: unknown) => {
          // Somebody has locked it since it was read: it is kept true without a word.
          if (error instanceof RefusedError && error.reason === "locked") return undefined;
          throw error;
        },
      );
      if (!comment) return { ...facts, issues: facts.issues.map((one) => locked(one, action)) };
      const before = facts.comments.get(action.number) ?? [];
      const comments = new Map(facts.comments);
      comments.set(action.number, [...before, ledgerComment(comment, account)]);
      return { ...facts, comments };
    }
  }
}

/** Changes an issue. One who cannot be assigned keeps nothing else from being changed, and nobody else out. */
async function change(
  { number, change: wanted }: Extract<Action, { kind: "change-issue" }>,
  { repository, issues }: StateFacts,
  reader: Reader,
): Promise<Issue> {
  const { assignees, ...rest } = wanted;
  try {
    return await changeIssue(reader, repository, number, wanted);
  } catch (error) {
    if (!assignees || !isInvalid(error)) throw error;
  }
  const before = issues.find((one) => one.number === number)?.assignees ?? [];
  const kept = assignees.filter((login) => has(before, login));
  const changed = await changeIssue(reader, repository, number, { ...rest, assignees: kept });
  const others = assignees.filter((login) => !has(before, login));
  return assignEach(others, changed, repository, reader);
}

/** Assigns an issue to each of these, as far as GitHub does. */
async function assignEach(
  logins: readonly string[],
  issue: Issue,
  repository: StateFacts["repository"],
  reader: Reader,
): Promise<Issue> {
  let changed = issue;
  for (const login of logins) {
    const assignees = [...changed.assignees, login];
    try {
      changed = await changeIssue(reader, repository, issue.number, { assignees });
    } catch (error) {
      if (!isInvalid(error)) throw error;
    }
  }
  return changed;
}

function isInvalid(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 422;
}

function locked(issue: Issue, { number }: { number: number }): Issue {
  return issue.number === number ? { ...issue, isLocked: true } : issue;
}

/**
 * Whether an issue that GitHub does not open again was turned into a discussion: it stays behind, closed and
 * locked. Another issue takes its place then.
 */
function isLost(
  { number, change }: Extract<Action, { kind: "change-issue" }>,
  { issues }: StateFacts,
): boolean {
  const isLocked = issues.some((one) => one.number === number && one.isLocked);
  return isLocked && change.state === "open";
}

/**
 * Opens an issue. If the answer is lost, the issue may exist all the same. So we look for it, and if GitHub
 * does not list it, a later run looks again before it opens one. What GitHub refuses is not tried again.
 * Source: `reliability.md`, F07 and F15.
 */
async function openOnce(
  wanted: Extract<Action, { kind: "open-issue" }>["issue"],
  facts: StateFacts,
  reader: Reader,
  account: Account,
): Promise<Issue> {
  const { repository, issues } = facts;
  const answer = await openIssue(reader, repository, wanted).catch(async (error: unknown) => {
    // What a limit refused has had no effect, and comes again with the run.
    if (!(error instanceof CannotRunError) || error instanceof RateLimitError) throw error;
    const known = new Set(issues.map(({ number }) => number));
    const now = await issuesBy(reader, repository, account.login);
    // One that was moved here from elsewhere is new as well, and is another.
    const found = now.find(({ number, title }) => !known.has(number) && title === wanted.title);
    if (found) return { ok: true as const, value: found };
    throw new LostAnswerError(`${error.message}; whether an issue was opened is not known`);
  });
  if (answer.ok) return answer.value;
  const { assignees, ...nobodys } = wanted;
  // GitHub refuses all for one who cannot be assigned: then each is assigned by itself, as far as it goes.
  if (answer.status === 422 && assignees?.length) {
    const issue = await openOnce(nobodys, facts, reader, account);
    return assignEach(assignees, issue, repository, reader);
  }
  throw refusedIssue(reader, repository, answer);
}

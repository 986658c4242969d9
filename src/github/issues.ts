import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { answerIn } from "./answer.ts";
import { inOneLine, notGithub, type RefusedCall, type Right, refused, statusOf } from "./errors.ts";
import { PER_PAGE, pages } from "./pages.ts";
import {
  type Attempt,
  ask,
  attempt,
  type Reader,
  type Refusal,
  type Repository,
} from "./reader.ts";
import { reasonIn } from "./reasons.ts";
import { RateLimitError } from "./retry.ts";
import { repositoryName } from "./target.ts";

/** An issue, as far as keeping one needs. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  isOpen: boolean;
  /** Nothing can be said under it then; it can be changed all the same. */
  isLocked: boolean;
  labels: string[];
  assignees: string[];
  createdAt: string;
}

/** What an issue is made of, or what of it is changed. */
export interface IssueChange {
  title?: string;
  body?: string;
  labels?: readonly string[];
  assignees?: readonly string[];
  state?: "open" | "closed";
  state_reason?: "completed" | "not_planned" | "reopened";
}

/** A comment under an issue. */
export interface Comment {
  id: number;
  url: string;
  author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

/** The most pages of a listing that are read: the newest 1,000 issues of one author, or comments under one issue. */
const MOST_PAGES = 10;

/**
 * The issues that an account has opened, the newest first and no more than 1,000: one request for each
 * hundred. The filter of the listing is GitHub's, and is not trusted. Rejects with a `CannotRunError`.
 */
export async function issuesBy(
  reader: Reader,
  repository: Repository,
  author: string,
): Promise<Issue[]> {
  const found = await pages(MOST_PAGES, async (page) => {
    const { data } = await ask(reader, repository, (client) =>
      client.request("GET /repos/{owner}/{repo}/issues", {
        ...called(repository),
        creator: author,
        state: "all",
        sort: "created",
        direction: "desc",
        per_page: PER_PAGE,
        page,
      }),
    );
    return answerIn(z.array(LISTED), data);
  });
  return found
    .filter(({ user, pull_request }) => user?.login === author && !pull_request)
    .map(issueOf);
}

/** The comments under an issue, the oldest first, and whether there are no others. */
export interface CommentThread {
  comments: Comment[];
  isAll: boolean;
}

/**
 * The newest comments under an issue, as many as a thousand: one request for each hundred, and one more
 * if there are others. The newest are complete: a comment that withdraws another is never left out while
 * the other is there. Rejects as `issuesBy`.
 */
export async function conversationUnder(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<CommentThread> {
  const first = await commentsOn(reader, repository, number, 1);
  const from = Math.max(2, first.last - MOST_PAGES + 1);
  const isAll = first.last <= MOST_PAGES;
  const comments = isAll ? first.comments : [];
  for (let page = from, last = first.last; page <= last; page++) {
    const more = await commentsOn(reader, repository, number, page);
    comments.push(...more.comments);
  }
  return { comments, isAll };
}

/** As `conversationUnder`, the comments alone. */
export async function commentsUnder(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<Comment[]> {
  return (await conversationUnder(reader, repository, number)).comments;
}

async function commentsOn(
  reader: Reader,
  repository: Repository,
  number: number,
  page: number,
): Promise<{ comments: Comment[]; last: number }> {
  const { data, headers } = await ask(
    reader,
    repository,
    (client) =>
      client.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...called(repository),
        issue_number: number,
        per_page: PER_PAGE,
        page,
      }),
    "Issues: read",
  );
  // GitHub lists them the oldest first, and only its links say where they end.
  const last = /[?&]page=(\d{1,9})[^>]*>; rel="last"/.exec(headers.link ?? "")?.[1];
  return { comments: answerIn(z.array(COMMENT), data).map(commentOf), last: Number(last ?? page) };
}

/**
 * A comment under an issue by its id; undefined if it is missing or under another issue. Rejects as
 * `issuesBy`.
 */
export async function commentBy(
  reader: Reader,
  repository: Repository,
  number: number,
  id: number,
): Promise<Comment | undefined> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...called(repository),
      comment_id: id,
    }),
  );
  if (!answer.ok && (answer.status === 404 || answer.status === 410)) return undefined;
  if (!answer.ok) throw refusedTo(reader, repository, answer, "Issues: read");
  const found = answerIn(COMMENT, answer.value.data);
  return found.issue_url?.endsWith(`/issues/${number}`) ? commentOf(found) : undefined;
}

/**
 * Opens an issue, by one request that is never repeated. A refusal by GitHub is an answer. Rejects with a
 * `CannotRunError` if it is not known whether GitHub opened it: the caller must look then.
 */
export async function openIssue(
  reader: Reader,
  repository: Repository,
  { title = "", ...rest }: IssueChange,
): Promise<Attempt<Issue>> {
  try {
    const { data } = await reader.client.request("POST /repos/{owner}/{repo}/issues", {
      ...called(repository),
      title,
      body: rest.body,
      labels: [...(rest.labels ?? [])],
      assignees: [...(rest.assignees ?? [])],
    });
    return { ok: true, value: issueOf(answerIn(ISSUE, data)) };
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) {
      return { ok: false, status, reason: reasonIn(error) };
    }
    throw inOneLine(error, asking(reader, repository, "Issues: write"));
  }
}

/** What people are told of an issue that was refused. */
export function refusedIssue(
  reader: Reader,
  repository: Repository,
  refusal: Refusal,
): CannotRunError {
  return refusedTo(reader, repository, refusal, "Issues: write");
}

/** Changes an issue. Rejects as `issuesBy` does. */
export async function changeIssue(
  reader: Reader,
  repository: Repository,
  number: number,
  { labels, assignees, ...rest }: IssueChange,
): Promise<Issue> {
  const { data } = await ask(
    reader,
    repository,
    (client) =>
      client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...called(repository),
        issue_number: number,
        ...rest,
        ...(labels && { labels: [...labels] }),
        ...(assignees && { assignees: [...assignees] }),
      }),
    "Issues: write",
  );
  return issueOf(answerIn(ISSUE, data));
}

/** Writes a comment, by one request that is never repeated. */
export async function writeComment(
  reader: Reader,
  repository: Repository,
  number: number,
  body: string,
): Promise<Comment> {
  const { data } = await ask(
    reader,
    repository,
    (client) =>
      client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...called(repository),
        issue_number: number,
        body,
      }),
    "Issues: write",
  );
  return commentOf(answerIn(COMMENT, data));
}

/** Makes a label; that it is there already, by a race or another spelling, is as good. */
export async function makeLabel(
  reader: Reader,
  repository: Repository,
  label: { name: string; color: string; description: string },
): Promise<void> {
  await ask(
    reader,
    repository,
    (client) =>
      client
        .request("POST /repos/{owner}/{repo}/labels", { ...called(repository), ...label })
        .catch((error) => {
          if (statusOf(error) !== 422) throw error;
        }),
    "Issues: write",
  );
}

/** What someone may do in a repository, the least first. */
export const ROLES = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * The role that someone really has in a repository: `author_association` depends on who asks. A role of
 * the organisation's own counts as what it inherits. Rejects as `issuesBy` does.
 */
export async function roleOf(reader: Reader, repository: Repository, login: string): Promise<Role> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
      ...called(repository),
      username: login,
    }),
  );
  // GitHub does not know the account: it is gone, or an App's without its `[bot]`.
  if (!answer.ok && answer.status === 404) return "none";
  if (!answer.ok) throw refusedTo(reader, repository, answer, "Metadata: read");
  const { permission, role_name } = answerIn(PERMISSION, answer.value.data);
  return ROLES.find((role) => role === role_name) ?? permission;
}

/** Whether a role is at least another. */
export function isAtLeastRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Whether GitHub assigns issues of a repository to somebody: one request. Rejects as `issuesBy` does. */
export async function canBeAssigned(
  reader: Reader,
  repository: Repository,
  login: string,
): Promise<boolean> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/assignees/{assignee}", {
      ...called(repository),
      assignee: login,
    }),
  );
  // GitHub says yes by an answer without a body: what else comes with a 200 is somebody else's.
  if (answer.ok && Number(answer.value.status) !== 204) throw notGithub();
  return answer.ok;
}

/**
 * Shows at once that a comment was seen. A failure does not matter, unless a limit is reached, because the
 * limit also holds for the next calls.
 */
export async function acknowledge(
  reader: Reader,
  repository: Repository,
  comment: number,
): Promise<void> {
  const reaction = attempt(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
      ...called(repository),
      comment_id: comment,
      content: "eyes",
    }),
  );
  await reaction.catch((error: unknown) => {
    if (!(error instanceof CannotRunError) || error instanceof RateLimitError) throw error;
  });
}

function asking({ token }: Reader, repository: Repository, right: Right): RefusedCall {
  return { repository: repositoryName(repository), token, right };
}

function refusedTo(
  reader: Reader,
  repository: Repository,
  { status, reason }: Refusal,
  right: Right,
): CannotRunError {
  return refused(status, asking(reader, repository, right), reason);
}

function called({ owner, name }: Repository): { owner: string; repo: string } {
  return { owner, repo: name };
}

const ACCOUNT = z.nullish(z.object({ login: z.string() }));

const ISSUE = z.object({
  number: z.number(),
  title: z.string(),
  body: z.nullish(z.string()),
  state: z.string(),
  locked: z.optional(z.boolean()),
  labels: z.optional(z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })]))),
  assignees: z.nullish(z.array(z.object({ login: z.string() }))),
  created_at: z.string(),
});

/** A listing has pull requests among the issues. */
const LISTED = z.extend(ISSUE, { user: ACCOUNT, pull_request: z.optional(z.unknown()) });

const COMMENT = z.object({
  id: z.number(),
  html_url: z.optional(z.string()),
  issue_url: z.optional(z.string()),
  user: ACCOUNT,
  body: z.nullish(z.string()),
  created_at: z.string(),
  updated_at: z.optional(z.string()),
});

/** Of a role of the organisation's own, `role_name` is its name. */
const PERMISSION = z.object({ permission: z.enum(ROLES), role_name: z.optional(z.string()) });

function issueOf(issue: z.output<typeof ISSUE>): Issue {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    isOpen: issue.state === "open",
    isLocked: issue.locked === true,
    labels: (issue.labels ?? []).map((one) => (typeof one === "string" ? one : (one.name ?? ""))),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
    createdAt: issue.created_at,
  };
}

function commentOf(comment: z.output<typeof COMMENT>): Comment {
  return {
    id: comment.id,
    url: comment.html_url ?? "",
    author: comment.user?.login ?? "",
    body: comment.body ?? "",
    createdAt: comment.created_at,
    updatedAt: comment.updated_at ?? comment.created_at,
  };
}

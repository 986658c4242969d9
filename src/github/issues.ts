import { CannotRunError } from "../core/errors.ts";
import { type Asking, explained, notGithub, type Right, refused, statusOf } from "./errors.ts";
import { type Attempt, ask, attempt, type Reader, type Repository } from "./reader.ts";
import { RateLimitError } from "./retry.ts";
import { asList, asRecord } from "./shapes.ts";
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
const PER_PAGE = 100;

/**
 * The issues that an account has opened, the newest first and no more than 1,000: one request for each
 * hundred. The filter of the listing is GitHub's, and is not trusted. Rejects with a `CannotRunError`.
 */
export async function issuesBy(
  reader: Reader,
  repository: Repository,
  author: string,
): Promise<Issue[]> {
  const found: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
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
    const more = asList(data);
    found.push(...more);
    if (more.length < PER_PAGE) break;
  }
  return found.flatMap((one) => {
    const { user, pull_request } = asRecord(one);
    return asRecord(user).login === author && !pull_request ? [issueIn(one)] : [];
  });
}

/** The comments under an issue, the oldest first, and whether there are no others. */
export interface Conversation {
  comments: Comment[];
  isAll: boolean;
}

/**
 * The newest comments under an issue, as many as a thousand: one request for each hundred, and one more
 * where there are others. What is newest is whole: what takes something back is never left out while
 * that which it takes back is there. Rejects as `issuesBy`.
 */
export async function conversationUnder(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<Conversation> {
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
  return { comments: asList(data).map(commentIn), last: Number(last ?? page) };
}

/**
 * A comment under an issue by its id; undefined where it is not there, or under another one. Rejects as
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
  if (!answer.ok) throw refusedTo(reader, repository, answer.status, "Issues: read");
  const { issue_url } = asRecord(answer.value.data);
  return `${issue_url}`.endsWith(`/issues/${number}`) ? commentIn(answer.value.data) : undefined;
}

/**
 * Opens an issue, by one request that is never repeated. That GitHub refuses it is an answer; rejects
 * with a `CannotRunError` where nobody can tell whether it came to be: who calls looks, then.
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
    return { ok: true, value: issueIn(data) };
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) return { ok: false, status };
    throw explained(error, asking(reader, repository, "Issues: write"));
  }
}

/** What people are told where an issue is refused by this status. */
export function refusedIssue(
  reader: Reader,
  repository: Repository,
  status: number,
): CannotRunError {
  return refusedTo(reader, repository, status, "Issues: write");
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
  return issueIn(data);
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
  return commentIn(data);
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
          if (asRecord(error).status !== 422) throw error;
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
  // Nobody whom GitHub knows: an account that is gone, or an App's without its `[bot]`.
  if (!answer.ok && answer.status === 404) return "none";
  if (!answer.ok) throw refusedTo(reader, repository, answer.status, "Metadata: read");
  const { permission, role_name } = asRecord(answer.value.data);
  const known = (name: unknown) => ROLES.find((role) => role === name);
  return known(role_name) ?? known(permission) ?? "none";
}

/** Whether a role is at least another. */
export function isAtLeastRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/**
 * Shows at once that a comment was seen. That it cannot be shown matters to nobody, unless a limit is
 * reached: that holds for whatever comes next.
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

function asking({ token }: Reader, repository: Repository, right: Right): Asking {
  return { repository: repositoryName(repository), token, right };
}

function refusedTo(
  reader: Reader,
  repository: Repository,
  status: number,
  right: Right,
): CannotRunError {
  return refused(status, asking(reader, repository, right));
}

function called({ owner, name }: Repository): { owner: string; repo: string } {
  return { owner, repo: name };
}

function issueIn(data: unknown): Issue {
  const { number, title, body, state, locked, labels, assignees, created_at } = asRecord(data);
  if (typeof number !== "number" || typeof title !== "string") throw notGithub();
  return {
    number,
    title,
    body: typeof body === "string" ? body : "",
    isOpen: state === "open",
    isLocked: locked === true,
    labels: asList(labels).map((label) => `${asRecord(label).name ?? label}`),
    assignees: asList(assignees).map((one) => `${asRecord(one).login}`),
    createdAt: `${created_at}`,
  };
}

function commentIn(data: unknown): Comment {
  const { id, html_url, user, body, created_at, updated_at } = asRecord(data);
  if (typeof id !== "number" || typeof created_at !== "string") throw notGithub();
  return {
    id,
    url: `${html_url ?? ""}`,
    author: `${asRecord(user).login ?? ""}`,
    body: typeof body === "string" ? body : "",
    createdAt: created_at,
    updatedAt: typeof updated_at === "string" ? updated_at : created_at,
  };
}

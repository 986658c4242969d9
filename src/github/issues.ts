import { CannotRunError } from "../core/errors.ts";
import { notGithub } from "./errors.ts";
import { ask, attempt, type Reader, type Repository } from "./reader.ts";
import { asList, asRecord } from "./shapes.ts";

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

/** The most pages of a listing that are read: 1,000 issues of one author, or comments under one issue. */
const MOST_PAGES = 10;
const PER_PAGE = 100;

/**
 * The issues that an account has opened, the newest first: one request for each hundred. The filter of
 * the listing is GitHub's, and is not trusted. Rejects with a `CannotRunError`.
 */
export async function issuesBy(
  reader: Reader,
  repository: Repository,
  author: string,
): Promise<Issue[]> {
  const found = await pages(reader, repository, "GET /repos/{owner}/{repo}/issues", {
    creator: author,
    state: "all",
    sort: "created",
    direction: "desc",
  });
  return found.flatMap((one) => {
    const { user, pull_request } = asRecord(one);
    return asRecord(user).login === author && !pull_request ? [issueIn(one)] : [];
  });
}

/** The comments under an issue, the oldest first: one request for each hundred. Rejects as `issuesBy`. */
export async function commentsUnder(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<Comment[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const found = await pages(reader, repository, route, { issue_number: number });
  return found.map(commentIn);
}

/** Opens an issue, by one request that is never repeated: who calls looks first whether it came to be. */
export async function openIssue(
  reader: Reader,
  repository: Repository,
  { title = "", ...rest }: IssueChange,
): Promise<Issue> {
  const { data } = await ask(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/issues", {
      ...called(repository),
      title,
      body: rest.body,
      labels: [...(rest.labels ?? [])],
      assignees: [...(rest.assignees ?? [])],
    }),
  );
  return issueIn(data);
}

/** Changes an issue. Rejects as `issuesBy` does. */
export async function changeIssue(
  reader: Reader,
  repository: Repository,
  number: number,
  { labels, assignees, ...rest }: IssueChange,
): Promise<Issue> {
  const { data } = await ask(reader, repository, (client) =>
    client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
      ...called(repository),
      issue_number: number,
      ...rest,
      ...(labels && { labels: [...labels] }),
      ...(assignees && { assignees: [...assignees] }),
    }),
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
  const { data } = await ask(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...called(repository),
      issue_number: number,
      body,
    }),
  );
  return commentIn(data);
}

/** Makes a label; that it is there already, by a race or another spelling, is as good. */
export async function makeLabel(
  reader: Reader,
  repository: Repository,
  label: { name: string; color: string; description: string },
): Promise<void> {
  await ask(reader, repository, (client) =>
    client
      .request("POST /repos/{owner}/{repo}/labels", { ...called(repository), ...label })
      .catch((error) => {
        if (asRecord(error).status !== 422) throw error;
      }),
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
  if (!answer.ok) throw new CannotRunError(`GitHub does not tell what ${login} may do here`);
  const { permission, role_name } = asRecord(answer.value.data);
  const known = (name: unknown) => ROLES.find((role) => role === name);
  return known(role_name) ?? known(permission) ?? "none";
}

/** Whether a role is at least another. */
export function isAtLeastRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Shows at once that a comment was seen. That it cannot be shown matters to nobody. */
export async function acknowledge(
  reader: Reader,
  repository: Repository,
  comment: number,
): Promise<void> {
  await attempt(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
      ...called(repository),
      comment_id: comment,
      content: "eyes",
    }),
  );
}

async function pages(
  reader: Reader,
  repository: Repository,
  route:
    | "GET /repos/{owner}/{repo}/issues"
    | "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  parameters: Record<string, unknown>,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await ask(reader, repository, (client) =>
      client.request(route as "GET /repos/{owner}/{repo}/issues", {
        ...called(repository),
        ...parameters,
        per_page: PER_PAGE,
        page,
      }),
    );
    const more = asList(data);
    found.push(...more);
    if (more.length < PER_PAGE) return found;
  }
  throw new CannotRunError("there is more than can be read: a thousand entries in one listing");
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

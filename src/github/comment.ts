import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { answerIn } from "./answer.ts";
import type { Client } from "./client.ts";
import { readOnly } from "./graphql.ts";
import type { Also } from "./query.ts";
import { type Attempt, ask, type Reader, type Repository } from "./reader.ts";
import { reasonSaid } from "./reasons.ts";
import { thrownIn } from "./thrown.ts";

/** The pull request that a comment is on. */
export interface CommentTarget {
  repository: Repository;
  number: number;
}

/** The one comment that is kept: its marker, and its text where it is there and where it is not. */
export interface KeptComment {
  /** An HTML comment that nobody sees; with the author, it tells the comment from others. */
  marker: string;
  text(isThere: boolean): string | undefined;
}

/** What was done: nothing if the text is the same, or if there is no text. */
export type CommentWrite = "none" | "created" | "updated";

/**
 * Keeps one comment of ours under a pull request. Finds it by its marker and its author, and writes it by
 * one request if the text differs. The caller has the first page of comments already; further pages are
 * read if our comment is not on it. If it is not known whether GitHub made a new comment, looks before it
 * writes again. Rejects with a `CannotRunError`.
 */
export async function keepComment(
  reader: Reader,
  target: CommentTarget,
  { marker, text }: KeptComment,
  firstPage: unknown,
): Promise<Attempt<CommentWrite>> {
  const found = await findOwn(reader, target, marker, firstPage);
  if (!found.ok) return found;
  const { pullRequest, own } = found.value;
  const wanted = text(own !== undefined);
  if (wanted === undefined) return { ok: true, value: "none" };
  const body = `${marker}\n${wanted}`;
  if (own) {
    if (isSameText(own.body, body)) return { ok: true, value: "none" };
    return write(reader, target, UPDATE, { id: own.id, body }, "updated");
  }
  try {
    return await write(reader, target, ADD, { id: pullRequest, body }, "created");
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    const again = await findOwn(reader, target, marker);
    if (!again.ok) return again;
    if (again.value.own) return { ok: true, value: "created" };
    return write(reader, target, ADD, { id: pullRequest, body }, "created");
  }
}

/** The first comments of a pull request, as `keepComment` takes them, to be asked with something else. */
export function firstComments({ repository, number }: CommentTarget): Also {
  return commentsAfter(repository, number, null);
}

function commentsAfter({ owner, name }: Repository, number: number, after: string | null): Also {
  return {
    field: `repository(owner: $owner, name: $name) {
  pullRequest(number: $number) {
    id
    comments(first: 100, after: $after) {
      nodes { id body viewerDidAuthor }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
      number: { type: "Int!", value: number },
      after: { type: "String", value: after },
    },
  };
}

const ADD = `mutation ($id: ID!, $body: String!) {
  addComment(input: { subjectId: $id, body: $body }) { clientMutationId }
}`;

const UPDATE = `mutation ($id: ID!, $body: String!) {
  updateIssueComment(input: { id: $id, body: $body }) { issueComment { id } }
}`;

interface Own {
  id: string;
  body: string;
}

/** Ours is the first that has the marker and that this token's own account wrote: anyone can copy a marker. */
async function findOwn(
  reader: Reader,
  target: CommentTarget,
  marker: string,
  firstPage?: unknown,
): Promise<Attempt<{ pullRequest: string; own?: Own }>> {
  let page = firstPage ?? (await pageAfter(reader, target, null));
  for (;;) {
    const pullRequest = answerIn(PAGE, page)?.pullRequest;
    if (!pullRequest) return { ok: false, status: 404 };
    const { id, comments } = pullRequest;
    const own = comments.nodes.find((one) => one?.viewerDidAuthor && one.body.startsWith(marker));
    if (own) return { ok: true, value: { pullRequest: id, own } };
    const { hasNextPage, endCursor } = comments.pageInfo;
    if (!hasNextPage || !endCursor) return { ok: true, value: { pullRequest: id } };
    page = await pageAfter(reader, target, endCursor);
  }
}

const COMMENTS = z.object({
  nodes: z.array(
    z.nullable(z.object({ id: z.string(), body: z.string(), viewerDidAuthor: z.boolean() })),
  ),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullish(z.string()) }),
});

/** Nothing, if GitHub refuses it. */
const PAGE = z.nullish(
  z.object({ pullRequest: z.nullish(z.object({ id: z.string(), comments: COMMENTS })) }),
);

async function pageAfter(
  reader: Reader,
  { repository, number }: CommentTarget,
  after: string | null,
): Promise<unknown> {
  return readOnly(reader, repository, commentsAfter(repository, number, after));
}

async function write(
  reader: Reader,
  { repository }: CommentTarget,
  mutation: string,
  variables: { id: string; body: string },
  done: CommentWrite,
): Promise<Attempt<CommentWrite>> {
  const answer = await query(reader, repository, mutation, variables);
  return answer.ok ? { ok: true, value: done } : answer;
}

/** GraphQL also answers 200 if it refuses, and says why beside the data. */
async function query(
  reader: Reader,
  repository: Repository,
  text: string,
  variables: Record<string, unknown>,
): Promise<Attempt<unknown>> {
  const send = async (client: Client): Promise<Attempt<unknown>> => {
    try {
      return { ok: true, value: await client.graphql<unknown>(text, variables) };
    } catch (error) {
      const [first] = thrownIn(error).errors ?? [];
      if (!first) throw error;
      const { type = "", message } = first;
      return { ok: false, status: STATUS_OF.get(type) ?? 422, reason: reasonSaid(message) };
    }
  };
  return ask(reader, repository, send, "Pull requests: write");
}

const STATUS_OF = new Map([
  ["FORBIDDEN", 403],
  ["INSUFFICIENT_SCOPES", 403],
  ["NOT_FOUND", 404],
]);

/** GitHub keeps a body with its own line ends, and without blanks at its end. */
function isSameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll("\r\n", "\n").trimEnd();
  return plain(one) === plain(other);
}

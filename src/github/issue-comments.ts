import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { answerIn } from "./answer.ts";
import { readOnly } from "./graphql.ts";
import { type Comment, commentsUnder } from "./issues.ts";
import type { Also } from "./query.ts";
import type { Reader, Repository } from "./reader.ts";

/**
 * The comments under several issues, the oldest first, by their numbers. One request for all, or none if
 * another request brought them along; more only for an issue with over a hundred. Rejects with a
 * `CannotRunError`.
 */
export async function commentsUnderAll(
  reader: Reader,
  repository: Repository,
  numbers: readonly number[],
  asked?: unknown,
): Promise<Map<number, Comment[]>> {
  const found = new Map<number, Comment[]>();
  if (numbers.length === 0) return found;
  const query = commentsOf(repository, numbers);
  const answer = answerIn(ISSUES, asked ?? (await readOnly(reader, repository, query)));
  for (const number of numbers) {
    const listed = answer[`i${number}`];
    if (!listed) throw new CannotRunError(`GitHub does not show issue ${number}`);
    const { nodes, pageInfo } = listed.comments;
    const comments = pageInfo.hasNextPage
      ? await commentsUnder(reader, repository, number)
      : nodes.map(commentOf);
    found.set(number, comments);
  }
  return found;
}

/** Those comments, as `commentsUnderAll` takes them, to be asked with something else. One issue at least. */
export function commentsOf({ owner, name }: Repository, numbers: readonly number[]): Also {
  const issues = numbers.map(
    (number) => `i${number}: issue(number: ${number}) {
    comments(first: 100) {
      nodes { fullDatabaseId url author { __typename login } body createdAt updatedAt }
      pageInfo { hasNextPage }
    }
  }`,
  );
  return {
    field: `repository(owner: $owner, name: $name) {\n  ${issues.join("\n  ")}\n}`,
    variables: {
      owner: { type: "String!", value: owner },
      name: { type: "String!", value: name },
    },
  };
}

const COMMENT = z.object({
  fullDatabaseId: z.union([z.string(), z.number()]),
  url: z.string(),
  author: z.nullish(z.object({ __typename: z.string(), login: z.string() })),
  body: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const COMMENTS = z.object({
  nodes: z.array(COMMENT),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
});

const ISSUES = z.record(z.string(), z.nullish(z.object({ comments: COMMENTS })));

/** As REST has it: there, the login of an App's account ends in `[bot]`. */
function commentOf({ fullDatabaseId, author, ...rest }: z.output<typeof COMMENT>): Comment {
  const ending = author?.__typename === "Bot" ? "[bot]" : "";
  return { id: Number(fullDatabaseId), author: `${author?.login ?? ""}${ending}`, ...rest };
}

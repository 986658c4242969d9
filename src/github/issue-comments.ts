import { CannotRunError } from "../core/errors.ts";
import { type Also, readOnly } from "./graphql.ts";
import { type Comment, commentsUnder } from "./issues.ts";
import type { Reader, Repository } from "./reader.ts";
import { asRecord } from "./shapes.ts";

/**
 * The comments under several issues, the oldest first, by their numbers: one request for all, unless
 * they were asked for with something else, and more only for an issue that has over a hundred. Rejects
 * with a `CannotRunError`.
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
  const answer = asRecord(asked ?? (await readOnly(reader, repository, query)));
  for (const number of numbers) {
    const { nodes, pageInfo } = asRecord(asRecord(answer[`i${number}`]).comments);
    if (!Array.isArray(nodes)) throw new CannotRunError(`GitHub does not show issue ${number}`);
    const isWhole = asRecord(pageInfo).hasNextPage === false;
    const comments = isWhole
      ? nodes.map(commentIn)
      : await commentsUnder(reader, repository, number);
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

/** As REST has it: there, the login of an App's account ends in `[bot]`. */
function commentIn(node: unknown): Comment {
  const { fullDatabaseId, url, author, body, createdAt, updatedAt } = asRecord(node);
  const { __typename, login } = asRecord(author);
  return {
    id: Number(fullDatabaseId),
    url: `${url}`,
    author: `${login ?? ""}${__typename === "Bot" ? "[bot]" : ""}`,
    body: `${body}`,
    createdAt: `${createdAt}`,
    updatedAt: `${updatedAt}`,
  };
}

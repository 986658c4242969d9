import * as z from "zod/mini";
import { answerIn } from "./answer.ts";
import { readOnly } from "./graphql.ts";
import { attempt, type Reader, type Repository } from "./reader.ts";
import { hashIn } from "./repository.ts";

/** Whether a path exists in a commit, as a file or a folder: one request. Rejects with a `CannotRunError`. */
export async function hasPath(
  reader: Reader,
  repository: Repository,
  sha: string,
  path: string,
): Promise<boolean> {
  const found = await readOnly(reader, repository, {
    field: "repository(owner: $owner, name: $name) { object(expression: $expression) { oid } }",
    variables: {
      owner: { type: "String!", value: repository.owner },
      name: { type: "String!", value: repository.name },
      expression: { type: "String!", value: `${sha}:${path}` },
    },
  });
  if (found === undefined) return false;
  return answerIn(WITH_OBJECT, found).object != null;
}

/** Whether a repository has a commit whose hash begins so: one request. Rejects as `hasPath` does. */
export async function hasCommit(
  reader: Reader,
  repository: Repository,
  hash: string,
): Promise<boolean> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/commits/{ref}", {
      owner: repository.owner,
      repo: repository.name,
      ref: hash,
      headers: { accept: "application/vnd.github.sha" },
    }),
  );
  // A branch or a tag may be called like the start of a hash.
  return answer.ok && hashIn(answer.value.data).startsWith(hash.toLowerCase());
}

/** Whether a repository has an issue or pull request of a number: one request. Rejects as `hasPath` does. */
export async function hasIssue(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<boolean> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      owner: repository.owner,
      repo: repository.name,
      issue_number: number,
    }),
  );
  return answer.ok && answerIn(ISSUE, answer.value.data).number === number;
}

const WITH_OBJECT = z.object({ object: z.nullish(z.object({ oid: z.string() })) });

const ISSUE = z.object({ number: z.number() });

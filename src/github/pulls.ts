import * as z from "zod/mini";
import { answerIn } from "./answer.ts";
import { type Attempt, ask, attempt, type Reader, type Repository } from "./reader.ts";

/** A pull request, as far as judging it needs. */
export interface PullRequest {
  number: number;
  headSha: string;
  baseRef: string;
  author: string;
  isOpen: boolean;
}

/**
 * The open pull requests whose head is this branch, of the repository itself or of a fork: one
 * request. The branch is written as GitHub labels it, `owner:branch`. Rejects with a `CannotRunError`.
 */
export async function openPullRequests(
  reader: Reader,
  repository: Repository,
  branch: string,
): Promise<PullRequest[]> {
  const { data } = await ask(
    reader,
    repository,
    (client) =>
      client.request("GET /repos/{owner}/{repo}/pulls", {
        owner: repository.owner,
        repo: repository.name,
        head: branch,
        state: "open",
        per_page: 100,
      }),
    "Pull requests: read",
  );
  return answerIn(z.array(PULL_REQUEST), data).map(pullRequestOf);
}

/** A pull request by its number, or why it is not to be had. Rejects as `openPullRequests` does. */
export async function pullRequest(
  reader: Reader,
  repository: Repository,
  number: number,
): Promise<Attempt<PullRequest>> {
  const answer = await attempt(
    reader,
    repository,
    (client) =>
      client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
        owner: repository.owner,
        repo: repository.name,
        pull_number: number,
      }),
    "Pull requests: read",
  );
  if (!answer.ok) return answer;
  return { ok: true, value: pullRequestOf(answerIn(PULL_REQUEST, answer.value.data)) };
}

const PULL_REQUEST = z.object({
  number: z.number(),
  head: z.object({ sha: z.string() }),
  base: z.object({ ref: z.string() }),
  user: z.nullish(z.object({ login: z.string() })),
  state: z.string(),
});

function pullRequestOf(pull: z.output<typeof PULL_REQUEST>): PullRequest {
  return {
    number: pull.number,
    headSha: pull.head.sha,
    baseRef: pull.base.ref,
    author: pull.user?.login ?? "",
    isOpen: pull.state === "open",
  };
}

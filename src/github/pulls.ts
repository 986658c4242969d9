import { notGithub } from "./errors.ts";
import { type Attempt, ask, attempt, type Reader, type Repository } from "./reader.ts";
import { asList, asRecord } from "./shapes.ts";

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
  return asList(data).flatMap((one) => pullRequestIn(one) ?? []);
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
  const value = pullRequestIn(answer.value.data);
  if (!value) throw notGithub();
  return { ok: true, value };
}

function pullRequestIn(data: unknown): PullRequest | undefined {
  const { number, head, base, user, state } = asRecord(data);
  const headSha = asRecord(head).sha;
  const baseRef = asRecord(base).ref;
  return typeof number === "number" && typeof headSha === "string" && typeof baseRef === "string"
    ? {
        number,
        headSha,
        baseRef,
        author: `${asRecord(user).login ?? ""}`,
        isOpen: state === "open",
      }
    : undefined;
}

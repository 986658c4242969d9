import { ask, type Reader, type Repository } from "./reader.ts";
import { asList, asRecord } from "./shapes.ts";

/** A pull request, as far as judging it needs. */
export interface PullRequest {
  number: number;
  headSha: string;
  baseRef: string;
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
  const { data } = await ask(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/pulls", {
      owner: repository.owner,
      repo: repository.name,
      head: branch,
      state: "open",
      per_page: 100,
    }),
  );
  return asList(data).flatMap((one) => {
    const { number, head, base } = asRecord(one);
    const headSha = asRecord(head).sha;
    const baseRef = asRecord(base).ref;
    return typeof number === "number" && typeof headSha === "string" && typeof baseRef === "string"
      ? [{ number, headSha, baseRef }]
      : [];
  });
}

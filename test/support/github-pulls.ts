import type { Call, Reply, Route } from "../../packages/fake-github/route.ts";
import { type Comment, type GivenComment, storeComment } from "./github-comments.ts";
import { commitAt } from "./github-git.ts";
import { onRepository, pageOf } from "./github-rest.ts";
import { type GithubState, nextSerial, type Repository } from "./github-state.ts";

/** A pull request as a test writes it: open, and from the repository itself, unless given. */
export interface GivenPull {
  number: number;
  /** The commit has to be in the repository that is pulled into, as GitHub puts it there, too. */
  head: { sha: string; ref: string; owner?: string };
  base: { ref: string };
  comments?: readonly GivenComment[];
  state?: "open" | "closed";
}

export interface Pull {
  id: string;
  number: number;
  head: { sha: string; ref: string; owner: string };
  base: { ref: string };
  state: "open" | "closed";
  /** In the order in which they were written. */
  comments: Comment[];
}

/** Writes a pull request, or what became of it: its comments stay, unless others are given. */
export function storePull(state: GithubState, repository: Repository, given: GivenPull): void {
  const { number, head, base, comments } = given;
  if (!repository.commits.has(head.sha)) throw new Error(`no commit ${head.sha}`);
  if (!repository.refs.has(`refs/heads/${base.ref}`)) throw new Error(`no branch ${base.ref}`);
  const before = repository.pulls.get(number);
  repository.pulls.set(number, {
    id: before?.id ?? `PR_${nextSerial(state)}`,
    number,
    head: { owner: repository.owner, ...head },
    base,
    state: given.state ?? "open",
    comments: comments?.map((one) => storeComment(state, one)) ?? before?.comments ?? [],
  });
  repository.refs.set(`refs/pull/${number}/head`, head.sha);
}

/** The route that lists pull requests. */
export function pullRoutes(state: GithubState): Route[] {
  return [onRepository(state, "GET /repos/:owner/:repo/pulls", "pull_requests:read", list)];
}

function list(repository: Repository, call: Call): Reply {
  const { query } = call;
  const head = query.get("head") ?? "";
  const wanted = query.get("state") ?? "open";
  const base = query.get("base");
  const found = [...repository.pulls.values()]
    .filter(({ state }) => wanted === "all" || state === wanted)
    // Without an owner, GitHub takes no notice of it.
    .filter((pull) => !head.includes(":") || labelOf(pull) === head)
    .filter((pull) => base === null || pull.base.ref === base)
    .sort((one, other) => other.number - one.number);
  const { items, headers } = pageOf(found, call);
  return { status: 200, headers, body: items.map((pull) => inRest(repository, pull)) };
}

function inRest(repository: Repository, pull: Pull) {
  const { owner, name } = repository;
  const { id, number, state, head, base } = pull;
  return {
    number,
    node_id: id,
    state,
    head: {
      ref: head.ref,
      sha: head.sha,
      label: labelOf(pull),
      repo: { full_name: `${head.owner}/${name}` },
    },
    base: {
      ref: base.ref,
      sha: commitAt(repository, `refs/heads/${base.ref}`),
      label: `${owner}:${base.ref}`,
      repo: { full_name: `${owner}/${name}` },
    },
  };
}

function labelOf({ head }: Pull): string {
  return `${head.owner}:${head.ref}`;
}

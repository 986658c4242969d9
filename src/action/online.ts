import { getOctokit } from "@actions/github";
import type { Limits } from "../core/documents/limits.ts";
import type { Snapshot } from "../core/snapshot.ts";
import { VERSION } from "../core/version.ts";
import {
  type CommentTarget,
  type CommentWrite,
  firstComments,
  type KeptComment,
  keepComment,
} from "../github/comment.ts";
import type { Connection } from "../github/connection.ts";
import { connectionTo } from "../github/environment.ts";
import { steadyFetch } from "../github/fetch.ts";
import { type Network, networkOf } from "../github/network.ts";
import { openPullRequests, type PullRequest } from "../github/pulls.ts";
import type { Attempt, Reader, Repository } from "../github/reader.ts";
import { type RepositoryFacts, readFacts } from "../github/repository.ts";
import { readMoreOfSides, readSides, type Side, type Sides } from "../github/sides.ts";
import {
  postStatus,
  postStatuses,
  type StatusTarget,
  type WantedStatus,
} from "../github/statuses.ts";
import type { CommitStatus } from "../report/statuses.ts";

/** All that a run asks of GitHub, about its own repository. What fails rejects with a refusal. */
export interface Online {
  facts(): Promise<RepositoryFacts>;
  openPullRequests(branch: string): Promise<PullRequest[]>;
  sides(
    sides: Omit<Sides, "repository">,
    paths: readonly string[],
    pullRequest: number | undefined,
  ): Promise<{ base: Side; head: Side; also: unknown }>;
  moreOfSides(
    sides: Omit<Sides, "repository">,
    paths: readonly string[],
  ): Promise<{ base: Snapshot; head: Snapshot }>;
  post(target: Omit<StatusTarget, "repository">, status: CommitStatus): Promise<Attempt<unknown>>;
  postAll(
    target: Omit<StatusTarget, "repository">,
    statuses: readonly WantedStatus[],
  ): Promise<Attempt<number>>;
  comment(number: number, kept: KeptComment, firstPage: unknown): Promise<Attempt<CommentWrite>>;
}

/** What calls are made with. */
export interface CallSettings {
  token: string;
  /** Has `GITHUB_API_URL`, and the proxies. */
  env: Readonly<Record<string, string | undefined>>;
  repository: Repository;
  limits: Limits;
  /** How to call GitHub, if not by this machine's own network. */
  network?: Network;
}

/** Connects to GitHub. Throws a `UsageError` for a bad token. */
export function connect({
  token,
  env,
  repository,
  limits,
  network = networkOf(env),
}: CallSettings): Online {
  const connection = connectionTo(env.GITHUB_API_URL, { name: "input `token`", value: token });
  const reader: Reader = {
    client: clientFor(connection, network),
    token: connection.token,
    limits,
  };
  const comments = (number: number): CommentTarget => ({ repository, number });
  return {
    facts: () => readFacts(reader, repository),
    openPullRequests: (branch) => openPullRequests(reader, repository, branch),
    sides: (sides, paths, pullRequest) =>
      readSides(
        reader,
        { ...sides, repository },
        paths,
        pullRequest === undefined ? undefined : firstComments(comments(pullRequest)),
      ),
    moreOfSides: (sides, paths) => readMoreOfSides(reader, { ...sides, repository }, paths),
    post: (target, status) => postStatus(reader, { ...target, repository }, status),
    postAll: (target, statuses) => postStatuses(reader, { ...target, repository }, statuses),
    comment: (number, kept, firstPage) => keepComment(reader, comments(number), kept, firstPage),
  };
}

const silent = () => {};

function clientFor({ baseUrl, token }: Connection, network: Network): Reader["client"] {
  return getOctokit(token?.value ?? "", {
    baseUrl,
    userAgent: `dsp-lifecycle/${VERSION}`,
    request: { fetch: steadyFetch(network) },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

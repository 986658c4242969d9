import type { Limits } from "../core/documents/limits.ts";
import { CannotRunError } from "../core/errors.ts";
import type { FoundPolicies } from "../core/policy/found.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import type { Snapshot } from "../core/snapshot.ts";
import { createClient } from "./client.ts";
import type { Connection } from "./connection.ts";
import { connectionOf } from "./environment.ts";
import { unseen } from "./errors.ts";
import { readByQuery } from "./graphql.ts";
import { type Network, networkOf } from "./network.ts";
import { isOrganisations, organisationOf, policiesFound } from "./organisation.ts";
import type { Reader } from "./reader.ts";
import { type RepositoryFacts, readFacts, resolveCommit } from "./repository.ts";
import { RestCommit, readLatestPolicy } from "./rest.ts";
import { parseTarget, repositoryName, type Target } from "./target.ts";

/** What is read of a repository: how, and which files. */
export interface Wish {
  limits: Limits;
  /** Whether the organisation's policy is read, too. */
  organisation: boolean;
  /** The evidence's paths, which the policies decide. What it throws comes through. */
  pathsOf(policies: FoundPolicies): readonly string[];
}

/** A repository at one commit: everything that judging it needs. */
export interface RemoteRepository {
  facts: RepositoryFacts;
  /** Undefined if there is no commit yet. */
  sha?: string;
  policies: FoundPolicies;
  files: Snapshot;
}

/**
 * Reads a repository, all of it at one commit, without cloning. With a token it takes four requests, or more
 * if texts need a second look. Without a token it takes nine, or ten if the organisation has a policy. Rejects
 * with a `CannotRunError`.
 */
export async function readRepository(
  target: Target,
  connection: Connection,
  wish: Wish,
  network: Network,
): Promise<RemoteRepository> {
  const { token } = connection;
  const reader = { client: createClient(connection, network), token, limits: wish.limits };
  const facts = await readFacts(reader, target);
  const sha = await resolveCommit(reader, facts, target.ref);
  const source = token ? withQueries(reader, facts, sha) : withRest(reader, facts, sha);
  const policies = await source.policies(wish.organisation);
  const paths = wish.pathsOf(policies);
  return { facts, sha, policies, files: await source.files(paths) };
}

/** As `readRepository`, of `owner/name[@ref]` and with what the environment says of GitHub. */
export async function readRemote(
  target: string,
  env: Readonly<Record<string, string | undefined>>,
  wish: Wish,
  network: Network = networkOf(env),
): Promise<RemoteRepository> {
  return readRepository(parseTarget(target), connectionOf(env), wish, network);
}

/** The two ways to the same files. */
interface Source {
  policies(isOrganisationWanted: boolean): Promise<FoundPolicies>;
  files(paths: readonly string[]): Promise<Snapshot>;
}

function withQueries(reader: Reader, facts: RepositoryFacts, sha: string | undefined): Source {
  const here = (paths: readonly string[]) =>
    sha === undefined ? [] : [{ repository: facts, revision: sha, paths }];
  return {
    async policies(isOrganisationWanted) {
      const above = isOrganisationWanted && !isOrganisations(facts);
      const wanted = [
        ...here([POLICY_PATH]),
        ...(above
          ? [{ repository: organisationOf(facts), revision: "HEAD", paths: [POLICY_PATH] }]
          : []),
      ];
      const found = await readByQuery(reader, wanted);
      const own = sha === undefined ? undefined : existing(found[0], reader, facts);
      const organisation = above ? found[wanted.length - 1] : undefined;
      return policiesFound(facts, own?.get(POLICY_PATH), organisation?.get(POLICY_PATH));
    },
    async files(paths) {
      if (sha === undefined) return new Map();
      const [files] = await readByQuery(reader, here(paths));
      return existing(files, reader, facts);
    },
  };
}

/** The commit was there a moment ago: what cannot be found of it now is not simply absent. */
function existing(
  files: Snapshot | undefined,
  { token }: Reader,
  facts: RepositoryFacts,
): Snapshot {
  if (files) return files;
  throw new CannotRunError(`github:${repositoryName(facts)}: ${unseen(token)}`);
}

function withRest(reader: Reader, facts: RepositoryFacts, sha: string | undefined): Source {
  const commit = sha === undefined ? undefined : new RestCommit(reader, facts, sha);
  const files = async (paths: readonly string[]) => (await commit?.read(paths)) ?? new Map();
  return {
    async policies(isOrganisationWanted) {
      const own = await files([POLICY_PATH]);
      const organisation =
        isOrganisationWanted && !isOrganisations(facts)
          ? await readLatestPolicy(reader, organisationOf(facts))
          : undefined;
      return policiesFound(facts, own.get(POLICY_PATH), organisation);
    },
    files,
  };
}

import { type GitEntry, type GivenCommit, storeCommit } from "./github-git.ts";
import type { Pull } from "./github-pulls.ts";
import type { Right } from "./github-rights.ts";
import type { Status } from "./github-statuses.ts";

/** A repository as a test writes it: public and at `main`, unless given. */
export interface GivenRepository extends GivenCommit {
  /** Whether it has no commit at all. */
  empty?: boolean;
  visibility?: "public" | "private" | "internal";
  topics?: readonly string[];
  customProperties?: Readonly<Record<string, unknown>>;
  defaultBranch?: string;
  archived?: boolean;
  /** The listing of the whole tree is cut short, as GitHub does above 100,000 entries. */
  hugeTree?: boolean;
}

export interface Repository extends Required<Omit<GivenRepository, "files" | "refs">> {
  owner: string;
  name: string;
  commits: Set<string>;
  /** By their full names: the commit that each leads to. */
  refs: Map<string, string>;
  /** Trees by hash, and by the hash of the commit whose root they are. */
  trees: Map<string, Map<string, GitEntry>>;
  blobs: Map<string, Buffer>;
  /** By commit: all that were ever posted, in order. */
  statuses: Map<string, Status[]>;
  pulls: Map<number, Pull>;
}

export interface GithubState {
  /** By `owner/name` in lower case. */
  repositories: Map<string, Repository>;
  /** Tokens, and the private repositories that each may read. */
  tokens: Map<string, readonly string[]>;
  /** Tokens that may not do everything, and what they may. */
  rights: Map<string, readonly Right[]>;
  /** Tokens that act as somebody else than GitHub Actions. */
  logins: Map<string, string>;
  /** The last number that was given away. */
  serial: number;
}

export function newState(): GithubState {
  return {
    repositories: new Map(),
    tokens: new Map(),
    rights: new Map(),
    logins: new Map(),
    serial: 0,
  };
}

export function clearState(state: GithubState): void {
  Object.assign(state, newState());
}

/** A number that nothing else has. */
export function nextSerial(state: GithubState): number {
  state.serial += 1;
  return state.serial;
}

/** Writes a repository with one commit; gives its hash. */
export function storeRepository(
  state: GithubState,
  fullName: string,
  { files, refs = [], ...given }: GivenRepository,
): string {
  const [owner = "", name = ""] = fullName.split("/");
  const repository: Repository = {
    empty: false,
    visibility: "public",
    topics: [],
    customProperties: {},
    defaultBranch: "main",
    archived: false,
    hugeTree: false,
    ...given,
    owner,
    name,
    commits: new Set(),
    refs: new Map(),
    trees: new Map(),
    blobs: new Map(),
    statuses: new Map(),
    pulls: new Map(),
  };
  state.repositories.set(fullName.toLowerCase(), repository);
  if (repository.empty) return "";
  const all = [repository.defaultBranch, ...refs];
  return storeCommit(repository, { files, refs: all }, nextSerial(state));
}

/** The repository of that name, which a test has put there. */
export function knownRepository({ repositories }: GithubState, fullName: string): Repository {
  const found = repositories.get(fullName.toLowerCase());
  if (!found) throw new Error(`no repository ${fullName}`);
  return found;
}

/** The repository of that name, if a token may see it. */
export function visibleRepository(
  { repositories, tokens }: GithubState,
  owner: string,
  name: string,
  token: string | undefined,
): Repository | undefined {
  const fullName = `${owner}/${name}`.toLowerCase();
  const found = repositories.get(fullName);
  const seen = token === undefined ? [] : (tokens.get(token) ?? []);
  return found?.visibility === "public" || seen.includes(fullName) ? found : undefined;
}

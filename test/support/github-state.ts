import { createHash } from "node:crypto";

/** What stands at a path: text, bytes, a link's target, or another repository's commit. */
export type GivenFile = string | Uint8Array | { link: string } | { submodule: string };

/** A repository as a test writes it: public and at `main`, unless given. */
export interface GivenRepository {
  files?: Readonly<Record<string, GivenFile>>;
  /** Further branches and tags that lead to the commit. */
  refs?: readonly string[];
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

export interface GitEntry {
  mode: string;
  type: "blob" | "tree" | "commit";
  sha: string;
}

export interface Repository extends Required<Omit<GivenRepository, "files" | "refs">> {
  owner: string;
  name: string;
  /** Refs and the start of no hash: the commit that each leads to. */
  commits: Map<string, string>;
  /** Trees by hash, and by the hash of the commit whose root they are. */
  trees: Map<string, Map<string, GitEntry>>;
  blobs: Map<string, Buffer>;
}

export interface GithubState {
  /** By `owner/name` in lower case. */
  repositories: Map<string, Repository>;
  /** Tokens, and the private repositories that each may read. */
  tokens: Map<string, readonly string[]>;
}

export function newState(): GithubState {
  return { repositories: new Map(), tokens: new Map() };
}

/** Writes a repository with one commit; gives its hash. */
export function storeRepository(
  state: GithubState,
  fullName: string,
  { files = {}, refs = [], ...given }: GivenRepository,
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
    commits: new Map(),
    trees: new Map(),
    blobs: new Map(),
  };
  const root = storeTree(repository, Object.entries(files));
  const commit = hash("commit", Buffer.from(`${fullName} ${root}`));
  repository.trees.set(commit, repository.trees.get(root) ?? new Map());
  if (!repository.empty) {
    for (const ref of [repository.defaultBranch, "HEAD", ...refs, commit]) {
      repository.commits.set(ref, commit);
    }
  }
  state.repositories.set(fullName.toLowerCase(), repository);
  return commit;
}

/** The repository of that name, if a token may see it. */
export function visibleRepository(
  state: GithubState,
  owner: string,
  name: string,
  token: string | undefined,
): Repository | undefined {
  const fullName = `${owner}/${name}`.toLowerCase();
  const found = state.repositories.get(fullName);
  const seen = token === undefined ? [] : (state.tokens.get(token) ?? []);
  return found?.visibility === "public" || seen.includes(fullName) ? found : undefined;
}

/** What stands at a path of a tree; the empty path is the tree itself. */
export function entryAt({ trees }: Repository, tree: string, path: string): GitEntry | undefined {
  let entry: GitEntry | undefined = { mode: "040000", type: "tree", sha: tree };
  for (const step of path === "" ? [] : path.split("/")) {
    entry = entry?.type === "tree" ? trees.get(entry.sha)?.get(step) : undefined;
  }
  return entry;
}

function storeTree(repository: Repository, files: [string, GivenFile][]): string {
  const entries = new Map<string, GitEntry>();
  const folders = new Map<string, [string, GivenFile][]>();
  for (const [path, file] of files) {
    const [step = "", ...rest] = path.split("/");
    if (rest.length > 0) {
      folders.set(step, [...(folders.get(step) ?? []), [rest.join("/"), file]]);
    } else entries.set(step, storeFile(repository, file));
  }
  for (const [name, below] of folders) {
    entries.set(name, { mode: "040000", type: "tree", sha: storeTree(repository, below) });
  }
  const sha = hash("tree", Buffer.from(JSON.stringify([...entries])));
  repository.trees.set(sha, entries);
  return sha;
}

function storeFile({ blobs }: Repository, file: GivenFile): GitEntry {
  if (typeof file === "object" && "submodule" in file) {
    return { mode: "160000", type: "commit", sha: file.submodule };
  }
  const isLink = typeof file === "object" && "link" in file;
  const bytes = Buffer.from(isLink ? file.link : (file as string));
  const sha = hash("blob", bytes);
  blobs.set(sha, bytes);
  return { mode: isLink ? "120000" : "100644", type: "blob", sha };
}

/** As git hashes what it stores. */
function hash(kind: string, content: Buffer): string {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
}

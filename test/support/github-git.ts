import { createHash } from "node:crypto";
import type { GivenFile } from "../../packages/fake-github/values.ts";
import type { Repository } from "./github-state.ts";

export interface GitEntry {
  mode: string;
  type: "blob" | "tree" | "commit";
  sha: string;
}

/** A commit as a test writes it, with all of its files. */
export interface GivenCommit {
  files?: Readonly<Record<string, GivenFile>>;
  /** What leads to the commit: branches by their names, all else in full, such as `refs/tags/v1`. */
  refs?: readonly string[];
}

/** Adds a commit; gives its hash, which is another for each serial number. */
export function storeCommit(
  repository: Repository,
  { files = {}, refs = [] }: GivenCommit,
  serial: number,
): string {
  const root = storeTree(repository, Object.entries(files));
  const commit = hash(
    "commit",
    Buffer.from(`${repository.owner}/${repository.name} ${root} ${serial}`),
  );
  repository.commits.add(commit);
  // What asks for a tree may name a commit.
  repository.trees.set(commit, repository.trees.get(root) ?? new Map());
  for (const ref of refs) {
    repository.refs.set(ref.startsWith("refs/") ? ref : `refs/heads/${ref}`, commit);
  }
  return commit;
}

/** The commit of a revision, searched in git's own order. */
export function commitAt(
  { commits, refs, defaultBranch }: Repository,
  revision: string,
): string | undefined {
  if (commits.has(revision)) return revision;
  if (revision === "HEAD") return refs.get(`refs/heads/${defaultBranch}`);
  return ["", "refs/", "refs/tags/", "refs/heads/"]
    .map((prefix) => refs.get(`${prefix}${revision}`))
    .find((commit) => commit !== undefined);
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

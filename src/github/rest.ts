import * as z from "zod/mini";
import { CannotRunError } from "../core/errors.ts";
import { type Entry, foldersTo, isFolder, oversize } from "../core/git-tree.ts";
import { foundFor } from "../core/near-misses.ts";
import { POLICY_PATH } from "../core/policy/path.ts";
import type { Snapshot, SnapshotFile } from "../core/snapshot.ts";
import { answerIn } from "./answer.ts";
import { RefusedError } from "./errors.ts";
import { field } from "./field.ts";
import { ask, type Reader, type Repository, readBlob } from "./reader.ts";
import { repositoryName } from "./target.ts";

/**
 * A commit's files, without GraphQL, which wants a token: one request for the listing, and one for
 * each file. The functions reject with a `CannotRunError`.
 */
export class RestCommit {
  readonly #reader: Reader;
  readonly #repository: Repository;
  readonly #sha: string;
  /** Entries by path: all of the commit, or of the folders that were listed one by one. */
  #entries: Map<string, Entry> | undefined;
  #isWhole = true;
  readonly #listed = new Set<string>();

  constructor(reader: Reader, repository: Repository, sha: string) {
    this.#reader = reader;
    this.#repository = repository;
    this.#sha = sha;
  }

  /** The files at these paths; those that are not there are left out. */
  async read(paths: readonly string[]): Promise<Snapshot> {
    const files = new Map<string, SnapshotFile>();
    for (const path of paths) {
      const found = foundFor(await this.#entriesFor(path), path);
      if (!found) continue;
      if ("unusable" in found) {
        files.set(path, found.unusable);
        continue;
      }
      const { file, at } = found;
      const read = await this.#file(file);
      files.set(path, at === undefined ? read : { ...read, at });
    }
    return files;
  }

  /** Whether there is a commit to read at all: not in a repository that is empty, or hidden. */
  async isThere(): Promise<boolean> {
    try {
      await this.#entriesFor("");
      return true;
    } catch (error) {
      if (error instanceof RefusedError && [404, 409].includes(error.status)) return false;
      throw error;
    }
  }

  async #file({ oid, size }: Entry): Promise<SnapshotFile> {
    const { limits } = this.#reader;
    return oversize(size ?? 0, limits) ?? (await readBlob(this.#reader, this.#repository, oid));
  }

  /** A listing that GitHub cuts short does not name what is missing: then we read folder by folder. */
  async #entriesFor(path: string): Promise<Map<string, Entry>> {
    if (!this.#entries) {
      const { entries, isTruncated } = await this.#list(this.#sha, true);
      this.#entries = entries;
      this.#isWhole = !isTruncated;
    }
    if (this.#isWhole) return this.#entries;
    for (const folder of foldersTo(path)) {
      const entry = this.#entries.get(folder);
      if (this.#listed.has(folder) || (folder !== "" && !isFolder(entry))) continue;
      this.#listed.add(folder);
      const { entries, isTruncated } = await this.#list(entry?.oid ?? this.#sha, false);
      if (isTruncated) {
        throw new CannotRunError(
          `github:${repositoryName(this.#repository)} has a folder that is too large to list`,
        );
      }
      for (const [name, one] of entries) {
        this.#entries.set(folder === "" ? name : `${folder}/${name}`, one);
      }
    }
    return this.#entries;
  }

  async #list(
    oid: string,
    isRecursive: boolean,
  ): Promise<{ entries: Map<string, Entry>; isTruncated: boolean }> {
    const { owner, name } = this.#repository;
    const { data } = await ask(this.#reader, this.#repository, (client) =>
      client.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
        owner,
        repo: name,
        tree_sha: oid,
        ...(isRecursive && { recursive: "1" }),
      }),
    );
    const { tree, truncated } = answerIn(TREE, data);
    const entries = tree.map(
      ({ path, mode, sha, size }) => [path, { mode, oid: sha, size }] as const,
    );
    return { entries: new Map(entries), isTruncated: truncated === true };
  }
}

const TREE = z.object({
  tree: z.array(
    z.object({ path: z.string(), mode: z.string(), sha: z.string(), size: field(z.number()) }),
  ),
  truncated: field(z.boolean()),
});

/**
 * The policy in a repository's default branch, by one request, and one more if there is a policy. Undefined
 * if there is no policy or no repository. Rejects with a `CannotRunError`.
 */
export async function readLatestPolicy(
  reader: Reader,
  repository: Repository,
): Promise<SnapshotFile | undefined> {
  const latest = new RestCommit(reader, repository, "HEAD");
  return (await latest.isThere()) ? (await latest.read([POLICY_PATH])).get(POLICY_PATH) : undefined;
}

import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import type { Limits } from "../core/documents/limits.ts";
import { CannotRunError, codeOf } from "../core/errors.ts";
import {
  type Entry,
  foldersTo,
  isFolder,
  oversize,
  standingAt,
  withoutPointer,
} from "../core/git-tree.ts";
import { fileOfBytes, type Snapshot, type SnapshotFile } from "../core/snapshot.ts";

/**
 * The files at these paths of a commit of a local repository, from git's own store; undefined where
 * the history does not have the commit, or there is no git. Paths are from the repository's root. Throws
 * a `CannotRunError` where the commit is there only in part.
 */
export function readGitSnapshot(
  root: string,
  revision: string,
  paths: Iterable<string>,
  limits: Limits,
): Snapshot | undefined {
  const commit = git(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  ]);
  if (!commit) return undefined;
  const sha = commit.toString("utf8").trim();
  const tree = new Map<string, Entry>();
  const listed = new Set<string>();
  const files = new Map<string, SnapshotFile>();
  for (const path of paths) {
    for (const folder of foldersTo(path)) {
      if (listed.has(folder) || (folder !== "" && !isFolder(tree.get(folder)))) continue;
      listed.add(folder);
      for (const [name, entry] of entriesOf(root, sha, folder)) {
        tree.set(folder === "" ? name : `${folder}/${name}`, entry);
      }
    }
    const standing = standingAt(tree, path);
    if (standing) {
      files.set(
        path,
        "unusable" in standing ? standing.unusable : fileOf(root, standing.file, limits),
      );
    }
  }
  return files;
}

function fileOf(root: string, { oid, size }: Entry, limits: Limits): SnapshotFile {
  const tooMuch = oversize(size ?? 0, limits);
  if (tooMuch) return tooMuch;
  const bytes = git(root, ["cat-file", "blob", oid]);
  if (!bytes) throw isPartial();
  return withoutPointer(fileOfBytes(bytes));
}

/** `mode type oid size<tab>name`, each ended by a zero byte. Source: git-ls-tree(1). */
function entriesOf(root: string, sha: string, folder: string): [string, Entry][] {
  const listing = git(root, ["ls-tree", "-z", "--long", "--full-tree", `${sha}:${folder}`]);
  // What cannot be listed is not empty: else a policy that was not fetched would be one that is not there.
  if (!listing) throw isPartial();
  return listing
    .toString("utf8")
    .split("\0")
    .flatMap((line): [string, Entry][] => {
      const [, mode, oid, size, name] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
      if (!mode || !oid || !size || name === undefined) return [];
      return [[name, { mode, oid, size: size === "-" ? undefined : Number(size) }]];
    });
}

function isPartial(): CannotRunError {
  return new CannotRunError(
    "the local repository lacks a part of a commit that it has; fetch it whole, without a filter",
  );
}

/** The most that a listing or a file takes, which are read whole. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Runs git, which only reads: no configuration but the repository's own, no prompt, nothing fetched.
 * It starts beside Node, for some systems look for programs in the folder that they are started in.
 */
function git(root: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout, error } = spawnSync(
    "git",
    ["-C", root, "-c", "safe.directory=*", ...args],
    {
      cwd: dirname(process.execPath),
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
        GIT_TERMINAL_PROMPT: "0",
        GIT_NO_LAZY_FETCH: "1",
        GIT_OPTIONAL_LOCKS: "0",
      },
      maxBuffer: MOST_BYTES,
      timeout: 30_000,
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  if (error && codeOf(error) !== "ENOENT") throw error;
  return status === 0 ? stdout : undefined;
}

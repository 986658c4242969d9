import type { Limits } from "../core/documents/limits.ts";
import { CannotRunError } from "../core/errors.ts";
import { type Entry, isFolder, oversize, withoutPointer } from "../core/git-tree.ts";
import { foldersFor, foundFor, twinOf } from "../core/near-misses.ts";
import { pathFault } from "../core/paths.ts";
import { fileOfBytes, type Snapshot, type SnapshotFile } from "../core/snapshot.ts";
import { catFile, isPartial, MOST_BYTES, type NoRepository } from "./git-process.ts";

/** What git read of each revision; undefined for one that the history does not have. */
export type GitReading =
  | { ok: true; snapshots: (Snapshot | undefined)[] }
  | { ok: false; why: NoRepository };

/** An object of git's store. Sizes are in bytes. */
interface Found {
  oid: string;
  type: string;
  size: number;
}

/**
 * The files at these paths of commits of a local repository, from git's own store. Git is started
 * twice, however many revisions and paths there are. Paths are from the repository's root, which
 * must be `root`. Throws a `CannotRunError` when a commit is there only in part.
 */
export function readGitSnapshots(
  root: string,
  revisions: readonly string[],
  paths: Iterable<string>,
  limits: Limits,
): GitReading {
  const wanted = [...paths];
  const plain = wanted.filter((path) => !pathFault(path));
  const folders = foldersFor(plain);
  const names = [...new Set([...folders, ...plain, ...plain.map(twinOf)])];
  const asked = revisions.filter(isOneLine);
  const listing = catFile(
    root,
    "--batch-check",
    asked.flatMap((revision) => [
      `${revision}^{commit}`,
      ...names.map((path) => `${revision}:${path}`),
    ]),
  );
  if (typeof listing === "string") return { ok: false, why: listing };
  const lines = listing.toString("utf8").split("\n").map(foundIn);
  const each = names.length + 1;
  const byRevision = new Map(
    asked.map((revision, index): [string, (Found | undefined)[]] => [
      revision,
      lines.slice(index * each, (index + 1) * each),
    ]),
  );
  const objects = readObjects(root, [...byRevision.values()].flat(), limits);
  const snapshots = revisions.map((revision) => {
    const [commit, ...found] = byRevision.get(revision) ?? [];
    if (!commit) return undefined;
    const at = new Map(names.map((name, index) => [name, found[index]]));
    return snapshotOf(wanted, treeOf(folders, at, objects), at, objects, limits);
  });
  return { ok: true, snapshots };
}

/** Git takes a name from each line. Source: git-cat-file(1), batch output. */
function isOneLine(revision: string): boolean {
  return !/\p{Cc}/u.test(revision);
}

/** `oid type size`; anything else says why there is no such object. */
function foundIn(line: string): Found | undefined {
  const [, oid, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line) ?? [];
  return oid && type ? { oid, type, size: Number(size) } : undefined;
}

/** The bytes of the folders, and of the files that are not too large, by their hashes. */
function readObjects(
  root: string,
  found: readonly (Found | undefined)[],
  limits: Limits,
): ReadonlyMap<string, Buffer> {
  const read = new Map<string, number>();
  for (const one of found) {
    if (one?.type === "tree" || (one?.type === "blob" && !oversize(one.size, limits))) {
      read.set(one.oid, one.size);
    }
  }
  const total = [...read.values()].reduce((sum, size) => sum + size + 100, 0);
  if (total > MOST_BYTES) {
    throw new CannotRunError("a folder of the local repository has too many entries to be read");
  }
  const objects = new Map<string, Buffer>();
  if (read.size === 0) return objects;
  const bytes = catFile(root, "--batch", [...read.keys()]);
  if (typeof bytes === "string") throw isPartial();
  // A line as above, the bytes and a line end, one object after the other.
  for (let at = 0; at < bytes.length; ) {
    const start = bytes.indexOf("\n", at) + 1;
    const one = foundIn(bytes.toString("latin1", at, start - 1));
    if (!one) throw isPartial();
    objects.set(one.oid, bytes.subarray(start, start + one.size));
    at = start + one.size + 1;
  }
  return objects;
}

/** The entries of those folders that are there. */
function treeOf(
  folders: readonly string[],
  at: ReadonlyMap<string, Found | undefined>,
  objects: ReadonlyMap<string, Buffer>,
): Map<string, Entry> {
  const tree = new Map<string, Entry>();
  for (const folder of folders) {
    const found = at.get(folder);
    const isThere = folder === "" || isFolder(tree.get(folder));
    if (!isThere) continue;
    const bytes = found && objects.get(found.oid);
    if (!bytes) throw isPartial();
    for (const [name, entry] of entriesIn(bytes, found.oid.length / 2)) {
      tree.set(folder === "" ? name : `${folder}/${name}`, entry);
    }
  }
  return tree;
}

/** `mode name`, a zero byte and the hash as bytes, without anything between. */
function entriesIn(bytes: Buffer, hashLength: number): [string, Entry][] {
  const entries: [string, Entry][] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(" ", at);
    const zero = bytes.indexOf(0, space);
    const end = zero + 1 + hashLength;
    const mode = bytes.toString("latin1", at, space).padStart(6, "0");
    const oid = bytes.toString("hex", zero + 1, end);
    entries.push([bytes.toString("utf8", space + 1, zero), { mode, oid }]);
    at = end;
  }
  return entries;
}

function snapshotOf(
  paths: readonly string[],
  tree: ReadonlyMap<string, Entry>,
  at: ReadonlyMap<string, Found | undefined>,
  objects: ReadonlyMap<string, Buffer>,
  limits: Limits,
): Snapshot {
  const files = new Map<string, SnapshotFile>();
  for (const path of paths) {
    const found = foundFor(tree, path);
    if (!found) continue;
    files.set(path, "unusable" in found ? found.unusable : fileAt(found.at, path));
  }
  return files;

  function fileAt(twin: string | undefined, path: string): SnapshotFile {
    const file = fileOf(at.get(twin ?? path));
    return twin === undefined ? file : { ...file, at: twin };
  }

  function fileOf(found: Found | undefined): SnapshotFile {
    const tooMuch = found && oversize(found.size, limits);
    if (tooMuch) return tooMuch;
    const bytes = found && objects.get(found.oid);
    if (!bytes) throw isPartial();
    return withoutPointer(fileOfBytes(bytes));
  }
}

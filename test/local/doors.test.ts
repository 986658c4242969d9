import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readGitSnapshots } from "../../src/local/git.ts";
import { readWorkingFile } from "../../src/local/read-file.ts";
import { GitRepository } from "../support/git.ts";

const LIMITS = { maxBytes: 1_000 };

/** Puts something into a working tree. */
type Put = (root: string) => void;

const file =
  (path: string, text: string | Uint8Array): Put =>
  (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
const link =
  (path: string, to: string): Put =>
  (root) =>
    symlinkSync(to, join(root, path));

/** A repository inside the other, which git takes for a submodule. */
const submodule: Put = (root) => {
  const inner = new GitRepository();
  inner.commit({ "map.yml": "x: 1\n" });
  inner.git("clone", "--quiet", inner.folder, join(root, "sub"));
};

const CASES: [string, string, Put[]][] = [
  ["a file", "a/map.yml", [file("a/map.yml", "x: 1\n")]],
  [
    "a file that can be run",
    "map.yml",
    [file("map.yml", "x: 1\n"), (root) => chmodSync(join(root, "map.yml"), 0o755)],
  ],
  ["nothing", "a/map.yml", [file("other.yml", "")]],
  ["a file instead of the folder", "a/map.yml", [file("a", "")]],
  ["a folder", "map.yml", [file("map.yml/x", "")]],
  [
    "a link to a file in the repository",
    "map.yml",
    [file("real.yml", "x: 1\n"), link("map.yml", "real.yml")],
  ],
  [
    "a link to a folder in the repository",
    "a/map.yml",
    [file("real/map.yml", "x: 1\n"), link("a", "real")],
  ],
  ["a link to nowhere", "map.yml", [link("map.yml", "gone.yml")]],
  ["a link out of the repository", "a/passwd", [link("a", "/etc")]],
  ["a submodule", "sub/map.yml", [submodule]],
  ["a submodule's folder", "sub", [submodule]],
  ["a file of another encoding", "map.yml", [file("map.yml", Buffer.from("caf\xe9", "latin1"))]],
  ["a file that is too large", "map.yml", [file("map.yml", "x".repeat(1_001))]],
  ["a path that climbs", "../map.yml", [file("map.yml", "")]],
];

describe("a working tree and its commit", () => {
  it.each(CASES)("are read by one rule: %s", (_name, path, puts) => {
    const repository = new GitRepository();
    for (const put of puts) put(repository.folder);
    repository.git("add", "--all", "--no-warn-embedded-repo");
    repository.git("commit", "--quiet", "--allow-empty", "--message", "A commit");
    const committed = readGitSnapshots(repository.folder, ["HEAD"], [path], LIMITS);
    expect(committed).toMatchObject({ ok: true, snapshots: [expect.any(Map)] });
    const [snapshot] = committed.ok ? committed.snapshots : [];
    expect(readWorkingFile(repository.folder, path, LIMITS)).toEqual(snapshot?.get(path));
  });
});

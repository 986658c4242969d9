import { chownSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readGitSnapshots } from "../../src/local/git.ts";
import { folderOf } from "../support/folders.ts";
import { countingGit, GitRepository } from "../support/git.ts";

const LIMITS = { maxBytes: 1_000 };

const read = (repository: GitRepository, revision: string, ...paths: string[]) =>
  Object.fromEntries(snapshot(repository, revision, paths) ?? []);

function snapshot({ folder }: { folder: string }, revision: string, paths: readonly string[]) {
  const reading = readGitSnapshots(folder, [revision], paths, LIMITS);
  if (!reading.ok) throw new Error(reading.why);
  return reading.snapshots[0];
}

/** The message where a path cannot be read as a file. */
function fault(repository: GitRepository, revision: string, path: string) {
  const file = read(repository, revision, path)[path];
  return file?.ok === false ? file.problem.message : file;
}

/** Does something with these variables in the environment. */
function withVariables(variables: Readonly<Record<string, string>>, work: () => void): void {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    work();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

describe("readGitSnapshot", () => {
  it("reads a commit's files, whatever stands in the working tree", () => {
    const repository = new GitRepository();
    const first = repository.commit({ "a/b/c.yml": "one\n", "d.yml": "é\n" });
    repository.commit({ "a/b/c.yml": "two\n" });
    expect(read(repository, first, "a/b/c.yml", "d.yml", "gone.yml", "d.yml/x")).toEqual({
      "a/b/c.yml": { ok: true, text: "one\n" },
      "d.yml": { ok: true, text: "é\n" },
    });
    expect(read(repository, "refs/heads/main", "a/b/c.yml")).toEqual({
      "a/b/c.yml": { ok: true, text: "two\n" },
    });
  });

  it.each([
    ["a commit that the history lacks", "a".repeat(40)],
    ["a branch that is not there", "refs/remotes/origin/main"],
    ["what git would take for an option", "--help"],
  ])("knows nothing of %s", (_name, revision) => {
    const repository = new GitRepository();
    repository.commit({ "a.yml": "" });
    expect(snapshot(repository, revision, ["a.yml"])).toBeUndefined();
  });

  it("knows nothing of what is no commit", () => {
    const repository = new GitRepository();
    repository.commit({ "a.yml": "" });
    const tree = repository.git("rev-parse", "HEAD^{tree}").trim();
    expect(snapshot(repository, tree, ["a.yml"])).toBeUndefined();
  });

  it("says that there is no git", () => {
    const repository = new GitRepository();
    const at = repository.commit({ "a.yml": "" });
    withVariables({ PATH: folderOf({}) }, () =>
      expect(readGitSnapshots(repository.folder, [at], ["a.yml"], LIMITS)).toEqual({
        ok: false,
        why: "no git",
      }),
    );
  });

  it("reads the repository that it is given, whatever the environment says", () => {
    const repository = new GitRepository();
    const at = repository.commit({ "a.yml": "one\n" });
    const other = new GitRepository();
    other.commit({ "b.yml": "" });
    withVariables({ GIT_DIR: join(other.folder, ".git") }, () =>
      expect(read(repository, at, "a.yml")).toEqual({ "a.yml": { ok: true, text: "one\n" } }),
    );
  });

  it("reads a repository that is another user's, as in a container", () => {
    const repository = new GitRepository();
    const at = repository.commit({ "a.yml": "one\n" });
    if (process.geteuid?.() === 0) chownSync(repository.folder, 65_534, 65_534);
    expect(read(repository, at, "a.yml")).toEqual({ "a.yml": { ok: true, text: "one\n" } });
  });

  it.each([
    ["there is none", ""],
    ["it is only in a folder above", "a"],
  ])("says that there is no repository where %s", (_name, below) => {
    const outer = new GitRepository();
    outer.commit({ "a/b.yml": "one\n", "b.yml": "two\n" });
    const folder = below === "" ? folderOf({}) : join(outer.folder, below);
    expect(readGitSnapshots(folder, ["HEAD"], ["b.yml"], LIMITS)).toEqual({
      ok: false,
      why: "no repository",
    });
  });

  it("reads a working tree of its own, whose `.git` is a file", () => {
    const repository = new GitRepository();
    repository.commit({ "a.yml": "one\n" });
    const folder = join(folderOf({}), "linked");
    repository.git("worktree", "add", "--quiet", folder);
    expect(snapshot({ folder }, "HEAD", ["a.yml"])?.get("a.yml")).toEqual({
      ok: true,
      text: "one\n",
    });
  });

  it("starts git twice, however many commits, folders and files there are", () => {
    const repository = new GitRepository();
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`a/${index}/b/c.yml`, `x: ${index}\n`]),
    );
    const first = repository.commit(files);
    repository.commit({ ...files, "a/1/b/c.yml": "x: new\n" });
    const { PATH, starts } = countingGit();
    withVariables({ PATH }, () => {
      const reading = readGitSnapshots(
        repository.folder,
        ["HEAD", first, "refs/heads/gone"],
        Object.keys(files),
        LIMITS,
      );
      const [head, before, gone] = reading.ok ? reading.snapshots : [];
      expect([head?.size, before?.size, gone]).toEqual([12, 12, undefined]);
      expect(head?.get("a/1/b/c.yml")).toEqual({ ok: true, text: "x: new\n" });
      expect(before?.get("a/1/b/c.yml")).toEqual({ ok: true, text: "x: 1\n" });
    });
    expect(starts()).toBe(2);
  });

  it.each(["blob:none", "tree:0"])(
    "says that a part is missing of a clone by the filter %s, and fetches nothing",
    (filter) => {
      const repository = new GitRepository();
      const at = repository.commit({ "a/b.yml": "one\n" });
      repository.git("config", "uploadpack.allowFilter", "true");
      const clone = new GitRepository();
      const url = `file://${repository.folder}`;
      clone.git("remote", "add", "origin", url);
      clone.git("fetch", "--quiet", `--filter=${filter}`, "origin", "main");
      expect(() => read(clone, at, "a/b.yml")).toThrow(
        "a part of a commit is missing from the local repository; fetch it whole, without a filter",
      );
    },
  );

  it("reads no submodule, and nothing in one", () => {
    const repository = new GitRepository();
    const inner = new GitRepository();
    const commit = inner.commit({ "map.yml": "" });
    repository.commit({ "a.yml": "" });
    repository.git("update-index", "--add", "--cacheinfo", `160000,${commit},sub`);
    repository.git("commit", "--quiet", "--message", "A submodule");
    expect(fault(repository, "HEAD", "sub")).toMatch(/^this path is a submodule/);
    expect(fault(repository, "HEAD", "sub/map.yml")).toMatch(/^`sub` on the way .* is a submodule/);
  });

  it("reads no links, folders, pointers, other encodings, or more than the cap (T11)", () => {
    const repository = new GitRepository();
    const at = repository.commit({
      "link.yml": { link: "/etc/passwd" },
      "folder.yml/x": "",
      away: { link: "/etc" },
      "pointer.yml": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
      "latin.yml": Buffer.from("caf\xe9", "latin1"),
      "big.yml": "x".repeat(1_001),
    });
    const faults = Object.fromEntries(
      ["link.yml", "folder.yml", "away/passwd", "pointer.yml", "latin.yml", "big.yml", "../x"].map(
        (path) => [path, fault(repository, at, path)],
      ),
    );
    expect(faults).toEqual({
      "link.yml": "this path is a symbolic link, which is not followed on GitHub",
      "folder.yml": "this path is a folder",
      "away/passwd":
        "`away` on the way to this path is a symbolic link, which is not followed on GitHub",
      "pointer.yml": "the file is kept in Git LFS, and the commit has only a pointer to it",
      "latin.yml": "byte 0xe9 is not UTF-8",
      "big.yml": "the file is larger than 1000 bytes",
      "../x": "the path climbs out of the repository",
    });
  });

  it("runs nothing that the repository's configuration names", () => {
    const repository = new GitRepository();
    const at = repository.commit({
      "a.yml": "one\n",
      ".gitattributes": "* diff=evil filter=evil\n",
    });
    const ran = join(repository.folder, "ran");
    for (const key of [
      "filter.evil.smudge",
      "diff.evil.textconv",
      "core.pager",
      "core.fsmonitor",
    ]) {
      repository.git("config", key, `touch ${ran}; cat`);
    }
    writeFileSync(join(repository.folder, "git"), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    expect(read(repository, at, "a.yml")).toEqual({ "a.yml": { ok: true, text: "one\n" } });
    expect(existsSync(ran)).toBe(false);
  });
});

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readWorkingFile } from "../../src/local/read-file.ts";
import { folderOf } from "../support/folders.ts";
import { asNobody } from "../support/nobody.ts";

const LIMITS = { maxBytes: 100 };

function read(root: string, path: string): string | undefined {
  const file = readWorkingFile(root, path, LIMITS);
  if (!file) return undefined;
  return file.ok
    ? `reads ${JSON.stringify(file.text)}`
    : `${file.problem.message}; ${file.problem.fix}`;
}

describe("readWorkingFile", () => {
  it("reads a file, without its byte-order mark", () => {
    expect(read(folderOf({ "a/b.yml": "\ufeffx: 1\r\n" }), "a/b.yml")).toBe('reads "x: 1\\r\\n"');
  });

  it("reads a file that exactly fills the cap", () => {
    expect(read(folderOf({ "a.yml": "x".repeat(100) }), "a.yml")).toBe(
      `reads "${"x".repeat(100)}"`,
    );
  });

  it.each(["a.yml", "folder/a.yml", "file.txt/a.yml"])("finds nothing at %s", (path) => {
    expect(read(folderOf({ "file.txt": "" }), path)).toBeUndefined();
  });

  const LINKED =
    "this path is a symbolic link, which is not followed on GitHub; put the file itself there";
  const BEHIND =
    "`folder` on the way to this path is a symbolic link, which is not followed on GitHub; put the folder itself there";

  it.each([
    ["inside", (root: string) => root],
    ["outside (T11)", () => folderOf({ "real/map.yml": "token: abc" })],
  ])("follows no link to a file, and none on the way to one: it leads %s", (_name, toOf) => {
    const root = folderOf({ "real/map.yml": "x: 1" });
    const to = toOf(root);
    symlinkSync(join(to, "real/map.yml"), join(root, "map.yml"));
    symlinkSync(join(to, "real"), join(root, "folder"));
    expect(read(root, "map.yml")).toBe(LINKED);
    expect(read(root, "folder/map.yml")).toBe(BEHIND);
    expect(read(root, "folder/gone.yml")).toBe(BEHIND);
  });

  it("follows no link that leads nowhere, or round in a circle", () => {
    const root = folderOf({ "x.txt": "" });
    symlinkSync("gone.yml", join(root, "a.yml"));
    symlinkSync("b.yml", join(root, "b.yml"));
    expect(read(root, "a.yml")).toBe(LINKED);
    expect(read(root, "b.yml")).toBe(LINKED);
  });

  it("reads nothing of a repository inside this one, as a submodule is", () => {
    const root = folderOf({
      "other/map.yml": "x: 1",
      "other/.git": "gitdir: ../.git/modules/other",
    });
    expect(read(root, "other/map.yml")).toBe(
      "`other` on the way to this path is a submodule: its files are in another repository; put the file into this repository",
    );
  });

  it("reads a root that is reached through a link, or is a repository inside another", () => {
    const parent = folderOf({ "real/a/map.yml": "x: 1", "real/.git": "gitdir: elsewhere" });
    symlinkSync("real", join(parent, "linked"));
    expect(read(join(parent, "linked"), "a/map.yml")).toBe('reads "x: 1"');
  });

  it("refuses a folder, and does not wait at a FIFO", () => {
    const root = folderOf({ "x.txt": "" });
    mkdirSync(join(root, "map.yml"));
    execFileSync("mkfifo", [join(root, "pipe.yml")]);
    expect(read(root, "map.yml")).toBe("this path is a folder; put a file there");
    expect(read(root, "pipe.yml")).toBe("this is not a regular file; put a plain file there");
  });

  it("does not read a file over the cap", () => {
    expect(read(folderOf({ "a.yml": "x".repeat(101) }), "a.yml")).toBe(
      "the file is larger than 100 bytes; shorten it; the command line (`--max-bytes`) and the Action (input `max-bytes`) can raise the cap",
    );
  });

  it.each([
    ["../x.yml", "the path climbs out of the repository"],
    ["/etc/passwd", "the path is absolute"],
    [".git/config", "the path leads into .git"],
  ])("refuses the path %s", (path, message) => {
    expect(read(folderOf({}), path)).toContain(message);
  });

  it("says so of a file that may not be read", () => {
    const root = folderOf({ "a.yml": "x: 1" });
    chmodSync(root, 0o755);
    chmodSync(join(root, "a.yml"), 0o000);
    expect(asNobody(() => read(root, "a.yml"))).toBe(
      "the file may not be read: permission denied; make it readable, for example with `chmod a+r`",
    );
  });
});

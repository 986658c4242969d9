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

  it("follows a link that stays inside", () => {
    const root = folderOf({ "real/map.yml": "x: 1" });
    symlinkSync("real", join(root, "linked"));
    expect(read(root, "linked/map.yml")).toBe('reads "x: 1"');
  });

  it("refuses a link to a file outside, and a link to a folder outside", () => {
    const outside = folderOf({ "secret.yml": "token: abc" });
    const root = folderOf({ "x.txt": "" });
    symlinkSync(join(outside, "secret.yml"), join(root, "map.yml"));
    symlinkSync(outside, join(root, "folder"));
    const refused = "a symbolic link leads out of the repository; put the file itself there";
    expect(read(root, "map.yml")).toBe(refused);
    expect(read(root, "folder/secret.yml")).toBe(refused);
  });

  it("refuses a link to a sibling folder whose name only starts like the root's", () => {
    const parent = folderOf({ "root/x.txt": "", "root-2/secret.yml": "token: abc" });
    symlinkSync("../root-2/secret.yml", join(parent, "root/map.yml"));
    expect(read(join(parent, "root"), "map.yml")).toBe(
      "a symbolic link leads out of the repository; put the file itself there",
    );
  });

  it("says so of links that lead nowhere, or round in a circle", () => {
    const root = folderOf({ "x.txt": "" });
    symlinkSync("gone.yml", join(root, "a.yml"));
    symlinkSync("c.yml", join(root, "b.yml"));
    symlinkSync("b.yml", join(root, "c.yml"));
    expect(read(root, "a.yml")).toBe("a symbolic link leads nowhere; put the file itself there");
    expect(read(root, "b.yml")).toBe(
      "symbolic links lead round in a circle; put the file itself there",
    );
  });

  it("refuses a folder, and does not wait at a FIFO", () => {
    const root = folderOf({ "x.txt": "" });
    mkdirSync(join(root, "map.yml"));
    execFileSync("mkfifo", [join(root, "pipe.yml")]);
    expect(read(root, "map.yml")).toBe("a folder stands at this path; put a file there");
    expect(read(root, "pipe.yml")).toBe("this is not a regular file; put a plain file there");
  });

  it("does not read a file over the cap", () => {
    expect(read(folderOf({ "a.yml": "x".repeat(101) }), "a.yml")).toBe(
      "the file is larger than 100 bytes; shorten it, or raise the cap with --max-bytes",
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
      "the file may not be read: permission denied; make it readable, such as with `chmod a+r`",
    );
  });
});

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { findRoot } from "../../src/local/root.ts";
import { folderOf } from "../support/folders.ts";

it.each([
  ["a policy", ".github/dsp.yml"],
  ["evidence", ".dsp/data-map.yml"],
  ["git's folder", ".git/HEAD"],
  ["git's file of a work tree", ".git"],
])("finds the root by %s, from a subfolder", (_name, mark) => {
  const root = folderOf({ [mark]: "", "src/deep/x.txt": "" });
  expect(findRoot(join(root, "src/deep"))).toBe(root);
});

it("takes the nearest: an example inside a repository is judged by itself", () => {
  const root = folderOf({ ".git/HEAD": "", "examples/one/.github/dsp.yml": "" });
  expect(findRoot(join(root, "examples/one"))).toBe(join(root, "examples/one"));
});

it("takes the folder itself where nothing marks a root", () => {
  const root = folderOf({ "x.txt": "" });
  mkdirSync(join(root, "inner"));
  expect(findRoot(join(root, "inner"))).toBe(join(root, "inner"));
});

it("refuses what is not there, and what is no folder", () => {
  const root = folderOf({ "x.txt": "" });
  expect(() => findRoot(join(root, "gone"))).toThrow(
    /gone" does not exist; name a folder of a repository$/,
  );
  expect(() => findRoot(join(root, "x.txt"))).toThrow(/x\.txt" is not a folder; name a folder/);
});

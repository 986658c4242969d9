import { describe, expect, it } from "@jest/globals";
import { parseTarget } from "../../src/github/target.ts";

describe("a target", () => {
  it.each([
    ["moj/visits", { owner: "moj", name: "visits" }],
    ["moj/.github", { owner: "moj", name: ".github" }],
    ["jo_moj/a.b_c-d", { owner: "jo_moj", name: "a.b_c-d" }],
    ["moj/visits@main", { owner: "moj", name: "visits", ref: "main" }],
    ["moj/visits@feature/x@2", { owner: "moj", name: "visits", ref: "feature/x@2" }],
    ["moj/visits@v1.2", { owner: "moj", name: "visits", ref: "v1.2" }],
  ])("%s", (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });

  it.each([
    "",
    "moj",
    "moj/",
    "/visits",
    "moj/visits/x",
    "-moj/visits",
    "moj/..",
    "moj/.",
    "moj/a b",
    "m%2Fj/visits",
    "moj/visits?x",
    "moj@main/visits",
    `moj/${"x".repeat(101)}`,
  ])("%j names no repository", (text) => {
    expect(() => parseTarget(text)).toThrow(
      /names no repository; write github:owner\/name, or github:owner\/name@ref with a branch, tag or commit$/,
    );
  });

  it.each([
    "",
    "a b",
    "a..b",
    "-x",
    "/x",
    "x/",
    "x.",
    "x.lock",
    "a//b",
    "a@{1}",
    "a~1",
    "a^",
    "a:b",
    "a?b",
    "a*",
    "a[b",
    "a\\b",
    "a\nb",
    "x".repeat(251),
  ])("%j is no ref", (ref) => {
    expect(() => parseTarget(`moj/visits@${ref}`)).toThrow(
      /^".*" is no branch, tag or commit; write github:owner\/name, or github:owner\/name@ref with a branch, tag or commit$/,
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EmbeddedGithub } from "../embedded-github.ts";
import type { Json } from "../values.ts";

const REPOSITORY = "moj/visits";

let github: EmbeddedGithub;
let sha = "";
beforeAll(async () => {
  github = await EmbeddedGithub.start();
  await github.createRepository(REPOSITORY);
  sha = await github.push(REPOSITORY, { "a.txt": "a" }, "Change", "feature");
});
afterAll(() => github.stop());

const remark = { path: "a.txt", start_line: 1, end_line: 1, annotation_level: "notice" };
const remarks = (count: number, more: Json = {}) =>
  Array.from({ length: count }, () => ({ ...remark, title: "t", message: "m", ...more }));

/** An App's check run, with these fields of its output. */
const check = (output: Json, more: Json = {}) =>
  github.as("other-app[bot]").createCheck(REPOSITORY, {
    name: "A check",
    head_sha: sha,
    output: { title: "t", summary: "s", ...output },
    ...more,
  });

describe("a check run", () => {
  it("is refused of a person: GitHub takes it of Apps alone", async () => {
    const given = { name: "A check", head_sha: sha };
    await expect(github.createCheck(REPOSITORY, given)).rejects.toThrow("403");
  });

  it.each<[string, Json, Json]>([
    ["51 annotations", { annotations: remarks(51) }, {}],
    ["a title of 256 characters", { title: "x".repeat(256) }, {}],
    ["a summary of 65,536 characters", { summary: "x".repeat(65_536) }, {}],
    ["no summary", { summary: "" }, {}],
    [
      "an annotation's title of 256 characters",
      { annotations: remarks(1, { title: "x".repeat(256) }) },
      {},
    ],
    ["a message above 64 KB", { annotations: remarks(1, { message: "é".repeat(32_769) }) }, {}],
    ["columns of several lines", { annotations: remarks(1, { end_line: 2, start_column: 1 }) }, {}],
    [
      "a button's label of 21 characters",
      {},
      { actions: [{ label: "x".repeat(21), description: "d", identifier: "i" }] },
    ],
  ])("with %s is refused", async (_what, output, more) => {
    await expect(check(output, more)).rejects.toThrow("422");
  });

  it("with as much as GitHub takes is taken", async () => {
    await check({
      title: "x".repeat(255),
      summary: "x".repeat(65_535),
      annotations: remarks(50, { title: "x".repeat(255), message: "x".repeat(65_536) }),
    });
  });
});

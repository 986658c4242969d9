import { describe, expect, it } from "@jest/globals";
import { hasReached, parseStage, STAGE_SPELLINGS } from "../../src/core/stages.ts";

describe("parseStage", () => {
  it.each([
    ["discovery", { stage: "discovery" }],
    ["pre-discovery", { stage: "discovery" }],
    ["private-beta", { stage: "beta", access: "private" }],
    ["public-beta", { stage: "beta", access: "public" }],
    ["postlive", { stage: "post-live" }],
    ["post-live", { stage: "post-live" }],
    [" Alpha ", { stage: "alpha" }],
  ])("reads %j", (text, expected) => {
    expect(parseStage(text)).toEqual(expected);
  });

  it.each(["gamma", "", "betas", "__proto__"])("refuses %j", (text) => {
    expect(parseStage(text)).toBeUndefined();
  });

  it("reads every spelling that messages offer", () => {
    expect(STAGE_SPELLINGS.filter((one) => !parseStage(one))).toEqual([]);
  });
});

it("orders the stages", () => {
  expect(hasReached("live", "beta")).toBe(true);
  expect(hasReached("beta", "beta")).toBe(true);
  expect(hasReached("alpha", "beta")).toBe(false);
});

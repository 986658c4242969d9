import { describe, expect, it } from "@jest/globals";
import {
  hasReached,
  LONGEST_STAGE,
  parseStage,
  STAGE_SPELLINGS,
  stagePattern,
} from "../../src/core/stages.ts";

describe("parseStage", () => {
  it.each([
    ["discovery", { stage: "discovery" }],
    ["pre-discovery", { stage: "discovery" }],
    ["private-beta", { stage: "beta", access: "private" }],
    ["public-beta", { stage: "beta", access: "public" }],
    ["postlive", { stage: "post-live" }],
    ["post-live", { stage: "post-live" }],
    [" Alpha ", { stage: "alpha" }],
    ["Private beta", { stage: "beta", access: "private" }],
    ["PUBLIC__BETA", { stage: "beta", access: "public" }],
    ["post\u2011live", { stage: "post-live" }],
    ["Post \u2013 live", { stage: "post-live" }],
    ["\ufeff\u00a0pre discovery\u200b", { stage: "discovery" }],
  ])("reads %j", (text, expected) => {
    expect(parseStage(text)).toEqual(expected);
  });

  it.each([
    "gamma",
    "",
    "betas",
    "__proto__",
    "-beta",
    "privatebeta",
    "alpha beta",
    `${" ".repeat(100)}beta`,
  ])("refuses %j", (text) => {
    expect(parseStage(text)).toBeUndefined();
  });

  it.each([
    ...STAGE_SPELLINGS,
    " Private_Beta\n",
    "POST\u2013LIVE",
    "\u200bLive",
    "-beta",
    "betas",
    "private--beta",
    "private.beta",
    `beta${" ".repeat(97)}`,
    "",
  ])("takes %j where JSON Schema does, and not where it does not", (text) => {
    const isTaken = text.length <= LONGEST_STAGE && new RegExp(stagePattern()).test(text);
    expect(parseStage(text) !== undefined).toBe(isTaken);
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

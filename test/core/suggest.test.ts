import { expect, it } from "@jest/globals";
import { nearest } from "../../src/core/suggest.ts";

const known = ["stores", "systems", "parties", "flows", "backup-outlives-data"];

it.each([
  ["stroes", "stores"],
  ["Stores", "stores"],
  ["store", "stores"],
  ["flow", "flows"],
  ["backup-outlive-data", "backup-outlives-data"],
  ["colour", undefined],
  ["x", undefined],
  ["s".repeat(100), undefined],
])("for %j suggests %j", (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

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

it.each([
  ["GBR", ["BR", "GB"], undefined],
  ["IRL", ["IL", "IE"], undefined],
  ["gb", ["BR", "GB"], "GB"],
  ["X15", ["X16", "X14"], undefined],
  ["DSP-BETA-12", ["DSP-BETA-1", "DSP-BETA-2"], undefined],
  ["DSP-BATA-1", ["DSP-BETA-1", "DSP-BETA-2"], "DSP-BETA-1"],
  ["bookings-db2", ["bookings-db"], "bookings-db"],
])("takes no short code and no number for another: %j of %j is %j", (word, codes, expected) => {
  expect(nearest(word, codes)).toBe(expected);
});

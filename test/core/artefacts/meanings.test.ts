import { describe, expect, it } from "@jest/globals";
import { KNOWN_CATEGORIES } from "../../../src/core/artefacts/categories.ts";
import { COUNTRIES } from "../../../src/core/artefacts/countries.ts";
import { DATA_SUBJECTS, STORE_KINDS } from "../../../src/core/artefacts/data-map.ts";
import { isoDate } from "../../../src/core/artefacts/fields.ts";
import { meaningOf } from "../../../src/core/artefacts/meanings.ts";
import { dayMeant, durationMeant } from "../../../src/core/documents/time-meant.ts";
import { parseDuration } from "../../../src/core/durations.ts";
import { LEVELS } from "../../../src/core/levels.ts";

it.each<[unknown, readonly string[], string | undefined]>([
  ["email", KNOWN_CATEGORIES, "contact"],
  ["Email address", KNOWN_CATEGORIES, "contact"],
  ["ethnicity", KNOWN_CATEGORIES, "racial-ethnic-origin"],
  ["s3", STORE_KINDS, "object-store"],
  ["children", DATA_SUBJECTS, "child"],
  ["email", STORE_KINDS, undefined],
  ["constructor", STORE_KINDS, undefined],
  ["off", LEVELS, "none"],
  [false, LEVELS, "none"],
  [true, LEVELS, undefined],
  [7, LEVELS, undefined],
])("%j means, among %j, %j", (found, accepted, meant) => {
  expect(meaningOf(found, accepted)).toBe(meant);
});

describe("a country", () => {
  it.each([
    ["IRL", "IE"],
    ["GBR", "GB"],
    ["usa", "US"],
    ["UK", "GB"],
    ["England", "GB"],
    ["Ireland", "IE"],
    ["germany", "DE"],
    ["eu-west-2", "GB"],
    ["eu-west-1", "IE"],
    ["us-east-1", "US"],
    ["uksouth", "GB"],
    ["fr", "FR"],
    [false, "NO"],
    // What is no country is taken for none, however much like one it looks.
    ["EU", undefined],
    ["XX", undefined],
    ["Irland", undefined],
    ["world", undefined],
  ])("meant by %j is %j", (found, meant) => {
    expect(meaningOf(found, COUNTRIES)).toBe(meant);
  });

  it("has one alpha-3 code each, which means that country", () => {
    const names = new Intl.DisplayNames(["en"], { type: "region" });
    for (const code of COUNTRIES) {
      const name = names.of(code) ?? "";
      expect([name, meaningOf(name, COUNTRIES)]).toEqual([name, code]);
    }
  });
});

it.each([
  ["7 years", "P7Y"],
  ["30 days", "P30D"],
  ["8 Weeks", "P8W"],
  ["1 month", "P1M"],
  ["4 hours", "PT4H"],
  ["15 minutes", "PT15M"],
  ["7y", "P7Y"],
  ["24h", "PT24H"],
  ["a while", undefined],
  [7, undefined],
])("a duration written as %j means %j", (found, meant) => {
  expect(durationMeant(found)).toBe(meant);
  if (meant !== undefined) expect(parseDuration(meant)).toBeDefined();
});

it.each([
  ["23/11/2026", "2026-11-23"],
  ["1.2.2026", "2026-02-01"],
  ["1 January 2027", "2027-01-01"],
  ["3rd Feb 2027", "2027-02-03"],
  ["11/23/2026", undefined],
  ["soon", undefined],
  [2026, undefined],
])("a day written as %j means %j", (found, meant) => {
  expect(dayMeant(found)).toBe(meant);
});

it("suggests no day that does not exist", () => {
  const said = isoDate.safeParse("31/02/2026").error?.issues[0]?.message;
  expect(said).toBe("write a day that exists as YYYY-MM-DD, for example 2026-11-23");
});

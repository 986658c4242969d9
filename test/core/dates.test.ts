import { expect, it } from "@jest/globals";
import { dayInWords, daysBetween, isIsoDate, isoDateOf } from "../../src/core/dates.ts";

it.each(["2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"])("%s is a day", (text) => {
  expect(isIsoDate(text)).toBe(true);
});

it.each([
  "2026-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-04-31",
  "2026-4-1",
  "23-11-2026",
  "yesterday",
  "2026-11-23T00:00",
])("%j is none", (text) => {
  expect(isIsoDate(text)).toBe(false);
});

it("counts whole days, over a leap day too", () => {
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
  expect(daysBetween("2026-11-23", "2026-11-22")).toBe(-1);
});

it("takes the day of an instant in UTC", () => {
  expect(isoDateOf(new Date("2026-11-23T23:59:59Z"))).toBe("2026-11-23");
});

it.each([
  ["2020-01-01", "1 January 2020"],
  ["2026-12-31", "31 December 2026"],
])("says %s as people do: %s", (date, words) => {
  expect(dayInWords(date)).toBe(words);
});

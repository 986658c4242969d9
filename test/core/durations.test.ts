import { describe, expect, it } from "@jest/globals";
import {
  addTo,
  duration,
  formatDuration,
  isNoLonger,
  isSameLength,
  longest,
  parseDuration,
  plus,
  times,
} from "../../src/core/durations.ts";

describe("parseDuration", () => {
  it.each([
    ["P2Y", { years: 2, months: 0, seconds: 0 }],
    ["P18M", { years: 0, months: 18, seconds: 0 }],
    ["P8W", { years: 0, months: 0, seconds: 56 * 86_400 }],
    ["PT4H", { years: 0, months: 0, seconds: 14_400 }],
    ["P1Y2M3W4DT5H6M7S", { years: 1, months: 2, seconds: 25 * 86_400 + 5 * 3600 + 6 * 60 + 7 }],
    ["P0D", { years: 0, months: 0, seconds: 0 }],
  ])("reads %s", (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });

  it.each([
    "2 years",
    "P",
    "PT",
    "P1",
    "1Y",
    "P1.5Y",
    "P-1D",
    "P1D2M",
    "P1H",
    "p1y",
    "P1Y ",
    "P9999999D",
    "",
  ])("refuses %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("isNoLonger", () => {
  it.each([
    ["P12W", "P2Y", true],
    ["P2Y", "P12W", false],
    ["P12M", "P1Y", true],
    ["P1Y", "P12M", true],
    ["P13M", "P1Y", false],
    ["P30D", "P30D", true],
    ["P31D", "P1M", false], // a month can have 28 days
    ["P30D", "P1M", false],
    ["P29D", "P1M", false],
    ["P28D", "P1M", true],
    ["P1M", "P31D", true], // and 31 at most
    ["P1M", "P30D", false],
    ["P365D", "P1Y", true],
    ["P366D", "P1Y", false],
    ["P1Y", "P365D", false],
    ["P1Y", "P366D", true],
    ["P8W", "P56D", true],
    ["P1YT1S", "P1Y", false],
  ])("%s no longer than %s: %s", (one, other, expected) => {
    expect(isNoLonger(duration(one), duration(other))).toBe(expected);
  });
});

describe("arithmetic", () => {
  it("adds part by part", () => {
    expect(formatDuration(plus(duration("P8W"), duration("P4W")))).toBe("P12W");
    expect(formatDuration(plus(duration("P1Y"), duration("PT36H")))).toBe("P1Y1DT12H");
  });

  it("multiplies", () => {
    expect(formatDuration(times(2, duration("P1M2D")))).toBe("P2M4D");
  });

  it("knows two spellings of one length", () => {
    expect(isSameLength(duration("P1Y"), duration("P12M"))).toBe(true);
    expect(isSameLength(duration("P4W"), duration("P1M"))).toBe(false);
  });

  it("finds the longest", () => {
    const found = longest([duration("P27D"), duration("P1M"), duration("P4W")]);
    expect(found && formatDuration(found)).toBe("P1M");
    expect(longest([])).toBeUndefined();
  });

  it.each([
    ["2026-06-01", "P90D", "2026-08-30"],
    ["2024-02-29", "P1Y", "2025-02-28"],
    ["2026-01-31", "P1M", "2026-02-28"],
    ["2026-11-30", "P14M", "2028-01-30"],
    ["2026-11-23", "PT36H", "2026-11-24"],
    ["2026-11-23", "P999999Y", "9999-12-31"],
    ["2026-11-23", "P999999W", "9999-12-31"],
  ])("%s plus %s is %s", (date, span, expected) => {
    expect(addTo(date, duration(span))).toBe(expected);
  });

  it.each(["P1Y2M", "P3W", "P3D", "PT4H", "PT2H10M", "P0D"])("writes %s as it was", (text) => {
    expect(formatDuration(duration(text))).toBe(text);
  });
});

import { describe, expect, it } from "@jest/globals";
import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import { holdsUntil, isInForce, isSignedAs } from "../../src/core/attestations.ts";

function signed(on: string, rest: Partial<Attestation> = {}): Attestation {
  return {
    expectation: "DSP-DISC-6",
    by: "architects",
    date: on,
    evidence: ["docs/adr/1.md"],
    ...rest,
  };
}

describe("the last day of an attestation", () => {
  it.each([
    ["a year on, where it names none", "2026-02-20", undefined, "2027-02-20"],
    ["the one it names", "2026-02-20", "2026-12-31", "2026-12-31"],
    ["the one it names, a year on to the day", "2026-02-20", "2027-02-20", "2027-02-20"],
    ["a year on, where it names a later one", "2026-02-20", "2027-02-21", "2027-02-20"],
    ["the end of February, a year after a leap day", "2024-02-29", undefined, "2025-02-28"],
    ["before it was signed, where it says so", "2026-02-20", "2026-01-01", "2026-01-01"],
  ])("is %s", (_name, on, valid_until, last) => {
    expect(holdsUntil(signed(on, { valid_until }))).toBe(last);
  });
});

describe("an attestation counts", () => {
  it.each([
    ["on the day it was signed", "2026-11-23", undefined, true],
    ["not on the day before", "2026-11-24", undefined, false],
    ["on its last day", "2025-11-23", undefined, true],
    ["not on the day after", "2025-11-22", undefined, false],
    ["on the last day that it names", "2026-02-20", "2026-11-23", true],
    ["not after the last day that it names", "2026-02-20", "2026-11-22", false],
  ])("%s", (_name, on, valid_until, counts) => {
    expect(isInForce(signed(on, { valid_until }), "2026-11-23")).toBe(counts);
  });
});

describe("a role", () => {
  it.each([
    ["technical-architect", "technical-architect"],
    ["Technical Architect", "technical-architect"],
    ["technical_architect", "technical-architect"],
    ["technical  -  architect", "technical-architect"],
    ["anyone", undefined],
    [undefined, undefined],
  ])("of %j is the one asked for: %j", (role, asked) => {
    expect(isSignedAs(signed("2026-02-20", { role }), asked)).toBe(true);
  });

  it.each([
    ["product-manager", "technical-architect"],
    ["technicalarchitect", "technical-architect"],
    [undefined, "technical-architect"],
  ])("of %j is not the one asked for: %j", (role, asked) => {
    expect(isSignedAs(signed("2026-02-20", { role }), asked)).toBe(false);
  });
});

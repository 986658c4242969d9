import type { Assessment, ExpectationResult, Finding } from "../../src/core/assessment.ts";
import { fingerprint } from "../../src/core/fingerprint.ts";
import type { Waiver } from "../../src/core/policy/policy.ts";

/** A finding: a failure on line 3, column 5 of the data map, unless given. */
export function finding(given: Partial<Finding> = {}): Finding {
  const { rule = "backup-outlives-data", file, place, message, about } = given;
  return {
    fingerprint: fingerprint([JSON.stringify([rule, file, place, message?.slice(0, 200), about])]),
    rule: "backup-outlives-data",
    code: "X13",
    level: "failure",
    file: ".dsp/data-map.yml",
    place: { line: 3, column: 5 },
    inFile: true,
    message: "copies of `bookings-db` are kept longer than the data",
    fix: "lower `retention` to `P90D`",
    about: ["bookings-db"],
    expectations: ["DSP-BETA-5"],
    ...given,
  };
}

/** A waiver of that finding's rule, in force. */
export function waiver(given: Partial<Waiver> = {}): Waiver {
  return {
    rule: "backup-outlives-data",
    reason: "the supplier's setting changes in the new year",
    approved_by: "data-protection-team",
    expires: "2027-02-28",
    ...given,
  };
}

/** The result of an expectation of beta: met, by nothing in particular, unless given. */
export function result(
  id: string,
  outcome: ExpectationResult["outcome"] = "met",
  by: ExpectationResult["by"] = [],
): ExpectationResult {
  return { id, stage: "beta", level: "must", outcome, by };
}

/** An assessment at private beta on 2026-11-23; the counts and the verdict follow from the findings. */
export function assessment(given: Partial<Assessment> = {}): Assessment {
  const findings = given.findings ?? [];
  const counts = { failure: 0, warning: 0, notice: 0, waived: 0 };
  for (const one of findings) counts[one.waiver ? "waived" : one.level]++;
  return {
    stage: "beta",
    access: "private",
    gate: false,
    stageSource: { kind: "policy", name: ".github/dsp.yml", disagreeing: [] },
    today: "2026-11-23",
    verdict: findings.some((one) => !one.waiver) ? "findings" : "clean",
    counts,
    expectations: [],
    findings,
    ...given,
  };
}

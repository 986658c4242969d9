import { describe, expect, it } from "@jest/globals";
import type { Assessment } from "../../src/core/assessment.ts";
import type { FailOn } from "../../src/core/policy/policy.ts";
import { lastLine } from "../../src/report/last-line.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";

const warning = finding({ level: "warning" });
const notice = finding({ level: "notice" });

describe("lastLine", () => {
  it.each<[FailOn, Parameters<typeof assessment>[0], string]>([
    ["failure", {}, "Passed: no failures."],
    ["failure", { findings: [warning, notice] }, "Passed: no failures, 1 warning, 1 notice."],
    ["failure", { findings: [finding(), warning] }, "Failed: 1 failure, 1 warning."],
    ["failure", { findings: [finding({ waiver: waiver() })] }, "Passed: no failures (1 waived)."],
    [
      "warning",
      { findings: [notice] },
      "Passed: no failures or warnings, 1 notice. Warnings fail this check too (fail_on: warning).",
    ],
    [
      "warning",
      { findings: [warning] },
      "Failed: 1 warning. Warnings fail this check too (fail_on: warning).",
    ],
    ["notice", {}, "Passed: no findings. Any finding fails this check (fail_on: notice)."],
    [
      "notice",
      { findings: [notice] },
      "Failed: 1 notice. Any finding fails this check (fail_on: notice).",
    ],
    [
      "never",
      { findings: [finding()] },
      "Passed: 1 failure. Findings do not fail this check (fail_on: never).",
    ],
    [
      "never",
      { findings: [warning] },
      "Passed: no failures, 1 warning. Findings do not fail this check (fail_on: never).",
    ],
    [
      "failure",
      { verdict: "unreadable", findings: [finding()] },
      "Cannot check: an evidence file has errors (1 failure). Fix that file first.",
    ],
    [
      "never",
      { verdict: "unreadable", findings: [finding()] },
      "Cannot check: an evidence file has errors (1 failure). Fix that file first. Findings do not fail this check (fail_on: never).",
    ],
    [
      "failure",
      { expectations: [result("DSP-BETA-5", "open"), result("DSP-BETA-6", "met")] },
      "Passed: no failures. 1 expectation is still open; open expectations do not fail this check.",
    ],
    [
      "failure",
      {
        findings: [finding()],
        expectations: [result("DSP-BETA-5", "open"), result("DSP-BETA-6", "open")],
      },
      "Failed: 1 failure. 2 expectations are still open; open expectations do not fail this check.",
    ],
  ])("with fail_on %s, of %j: %s", (failOn, given, line) => {
    expect(lastLine(assessment(given) as Assessment, failOn)).toBe(line);
  });
});

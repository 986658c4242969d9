import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { readPolicy } from "../src/cli/policy.ts";
import { assess } from "../src/core/assess.ts";
import { type Assessment, OUTCOMES } from "../src/core/assessment.ts";
import { DEFAULT_LIMITS } from "../src/core/documents/limits.ts";
import { type Dossier, readableValue, readDossier } from "../src/core/dossier.ts";
import type { Level } from "../src/core/levels.ts";
import type { Policy } from "../src/core/policy/policy.ts";
import { levelAt } from "../src/core/policy/resolve.ts";
import type { Rule } from "../src/core/rule.ts";
import { RULES } from "../src/core/rules/index.ts";
import { hasReached, STAGES, type Stage } from "../src/core/stages.ts";
import { readWorkingTree } from "../src/local/snapshot.ts";
import { runCli } from "./support/cli.ts";

// Each folder of test/repos is a whole small repository; `args.txt` holds further arguments, one per
// line, seen from test/repos. UPDATE_EXPECTED=1 writes what is expected: read it before it is kept.

const REPOS = fileURLToPath(new URL("repos/", import.meta.url));
const TODAY = "2026-11-23";
const CASES = readdirSync(REPOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The parts of the JSON report that are looked at here. */
interface Report {
  stage: Stage;
  expectations: { id: string; outcome: string }[];
  findings: { rule: string; level: string; waived: boolean }[];
}

function argumentsOf(name: string): string[] {
  const file = join(REPOS, name, "args.txt");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}

function check(name: string, ...more: string[]) {
  return runCli(["check", name, "--today", TODAY, ...argumentsOf(name), ...more], { cwd: REPOS });
}

function reportOn(name: string): Report {
  return JSON.parse(check(name, "--format", "json").stdout) as Report;
}

/** What a case is held to, and its evidence: for what no report says. */
function contentsOf(name: string): { policy: Policy; dossier: Dossier } {
  const args = argumentsOf(name);
  const at = args.indexOf("--org-policy") + 1;
  const organisation = at === 0 ? undefined : { path: args[at] ?? "", cwd: REPOS };
  const { policy } = readPolicy(join(REPOS, name), organisation, TODAY, DEFAULT_LIMITS);
  const files = readWorkingTree(join(REPOS, name), Object.values(policy.paths), DEFAULT_LIMITS);
  return { policy, dossier: readDossier(files, policy.paths) };
}

describe("dsp check", () => {
  it.each(CASES)("says of %s what is expected", (name) => {
    const { stdout, stderr, code } = check(name);
    const file = join(REPOS, name, "expected.txt");
    const found = `${stdout}exit code ${code}\n`;
    if (process.env.UPDATE_EXPECTED) writeFileSync(file, found);
    expect(stderr).toBe("");
    expect(found).toBe(readFileSync(file, "utf8"));
  });

  it.each(CASES)("is told by a comment what %s is about", (name) => {
    expect(readFileSync(join(REPOS, name, ".github/dsp.yml"), "utf8")).toMatch(
      /^# \S.{40,}[^,;:]\n/,
    );
  });
});

const reports = CASES.map((name) => ({ report: reportOn(name), ...contentsOf(name) }));

describe("the cases together", () => {
  const hit = new Set(reports.flatMap(({ report }) => report.findings.map(({ rule }) => rule)));

  it("have a finding of every rule", () => {
    expect(RULES.filter(({ id }) => !hit.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it("have each rule find nothing somewhere, where it is on and could look", () => {
    const unspared = RULES.filter(
      (rule) =>
        !reports.some(
          ({ report, policy, dossier }) =>
            !report.findings.some(({ rule: id }) => id === rule.id) &&
            isOn(rule, policy, report.stage) &&
            rule.needs.every((artefact) => readableValue(dossier, artefact) !== undefined),
        ),
    );
    expect(unspared.map(({ id }) => id)).toEqual([]);
  });

  it("have expectations come out in every way there is", () => {
    const found = new Set(
      reports.flatMap(({ report }) => report.expectations.map(({ outcome }) => outcome)),
    );
    expect([...found].sort()).toEqual([...OUTCOMES].sort());
  });

  it("have findings of every level, and waived ones", () => {
    const findings = reports.flatMap(({ report }) => report.findings);
    expect([...new Set(findings.map(({ level }) => level))].sort()).toEqual([
      "failure",
      "notice",
      "warning",
    ]);
    expect(findings.some(({ waived }) => waived)).toBe(true);
  });
});

function isOn(rule: Rule, policy: Policy, stage: Stage): boolean {
  const variants = [undefined, ...Object.keys(rule.variants ?? {})];
  return variants.some((variant) => levelAt(policy, rule, variant, stage) !== "none");
}

describe("the relaxations of the guidance", () => {
  // Written out once more, so that a slip in the table of the source is noticed.
  const relaxations: { expectation: string; rule: string; until: Stage }[] = [
    { expectation: "DSP-BETA-7", rule: "manual-deletion", until: "beta" },
    { expectation: "DSP-LIVE-4", rule: "flow-to-be-defined", until: "live" },
    { expectation: "DSP-LIVE-6", rule: "manual-reporting", until: "live" },
  ];
  const asWritten = (policy: Policy) => policy;
  const raised = new Map(
    RULES.map(({ id }) => [
      id,
      Object.fromEntries(STAGES.map((stage): [Stage, Level] => [stage, "failure"])),
    ]),
  );
  const allRaised = (policy: Policy): Policy => ({ ...policy, levels: raised, floor: raised });
  const stages = STAGES.flatMap((stage) => [
    { stage, gate: false },
    { stage, gate: true },
  ]);

  /** Every case, stricter ones apart, at every stage. */
  function judgedAll(change: (policy: Policy) => Policy): { at: string; judged: Assessment }[] {
    return CASES.flatMap((name, index) => {
      const { policy, dossier } = reports[index] ?? contentsOf(name);
      if (policy.stricter) return [];
      return stages.map(({ stage, gate }) => ({
        at: `${name} at ${stage}${gate ? ", gate" : ""}`,
        judged: assess(
          { stage, gate, today: TODAY, policy: change(policy), dossier, visibility: "unknown" },
          { kind: "input", name: "--stage", disagreeing: [] },
        ),
      }));
    });
  }

  describe.each([
    ["as the cases have their levels", asWritten],
    ["with every rule raised to failure at every stage", allRaised],
  ])("%s", (_name, change) => {
    const all = judgedAll(change);

    it.each(relaxations)(
      "$expectation is never open, and $rule no more than a notice until $until",
      ({ rule, until, expectation }) => {
        const outcomes = all.flatMap(({ at, judged }) =>
          judged.expectations
            .filter(({ id }) => id === expectation)
            .map(({ outcome }) => ({ at, outcome })),
        );
        const findings = all.flatMap(({ at, judged }) =>
          judged.findings
            .filter((finding) => finding.rule === rule && hasReached(until, judged.stage))
            .map(({ level }) => ({ at, level })),
        );
        expect(outcomes.filter(({ outcome }) => outcome === "open")).toEqual([]);
        expect(findings.filter(({ level }) => level !== "notice")).toEqual([]);
        // Else nothing has been shown.
        expect(outcomes.some(({ outcome }) => outcome === "allowed-later")).toBe(true);
        expect(findings.length).toBeGreaterThan(0);
      },
    );
  });

  it("stop holding findings down where a policy asks for more than the guidance", () => {
    const { findings, expectations } = reportOn("stricter-than-the-guidance");
    expect(findings.map(({ rule, level }) => [rule, level]).sort()).toEqual([
      ["flow-to-be-defined", "failure"],
      ["manual-deletion", "failure"],
      ["manual-reporting", "warning"],
      ["mechanism-not-built", "warning"],
    ]);
    expect(expectations).toContainEqual(
      expect.objectContaining({ id: "DSP-BETA-7", outcome: "allowed-later" }),
    );
  });
});

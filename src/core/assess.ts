import type { Assessment, Counts, Finding, StageSource, Verdict } from "./assessment.ts";
import { EXPECTATIONS } from "./catalogue/expectations.ts";
import { expectationsOf } from "./catalogue/showing.ts";
import type { Expectation } from "./catalogue/types.ts";
import { FILE_START, type Place } from "./documents/place.ts";
import type { YamlDocument } from "./documents/yaml.ts";
import { documentOf } from "./dossier.ts";
import { comparePlaces } from "./finding-order.ts";
import { fingerprintsOf, identityOf } from "./identity.ts";
import { isAsGraveAs, severityOf } from "./levels.ts";
import { resultOf } from "./outcomes.ts";
import type { FailOn } from "./policy/policy.ts";
import { levelAt } from "./policy/resolve.ts";
import type { Circumstances, Problem, Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { RuleRunner } from "./run-rule.ts";
import { hasReached, type Stage } from "./stages.ts";
import { fileOf, waiverFor } from "./waivers.ts";

/** Judges one dossier: the whole verdict as a value. Every report only renders it. */
export function assess(circumstances: Circumstances, stageSource: StageSource): Assessment {
  const runner = new RuleRunner(circumstances);
  const findings = identified(
    RULES.flatMap((rule) => findingsOf(rule, runner, circumstances)),
  ).sort(comparePlaces);
  const { stage, access, gate, today } = circumstances;
  return {
    stage,
    access,
    gate,
    stageSource,
    today,
    verdict: verdictOn(circumstances, findings),
    counts: countsOf(findings),
    expectations: expectationsAt(stage).map((one) => resultOf(one, runner, circumstances)),
    findings,
  };
}

/** The expectations of a stage, and those of earlier stages that still hold. */
export function expectationsAt(stage: Stage): Expectation[] {
  return EXPECTATIONS.filter(
    (one) =>
      one.stage === "all" ||
      one.stage === stage ||
      (one.holds === "onward" && hasReached(stage, one.stage)),
  );
}

/** Whether the findings fail the run: any that is not waived, at `failOn` or graver. */
export function fails({ findings }: Pick<Assessment, "findings">, failOn: FailOn): boolean {
  if (failOn === "never") return false;
  return findings.some(({ waiver, level }) => !waiver && isAsGraveAs(level, failOn));
}

/** A finding that has no name yet, and what says which fault it is. */
type Unnamed = Omit<Finding, "fingerprint"> & { identity: readonly string[] };

function identified(findings: readonly Unnamed[]): Finding[] {
  const fingerprints = fingerprintsOf(findings.map(({ identity }) => identity));
  return findings.map(({ identity: _words, ...finding }, index) => ({
    ...finding,
    fingerprint: fingerprints[index] ?? "",
  }));
}

function findingsOf(rule: Rule, runner: RuleRunner, circumstances: Circumstances): Unnamed[] {
  const { policy, stage, gate, today } = circumstances;
  return runner.run(rule).problems.flatMap((problem) => {
    const level = severityOf(levelAt(policy, rule, problem.variant, stage), gate);
    if (!level) return [];
    const { file, document, place, inFile } = placeOf(problem, circumstances);
    const { message, fix, about } = problem;
    return {
      rule: rule.id,
      code: rule.code,
      level,
      waiver: waiverFor(policy.waivers, rule, problem, file, today),
      file,
      place,
      inFile,
      message,
      fix,
      about,
      identity: identityOf(rule, problem, document?.value),
      expectations: expectationsOf(rule.id, problem),
    };
  });
}

function placeOf(
  problem: Problem,
  { dossier, policy }: Circumstances,
): { file: string; document?: YamlDocument; place: Place; inFile: boolean } {
  const source = sourceOf(problem, dossier, policy);
  return { ...source, place: problem.place ?? placeIn(source.document, problem) };
}

function sourceOf(
  problem: Problem,
  dossier: Circumstances["dossier"],
  policy: Circumstances["policy"],
): { file: string; document?: YamlDocument; inFile: boolean } {
  const file = fileOf(problem, dossier, policy);
  if (problem.in === "policy") {
    return { file, document: policy.source?.document, inFile: !!policy.source };
  }
  const reading = dossier[problem.in];
  return {
    file,
    document: documentOf(reading),
    inFile: reading.state !== "absent",
  };
}

function placeIn(document: YamlDocument | undefined, { at, key }: Problem): Place {
  if (!document) return FILE_START;
  return key === undefined ? document.locate(at) : document.locateKey(at, key);
}

function verdictOn({ dossier }: Circumstances, findings: readonly Finding[]): Verdict {
  if (Object.values(dossier).some(({ state }) => state === "unreadable")) return "unreadable";
  return findings.some(({ waiver }) => !waiver) ? "findings" : "clean";
}

/** Findings by severity; those that are waived only as such. */
export function countsOf(findings: readonly Finding[]): Counts {
  const counts: Counts = { failure: 0, warning: 0, notice: 0, waived: 0 };
  for (const { waiver, level } of findings) counts[waiver ? "waived" : level]++;
  return counts;
}

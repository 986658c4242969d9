import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../../src/core/artefacts/index.ts";
import { readDossier } from "../../src/core/dossier.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import type { Circumstances, Rule } from "../../src/core/rule.ts";
import { RuleRunner } from "../../src/core/run-rule.ts";
import { fileOfBytes } from "../../src/core/snapshot.ts";

/** YAML of the evidence files, without their `schema` line, and what they are judged at. */
export type Given = Partial<Record<ArtefactName, string>> &
  Partial<Omit<Circumstances, "dossier" | "policy">> & { policy?: Partial<Policy> };

const SCHEMAS: Readonly<Record<ArtefactName, string>> = {
  dataMap: "dsp/data-map@1",
  deletionPlan: "dsp/deletion-plan@1",
  backupConfig: "dsp/backup-config@1",
  projectRecord: "dsp/project@1",
};

/** Circumstances from YAML texts: beta, no gate, 2026-11-23, the default policy, unless given. */
export function circumstances(given: Given): Circumstances {
  const policy: Policy = { ...DEFAULT_POLICY, ...given.policy };
  const files = ARTEFACT_NAMES.flatMap((artefact) => {
    const yaml = given[artefact];
    if (yaml === undefined) return [];
    // After the text, so that lines and columns in expectations are those of the text.
    const whole = `${yaml}\nschema: ${SCHEMAS[artefact]}\n`;
    return [[policy.paths[artefact], fileOfBytes(new TextEncoder().encode(whole))] as const];
  });
  const stage = given.stage ?? "beta";
  return {
    stage,
    access: given.access ?? (stage === "beta" ? "private" : undefined),
    gate: given.gate ?? false,
    today: given.today ?? "2026-11-23",
    visibility: given.visibility ?? "unknown",
    policy,
    // Some tests are of many thousand elements.
    dossier: readDossier(new Map(files), policy.paths, { maxBytes: 10_000_000 }),
  };
}

/** Runs one rule; gives its problems as `data-map:1:16: message; fix`, with `(variant)` where it has one. */
export function problems(rule: Rule, given: Given): string[] {
  const { dossier, policy, ...rest } = circumstances(given);
  for (const artefact of ARTEFACT_NAMES) {
    const reading = dossier[artefact];
    if (reading.state === "unreadable" && rule.id !== "artefact-unreadable") {
      throw new Error(
        `${artefact} of this test is unreadable: ${JSON.stringify(reading.problems)}`,
      );
    }
  }
  const run = new RuleRunner({ dossier, policy, ...rest }).run(rule);
  if (!run.ran) throw new Error(`${rule.id} needs ${run.lacking.join(", ")}`);
  return run.problems.map((problem) => {
    const reading = problem.in === "policy" ? undefined : dossier[problem.in];
    const document = reading?.state === "read" ? reading.document : undefined;
    const found =
      problem.key === undefined
        ? document?.locate(problem.at)
        : document?.locateKey(problem.at, problem.key);
    const place = problem.place ?? found;
    const where = place ? `:${place.line}:${place.column}` : "";
    const file = problem.in === "policy" ? "policy" : ARTEFACTS[problem.in].slug;
    const variant = problem.variant ? ` (${problem.variant})` : "";
    return `${file}${where}${variant}: ${problem.message}; ${problem.fix}`;
  });
}

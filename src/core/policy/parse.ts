import type { Explained } from "../documents/explain.ts";
import type { Limits } from "../documents/limits.ts";
import type { DocumentProblem, Path } from "../documents/place.ts";
import { readDocument } from "../documents/read.ts";
import type { YamlDocument } from "../documents/yaml.ts";
import { addTo, duration } from "../durations.ts";
import type { Level } from "../levels.ts";
import { isAtLeast } from "../levels.ts";
import { name, quote } from "../quote.ts";
import { findRule, RULES } from "../rules/index.ts";
import { RELAXATIONS } from "../rules/relaxations.ts";
import { hasReached, parseStage, STAGES, type Stage } from "../stages.ts";
import { nearest } from "../suggest.ts";
import {
  type LevelSetting,
  type OrganisationPolicy,
  organisationPolicySchema,
  type RepositoryPolicy,
  repositoryPolicySchema,
} from "./schema.ts";

/** A policy file that could be read: its value, and the places of its parts. */
export interface PolicyFile<T> {
  file: string;
  value: T;
  document: YamlDocument;
}

export type PolicyReading<T> =
  | { ok: true; policy: PolicyFile<T> }
  | { ok: false; file: string; problems: DocumentProblem[] };

/** A waiver's longest life: then someone must decide again. Source: the project's own rule. */
export const LONGEST_WAIVER = "P1Y";

/** Reads a repository's policy. `today` bounds how far off a waiver may expire. */
export function parseRepositoryPolicy(
  text: string,
  file: string,
  today: string,
  limits?: Limits,
): PolicyReading<RepositoryPolicy> {
  const reading = readDocument(repositoryPolicySchema, text, limits, function* (policy) {
    yield* crossCheck(policy, policy.stricter ?? false, today);
    yield* accessFaults(policy);
  });
  return reading.ok
    ? { ok: true, policy: { file, value: reading.value, document: reading.document } }
    : { ok: false, file, problems: reading.problems };
}

/** Reads an organisation's policy: defaults for its repositories, and the floor. */
export function parseOrganisationPolicy(
  text: string,
  file: string,
  today: string,
  limits?: Limits,
): PolicyReading<OrganisationPolicy> {
  const reading = readDocument(organisationPolicySchema, text, limits, function* (policy) {
    const stricter = policy.stricter ?? false;
    yield* crossCheck(policy, stricter, today);
    yield* levelFaults(["floor", "levels"], policy.floor?.levels, stricter);
    for (const [index, rule] of (policy.floor?.unwaivable ?? []).entries()) {
      yield* ruleFaults(["floor", "unwaivable", index], rule);
    }
  });
  return reading.ok
    ? { ok: true, policy: { file, value: reading.value, document: reading.document } }
    : { ok: false, file, problems: reading.problems };
}

/** The level that a setting sets for each stage that it names. */
export function levelsIn(setting: LevelSetting): Partial<Record<Stage, Level>> {
  if (typeof setting !== "string") return setting;
  return Object.fromEntries(STAGES.map((stage) => [stage, setting]));
}

/** One at a time: a reader that has seen enough asks for no more, and suggestions cost time. */
function* crossCheck(
  policy: Pick<RepositoryPolicy, "levels" | "waivers">,
  stricter: boolean,
  today: string,
): Generator<Explained> {
  yield* levelFaults(["levels"], policy.levels, stricter);
  for (const [index, waiver] of (policy.waivers ?? []).entries()) {
    yield* ruleFaults(["waivers", index, "rule"], waiver.rule);
    yield* expiryFaults(["waivers", index, "expires"], waiver.expires, today);
  }
}

function levelFaults(at: Path, levels: RepositoryPolicy["levels"], stricter: boolean): Explained[] {
  const seen = new Map<string, string>();
  return Object.entries(levels ?? {}).flatMap(([id, setting]): Explained[] => {
    const rule = findRule(id);
    if (!rule) return ruleFaults(at, id).map((fault) => ({ ...fault, key: id }));
    const before = seen.get(rule.id);
    seen.set(rule.id, id);
    if (before !== undefined) {
      const message = `${name(id)} and ${name(before)} are the same rule`;
      return [{ at, key: id, message, fix: "keep one of the two" }];
    }
    if (stricter) return [];
    const relaxation = RELAXATIONS.find((relaxed) => relaxed.rule === rule.id);
    if (!relaxation) return [];
    const tooHigh = STAGES.filter(
      (stage) =>
        hasReached(relaxation.until, stage) &&
        isAtLeast(levelsIn(setting)[stage] ?? "none", "warning"),
    );
    if (tooHigh.length === 0) return [];
    return [
      {
        at: [...at, id],
        message: `${name(id)} is set above notice at ${tooHigh.join(", ")}, which the guidance relaxes (${relaxation.expectation})`,
        fix: `set it for later stages only, or add \`stricter: true\` to ask for more than the guidance`,
      },
    ];
  });
}

function ruleFaults(at: Path, id: string): Explained[] {
  if (findRule(id)) return [];
  const near = nearest(
    id,
    RULES.flatMap((rule) => [rule.id, rule.code]),
  );
  const fix = near ? `did you mean \`${near}\`?` : "`dsp explain rules` lists them";
  return [{ at, message: `there is no rule ${quote(id)}`, fix }];
}

function expiryFaults(at: Path, expires: string, today: string): Explained[] {
  const last = addTo(today, duration(LONGEST_WAIVER));
  if (expires <= last) return [];
  return [
    {
      at,
      message: `the waiver lasts until ${expires}, more than a year from now`,
      fix: `name a day no later than ${last}`,
    },
  ];
}

function accessFaults(policy: RepositoryPolicy): Explained[] {
  const claimed = policy.stage === undefined ? undefined : parseStage(policy.stage)?.access;
  if (!claimed || !policy.beta_access || claimed === policy.beta_access) return [];
  return [
    {
      at: ["beta_access"],
      message: `\`beta_access\` is ${policy.beta_access}, but \`stage\` says ${policy.stage}`,
      fix: "keep one of the two",
    },
  ];
}

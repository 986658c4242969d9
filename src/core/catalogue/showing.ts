import type { Problem } from "../rule.ts";
import { EXPECTATIONS } from "./expectations.ts";
import type { Showing } from "./types.ts";

export type RuleShowing = Extract<Showing, { rule: string }>;
export type AttestationShowing = Extract<Showing, { attestation: string }>;

/** The single pieces of evidence in a showing, in order. */
export function leavesOf(shown: Showing | undefined): Showing[] {
  if (!shown) return [];
  if ("all" in shown) return [...leavesOf(shown.where), ...shown.all.flatMap(leavesOf)];
  if ("any" in shown) return shown.any.flatMap(leavesOf);
  return [shown];
}

/** The attestations in a showing: none means that no person can attest the expectation. */
export function attestationsIn(shown: Showing | undefined): AttestationShowing[] {
  return leavesOf(shown).filter((leaf) => "attestation" in leaf);
}

/** Whether a reference to a rule takes in one of its problems. */
export function concerns(reference: RuleShowing, problem: Problem): boolean {
  if (reference.variant !== undefined && reference.variant !== problem.variant) return false;
  return reference.under === undefined || reference.under === `${problem.in}.${problem.at[0]}`;
}

let byRule: Map<string, { id: string; reference: RuleShowing }[]> | undefined;

/** Ids of the expectations that a problem of a rule bears on, in catalogue order. */
export function expectationsOf(ruleId: string, problem: Problem): string[] {
  byRule ??= indexByRule();
  const named = (byRule.get(ruleId) ?? [])
    .filter(({ reference }) => concerns(reference, problem))
    .map(({ id }) => id);
  return [...new Set([...named, ...(problem.expectations ?? [])])];
}

function indexByRule(): Map<string, { id: string; reference: RuleShowing }[]> {
  const index = new Map<string, { id: string; reference: RuleShowing }[]>();
  for (const { id, shown } of EXPECTATIONS) {
    for (const leaf of leavesOf(shown)) {
      if (!("rule" in leaf)) continue;
      const references = index.get(leaf.rule) ?? [];
      references.push({ id, reference: leaf });
      index.set(leaf.rule, references);
    }
  }
  return index;
}

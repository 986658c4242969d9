import type { Dossier } from "./dossier.ts";
import { POLICY_PATH } from "./policy/path.ts";
import type { Policy, Waiver } from "./policy/policy.ts";
import type { Problem, Rule } from "./rule.ts";

/** Rules that no waiver silences, and why. */
export const UNWAIVABLE: ReadonlyMap<string, string> = new Map([
  ["waiver-expired", "it says that a waiver has run out"],
  ["artefact-unreadable", "what cannot be read is never met"],
]);

/** Whether a waiver still holds on a day: its last day counts. */
export function isWaiverInForce(waiver: Waiver, today: string): boolean {
  return waiver.expires >= today;
}

/** The file that a problem stands in: what a waiver's target may name. */
export function fileOf(problem: Problem, dossier: Dossier, policy: Policy): string {
  return problem.in === "policy" ? (policy.source?.file ?? POLICY_PATH) : dossier[problem.in].file;
}

/** The waiver in force that silences a problem of a rule, or undefined. */
export function waiverFor(
  waivers: readonly Waiver[],
  rule: Rule,
  problem: Problem,
  file: string,
  today: string,
): Waiver | undefined {
  if (UNWAIVABLE.has(rule.id)) return undefined;
  // What cannot be read is never met, so nobody can waive it either.
  if (problem.variant !== undefined && rule.fixed?.includes(problem.variant)) return undefined;
  return waivers.find(
    (waiver) =>
      waiver.rule === rule.id &&
      isWaiverInForce(waiver, today) &&
      (waiver.target === undefined ||
        waiver.target === file ||
        problem.about.includes(waiver.target)),
  );
}

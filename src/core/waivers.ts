import type { Dossier } from "./dossier.ts";
import { type Policy, policyFileOf, type Waiver } from "./policy/policy.ts";
import type { Problem, Rule } from "./rule.ts";

/** Rules that no waiver silences, and why. */
export const UNWAIVABLE: ReadonlyMap<string, string> = new Map([
  ["waiver-expired", "it says that a waiver has expired"],
  ["artefact-unreadable", "what cannot be read is never met"],
]);

/** Whether a waiver still holds on a day: its last day counts. */
export function isWaiverInForce(waiver: Waiver, today: string): boolean {
  return waiver.expires >= today;
}

/** The file that a problem is in: what a waiver's target may name. */
export function fileOf(problem: Problem, dossier: Dossier, policy: Policy): string {
  return problem.in === "policy" ? policyFileOf(policy) : dossier[problem.in].file;
}

/** The waiver in force that silences a problem of a rule, or undefined; the policy's first, if several do. */
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
  const ofRule = registerOf(waivers, today).get(rule.id);
  if (!ofRule) return undefined;
  let first: Numbered | undefined;
  for (const target of [undefined, file, ...problem.about]) {
    const found = ofRule.get(target);
    if (found && (!first || found.place < first.place)) first = found;
  }
  return first?.waiver;
}

interface Numbered {
  waiver: Waiver;
  /** Its place in the policy. */
  place: number;
}

/** Waivers in force by rule, then by target; `undefined` for those of a whole rule. */
type Register = ReadonlyMap<string, ReadonlyMap<string | undefined, Numbered>>;

/** Made once for a policy, for thousands of findings may ask: the waivers of a policy never change. */
const registers = new WeakMap<readonly Waiver[], { today: string; register: Register }>();

function registerOf(waivers: readonly Waiver[], today: string): Register {
  const known = registers.get(waivers);
  if (known?.today === today) return known.register;
  const register = new Map<string, Map<string | undefined, Numbered>>();
  for (const [place, waiver] of waivers.entries()) {
    if (!isWaiverInForce(waiver, today)) continue;
    const ofRule = register.get(waiver.rule) ?? new Map<string | undefined, Numbered>();
    register.set(waiver.rule, ofRule);
    if (!ofRule.has(waiver.target)) ofRule.set(waiver.target, { waiver, place });
  }
  registers.set(waivers, { today, register });
  return register;
}

import type { Rule } from "../../src/core/rule.ts";
import { RuleRunner } from "../../src/core/run-rule.ts";
import { circumstances, type Given } from "./rules.ts";

/** Runs one rule; gives the ids that each of its problems is about: what a waiver can name. */
export function concerned(rule: Rule, given: Given): (readonly string[])[] {
  const run = new RuleRunner(circumstances(given)).run(rule);
  if (!run.ran) throw new Error(`${rule.id} needs ${run.lacking.join(", ")}`);
  return run.problems.map(({ about }) => about);
}

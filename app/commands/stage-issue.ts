import type { Facts } from "../state/facts.ts";
import { currentIssue } from "../state/read.ts";
import type { StageIssue } from "../state/stage-issues.ts";
import { verdictOn } from "../state/verdict.ts";
import type { Asking } from "./asking.ts";
import { NOT_OPTED_IN, policyBroken, WITHOUT_STAGE_ISSUE } from "./words.ts";

/**
 * The stage issue of now, for what is kept in its comments; or what to say where the command was
 * written somewhere else, or there is none.
 */
export function onStageIssue(asking: Asking): { facts: Facts; current: StageIssue } | string {
  const { reconciled, now, number } = asking;
  const { facts } = reconciled;
  if (!facts) return NOT_OPTED_IN;
  if (!facts.policy.ok) return policyBroken(facts.policy.problems);
  if (!facts.repository.hasIssues && verdictOn(facts, now)) return WITHOUT_STAGE_ISSUE;
  const current = currentIssue(facts, now);
  if (!current) return NOT_OPTED_IN;
  const { issue, stage } = current;
  if (issue.number === number) return { facts, current };
  const url = `${facts.repository.url}/issues/${issue.number}`;
  return `Nothing is recorded here: the record is the comments of the stage issue, where everyone finds it. Write the same on [#${issue.number}](${url}), the issue of ${stage}.\n`;
}

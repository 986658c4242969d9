import { isIsoDate, isoDateOf } from "../../src/core/dates.ts";
import { addTo, duration } from "../../src/core/durations.ts";
import { LONGEST_WAIVER } from "../../src/core/policy/parse.ts";
import { POLICY_PATH } from "../../src/core/policy/path.ts";
import { type Policy, policyFileOf, type Waiver } from "../../src/core/policy/policy.ts";
import { quote } from "../../src/core/quote.ts";
import { findRule, RULES } from "../../src/core/rules/index.ts";
import { nearest } from "../../src/core/suggest.ts";
import { UNWAIVABLE } from "../../src/core/waivers.ts";
import { editPage, newFilePage } from "../../src/report/edit-links.ts";
import { code, md } from "../../src/report/escape.ts";
import { count } from "../../src/report/words.ts";
import { yamlBlock, yamlText } from "../../src/report/yaml-text.ts";
import type { StateFacts } from "../state/facts.ts";
import type { Judged } from "../state/situation.ts";
import { verdictOn } from "../state/verdict.ts";
import type { Asking } from "./asking.ts";
import { whenJudged } from "./when-judged.ts";

/** A waiver as the command names it. */
export interface WaiverRequest {
  rule: string;
  target?: string;
  until: string;
  reason: string;
}

/**
 * The answer to `/dsp waive`: the lines to put into the policy. A comment never has an effect itself: a
 * waiver weakens the policy, so a review of the policy must decide it.
 */
export function waived(asking: Asking, request: WaiverRequest): string {
  return whenJudged(asking.reconciled.situation, (judged) => prepared(asking, judged, request));
}

function prepared(asking: Asking, { facts, policy }: Judged, request: WaiverRequest): string {
  const rule = findRule(request.rule);
  if (!rule) return unknownRule(request.rule);
  const why = UNWAIVABLE.get(rule.id);
  if (why !== undefined) {
    const instead =
      rule.id === "waiver-expired"
        ? `Fix what was waived, or renew that waiver in ${code(policyFileOf(policy))}`
        : "Fix what it finds";
    return `Nobody can waive ${code(rule.id)}: ${why}. ${instead}.\n`;
  }
  const { unwaivable } = policy;
  if (unwaivable?.rules.includes(rule.id)) {
    return `Nobody can waive ${code(rule.id)} in this repository: ${code(unwaivable.file)}, the organisation's policy, lists it under ${code("floor.unwaivable")}. Fix what it finds, or ask the people who keep that policy.\n`;
  }
  const fault = dayFault(request.until, isoDateOf(asking.now));
  if (fault !== undefined) return `No waiver: ${md(fault, 300)}.\n`;
  const entry = { ...request, rule: rule.id };
  return `This comment does not waive anything. A waiver takes effect when it is in the policy on ${code(facts.repository.defaultBranch)}.

${whereToWrite(facts, policy, entry)}
Leave \`approved_by\` for the review. The person who approves the waiver writes their role there, for example information asset owner. Without it the policy is refused. The pull request that adds the waiver is still checked by the current policy.

${effectOf(asking, facts, entry)}
`;
}

function unknownRule(named: string): string {
  const near = nearest(
    named,
    RULES.flatMap(({ id, code }) => [id, code]),
  );
  const hint = near
    ? `Did you mean \`${near}\`?`
    : "Findings name theirs: rules are called like `X13` or `backup-outlives-data`.";
  return `There is no rule ${md(quote(named))}, and you can only waive rules. ${hint}\n`;
}

function dayFault(until: string, today: string): string | undefined {
  const last = addTo(today, duration(LONGEST_WAIVER));
  const accepted = `write a day after ${today} and no later than ${last}, as YYYY-MM-DD`;
  if (!isIsoDate(until)) return `the last day is ${quote(until)}; ${accepted}`;
  if (until <= today) return `${until} is not in the future; ${accepted}`;
  return until > last ? `${until} is more than a year from now; ${accepted}` : undefined;
}

function whereToWrite(
  { repository }: StateFacts,
  { source }: Policy,
  waiver: WaiverRequest,
): string {
  const item = [
    `  - rule: ${waiver.rule}`,
    ...(waiver.target === undefined ? [] : [`    target: ${yamlText(waiver.target)}`]),
    `    reason: ${yamlText(waiver.reason)}`,
    "    approved_by:",
    `    expires: ${waiver.until}`,
  ];
  const whole = ["waivers:", ...item];
  if (!source) {
    const { address } = newFilePage(repository, POLICY_PATH, `${whole.join("\n")}\n`);
    return `There is no ${code(POLICY_PATH)} yet. [Create it with these lines](${address}):\n\n${yamlBlock(whole)}`;
  }
  const open = `[Open ${code(source.file)} for editing](${editPage(repository, source.file)})`;
  const value = source.document.value;
  const there = typeof value === "object" && value !== null && "waivers" in value;
  const before = there && Array.isArray(value.waivers) ? value.waivers.length : 0;
  if (before === 0) {
    const how = there ? "and change its `waivers` to this" : "and add this";
    return `${open}, ${how}:\n\n${yamlBlock(whole)}`;
  }
  const { line } = source.document.locate(["waivers"]);
  return `${open}, and add this to its \`waivers\`, which begin on line ${line}:\n\n${yamlBlock(item)}`;
}

/** What it would waive today. Some findings cannot be waived, for example that of a file that cannot be read. */
function effectOf(
  { judging }: Asking,
  facts: StateFacts,
  { rule, target, reason, until }: WaiverRequest,
): string {
  const waiver: Waiver = { rule, target, reason, approved_by: "", expires: until };
  const found = verdictOn(withWaiver(facts, waiver), judging, { gate: true })?.assessment.findings;
  const excused = (found ?? []).filter((one) => one.waiver === waiver);
  const branch = code(facts.repository.defaultBranch);
  if (excused.length > 0) {
    return `On ${branch} it would waive ${count(excused.length, "finding")} today. They stay visible, as waived.`;
  }
  const ofRule = (found ?? []).filter((one) => one.rule === rule && !one.waiver);
  const targets = [...new Set(ofRule.flatMap(({ about }) => about))]
    .slice(0, 5)
    .map((one) => code(one));
  const hint = targets.length > 0 ? ` What the rule found is about ${targets.join(", ")}.` : "";
  return `On ${branch} it would waive nothing today.${hint}`;
}

/** The repository as it would be judged with one more waiver, after those that its policy has. */
function withWaiver(facts: StateFacts, waiver: Waiver): StateFacts {
  if (!facts.policy.ok) return facts;
  const { policy } = facts.policy;
  const waivers = [...policy.waivers, waiver];
  return { ...facts, policy: { ...facts.policy, policy: { ...policy, waivers } } };
}

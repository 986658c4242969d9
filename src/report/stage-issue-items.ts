import type { ExpectationResult, Finding } from "../core/assessment.ts";
import { EXPECTATION_BY_ID } from "../core/catalogue/expectations.ts";
import { code, linkTarget, md } from "./escape.ts";
import { ruleName } from "./rule-link.ts";
import { asked, box, isToAttest, LONGEST, signatures } from "./stage-issue-attest.ts";
import { type StageIssueView, seenAt } from "./stage-issue-view.ts";
import { capitalised, lackingIn, ruleList, statementOf } from "./words.ts";

/** Whether a tick is enough: nothing else is missing, or it would be another way. */
export function needsOnlyATick(result: ExpectationResult): boolean {
  if (result.outcome !== "open" || !isToAttest(result)) return false;
  const shown = EXPECTATION_BY_ID.get(result.id)?.shown;
  return lacks(result).length === 0 || (shown !== undefined && "any" in shown);
}

/** What is missing from the files, with a box if a person must sign off too. */
export function lackingIssueItem(view: StageIssueView, result: ExpectationResult): string {
  const unread = result.outcome === "unreadable" ? " cannot be judged:" : "";
  return item(`**${result.id}**${unread} ${statement(result)}`, [
    ...lacks(result),
    ...signatures(view, result),
    `How: ${howTo(result)}`,
    ...(isToAttest(result) ? asked(result) : []),
    ...(isToAttest(result) ? [box(result.id, "Then sign off: ")] : []),
  ]);
}

/** What a person must sign off, as a box to tick. */
export function boxItem(result: ExpectationResult): string {
  return item(box(result.id, `**${result.id}** `), [
    `Expected: ${statement(result)}`,
    ...asked(result),
    ...lacks(result).map((lack) => `Or instead: ${lack}`),
    `How: ${howTo(result)}`,
  ]);
}

/** What is met, and who signed it off, if anybody did. */
export function metIssueItem(view: StageIssueView, result: ExpectationResult): string {
  return item(`**${result.id}** ${statement(result)}`, signatures(view, result));
}

/** What is waived: until when, and what is silenced. */
export function waivedIssueItem(findings: readonly Finding[], result: ExpectationResult): string {
  const ends = findings.flatMap(({ waiver, expectations }) =>
    waiver && expectations.includes(result.id) ? waiver.expires : [],
  );
  const [first] = [...ends].sort();
  const until = first === undefined ? "" : `, until ${md(first, 20)}`;
  return item(`**${result.id}**${until}: ${statement(result)}`, lacks(result));
}

/** What nobody must do now, and what it waits for. */
export function laterItem(result: ExpectationResult): string {
  const details = result.by.flatMap(({ outcome, detail }) =>
    outcome === result.outcome && detail !== "" ? md(detail, LONGEST) : [],
  );
  return item(`**${result.id}** ${statement(result)}`, [...new Set(details)]);
}

/** A file whose review falls due. */
export function reviewItem(view: StageIssueView, review: StageIssueView["due"][number]): string {
  const { file, title, on } = review;
  const target = linkTarget(seenAt(view, file));
  const named = target === undefined ? code(file) : `[${code(file)}](${target})`;
  return item(`${capitalised(md(title))} ${named}, by ${md(on, 20)}`, []);
}

/** How to meet an expectation. */
export function howTo({ id }: ExpectationResult): string {
  return md(EXPECTATION_BY_ID.get(id)?.how ?? "", LONGEST);
}

/** What is expected, in the catalogue's words. */
export function statement(result: ExpectationResult): string {
  return md(statementOf(result), LONGEST);
}

/** What is missing, apart from a sign-off, with the rules that found it. */
function lacks(result: ExpectationResult): string[] {
  const by = result.by.filter(
    ({ kind, outcome }) => kind !== "attestation" || outcome === "unreadable",
  );
  return lackingIn({ ...result, by }).map(({ detail, rules }) => {
    const named = rules.length > 0 ? ` (${ruleList(rules.map((rule) => ruleName(rule)))})` : "";
    return `${md(detail, LONGEST)}${named}`;
  });
}

function item(head: string, parts: readonly string[]): string {
  return `- ${head}\n${parts.map((part) => `  - ${part}\n`).join("")}`;
}

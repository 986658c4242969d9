import type { Basis, ExpectationResult, Finding } from "../core/assessment.ts";
import { EXPECTATION_BY_ID } from "../core/catalogue/expectations.ts";
import { leavesOf } from "../core/catalogue/showing.ts";
import { toAttest } from "../core/ledger.ts";
import { list } from "../core/quote.ts";
import { type AssessmentReplyView, permanentLinks } from "./assessment-reply-view.ts";
import { code, linkTarget, md } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import { findingItem } from "./markdown-parts.ts";
import { ruleName } from "./rule-link.ts";
import { asked, isToAttest, LONGEST, signatures } from "./stage-issue-attest.ts";
import { howTo, statement } from "./stage-issue-items.ts";
import { seenAt } from "./stage-issue-view.ts";
import { capitalised, count, lackingIn, OUTCOME_WORDS, ruleList } from "./words.ts";

/** Findings that are shown in full with one expectation. */
const MOST_FINDINGS = 3;

/** Their findings are about what panels do, not about what is wrong in a file. */
const SPEAK_OF_ASSESSMENTS = new Set(["assessment-missing"]);

/** What is missing from files, with its findings. If a person must sign off too, it says who. */
export function openItem(
  view: AssessmentReplyView,
  standing: readonly Finding[],
  result: ExpectationResult,
): string {
  const findings = standing.filter((one) => bearsOn(one, result));
  const shown = findings.slice(0, MOST_FINDINGS);
  const rest = findings.length - shown.length;
  const toAttestIt = isToAttest(result);
  // A finding is one level deeper than its expectation.
  const nested = shown.map((one) =>
    findingItem(one, permanentLinks(view)).replace(/^(?=.)/gm, "  "),
  );
  return [
    `- **${result.id}** (${levelOf(result)}) ${statement(result)}\n`,
    ...nested,
    ...[
      ...(rest > 0 ? [`… and ${count(rest, "more finding")} like it, listed with the others`] : []),
      ...lacks(result, findings),
      ...signatures(view, result, "all"),
      ...(toAttestIt ? whoAttests(result) : []),
      ...panels(result),
      // A finding has its own fix. The catalogue says what to do about the rest.
      ...(findings.length === 0 || toAttestIt ? [`How: ${howTo(result)}`] : []),
    ].map((part) => `  - ${part}\n`),
  ].join("");
}

/** An expectation that somebody signed off, and what they said. */
export function attestedItem(view: AssessmentReplyView, result: ExpectationResult): string {
  const { outcome, id } = result;
  const state = outcome === "met" ? "" : ` (${OUTCOME_WORDS[outcome]})`;
  const words = view.attestations.flatMap((one) =>
    signatures({ ...view, attestations: [one] }, result, "all").map((signature) => {
      const said = one.statement ? `    In their words: ${md(one.statement, 300)}\n` : "";
      return `  - ${signature}\n${said}`;
    }),
  );
  return `- **${id}**${state} ${statement(result)}\n${words.join("")}`;
}

/** Whether somebody's sign-off of it is in force. */
export function isAttested(view: AssessmentReplyView, result: ExpectationResult): boolean {
  return signatures(view, result).length > 0;
}

/** What is met, and what shows it. */
export function metItem(result: ExpectationResult): string {
  const met = result.by.filter(({ outcome }) => outcome === "met");
  const details = met.flatMap(({ kind, detail }) =>
    kind === "rule" || detail === "" ? [] : md(detail, LONGEST),
  );
  const rules = new Set(met.flatMap(({ kind, ref }) => (kind === "rule" ? code(ref) : [])));
  const quiet = rules.size > 0 ? [`no warnings or failures from ${ruleList([...rules])}`] : [];
  const shown = [...new Set(details), ...quiet].join("; ");
  return `- **${result.id}** ${statement(result)}\n${shown === "" ? "" : `  - ${capitalised(shown)}\n`}`;
}

/** A file that is there and cannot be read. */
export function unreadItem(
  view: AssessmentReplyView,
  { file, title, isInPart }: JudgedFile,
): string {
  const target = linkTarget(seenAt(view, file));
  const named = target === undefined ? code(file) : `[${code(file)}](${target})`;
  const extent = isInPart
    ? "has errors. Expectations that depend on the parts with errors"
    : "cannot be read. Expectations that depend on it";
  return `- The ${md(title)} ${named} ${extent} cannot be met until you fix it\n`;
}

/** Whether a person or a panel must act, and no file needs a fix. */
export function isForPeople(result: ExpectationResult): boolean {
  if (result.outcome !== "open") return false;
  const lacking = result.by.filter(({ outcome }) => outcome === "open");
  const isOfPeople = ({ kind, ref }: Basis) =>
    kind === "attestation" || kind === "assessment" || SPEAK_OF_ASSESSMENTS.has(ref);
  return isEitherWay(result) || (lacking.length > 0 && lacking.every(isOfPeople));
}

/** Whether a sign-off would be enough, instead of what is missing. */
function isEitherWay(result: ExpectationResult): boolean {
  const shown = EXPECTATION_BY_ID.get(result.id)?.shown;
  return isToAttest(result) && shown !== undefined && "any" in shown;
}

function levelOf({ level, outcome }: ExpectationResult): string {
  return outcome === "unreadable" ? `${level}, cannot be judged` : level;
}

/** Whether a finding is one of those that keep an expectation open. */
function bearsOn({ rule, level, expectations }: Finding, { id, by }: ExpectationResult): boolean {
  return (
    level !== "notice" &&
    expectations.includes(id) &&
    by.some((one) => one.kind === "rule" && one.ref === rule && one.outcome === "open")
  );
}

/** What is missing, apart from a sign-off and what findings say. */
function lacks(result: ExpectationResult, findings: readonly Finding[]): string[] {
  const said = new Set(findings.map(({ rule }) => rule));
  const by = result.by.filter(({ kind, ref, outcome }) => {
    if (kind === "attestation") return outcome === "unreadable";
    if (kind === "assessment") return ![...said].some((rule) => SPEAK_OF_ASSESSMENTS.has(rule));
    return kind !== "rule" || !said.has(ref);
  });
  return lackingIn({ ...result, by }).map(({ detail, rules }) => {
    const named = rules.length > 0 ? ` (${ruleList(rules.map((rule) => ruleName(rule)))})` : "";
    return `${md(detail, LONGEST)}${named}`;
  });
}

function whoAttests(result: ExpectationResult): string[] {
  const { attestation = "", role } = toAttest(result.id) ?? {};
  return [
    `${isEitherWay(result) ? "Or sign off" : "To sign off"}: ${md(attestation, LONGEST)}`,
    ...(role ? [] : ["Who: anyone who can write to this repository"]),
    ...asked(result),
  ];
}

/** The panels whose assessment has not been held yet. */
function panels({ id, by }: ExpectationResult): string[] {
  if (!by.some(({ kind, outcome }) => kind === "assessment" && outcome === "open")) return [];
  const asks = leavesOf(EXPECTATION_BY_ID.get(id)?.shown).flatMap((leaf) =>
    "assessment" in leaf
      ? `${leaf.panel ? `the ${leaf.panel}` : "a"} panel of the ${leaf.assessment} service assessment`
      : [],
  );
  return asks.length > 0 ? [`Who assesses: ${list([...new Set(asks)], "or")}`] : [];
}

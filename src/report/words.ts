import { countsOf, fails } from "../core/assess.ts";
import type {
  Assessment,
  Counts,
  ExpectationResult,
  Finding,
  Outcome,
} from "../core/assessment.ts";
import { EXPECTATION_BY_ID } from "../core/catalogue/expectations.ts";
import { CATALOGUE_VERSION, SOURCE } from "../core/catalogue/source.ts";
import { dayInWords } from "../core/dates.ts";
import { SEVERITIES } from "../core/levels.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { list } from "../core/quote.ts";
import { STAGES, type Stage } from "../core/stages.ts";
import { oneLine } from "./escape.ts";
import { byAge } from "./order.ts";

/** Outcomes as a sentence has them. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  met: "met",
  open: "open",
  waived: "waived",
  "allowed-later": "allowed later",
  "not-yet": "not yet due",
  unreadable: "unreadable",
  "not-applicable": "not applicable",
};

/** A number and its noun: `1 failure`, `2 failures`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `new: 1 failure; there before: 2 warnings`; nothing when nothing was compared. */
export function agesInWords(findings: readonly Finding[]): string {
  const counted = findings.filter(({ waiver }) => !waiver);
  const isCompared = counted.some(({ isNew }) => isNew !== undefined);
  if (!isCompared) return "";
  const { fresh, old } = byAge(counted);
  return [
    fresh.length > 0 ? `new: ${countsInWords(countsOf(fresh))}` : "nothing new",
    ...(old.length > 0 ? [`there before: ${countsInWords(countsOf(old))}`] : []),
  ].join("; ");
}

/** What a report says about a change that does not touch the policy or the evidence. */
export function untouchedInWords({ findings, counts }: Assessment, failOn?: FailOn): string {
  const touched = "This change does not touch the policy or the evidence";
  if (counts.failure + counts.warning + counts.notice === 0)
    return `${touched}, and there were no findings before`;
  const failing =
    failOn !== undefined && fails({ findings }, failOn) ? ", which fails this check" : "";
  return `${touched}. There before: ${countsInWords(counts)}${failing}`;
}

/** The last item of a list that is cut: how many more of a noun there are. */
export function more(noun: string): (number: number) => string {
  return (number) => `- … and ${number} more ${count(number, noun).replace(/^\d+ /, "")}\n`;
}

/** Whether an expectation is open, or cannot be judged. */
export function isLacking({ outcome }: Pick<ExpectationResult, "outcome">): boolean {
  return outcome === "open" || outcome === "unreadable";
}

/** With its first letter in upper case, unless the first word is a path, an address or the like. */
export function capitalised(text: string): string {
  const isWord = /^\p{L}[\p{L}'’-]*(?:[\s,.;:!?)]|$)/u.test(text) && !/^\S*[:.]\S/.test(text);
  return isWord ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}

/** `beta, private`; `beta, public, at the gate`. */
export function stageInWords({ stage, access, gate }: Assessment): string {
  return [stage, ...(access ? [access] : []), ...(gate ? ["at the gate"] : [])].join(", ");
}

/** `2 failures, 1 warning (3 waived)`: gravest first, without zeros. */
export function countsInWords(counts: Counts): string {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => count(counts[severity], severity))
    .reverse();
  const waived = counts.waived > 0 ? ` (${counts.waived} waived)` : "";
  return `${found.join(", ") || "no findings"}${waived}`;
}

/** How many expectations have each outcome; `due` counts those that ask for something now. */
export interface Tally {
  due: number;
  of: Readonly<Record<Outcome, number>>;
}

/** Counts outcomes. What is allowed later, not due yet or not applicable is not due. */
export function tallyOf(expectations: readonly ExpectationResult[]): Tally {
  const of = Object.fromEntries(
    Object.keys(OUTCOME_WORDS).map((outcome) => [outcome, 0]),
  ) as Record<Outcome, number>;
  for (const { outcome } of expectations) of[outcome]++;
  return { due: of.met + of.open + of.waived + of.unreadable, of };
}

/** `14 of 21 expectations met`; with a stage it says whose they are: `14 of 21 expectations of beta and earlier met`. */
export function metInWords(expectations: readonly ExpectationResult[], stage?: Stage): string {
  const { due, of } = tallyOf(expectations);
  if (due === 0) return "no expectation is due";
  const whose = stage === undefined ? "" : ` ${ofStage(stage)}`;
  return `${of.met} of ${count(due, "expectation")}${whose} met`;
}

/** Whose expectations are counted at a stage: those of earlier stages still hold. */
export function ofStage(stage: Stage): string {
  return stage === STAGES[0] ? `of ${stage}` : `of ${stage} and earlier`;
}

/** `2 allowed later, 1 not yet due`: outcomes other than met that there are. */
export function othersInWords(expectations: readonly ExpectationResult[]): string {
  const { of } = tallyOf(expectations);
  const outcomes = ["open", "unreadable", "waived", "allowed-later", "not-yet"] as const;
  return outcomes
    .filter((outcome) => of[outcome] > 0)
    .map((outcome) => `${of[outcome]} ${OUTCOME_WORDS[outcome]}`)
    .join(", ");
}

/** What the guidance says about its own age, on a day. */
export function expiryInWords(today: string): string {
  return today > SOURCE.expires
    ? `the guidance expired on ${dayInWords(SOURCE.expires)}`
    : `the guidance expires on ${dayInWords(SOURCE.expires)}`;
}

/** The line that closes a report: counts, stage, expectations, the age of the guidance. */
export function closingLine(assessment: Assessment): string {
  const { counts, stage, stageSource, expectations, today } = assessment;
  return [
    countsInWords(counts),
    `stage ${stageInWords(assessment)} (from ${oneLine(stageSource.name, 200)})`,
    metInWords(expectations, stage),
    expiryInWords(today),
  ].join(" · ");
}

/** The day of the check, the catalogue, and the age of the guidance. */
export function judgedInWords({ today }: Assessment): string {
  return `checked on ${dayInWords(today)} · catalogue ${CATALOGUE_VERSION} · ${expiryInWords(today)}`;
}

/** What a run that found nothing says. It never says more than that. */
export function nothingFound({ counts }: Assessment): string {
  return counts.waived > 0
    ? `Nothing found beyond what is waived. ${capitalised(PEOPLE_DECIDE)}`
    : `Nothing found: no rule objects to these files. ${capitalised(PEOPLE_DECIDE)}`;
}

/** What a report does not do. */
export const PEOPLE_DECIDE = "this is a report; people decide what it means";

/** What it means that a file, or a part of it, cannot be read. */
export const UNREADABLE =
  "An evidence file has errors. Fix it first: expectations that depend on it cannot be met until then";

/** How to begin without blocking anyone. */
export const HOW_TO_BEGIN = "To begin without blocking anyone, set `fail_on: never` in the policy";

/** What an expectation says, in the catalogue's words. */
export function statementOf({ id }: ExpectationResult): string {
  return EXPECTATION_BY_ID.get(id)?.statement ?? "";
}

const UNDONE: ReadonlySet<Outcome> = new Set<Outcome>(["open", "unreadable", "waived"]);

/** What an expectation still needs; if several rules say the same, it is said once, with their ids. */
export function lackingIn({ by }: ExpectationResult): { detail: string; rules: string[] }[] {
  const byDetail = new Map<string, string[]>();
  for (const { outcome, kind, ref, detail } of by) {
    if (!UNDONE.has(outcome)) continue;
    const rules = byDetail.get(detail) ?? [];
    // One rule can show an expectation in several ways.
    if (kind === "rule" && !rules.includes(ref)) rules.push(ref);
    byDetail.set(detail, rules);
  }
  return [...byDetail].map(([detail, rules]) => ({ detail, rules }));
}

/** `a, b and 4 more` of the ids of rules. */
export function ruleList(rules: readonly string[]): string {
  const shown = rules.slice(0, 3);
  const rest = rules.length - shown.length;
  return list(rest > 0 ? [...shown, `${rest} more`] : shown);
}

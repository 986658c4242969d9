import { countsOf } from "../core/assess.ts";
import type { Assessment, ExpectationResult, Finding } from "../core/assessment.ts";
import { POLICY_PATH } from "../core/policy/defaults.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { inFolder } from "../core/snapshot.ts";
import { UNWAIVABLE } from "../core/waivers.ts";
import { code, linkTarget, md } from "./escape.ts";
import type { FileRow } from "./files.ts";
import { ruleName } from "./rule-link.ts";
import {
  agesInWords,
  capitalised,
  count,
  countsInWords,
  judgedInWords,
  lackingIn,
  metInWords,
  nothingFound,
  OUTCOME_WORDS,
  ofStage,
  othersInWords,
  ruleList,
  stageInWords,
  statementOf,
  UNREADABLE,
} from "./words.ts";

/** Returns the address of a line of a file, or of the file. */
export type LinkTo = (file: string, line: number | undefined) => string | undefined;

/** Code points of a message or a fix: our own sentences, with what they quote, are within. */
const LONGEST = 800;

/**
 * Begins another line within an item of a list. A plain line feed does so in comments, but not in files.
 */
const NEW_LINE = "\\\n  ";

/** What a report is of: the stage, and the folder when that is not the root. */
export function heading(assessment: Assessment, folder?: string): string {
  const of = folder === undefined ? "" : ` of ${code(folder)}`;
  return `## Data security and privacy${of} at ${stageInWords(assessment)}\n`;
}

/** The heading, and the verdict in a sentence or two. */
export function verdict(assessment: Assessment, folder?: string): string {
  const { counts, expectations, findings, stage } = assessment;
  const ages = agesInWords(findings);
  const isUnreadable = assessment.verdict === "unreadable";
  const hasFindings = counts.failure + counts.warning + counts.notice > 0;
  const sentences = [
    ...(hasFindings ? [`**${capitalised(countsInWords(counts))}.**`] : []),
    ...(isUnreadable ? [`**${UNREADABLE}.**`] : []),
    ...(hasFindings || isUnreadable ? [] : [`**${nothingFound(assessment)}.**`]),
    ...(ages === "" ? [] : [`${capitalised(ages)}.`]),
    `${capitalised(metInWords(expectations, stage))}.`,
  ];
  return `${heading(assessment, folder)}\n${sentences.join(" ")}\n`;
}

/** Something that readers must know about a run. */
export interface Note {
  /** A sentence without its full stop. */
  text: string;
  /** An address to read more at, or a path if no address is known. */
  more?: string;
}

/** A note as an item of a list. */
export function noteItem({ text, more }: Note): string {
  const target = linkTarget(more);
  const link = target === undefined ? more && code(more) : `[more](${target})`;
  return `- ${md(text, LONGEST)}${link ? ` (${link})` : ""}\n`;
}

/** Sources that name another stage. */
export function disagreements({ stageSource: { name, disagreeing } }: Assessment): string {
  return disagreeing.map((other) => `- ${md(other)}, but ${md(name)} comes first\n`).join("");
}

/** Stage, day and catalogue, and how old the guidance is. */
export function footer(assessment: Assessment): string {
  const { stageSource } = assessment;
  return `---\n\nStage ${stageInWords(assessment)} (from ${md(stageSource.name, 60)}) · ${judgedInWords(assessment)}\n`;
}

/** One thing to do first: its level, its place, what was found and what to do. */
export function firstItem(finding: Finding, linkTo: LinkTo | undefined, docs?: string): string {
  const { level, message, fix, rule } = finding;
  return `1. **${level}** ${placeOf(finding, linkTo)} · ${md(message, LONGEST)}; ${md(fix, LONGEST)} (${ruleName(rule, docs)})\n`;
}

/** Opens and closes the findings that were there before a change. */
export function oldFold(old: readonly Finding[]): [string, string] {
  const summary = `There before this change: ${countsInWords(countsOf(old))}`;
  return [`<details><summary>${summary}</summary>\n\n`, "\n</details>\n"];
}

/** The files with their state and counts as a table; empty if there are no files. */
export function fileTable(rows: readonly FileRow[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(({ file, title, state, counts: { failure, warning, notice } }) => {
    const label = title === undefined ? code(file) : `${capitalised(title)} ${code(file)}`;
    return `| ${label} | ${state} | ${failure} | ${warning} | ${notice} |\n`;
  });
  return `| File | State | Failures | Warnings | Notices |\n| --- | --- | --: | --: | --: |\n${lines.join("")}`;
}

/** A finding as an item of a list, with its fix. */
export function findingItem(finding: Finding, linkTo: LinkTo | undefined, docs?: string): string {
  const { level, message, fix, rule } = finding;
  const head = `- **${level}** ${placeOf(finding, linkTo)} · ${md(message, LONGEST)}`;
  return `${head}${NEW_LINE}Fix: ${md(fix, LONGEST)} (${ruleName(rule, docs)})\n`;
}

/** Whether a waiver would silence a finding. */
export function isWaivable({ rule }: Finding): boolean {
  return !UNWAIVABLE.has(rule);
}

/** How to accept a finding, in the policy of the folder that was judged. */
export function howToWaive(folder?: string): string {
  return `To accept a finding, add it to \`waivers\` in ${code(inFolder(POLICY_PATH, folder))}, with \`rule\`, \`reason\`, \`approved_by\` and \`expires\`. It stays visible, and does not fail this check until that day.\n`;
}

/** What fails the check, and how to begin without blocking anyone. */
export function howToBegin(failOn: FailOn, folder?: string): string {
  const policy = code(inFolder(POLICY_PATH, folder));
  if (failOn === "never") {
    return `Findings do not fail this check (\`fail_on: never\`). When the work is done, set \`fail_on: failure\` in ${policy}.\n`;
  }
  const failing = {
    failure: "Failures fail",
    warning: "Warnings and failures fail",
    notice: "All findings fail",
  }[failOn];
  return `${failing} this check (\`fail_on: ${failOn}\`). To begin without blocking anyone, set \`fail_on: never\` in ${policy}. Everything is still reported.\n`;
}

/** A waived finding as an item of a list: who, until when, and why. */
export function waivedItem(finding: Finding, linkTo: LinkTo | undefined, docs?: string): string {
  const { level, message, rule } = finding;
  const { approved_by = "", expires = "", reason = "" } = finding.waiver ?? {};
  const head = `- **${level}** ${placeOf(finding, linkTo)} · ${md(message, LONGEST)} (${ruleName(rule, docs)})`;
  return `${head}${NEW_LINE}Waived by ${md(approved_by, 100)} until ${md(expires, 20)}. Reason: ${md(reason, 300)}\n`;
}

/** The heading of the expectations; empty if there are no expectations. */
export function expectationHeading({ stage, expectations }: Assessment): string {
  if (expectations.length === 0) return "";
  return `### Expectations ${ofStage(stage)}\n\n${capitalised(outcomesInWords(expectations))}.\n`;
}

/** What opens and closes the fold of the expectations; empty if there are no expectations. */
export function expectationFold({ stage, expectations }: Assessment): [string, string] {
  if (expectations.length === 0) return ["", ""];
  const summary = `Expectations ${ofStage(stage)}: ${outcomesInWords(expectations)}`;
  return [`<details><summary>${summary}</summary>\n`, "</details>\n"];
}

function outcomesInWords(expectations: readonly ExpectationResult[]): string {
  const others = othersInWords(expectations);
  return `${metInWords(expectations)}${others === "" ? "" : `, ${others}`}`;
}

/** An expectation that is open or cannot be judged, with what is missing. */
export function lackingItem(result: ExpectationResult, docs?: string): string {
  const parts = lackingIn(result).map(({ detail, rules }) => {
    const named =
      rules.length > 0 ? ` (${ruleList(rules.map((rule) => ruleName(rule, docs)))})` : "";
    return `  - ${md(detail, LONGEST)}${named}\n`;
  });
  return `${outcomeItem(result)}${parts.join("")}`;
}

/** An expectation that is open or cannot be judged, in a line. */
export function outcomeItem(result: ExpectationResult): string {
  return `- **${md(result.id)}** ${OUTCOME_WORDS[result.outcome]}: ${md(statementOf(result), LONGEST)}\n`;
}

/** An expectation in a line, under a heading that says its outcome. */
export function statementItem(result: ExpectationResult): string {
  return `- **${md(result.id)}** ${md(statementOf(result), LONGEST)}\n`;
}

/** What is met, in a fold; empty if nothing is met. */
export function metDetails(expectations: readonly ExpectationResult[]): string {
  const met = expectations.filter(({ outcome }) => outcome === "met");
  if (met.length === 0) return "";
  const summary = count(met.length, "expectation");
  return `<details><summary>${summary} met</summary>\n\n${met.map(statementItem).join("")}\n</details>\n`;
}

function placeOf({ file, place, inFile }: Finding, linkTo: LinkTo | undefined): string {
  const label = code(inFile ? `${file}:${place.line}:${place.column}` : file);
  const target = linkTarget(linkTo?.(file, inFile ? place.line : undefined));
  return target === undefined ? label : `[${label}](${target})`;
}

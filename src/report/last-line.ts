import { fails } from "../core/assess.ts";
import type { Assessment } from "../core/assessment.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { count, countsInWords, tallyOf } from "./words.ts";

/** The word that the last line of a run starts with. */
export type ResultWord = "Passed" | "Failed" | "Cannot check";

/** How a run ended, in one word: what cannot be read is never passed. */
export function resultWord(assessment: Assessment, failOn: FailOn): ResultWord {
  if (assessment.verdict === "unreadable") return "Cannot check";
  return fails(assessment, failOn) ? "Failed" : "Passed";
}

/** `Passed: no failures, 2 warnings`: the word, and what was found. Without a full stop. */
export function resultInWords(assessment: Assessment, failOn: FailOn): string {
  const word = resultWord(assessment, failOn);
  const { counts } = assessment;
  const found = countsInWords(counts);
  if (word === "Cannot check") return `${word}: an evidence file has errors (${found})`;
  // With `fail_on: never` a run passes with failures.
  if (word === "Failed" || counts.failure > 0) return `${word}: ${found}`;
  const { waived } = counts;
  const hasOthers = counts.failure + counts.warning + counts.notice > 0;
  const none = failOn === "warning" ? "no failures or warnings" : "no failures";
  if (hasOthers) return `${word}: ${none}, ${found}`;
  return `${word}: ${failOn === "notice" ? "no findings" : none}${waived > 0 ? ` (${waived} waived)` : ""}`;
}

/**
 * The last line of every run: one word first, then what was found, then what is still open, which fails
 * nothing.
 */
export function lastLine(assessment: Assessment, failOn: FailOn): string {
  const sentences = [
    resultInWords(assessment, failOn),
    ...(assessment.verdict === "unreadable" ? ["Fix that file first"] : []),
    ...(failOn === "failure" ? [] : [FAIL_ON_WORDS[failOn]]),
    ...openInWords(assessment),
  ];
  return sentences.map((sentence) => `${sentence}.`).join(" ");
}

/** What fails a run, when that is not what the reader expects. */
const FAIL_ON_WORDS: Readonly<Record<Exclude<FailOn, "failure">, string>> = {
  notice: "Any finding fails this check (fail_on: notice)",
  warning: "Warnings fail this check too (fail_on: warning)",
  never: "Findings do not fail this check (fail_on: never)",
};

function openInWords({ expectations }: Assessment): string[] {
  const { open } = tallyOf(expectations).of;
  if (open === 0) return [];
  const are = `${count(open, "expectation is", "expectations are")} still open`;
  return [`${are}; open expectations do not fail this check`];
}

/** What starts the one line of a check that could not run, although nobody wrote anything wrong. */
export const CANNOT_CHECK = "Cannot check: ";

/** The last line of a run that came to no verdict: the messages before it say why. */
export const NOT_CHECKED = "Cannot check: fix the errors above, then run the check again.";

/** The last line of a run that had nothing to check. */
export const NOTHING_CHECKED = "Passed: there was nothing to check.";

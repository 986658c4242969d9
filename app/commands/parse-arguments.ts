import { oneOf } from "../../src/core/documents/explain.ts";
import { plainWord, unquoted } from "../../src/core/plain-word.ts";
import { quote } from "../../src/core/quote.ts";
import { parseStage, STAGE_SPELLINGS, type StageClaim } from "../../src/core/stages.ts";
import { type GivenEvidence, readEvidence } from "./evidence.ts";

/** A stage can be of two words: `private beta`. */
export const MOST_STAGE_WORDS = 2;

/** A stage, if one is given, or the accepted spellings. */
export function stageArgument(words: readonly string[]): { stage?: StageClaim } | string {
  if (words.length === 0) return {};
  const said = words.join(" ");
  const stage = parseStage(words.map(plainWord).join(" "));
  return stage ? { stage } : `the stage is ${quote(said)}; ${oneOf(STAGE_SPELLINGS, said)}`;
}

/** What may be the name of a rule, an expectation or a consideration; whether it is one, others say. */
export function readId(word = ""): { id: string } | string {
  const id = plainWord(word);
  if (/^[A-Za-z0-9:._[\]-]{1,64}$/.test(id)) return { id };
  return `the id is ${quote(word)}; write a rule, an expectation or a consideration, for example X13, DSP-BETA-11 or C06`;
}

/** What is signed off, and what shows it. */
export function readAttested(
  words: readonly string[],
): { id: string; evidence: GivenEvidence[] } | string {
  const named = readId(words[0]);
  if (typeof named === "string") return named;
  const evidence: GivenEvidence[] = [];
  for (const word of words.slice(1)) {
    const read = readEvidence(unquoted(word));
    if (typeof read === "string") return read;
    evidence.push(read);
  }
  return { ...named, evidence };
}

/** A reason is a sentence or two, in characters. */
const LONGEST_REASON = 500;

const WAIVED = /^(\S+)(?: (\S+))? until (\S+) because (\S.*)$/i;

/** What is to be waived. Whether the rule is one and the day will do, others say. */
export function readWaived(
  words: readonly string[],
): { rule: string; target?: string; until: string; reason: string } | string {
  const [, rule, target, until, reason] = WAIVED.exec(words.join(" ")) ?? [];
  if (rule === undefined || until === undefined || reason === undefined) {
    return "a waiver names a rule, perhaps what it is for, a day and a reason; write `/dsp waive <rule> [target] until <date> because <reason>`";
  }
  const named = readId(rule);
  if (typeof named === "string") return named;
  if (reason.length > LONGEST_REASON) {
    return `the reason has ${reason.length} characters; write ${LONGEST_REASON} at most`;
  }
  if (target !== undefined && target.length > LONGEST_REASON) {
    return `the target is ${quote(target)}; write the id of a store, rule or party, or a file`;
  }
  return {
    rule: named.id,
    until: plainWord(until),
    reason,
    ...(target !== undefined && { target: targetOf(target) }),
  };
}

/** The id of a store or a party as it was meant; a path as it was written. */
function targetOf(word: string): string {
  return /[./]/.test(word) ? unquoted(word) : plainWord(word);
}

/** Days without reminders, as a number from 1 to 90. */
export const MOST_DAYS = 90;

export function readDays(word = ""): { days: number } | string {
  const plain = plainWord(word);
  const days = /^\d{1,3}$/.test(plain) ? Number(plain) : 0;
  if (days >= 1 && days <= MOST_DAYS) return { days };
  return `the number of days is ${quote(word)}; write one from 1 to ${MOST_DAYS}`;
}

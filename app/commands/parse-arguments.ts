import { oneOf } from "../../src/core/documents/explain.ts";
import { quote } from "../../src/core/quote.ts";
import { parseStage, STAGE_SPELLINGS, type StageClaim } from "../../src/core/stages.ts";

/** A stage, or the accepted spellings. */
export function readStage(word: string): { stage?: StageClaim } | string {
  const stage = parseStage(word);
  return stage ? { stage } : `the stage is ${quote(word)}; ${oneOf(STAGE_SPELLINGS, word)}`;
}

/** What may be the name of a rule, an expectation or a consideration; whether it is one, others say. */
export function readId(word = ""): { id: string } | string {
  if (/^[A-Za-z0-9:._-]{1,64}$/.test(word)) return { id: word };
  return `the id is ${quote(word)}; write a rule, an expectation or a consideration, such as X13, DSP-BETA-11 or C06`;
}

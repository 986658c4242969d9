import {
  type CategoryClass,
  DATA_CATEGORIES,
  KNOWN_CATEGORIES,
} from "../../artefacts/categories.ts";
import { CATEGORY_MEANINGS } from "./data-categories.ts";
import { LAW_TERMS } from "./law.ts";
import { PEOPLE_TERMS } from "./people.ts";
import { RECORDS_TERMS } from "./records.ts";
import { TECHNICAL_TERMS } from "./technical.ts";
import { TOOL_TERMS } from "./tool.ts";
import type { Term } from "./types.ts";

export type { Term } from "./types.ts";

/** Every term of the glossary but the data categories, in the order of the alphabet. */
export const TERMS: readonly Term[] = [
  ...TOOL_TERMS,
  ...LAW_TERMS,
  ...PEOPLE_TERMS,
  ...RECORDS_TERMS,
  ...TECHNICAL_TERMS,
]
  // The keys are made once each, not at every comparison.
  .map((one) => ({ one, key: wordKey(one.term) }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))
  .map(({ one }) => one);

const CLASS_TERMS: Readonly<Record<CategoryClass, string>> = {
  ordinary: "ordinary data",
  special: "special category data",
  offence: "criminal offence data",
};

/** The known categories of personal data, each as a term. */
export const CATEGORY_TERMS: readonly Term[] = KNOWN_CATEGORIES.map((category) => ({
  term: category,
  meaning: CATEGORY_MEANINGS[category],
  see: [CLASS_TERMS[DATA_CATEGORIES[category]]],
}));

/** Made when the first word is looked up: a check looks up none, and should not wait for it. */
let byWord: ReadonlyMap<string, Term> | undefined;

/** The entry for a word, an acronym, its long form, or another word for the same. */
export function findTerm(word: string): Term | undefined {
  byWord ??= new Map(
    [...TERMS, ...CATEGORY_TERMS].flatMap((one) => wordsOf(one).map((own) => [wordKey(own), one])),
  );
  return byWord.get(wordKey(word));
}

/** All words that lead to an entry. */
export function wordsOf({ term, long, also = [] }: Term): string[] {
  return [term, ...(long === undefined ? [] : [long]), ...also];
}

/** A word without what people write one way or another: case, hyphens, underscores. */
export function wordKey(word: string): string {
  return word
    .toLowerCase()
    .replace(/[-_\s]+/g, " ")
    .trim();
}

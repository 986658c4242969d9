import {
  CATEGORY_TERMS,
  findTerm,
  TERMS,
  type Term,
  wordsOf,
} from "../core/catalogue/glossary/index.ts";
import { list } from "../core/quote.ts";
import { page, section } from "./explain.ts";

/** A page for the terminal on a word of the glossary; undefined if the glossary does not have it. */
export function explainTerm(word: string): string | undefined {
  const found = findTerm(word);
  if (found === undefined) return undefined;
  const { term, long, meaning, also = [], see = [] } = found;
  const kind = CATEGORY_TERMS.includes(found) ? "a data category" : "a word of the glossary";
  return page(`${term}  ${long ?? kind}`, meaning, [
    ...(also.length > 0 ? [section("Other words for it", `${list(also)}.`)] : []),
    ...(see.length > 0 ? [section("See also", `${list(see)}.`)] : []),
  ]);
}

/** Each word of the glossary, with its meaning: rows of a table. */
export function termList(): string[][] {
  return [...TERMS, ...CATEGORY_TERMS].map(({ term, long, meaning }) => [
    term,
    long === undefined ? meaning : `${long}. ${meaning}`,
  ]);
}

/** All words that the glossary has an entry for, for "did you mean". */
export function termWords(): string[] {
  return [...TERMS, ...CATEGORY_TERMS].flatMap((one: Term) => wordsOf(one));
}

// The parts of docs/glossary.md: a section for each term, and tables of the data categories and the fields.
import { DATA_CATEGORIES, KNOWN_CATEGORIES } from "../src/core/artefacts/categories.ts";
import { CATEGORY_MEANINGS } from "../src/core/catalogue/glossary/data-categories.ts";
import { findTerm, TERMS, type Term } from "../src/core/catalogue/glossary/index.ts";
import { list } from "../src/core/quote.ts";
import { fieldList } from "../src/report/explain-field.ts";
import { capitalised } from "../src/report/words.ts";
import { anchorOf, table, withPart } from "./parts.ts";

/** The glossary with every term, data category and field. */
export function withGlossary(markdown: string, terms: readonly Term[] = TERMS): string {
  const categories = KNOWN_CATEGORIES.map((category) => [
    `\`${category}\``,
    DATA_CATEGORIES[category],
    CATEGORY_MEANINGS[category],
  ]);
  const fields = fieldList().map(([file = "", path = "", help = ""]) => [
    `\`${path}\``,
    file,
    help,
  ]);
  const parts: [string, string][] = [
    ["terms", terms.map(section).join("\n")],
    ["categories", table(["category", "class", "what it holds"], categories)],
    ["fields", table(["field", "file", "what it says"], fields)],
  ];
  return parts.reduce((text, [name, part]) => withPart(text, name, part), markdown);
}

function section({ term, long, meaning, also = [], see = [] }: Term): string {
  const lead = long === undefined ? "" : `${capitalised(long)}. `;
  const others = also.length === 0 ? "" : `\nOther words for it: ${list(also)}.\n`;
  const links = see.map((word) => `[${word}](#${placeOf(word)})`);
  return `### ${term}\n\n${lead}${meaning}\n${others}${links.length === 0 ? "" : `\nSee also ${list(links)}.\n`}`;
}

/** The anchor of an entry: a term has a section, a data category a row. */
function placeOf(word: string): string {
  const found = findTerm(word);
  return found && TERMS.includes(found) ? anchorOf(found.term) : "data-categories";
}

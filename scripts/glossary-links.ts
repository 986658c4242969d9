// Spells out the acronyms that readers know least, at their first use on a page, and links them to the glossary.
import { findTerm } from "../src/core/catalogue/glossary/index.ts";
import { anchorOf } from "./parts.ts";

/** The acronyms that a page spells out. */
export const SPELLED_OUT = ["DPIA", "SRO", "RPO", "RTO", "ROPA", "ICO", "GDS", "DPO"] as const;

/** Headings, links and code: nothing in them can become a link. */
const NO_PLACE = /^#+ .*$|^ {4}.*$|```[\s\S]*?```|`[^`\n]*`|!?\[[^\]]*\]\([^)]*\)|<!--.*?-->/gm;

/** A page of docs/ in which the first use of each such acronym says what it is short for. */
export function withGlossaryLinks(markdown: string): string {
  return SPELLED_OUT.reduce((text, acronym) => {
    const at = firstUse(text, acronym);
    if (at === undefined || text.includes(`](glossary.md#${anchorOf(acronym)})`)) return text;
    const long = findTerm(acronym)?.long ?? acronym;
    const isSpelled = text.slice(0, at).toLowerCase().endsWith(`${long.toLowerCase()} (`);
    const words = isSpelled ? acronym : `${acronym} (${long})`;
    const link = `[${words}](glossary.md#${anchorOf(acronym)})`;
    return text.slice(0, at) + link + text.slice(at + acronym.length);
  }, markdown);
}

/** The place of the first use outside headings, links and code. */
export function firstUse(markdown: string, acronym: string): number | undefined {
  const prose = markdown.replace(NO_PLACE, (part) => part.replace(/[^\n]/g, " "));
  const at = prose.search(new RegExp(`\\b${acronym}\\b`));
  return at < 0 ? undefined : at;
}

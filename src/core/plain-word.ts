/** Has no width on the screen: word processors and web pages leave it in what is copied from them. */
export const INVISIBLE = "[\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u2060\\ufeff]";

/** A blank of any kind but a tab or the end of a line. */
export const BLANK = "[^\\S\\t\\r\\n\\ufeff]";

const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58]/g;

/** Quotes that word processors make, those that people type, and those that make code of a word. */
const QUOTED = /^["'`\u00ab\u2018-\u201f\u2039](.*)["'`\u00bb\u2018-\u201f\u203a]$/s;

const UNSEEN = new RegExp(INVISIBLE, "g");
const UNSEEN_EDGES = new RegExp(`^${INVISIBLE}+|${INVISIBLE}+$`, "g");

/**
 * A name or an id as it was meant, before an editor or a word processor changed it. It has plain hyphens,
 * letters and digits of the usual width, no quotes around it, and nothing that cannot be seen.
 */
export function plainWord(word: string): string {
  const plain = word.replace(UNSEEN, "").normalize("NFKC").replace(DASHES, "-");
  return unquoted(plain);
}

/** A word without the quotes around it, for what may hold any character, for example a path. */
export function unquoted(word: string): string {
  const seen = word.replace(UNSEEN_EDGES, "");
  return QUOTED.exec(seen)?.[1] ?? seen;
}

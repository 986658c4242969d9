/** HTML in which text is code, someone else's words, folded away or not text at all. */
const TAG =
  /<!--|-->|<(\/?)(blockquote|code|details|pre|samp|script|style|template|textarea)(?=[\s/>])/gi;

/** How many of each are open. */
export type Elements = Map<string, number>;

/** Takes HTML; counts what it opens and closes. Gives whether it ends within a comment. */
export function countTags(html: string, elements: Elements): boolean {
  let isComment = false;
  for (const [all, slash, tag = ""] of html.matchAll(TAG)) {
    if (all === "<!--" || all === "-->") isComment = all === "<!--";
    if (tag === "" || isComment) continue;
    const name = tag.toLowerCase();
    const count = (elements.get(name) ?? 0) + (slash ? -1 : 1);
    elements.set(name, Math.max(0, count));
  }
  return isComment;
}

export function isInside(elements: Elements): boolean {
  return [...elements.values()].some((count) => count > 0);
}

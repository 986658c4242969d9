/** What begins a block that is HTML: until what it goes on, or that versions of Markdown differ. */
export type HtmlStart = { until: RegExp } | "unsure";

const BLOCKS = [
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog",
  "dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html",
  "iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|summary",
  "table|tbody|td|tfoot|th|thead|title|tr|track|ul",
].join("|");

const BLANK = /^ *$/;

/** Source: CommonMark, "HTML blocks", start conditions 1 to 6; GitHub's own follows version 0.29. */
const STARTS: readonly (readonly [RegExp, RegExp | undefined])[] = [
  [/^<(?:script|pre|style)(?=[\s>]|$)/i, /<\/(?:script|pre|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${BLOCKS})(?=\\s|/?>|$)`, "i"), BLANK],
  [/^<(?:textarea(?=[\s>]|$)|!|\/?(?:search|source)(?=[\s/>]|$))/i, undefined],
];

/**
 * A tag from its `<` as far as it is one; the group is its end. It never has to step back, so that it
 * takes no longer than the text that it passes.
 */
export const TAG =
  /<(?:\/[a-z][a-z\d-]*(?!\s*\/)|[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*)\s*(\/?>)?/iy;

/** How the text of a line begins HTML, by conditions 1 to 6. */
export function htmlStart(text: string): HtmlStart | undefined {
  if (!text.startsWith("<")) return undefined;
  for (const [start, until] of STARTS) if (start.test(text)) return until ? { until } : "unsure";
  return undefined;
}

/** The seventh: any other tag that has a line for itself. It does not interrupt a paragraph. */
export function isLoneTag(text: string): boolean {
  TAG.lastIndex = 0;
  const found = TAG.exec(text);
  return found?.[1] !== undefined && BLANK.test(text.slice(found[0].length));
}

export const UNTIL_BLANK: HtmlStart & { until: RegExp } = { until: BLANK };

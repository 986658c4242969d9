/** In these a text is code, someone else's words, folded away or no text at all. */
const HIDING: ReadonlySet<string> = new Set([
  ...["blockquote", "code", "details", "pre", "samp", "script", "style", "template", "textarea"],
]);

/** Of these the end of a quote is the end, too. Others go on behind it until they are closed. */
const END_WITH_QUOTE: ReadonlySet<string> = new Set(["details", "pre", "samp"]);

/** A comment, a declaration or a tag, as far as it goes. */
const MARK =
  /<!--(?:-?>|[\s\S]*?(-->|$))|<(?:[!?][^>]*|(\/?)([a-z][^\s/>]*)(?:=\s*"[^"]*(?:"|$)|=\s*'[^']*(?:'|$)|[^>])*)(>?)/gi;

/** The elements that are open as the pieces of HTML in a Markdown text are read in order. */
export class Elements {
  private readonly counts = new Map<string, number>();
  /** What has no end takes in all that follows it. */
  private isCut = false;

  /** Takes the next piece. What is quoted closes nothing that is outside of quotes. */
  read(html: string, isQuoted: boolean): void {
    for (const [, commentEnd, slash, tag, end] of html.matchAll(MARK)) {
      if (commentEnd === "" || end === "") this.isCut = true;
      if (tag === undefined) continue;
      const name = tag.toLowerCase();
      if (!HIDING.has(name) || (isQuoted && END_WITH_QUOTE.has(name))) continue;
      const key = isQuoted ? `> ${name}` : name;
      this.counts.set(key, Math.max(0, (this.counts.get(key) ?? 0) + (slash ? -1 : 1)));
    }
  }

  isInside(): boolean {
    return this.isCut || [...this.counts.values()].some((count) => count > 0);
  }
}

import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { Elements } from "./elements.ts";

/** As GitHub reads. Emphasis hides nothing, and matching it is most of the work on a hostile text. */
const EXTENSIONS = [gfm(), { disable: { null: ["attention"] } }];

/** In nothing but these, a text is the writer's own and is shown. All else is code, quoted or hidden. */
const PROSE: ReadonlySet<string> = new Set([
  ...["content", "paragraph", "setextHeading", "setextHeadingText", "data"],
  ...["listOrdered", "listUnordered"],
  ...["table", "tableHead", "tableBody", "tableRow", "tableHeader", "tableData", "tableContent"],
]);

/**
 * Says of places in a Markdown text, in order, whether they show its writer's own words: not code, a quote,
 * a comment of HTML, a link or a fold. In case of doubt a place does not. To write a command again does
 * less harm than to obey a command that nobody wrote.
 */
export function shownPlaces(markdown: string, places: readonly number[]): number[] {
  const shown: number[] = [];
  const elements = new Elements();
  const open: { type: string; end: { offset: number } }[] = [];
  let next = 0;
  /** The piece of HTML that is open, without what it is nested in. */
  let html = "";
  /** Up to here it is in doubt whether GitHub shows a text. */
  let inDoubtTo = 0;
  const document = parse({ extensions: EXTENSIONS }).document();
  for (const [phase, token] of postprocess(
    document.write(preprocess()(markdown, undefined, true)),
  )) {
    const { type } = token;
    if (phase === "exit") {
      open.pop();
      if (type !== "htmlFlow" && type !== "htmlText") continue;
      elements.read(
        html,
        open.some((outer) => outer.type === "blockQuote"),
      );
      // Versions of Markdown differ on whether this is a comment.
      if (/^<!--.*--.*-->/s.test(html)) inDoubtTo = Math.max(inDoubtTo, open[0]?.end.offset ?? 0);
      html = "";
      continue;
    }
    open.push(token);
    const from = token.start.offset;
    const to = token.end.offset;
    if (type === "htmlFlowData" || type === "htmlTextData") html += `${markdown.slice(from, to)}\n`;
    if (type !== "data") continue;
    while ((places[next] ?? from) < from) next++;
    const isProse = open.every((outer) => PROSE.has(outer.type)) && !elements.isInside();
    for (let at = places[next]; at !== undefined && at < to; at = places[++next]) {
      if (isProse && at >= inDoubtTo) shown.push(at);
    }
    // The writer of this meant a comment, though a blank line within keeps it from being one.
    const comment = markdown.slice(from, to).lastIndexOf("<!--");
    if (comment >= 0) inDoubtTo = Math.max(inDoubtTo, markdown.indexOf("-->", from + comment));
  }
  return shown;
}

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { proseLines } from "../../../app/commands/parse-lines.ts";
import { hostileText, MANY_RUNS } from "../../support/hostile.ts";
import { nodesOf } from "../../support/markdown.ts";

const CALL = /^ {0,3}\/dsp(?=\s|$)/i;
const LINE_END = /\r\n|\n|\r/;

/** The lines that begin with a command and that a full Markdown parser reads as text outside quotes. */
function shownCalls(markdown: string): number[] {
  const calls = callsOf(markdown);
  // The full parser is most of what this costs.
  if (calls.length === 0) return [];
  const nodes = nodesOf(markdown);
  const isIn = (at: number, types: readonly string[]) =>
    nodes.some(
      ({ type, position: { start, end } = NOWHERE }) =>
        types.includes(type) && (start.offset ?? 0) <= at && at < (end.offset ?? 0),
    );
  return calls.flatMap(({ index, at }) => {
    const isText = isIn(at, ["paragraph", "heading", "tableCell"]) && !isIn(at, OPAQUE);
    // Of a link its text is shown, but not its title. Texts with an address in them have no place.
    const isShown = isText && (!isIn(at, ["link", "linkReference"]) || isIn(at, ["text"]));
    return isShown ? [index] : [];
  });
}

const NOWHERE = { start: { offset: 0 }, end: { offset: 0 } };
const OPAQUE = ["blockquote", "inlineCode", "html", "image", "imageReference", "footnoteReference"];

/** Every line that begins with a command, wherever it stands, and the place of its slash. */
function callsOf(markdown: string): { index: number; at: number }[] {
  let start = 0;
  return markdown.split(LINE_END).flatMap((line, index) => {
    const from = start;
    const end = LINE_END.exec(markdown.slice(start + line.length))?.[0] ?? "";
    start += line.length + end.length;
    return CALL.test(line) ? [{ index, at: from + line.indexOf("/") }] : [];
  });
}

function foundCalls(markdown: string): number[] {
  const lines = markdown.split(LINE_END);
  return proseLines(lines).filter((index) => CALL.test(lines[index] ?? ""));
}

const OPENINGS = [
  "",
  "",
  "",
  ">",
  "> ",
  "- ",
  "* ",
  "1. ",
  "2. ",
  "+   ",
  " ",
  "  ",
  "   ",
  "    ",
];
const TAME = ["", "", "text", "/dsp status", "/dsp", "`", "``", "\\", "\\`", "a `b` c", "*"];
const FENCES = ["```", "````", "~~~", "~~~~", "``` js", "~~~ a`b", "``` `", "```x```", "\t```"];
const LEAVES = ["# h", "#", "---", "===", "- - -", "***", "-", "1.", "10)", "\t", "\tx", "-\t>"];
const HTML = [
  "<!--",
  "-->",
  "<!-- a -->",
  "<!-- a -- b -->",
  "<!-->",
  "<div>",
  "</div>",
  "<details>",
  "</details>",
  "<pre>",
  "</pre>",
  "<x>",
  "</x>",
  '<x a="',
  '">',
  "<x a=",
  "b>",
  "<x",
  "<?",
  "?>",
  "<!X",
  "<![CDATA[",
  "]]>",
  "<blockquote>",
  "<code>",
  "<http://a.example/`>",
  "<textarea>",
];
const LINKS = [
  "[",
  "]",
  "![",
  "](",
  "](u)",
  '](u "',
  '")',
  "[a]: /u",
  "[a]:",
  "'",
  "[a]: u '",
  "][",
];
const TABLES = ["| a | b |", "|---|---|", "a | b", "--|--", "|-|"];

/**
 * Where micromark leaves the specification: it takes more than a paragraph of the same container for
 * what an item that is empty, or that does not count from 1, must not interrupt.
 */
function isDisputed(markdown: string): boolean {
  const lines = markdown.split(LINE_END);
  return lines.some((line, index) => {
    const markers =
      /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/.exec(line)?.[0] ?? "";
    const isWeak = /(?:^|[^\d])(?!1[.)])\d+[.)]/.test(markers) || line.trim() === markers.trim();
    return isWeak && /[-+*.)]/.test(markers) && /\S/.test(lines.slice(0, index).join(""));
  });
}

/** Documents of such pieces; a line is an opening or two, then a piece or two. */
function documentOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const line = fc
    .record({
      openings: fc.array(fc.constantFrom(...OPENINGS), { maxLength: 2 }),
      // The commands are what all this is about.
      piece: fc.oneof(fc.constantFrom("/dsp status", "", "text"), fc.constantFrom(...pieces)),
      more: fc.option(fc.constantFrom(...pieces), { nil: "", freq: 3 }),
    })
    .map(({ openings, piece, more }) => `${openings.join("")}${piece}${more && ` ${more}`}`);
  return fc
    .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom("\n", "\n", "\r\n", "\r"))
    .map(([lines, end]) => lines.join(end));
}

describe("against a full parser of Markdown", () => {
  it.each([
    ["text and containers", documentOf(...TAME)],
    ["code", documentOf(...TAME, ...FENCES)],
    ["all blocks", documentOf(...TAME, ...FENCES, ...LEAVES)],
  ])("finds exactly the commands that are shown: %s", (_name, document) => {
    let shown = 0;
    fc.assert(
      fc.property(document, (markdown) => {
        fc.pre(!isDisputed(markdown));
        const expected = shownCalls(markdown);
        shown += expected.length;
        expect(foundCalls(markdown)).toEqual(expected);
      }),
      MANY_RUNS,
    );
    expect(shown).toBeGreaterThan(MANY_RUNS.numRuns / 4);
  });

  it.each([
    ["HTML", documentOf(...TAME, ...FENCES, ...LEAVES, ...HTML)],
    ["links", documentOf(...TAME, ...FENCES, ...LEAVES, ...LINKS)],
    ["HTML and links", documentOf(...TAME, ...HTML, ...LINKS)],
    ["tables", documentOf(...TAME, ...FENCES, ...LEAVES, ...HTML, ...TABLES)],
    ["anything", documentOf(...TAME, ...FENCES, ...LEAVES, ...HTML, ...LINKS, ...TABLES)],
    [
      "hostile text",
      fc
        .array(fc.oneof(hostileText, fc.constantFrom("/dsp status", "\n/dsp status\n")), {
          maxLength: 6,
        })
        .map((parts) => parts.join("\n").replace(/^\ufeff+/, "")),
    ],
  ])("never finds a command that is not shown: %s", (_name, document) => {
    let found = 0;
    fc.assert(
      fc.property(document, (markdown) => {
        fc.pre(!isDisputed(markdown));
        const calls = foundCalls(markdown);
        found += calls.length;
        if (calls.length === 0) return;
        const shown = shownCalls(markdown);
        expect(calls.filter((index) => !shown.includes(index))).toEqual([]);
      }),
      MANY_RUNS,
    );
    expect(found).toBeGreaterThan(MANY_RUNS.numRuns / 10);
  });
});

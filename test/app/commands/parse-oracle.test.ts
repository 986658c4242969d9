import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Nodes } from "hast";
import { raw } from "hast-util-raw";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { callsIn } from "../../../app/commands/calls.ts";
import { hostileText, RUNS } from "../../support/hostile.ts";

const CALL = /^ {0,3}\/dsp(?=\s|$)/i;
const LINE_END = /(\r\n|\n|\r)/;
const NUMBER = /\/dsp n(\d+)n/gi;

/** Elements whose text is not the writer's own words, or not shown as they stand. */
const OPAQUE = new Set([
  ...["a", "blockquote", "code", "del", "details", "pre", "samp"],
  ...["section", "script", "style", "template", "textarea"],
]);

/** The document with a number in each line that begins with a command, to find it again. */
function numbered(markdown: string): string {
  return markdown
    .split(LINE_END)
    .map((part, index) => (CALL.test(part) ? part.replace(/\/dsp/i, `$& n${index}n`) : part))
    .join("");
}

/** The numbers of the commands that a browser shows, by the HTML that GitHub makes of the document. */
function shownCalls(markdown: string): string[] {
  const visible: string[] = [];
  const value = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const rest: Nodes[] = [raw({ type: "root", children: [{ type: "raw", value }] })];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.type === "text") visible.push(node.value);
    const isOpaque = node.type === "element" && OPAQUE.has(node.tagName);
    if ("children" in node && !isOpaque) rest.push(...[...node.children].reverse());
  }
  return numbersIn(visible.join("|"));
}

function foundCalls(markdown: string): string[] {
  const { lines, refused } = callsIn(markdown);
  return refused === undefined ? numbersIn(lines.join("|")) : [];
}

function numbersIn(text: string): string[] {
  return [...text.matchAll(NUMBER)].map(([, number = ""]) => number);
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
  "<x a='-->'>",
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
  '<x a="</pre>">',
  '<div a="',
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

describe("against what a browser shows", () => {
  it.each([
    ["text and containers", documentOf(...TAME)],
    ["code", documentOf(...TAME, ...FENCES)],
    ["all blocks", documentOf(...TAME, ...FENCES, ...LEAVES)],
  ])("finds exactly the commands that are shown: %s", (_name, document) => {
    let shown = 0;
    fc.assert(
      fc.property(document.map(numbered), (markdown) => {
        const expected = shownCalls(markdown);
        shown += expected.length;
        expect(foundCalls(markdown)).toEqual(expected);
      }),
      RUNS,
    );
    expect(shown).toBeGreaterThan(RUNS.numRuns / 4);
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
      fc.property(document.map(numbered), (markdown) => {
        const calls = foundCalls(markdown);
        found += calls.length;
        if (calls.length === 0) return;
        const shown = shownCalls(markdown);
        expect(calls.filter((number) => !shown.includes(number))).toEqual([]);
      }),
      RUNS,
    );
    expect(found).toBeGreaterThan(RUNS.numRuns / 10);
  });
});

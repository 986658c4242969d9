import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { MOST_CHARACTERS, readCommands } from "../../../app/commands/parse.ts";
import { proseLines } from "../../../app/commands/parse-lines.ts";

const END = "\n\n/dsp status";

/** Four times what a comment can hold: work that grows with the square takes sixteen times as long. */
const LENGTH = 4 * MOST_CHARACTERS;

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length - END.length);
}

/** One backtick, two, three, …: no run has another of its length to end with. */
function runsOfAllLengths(length: number): string {
  const runs: string[] = [];
  for (let size = 1, sum = 0; sum < length - 2_000; size++) {
    runs.push("`".repeat(size));
    sum += size + 1;
  }
  return runs.join(" ");
}

const WORST: readonly (readonly [string, (length: number) => string])[] = [
  ["backtick runs of all lengths", runsOfAllLengths],
  ...[
    "`",
    "` `` ",
    "\\`",
    "<!--",
    "<!-- --",
    "x <!-- ",
    "<!--\n",
    "```\n~~~\n",
    "```` \n``` \n",
    "> ",
    ">",
    "- ",
    "1. ",
    "> - ",
    "- \n",
    "<",
    "<a ",
    '<a b="',
    "<a b='\" ",
    '<a b="<a b=" c="<a b=" ',
    "</a ",
    "<? ",
    "x <![CDATA[",
    "x <!A",
    "<aa:b",
    "<a@a.",
    "<details>\n",
    "x <code>\n",
    "[",
    "](",
    '](a "',
    "][",
    "![",
    "[a\\]",
    "[a]: b\n",
    "* ",
    "_ _ ",
    "|-|\n",
    "|-: ",
    "#",
    " ",
    "\t",
    "a\t",
    "\u00a0",
    "\r",
    "/dsp\n",
    "/dsp x ",
    "a",
  ].map((unit) => [JSON.stringify(unit), (length: number) => filled(unit, length)] as const),
  ["a tag without an end", (length) => `x <a${filled(" b", length - 4)}`],
  ["an address without an end", (length) => `<a@${filled("a.", length - 3)}`],
  ["a link with blanks", (length) => `x ](a${filled(" ", length - 5)}`],
  ["not quite an underline", (length) => `a\n${filled("=", length - 3)}x`],
  ["a command with blanks", (length) => `/dsp${filled(" ", length - 4)}`],
  [
    "lists without a bottom and blank lines",
    (length) => `${"- ".repeat(length / 8)}a${filled("\n", (length * 3) / 4)}`,
  ],
  ["deep lists and blank lines", (length) => `${"- ".repeat(30)}a${filled("\n", length - 61)}`],
];

/**
 * Nothing here looks at a clock but the runner, who gives each text 20 seconds: they need some hundredths
 * of one, and minutes where the work grows with the square. The pause lets the runner see that.
 */
describe("the work on a comment grows with its length and no more", () => {
  it.each(WORST)(
    "%s",
    async (_name, write) => {
      const text = write(LENGTH) + END;
      expect(text.length).toBeGreaterThan(LENGTH * 0.9);
      const lines = text.split(/\r\n|\n|\r/);
      expect(proseLines(lines).length).toBeLessThanOrEqual(lines.length);
      expect(readCommands(write(MOST_CHARACTERS) + END).length).toBeLessThanOrEqual(6);
      await setTimeout(1);
    },
    20_000,
  );
});

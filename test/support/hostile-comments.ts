import { MOST_CHARACTERS, MOST_LINES } from "../../app/commands/calls.ts";

const END = "\n\n/dsp status";

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** One backtick, two, three, …: no run has another of its length to end with. */
function runsOfAllLengths(length: number): string {
  const runs: string[] = [];
  for (let size = 1, sum = 0; sum + size < length; size++) {
    runs.push("`".repeat(size));
    sum += size + 1;
  }
  return runs.join(" ");
}

const UNITS = [
  ...[
    "`",
    "` `` ",
    "\\`",
    "\\",
    "&",
    "&amp;",
    ":",
    "!",
    "#",
    " ",
    "\t",
    "a",
    "a\t",
    "\u00a0",
    "\ufeff",
  ],
  ...[
    "<",
    "<a ",
    '<a b="',
    "<a b='\" ",
    '<a b="<a b=" c="<a b=" ',
    "</a ",
    "<? ",
    "<aa:b",
    "<a@a.",
  ],
  ...["<!--", "<!-- --", "x <!-- ", "<!--\n", "x <![CDATA[", "x <!A", "<details>\n", "x <code>\n"],
  ...["x <code> ", "<code>", "<x a=1>", "<pre>\n\n"],
  ...[
    "[",
    "](",
    '](a "',
    "][",
    "![",
    "[a\\]",
    "[]",
    "[]()",
    "[a]()",
    "[a](<b",
    "[![",
    "[a][",
    "*[",
    "[*",
  ],
  ...["[a]: b\n", "[^", "[^a]", "[^a]: ", "[^a]: x\n\n", "[a]: b '\n"],
  ...["*a_", "**a ", "a**b", "*_", "***a ", "_a", "~", "~a ", "~~a~", "* ", "_ _ "],
  ...[
    "> ",
    ">",
    "- ",
    "1. ",
    "> - ",
    "- \n",
    "- - - a\n",
    "- a\n\n",
    "1) a\n",
    "> a\n",
    "  - a\n",
    "- [ ] ",
  ],
  ...[
    "```\n~~~\n",
    "```` \n``` \n",
    "    a\n",
    "a  \n",
    "\\\n",
    "x\n=\n",
    "x\n-\n",
    "# a\n",
    "\n",
    "\r",
  ],
  ...[
    "|-|\n",
    "|-: ",
    "| a | b |\n",
    "a|",
    "|a\n|-\n",
    "www.",
    "www.a",
    "a@b.c ",
    "a@",
    "http://",
    "http://a.b/ ",
  ],
  ...["/dsp\n", "/dsp x ", "/dsp `\n", "/dsp <!--\n"],
];

/** Comments that are as much work as one can be, as functions of their length. */
const TEXTS: readonly (readonly [string, (length: number) => string])[] = [
  ...UNITS.map((unit) => [JSON.stringify(unit), (length: number) => filled(unit, length)] as const),
  ["backtick runs of all lengths", runsOfAllLengths],
  ["a tag without an end", (length) => `x <a${filled(" b", length - 4)}`],
  ["an address without an end", (length) => `<a@${filled("a.", length - 3)}`],
  ["a link with blanks", (length) => `x ](a${filled(" ", length - 5)}`],
  ["not quite an underline", (length) => `a\n${filled("=", length - 3)}x`],
  ["a command with blanks", (length) => `/dsp${filled(" ", length - 4)}`],
  ["brackets in brackets", (length) => "[".repeat(length / 2) + "]".repeat(length / 2)],
  ["a wide table", (length) => [filled("|a", length / 3), filled("|-", length / 3)].join("\n")],
  [
    "a long table",
    (length) =>
      `${filled("|a", length / 8)}\n${filled("|-", length / 8)}\n${filled("x\n", length / 2)}`,
  ],
  [
    "deep lists and blank lines",
    (length) => `${"- ".repeat(15)}a${filled("\n", MOST_LINES - 10)}${filled("x", length / 2)}`,
  ],
  [
    "deep quotes and lazy lines",
    (length) => `${"> ".repeat(15)}a\n${filled("x\n", Math.min(length, MOST_LINES * 2) - 60)}`,
  ],
  ["deep items again and again", (length) => filled(`${"- ".repeat(15)}a\n`, length)],
  ["deep quotes again and again", (length) => filled(`${">".repeat(15)}a\n`, length)],
];

/** Hostile comments of a length that end in a command; as long as can be read, unless it is said. */
export function hostileComments(length = MOST_CHARACTERS): (readonly [string, string])[] {
  return TEXTS.map(([name, write]) => [
    name,
    write(length - END.length)
      .slice(0, length - END.length)
      .padEnd(length - END.length, "x") + END,
  ]);
}

/** Those, of as many lines as can be read. */
export function readableComments(): (readonly [string, string])[] {
  return hostileComments().map(([name, text]) => {
    const lines = text.slice(0, -END.length).split(/(?<=\n|\r(?!\n))/);
    return [name, lines.slice(0, MOST_LINES - 3).join("") + END];
  });
}

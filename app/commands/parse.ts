import { oneOf } from "../../src/core/documents/explain.ts";
import { quote } from "../../src/core/quote.ts";
import { proseLines } from "./parse-lines.ts";
import { COMMANDS, type Command, type CommandKind } from "./table.ts";

export type { Command } from "./table.ts";

/** A line that was meant as a command. */
export type Read =
  | { ok: true; command: Command }
  | {
      ok: false;
      /** The line, as someone else wrote it. */
      said: string;
      /** What was found and what is accepted: one line, for `md` to make Markdown of. */
      problem: string;
    };

/** Commands in one comment; GitHub's own limit on its length. */
export const MOST_COMMANDS = 5;
export const MOST_CHARACTERS = 65_536;

/** Any case, up to three blanks before it: with four, the line is code. */
const CALL = /^ {0,3}\/dsp(?=\s|$)/i;

/**
 * The commands of a comment, in order: the lines that start with `/dsp`, outside of code, quotes and
 * what a reader of the comment does not see. Where more than five are given, one more says so.
 */
export function readCommands(body: string): Read[] {
  const calls = callsIn(body);
  const reads = calls.slice(0, MOST_COMMANDS).map(readCall);
  const [said, ...more] = calls.slice(MOST_COMMANDS);
  if (said === undefined) return reads;
  const problem = `${calls.length} commands in one comment; the first ${MOST_COMMANDS} count, put the other ${more.length + 1} into another comment`;
  return [...reads, { ok: false, said, problem }];
}

function callsIn(body: string): string[] {
  // A byte order mark is no part of the text, and would hide what its first line begins.
  const text = body.replace(/^\ufeff/, "").slice(0, MOST_CHARACTERS);
  const lines = text.split(/\r\n|\n|\r/);
  // Half a line may say what the whole of it does not.
  if (body.length > MOST_CHARACTERS) lines.pop();
  if (!lines.some((line) => CALL.test(line))) return [];
  return proseLines(lines).flatMap((index) => {
    const line = lines[index] ?? "";
    return CALL.test(line) ? [line.trim()] : [];
  });
}

function readCall(said: string): Read {
  const [first = "help", ...words] = said.split(/\s+/).slice(1);
  const row = COMMANDS.find(({ name }) => name === first.toLowerCase());
  if (!row) {
    const names = COMMANDS.map(({ name }) => name);
    return {
      ok: false,
      said,
      problem: `there is no command ${quote(first)}; ${oneOf(names, first)}`,
    };
  }
  const found = miscount(row, words) ?? row.read(words);
  if (typeof found === "string") return { ok: false, said, problem: found };
  // The row's own reader made its arguments; the table's type says of which kind they are.
  return { ok: true, command: { name: row.name, ...found } as Command };
}

/** What is wrong with the number of words, if anything. */
function miscount(
  { usage, example, words: { least, most } }: CommandKind,
  words: readonly string[],
) {
  if (words.length < least)
    return `something is missing; write \`${usage}\`, such as \`${example}\``;
  const extra = words.slice(most).join(" ");
  return extra === "" ? undefined : `${quote(extra)} is more than it takes; write \`${usage}\``;
}

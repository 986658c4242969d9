import { oneOf } from "../../src/core/documents/explain.ts";
import { plainWord, unquoted } from "../../src/core/plain-word.ts";
import { quote } from "../../src/core/quote.ts";
import { callsIn } from "./calls.ts";
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

/** Commands in one comment. */
export const MOST_COMMANDS = 5;

/**
 * The commands of a comment, in order: the lines that start with `/dsp`, outside of code, quotes and
 * what a reader of the comment does not see. If more than five are given, one more says so. If the
 * comment is too much to read and seems to hold a command, one says what to write instead.
 */
export function readCommands(body: string): Read[] {
  const { lines, refused } = callsIn(body);
  if (refused !== undefined) {
    const said = lines.find(isNamed);
    const problem = `${refused}; write the command in a comment of its own`;
    return said === undefined ? [] : [{ ok: false, said, problem }];
  }
  const reads = lines.slice(0, MOST_COMMANDS).map(readCall);
  const [said, ...more] = lines.slice(MOST_COMMANDS);
  if (said === undefined) return reads;
  const problem = `${lines.length} commands in one comment; the first ${MOST_COMMANDS} count, put the other ${more.length + 1} into another comment`;
  return [...reads, { ok: false, said, problem }];
}

/** Whether a line names a command that there is. */
function isNamed(line: string): boolean {
  return rowOf(wordsOf(line)[0]) !== undefined;
}

/** What follows `/dsp`. */
function wordsOf(line: string): string[] {
  const [, ...words] = line.split(/\s+/);
  return words.filter((word) => unquoted(word) !== "");
}

function rowOf(name = "help") {
  const plain = plainWord(name).toLowerCase();
  return COMMANDS.find((row) => row.name === plain);
}

function readCall(said: string): Read {
  const [first, ...words] = wordsOf(said);
  const row = rowOf(first);
  if (!row) {
    const names = COMMANDS.map(({ name }) => name);
    return {
      ok: false,
      said,
      problem: `there is no command ${quote(first)}; ${oneOf(names, first ?? "")}`,
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
    return `something is missing; write \`${usage}\`, for example \`${example}\``;
  const extra = words.slice(most).join(" ");
  return extra === "" ? undefined : `${quote(extra)} is more than it takes; write \`${usage}\``;
}

import type { PolicyProblem } from "../core/policy/found.ts";
import { code, md } from "./escape.ts";
import { NOT_CHECKED } from "./last-line.ts";
import { MAX_BYTES, Room } from "./room.ts";
import { more } from "./words.ts";

const HEADING = "## Data security and privacy";

/** The last line. */
const END = `\n**${NOT_CHECKED}**\n`;

/** Code points of a message, which is ours with what it quotes. */
const LONGEST = 800;

/** The summary of a run that reached no verdict, from a message of one line or more. */
export function refusalSummary(message: string): string {
  const lines = message.split("\n").map((line) => `- ${md(line, LONGEST)}\n`);
  return `${HEADING}: not checked\n\n${lines.join("")}${END}`;
}

/** The summary of a run whose policy cannot be used. */
export function policySummary(problems: readonly PolicyProblem[]): string {
  const room = new Room(MAX_BYTES);
  const heading = room.take(
    `${HEADING}: not checked\n\nFix the policy first: nothing can be checked until then.\n\n`,
  );
  const end = room.take(END);
  return `${heading}${room.list("", problems, problemItem, more("problem"))}${end}`;
}

function problemItem({ file, line, column, message, fix }: PolicyProblem): string {
  return `- ${code(`${file}:${line}:${column}`)} · ${md(message, LONGEST)}; ${md(fix, LONGEST)}\n`;
}

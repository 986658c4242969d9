import { oneLine } from "./escape.ts";

/** Code points of what a fault says of itself: it may quote what it fell over. */
const LONGEST = 300;

/** A fault of ours in one line; `toSee` says how the reader gets to see where it happened. */
export function faultInWords(error: unknown, toSee: string): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `a fault of this tool: ${oneLine(said, LONGEST)}; ${toSee}, and report it`;
}

/** The lines that say in which call a fault happened, for anyone who asks. */
export function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stack
    .split("\n")
    .map((line) => oneLine(line))
    .join("\n");
}

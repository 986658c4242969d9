import { BLANK, INVISIBLE } from "../../src/core/plain-word.ts";
import { shownPlaces } from "./shown.ts";

/** Limits of a comment whose commands are read: what people write themselves is shorter. */
export const MOST_CHARACTERS = 8_192;
export const MOST_LINES = 400;
export const DEEPEST = 16;

/** Any case, and as few blanks before it as do not make code of it; what nobody sees does not count. */
const CALL = new RegExp(
  `^(?:${INVISIBLE}*${BLANK}){0,3}${INVISIBLE}*/dsp${INVISIBLE}*(?=\\s|$)`,
  "i",
);

const LINE = /([^\r\n]*)(?:\r\n|\n|\r)|[^\r\n]+/g;

/** The markers of the lists, quotes and footnotes that a line begins, with the blanks between them. */
const MARKERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\s\]]+\]:))+/;

/** The lines of a comment that call the App, or why nothing in it is read. */
export type Calls = { lines: string[]; refused?: string };

/** Whether a comment may hold a command. Only `callsIn` can tell that it does. */
export function mayCall(body: string): boolean {
  return linesOf(body).some(({ text }) => CALL.test(text));
}

/** The lines of a comment that call the App: those that begin with `/dsp` and are shown as prose. */
export function callsIn(body: string): Calls {
  const lines = linesOf(body);
  const called = lines.filter(({ text }) => CALL.test(text));
  const refused = called.length === 0 ? undefined : refusal(body, lines);
  const shown = refused === undefined ? new Set(shownPlaces(body, called.map(slash))) : undefined;
  return {
    lines: called
      .filter((line) => shown?.has(slash(line)) ?? true)
      .map(({ text }) => text.slice(text.indexOf("/")).trim()),
    refused,
  };
}

interface Line {
  text: string;
  start: number;
}

function linesOf(body: string): Line[] {
  return [...body.matchAll(LINE)].map(({ 0: all, 1: text = all, index }) => ({
    text,
    start: index,
  }));
}

function slash({ text, start }: Line): number {
  return start + text.indexOf("/");
}

/** The work on a comment grows with the square of each of these. */
function refusal(body: string, lines: readonly Line[]): string | undefined {
  if (body.length > MOST_CHARACTERS) {
    return `the comment has ${body.length} characters, more than ${MOST_CHARACTERS}`;
  }
  if (lines.length > MOST_LINES) {
    return `the comment has ${lines.length} lines, more than ${MOST_LINES}`;
  }
  let depth = 0;
  for (const { text } of lines) {
    const [prefix = ""] = MARKERS.exec(text) ?? [];
    const markers = prefix.match(/\[\^[^\s\]]+\]:|>|[-+*]|\d[.)]/g)?.length ?? 0;
    // An item takes two columns, a tab has four at most.
    const columns = prefix.replaceAll("\t", "    ").replace(/\S/g, "").length;
    depth = Math.max(depth, Math.min(depth, columns / 2) + markers);
  }
  return depth > DEEPEST ? "its lists or quotes nest too deep" : undefined;
}

import type { Fault } from "./faults.ts";

/**
 * What YAML forbids in a text: control characters, halves of surrogate pairs, noncharacters. Also line
 * breaks other than LF and CRLF: the library cuts values at them or takes them for its own marks.
 */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|\r(?!\n)|[\u2028\u2029\ufffe\uffff]|\p{Cs}/u;

/** The first character that a document must not have, or undefined if it has none. */
export function forbiddenCharacter(text: string): Fault | undefined {
  const found = FORBIDDEN.exec(text);
  if (!found) return undefined;
  const offset = found.index;
  if (found[0] === "\r") {
    return {
      offset,
      message: "a line ends in a carriage return alone (U+000D)",
      fix: "save the file with LF or CRLF line ends",
    };
  }
  return {
    offset,
    message: `there is a character ${codeOf(found[0])} here, which is not allowed`,
    fix: "remove it",
  };
}

/** As `forbiddenCharacter`, for a value: escapes in double quotes can write what a text cannot. */
export function forbiddenInValue(value: string): string | undefined {
  const found = FORBIDDEN.exec(value);
  return found ? codeOf(found[0]) : undefined;
}

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${code.padStart(4, "0")}`;
}

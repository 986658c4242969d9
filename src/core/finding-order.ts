import type { Finding } from "./assessment.ts";

/** Orders findings by file, line, column, code; and, at one place, by message, so that the order never varies. */
export function comparePlaces(one: Finding, other: Finding): number {
  return (
    compare(one.file, other.file) ||
    one.place.line - other.place.line ||
    one.place.column - other.place.column ||
    compare(one.code, other.code) ||
    compare(one.message, other.message)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

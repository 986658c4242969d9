import { structuredPatch } from "diff";

/** A line of a file that is shown, in one version of it or in both. */
export interface ShownLine {
  kind: "same" | "added" | "removed" | "gap";
  text: string;
  /** In the new version, from 1; none where it is not in it. */
  number?: number;
  /** In the old version. */
  before?: number;
}

/** How many lines are shown around one that differs, and around one that is named, which says it all. */
const AROUND_CHANGED = 3;
const AROUND_NAMED = 1;

/**
 * The lines of a file that differ between two versions, those that are named by their numbers in the new
 * one, and some around each. What is left out is a gap.
 */
export function shownLines(old: string, fresh: string, named: readonly number[]): ShownLine[] {
  const all = allLines(old, fresh);
  const reaches = all.map((line) => reachOf(line, named));
  const isShown = all.map((_line, index) => {
    const from = Math.max(0, index - AROUND_CHANGED);
    const near = reaches.slice(from, index + AROUND_CHANGED + 1);
    return near.some((reach, at) => Math.abs(from + at - index) <= reach);
  });
  return all.flatMap((line, index): ShownLine[] => {
    if (isShown[index]) return [line];
    const isFirstLeftOut = index === 0 || isShown[index - 1];
    return isFirstLeftOut ? [{ kind: "gap", text: "" }] : [];
  });
}

/** How far from a line others are shown for its sake; -1 where it is not shown for its own. */
function reachOf({ kind, number }: ShownLine, named: readonly number[]): number {
  if (kind !== "same") return AROUND_CHANGED;
  return number !== undefined && named.includes(number) ? AROUND_NAMED : -1;
}

function allLines(old: string, fresh: string): ShownLine[] {
  if (old === fresh) return splitLines(fresh).map((text, at) => same(text, at + 1, at + 1));
  const context = Number.MAX_SAFE_INTEGER;
  const { hunks } = structuredPatch("", "", old, fresh, "", "", { context });
  const lines: ShownLine[] = [];
  let [before, number] = [1, 1];
  for (const line of hunks.flatMap((hunk) => hunk.lines)) {
    const text = line.slice(1);
    if (line.startsWith("-")) lines.push({ kind: "removed", text, before: before++ });
    else if (line.startsWith("+")) lines.push({ kind: "added", text, number: number++ });
    else if (line.startsWith(" ")) lines.push(same(text, number++, before++));
  }
  return lines;
}

function same(text: string, number: number, before: number): ShownLine {
  return { kind: "same", text, number, before };
}

/** Without the end of the last line. */
export function splitLines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

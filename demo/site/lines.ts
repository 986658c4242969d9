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

/** How many lines are shown around what matters. */
const AROUND = 3;

/**
 * The lines of a file that differ between two versions, those that are named by their numbers in the new
 * one, and three around each. What is left out is a gap.
 */
export function shownLines(old: string, fresh: string, named: readonly number[]): ShownLine[] {
  const all = allLines(old, fresh);
  const matters = all.map(
    ({ kind, number }) => kind !== "same" || (number !== undefined && named.includes(number)),
  );
  const isShown = all.map((_line, index) =>
    matters.slice(Math.max(0, index - AROUND), index + AROUND + 1).includes(true),
  );
  return all.flatMap((line, index): ShownLine[] => {
    if (isShown[index]) return [line];
    const isFirstLeftOut = index === 0 || isShown[index - 1];
    return isFirstLeftOut ? [{ kind: "gap", text: "" }] : [];
  });
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

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The day for which the example was written. */
const WRITTEN_FOR = "2026-11-23";

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The files of a folder, by their paths in a repository. Evidence grows old: all dates in it are moved,
 * so that on `today` it is as old as it was on the day it was written for.
 */
export function exampleFiles(folder: string, today: Date): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const days = Math.floor((today.getTime() - Date.parse(WRITTEN_FOR)) / DAY_MS);
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(name, "utf8");
      const path = relative(folder, name).split(sep).join("/");
      return [path, path.startsWith(".dsp/") ? moved(text, days) : text];
    }),
  );
}

function moved(text: string, days: number): string {
  return text.replace(/\b\d{4}-\d\d-\d\d\b/g, (date) =>
    new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10),
  );
}

/** A text without what a pattern finds, which has to be there. */
export function withoutPart(text: string, part: RegExp): string {
  const rest = text.replace(part, "");
  if (rest === text) throw new Error(`the example has nothing like ${part}`);
  return rest;
}

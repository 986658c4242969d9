import type { Path } from "./documents/place.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Problem, Rule } from "./rule.ts";

/**
 * A name for each identity, in their order: it depends on nothing but the words, so that two looks at a
 * repository can be compared. Should two faults have the same words, their number tells them apart.
 */
export function fingerprintsOf(identities: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  return identities.map((words) => {
    const name = fingerprint(words);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : fingerprint([...words, `#${before + 1}`]);
  });
}

/** What tells the entries of a list apart, in any file: the first group of which an entry has any. */
export const ENTRY_NAMES: readonly (readonly string[])[] = [
  ["id"],
  ["store"],
  ["rule", "target"],
  ["expectation", "question"],
  ["name"],
  ["kind"],
  ["text"],
  ["reason"],
  ["on", "date"],
];

/**
 * Words that say which fault a problem is, whatever line it is on and however grave it is. They are the
 * rule, and the way to the value by the names of the entries on it, never by their numbers.
 */
export function identityOf(rule: Rule, problem: Problem, value: unknown): string[] {
  const { in: document, at, key, variant, apart = [] } = problem;
  const way = namedSteps(value, at);
  return [rule.id, variant ?? "", document, JSON.stringify(way), key ?? "", ...apart];
}

/** A path whose numbers are replaced by what the entries are called; a number says which of several alike. */
export function namedSteps(root: unknown, at: Path): string[] {
  let here = root;
  return at.map((step) => {
    const list = here;
    here = stepInto(here, step);
    if (typeof step !== "number" || !Array.isArray(list)) return String(step);
    const name = nameOf(here);
    const alike = list.slice(0, step).filter((entry) => nameOf(entry) === name).length;
    return alike === 0 ? name : `${name}#${alike + 1}`;
  });
}

function stepInto(value: unknown, step: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
}

function nameOf(entry: unknown): string {
  if (typeof entry !== "object" || entry === null) return String(entry);
  for (const names of ENTRY_NAMES) {
    const found = names.map((name) => stepInto(entry, name)).filter(isWord);
    if (found.length > 0) return found.map(String).join(" ");
  }
  return "";
}

function isWord(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

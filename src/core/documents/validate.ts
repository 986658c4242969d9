import * as z from "zod/mini";
import { MAX_PROBLEMS } from "./limits.ts";
import type { Path } from "./place.ts";
import { schemaAt } from "./schema-at.ts";

type Issue = z.core.$ZodIssue;

export type Validation<T> = { ok: true; value: T } | { ok: false; issues: Issue[]; all: boolean };

/**
 * A value as its schema types it, or the schema's issues; `all` says whether these are all. The
 * library cannot stop before it has complained of every entry of a list, at 5 KB each. If a list is
 * long, its entries are therefore tried one by one first, until there are more than anyone reads.
 */
export function validate<T>(schema: z.ZodMiniType<T>, value: unknown): Validation<T> {
  if (hasLongList(value)) {
    for (const list of longLists(schema, value, [])) {
      const issues = firstIssues(list);
      if (issues.length > MAX_PROBLEMS) return { ok: false, issues, all: false };
    }
  }
  const parsed = schema.safeParse(value, UNWORDED);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, issues: parsed.error.issues, all: true };
}

/** The words are ours, and are found only for the issues that are shown. */
export const UNWORDED: z.core.ParseContext<Issue> = { error: () => "" };

const LONG = 200;

/** Most files have none, and need no second look. */
function hasLongList(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value) && value.length > LONG) return true;
  return Object.values(value).some(hasLongList);
}

interface LongList {
  at: Path;
  entries: readonly unknown[];
  entry: z.core.$ZodType;
}

/** The long lists of a value, inner ones before those that they are in. */
function* longLists(schema: z.core.$ZodType, value: unknown, at: Path): Generator<LongList> {
  if (typeof value !== "object" || value === null) return;
  const entry = Array.isArray(value) ? schemaAt(schema, [0]) : undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== "object") continue;
    const step = Array.isArray(value) ? Number(key) : key;
    const below = entry ?? schemaAt(schema, [step]);
    if (below) yield* longLists(below, inner, [...at, step]);
  }
  if (Array.isArray(value) && value.length > LONG && entry) yield { at, entries: value, entry };
}

function firstIssues({ at, entries, entry }: LongList): Issue[] {
  const issues: Issue[] = [];
  for (const [index, value] of entries.entries()) {
    const parsed = z.safeParse(entry, value, UNWORDED);
    for (const issue of parsed.error?.issues ?? []) {
      issues.push({ ...issue, path: [...at, index, ...issue.path] });
    }
    if (issues.length > MAX_PROBLEMS) break;
  }
  return issues;
}

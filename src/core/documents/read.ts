import type * as z from "zod/mini";
import { type Explained, explain } from "./explain.ts";
import { type Limits, MAX_PROBLEMS } from "./limits.ts";
import type { DocumentProblem } from "./place.ts";
import { type Salvaged, salvage } from "./salvage.ts";
import { validate } from "./validate.ts";
import { parseYaml, withRest, type YamlDocument } from "./yaml.ts";

export type DocumentReading<T> =
  | { ok: true; value: T; document: YamlDocument }
  | { ok: false; problems: DocumentProblem[]; rest?: () => Rest<T> | undefined };

/** What of a document can be judged when parts of it cannot be read, with places in the document. */
export interface Rest<T> extends Salvaged<T> {
  document: YamlDocument;
}

/**
 * YAML text to a typed value, or every reason why not, with places. Never throws. `crossCheck` says
 * what a schema cannot, of a value that the schema has let through. If it yields its faults one by one,
 * we take no more than we show.
 */
export function readDocument<T>(
  schema: z.ZodMiniType<T>,
  text: string,
  limits?: Limits,
  crossCheck: (value: T) => Iterable<Explained> = () => [],
): DocumentReading<T> {
  const reading = parseYaml(text, limits);
  if (!reading.ok) return reading;
  const { document } = reading;
  const valid = validate(schema, document.value);
  const faults = valid.ok
    ? first(crossCheck(valid.value))
    : complaints(valid.issues, valid.all, document, schema);
  if (valid.ok && faults.shown.length === 0) return { ok: true, value: valid.value, document };
  const problems = refused(document, faults);
  // Of a file with more faults than anyone reads, the rest is no evidence of anything.
  if (problems.length > MAX_PROBLEMS) return { ok: false, problems };
  return { ok: false, problems, rest: () => restOf(schema, document, crossCheck) };
}

/** Of entries with one id only the first is left: what is found of that id may be meant of another. */
function restOf<T>(
  schema: z.ZodMiniType<T>,
  document: YamlDocument,
  crossCheck: (value: T) => Iterable<Explained>,
): Rest<T> | undefined {
  const salvaged = salvage(schema, document.value, (value) =>
    first(crossCheck(value)).shown.map(({ at }) => at.slice(0, -1)),
  );
  if (!salvaged) return undefined;
  const { toSource } = salvaged;
  return {
    ...salvaged,
    document: {
      value: salvaged.losses.shape,
      locate: (path) => document.locate(toSource(path)),
      locateKey: (path, key) => document.locateKey(toSource(path), key),
    },
  };
}

/** The first complaints, and how many there are, as far as that is known. */
interface Complaints {
  shown: Explained[];
  total: number | "more";
}

function first(faults: Iterable<Explained>): Complaints {
  if (Array.isArray(faults)) return { shown: faults, total: faults.length };
  const shown: Explained[] = [];
  for (const fault of faults) {
    if (shown.length === MAX_PROBLEMS) return { shown, total: "more" };
    shown.push(fault);
  }
  return { shown, total: shown.length };
}

function complaints(
  issues: readonly z.core.$ZodIssue[],
  areAll: boolean,
  document: YamlDocument,
  schema: z.core.$ZodType,
): Complaints {
  const shown: Explained[] = [];
  const misspelt = new Set<string>();
  let total = 0;
  // A key that is missing because it is misspelt is one fault.
  for (const issue of unknownFirst(issues)) {
    if (misspelt.has(JSON.stringify(issue.path))) continue;
    if (shown.length < MAX_PROBLEMS) {
      const explained = explain(issue, document.value, schema);
      shown.push(...explained);
      for (const { at, meant } of explained) {
        if (meant !== undefined) misspelt.add(JSON.stringify([...at, meant]));
      }
    }
    total += issue.code === "unrecognized_keys" ? issue.keys.length : 1;
  }
  return { shown, total: areAll ? Math.max(total, shown.length) : "more" };
}

function unknownFirst(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const isUnknown = ({ code }: z.core.$ZodIssue) => code === "unrecognized_keys";
  return [...issues.filter(isUnknown), ...issues.filter((issue) => !isUnknown(issue))];
}

function refused(document: YamlDocument, { shown, total }: Complaints): DocumentProblem[] {
  const problems = shown
    .slice(0, MAX_PROBLEMS)
    .map(({ at, key, message, fix }): DocumentProblem => {
      const place = key === undefined ? document.locate(at) : document.locateKey(at, key);
      return { message, fix, line: place.line, column: place.column };
    });
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return withRest(problems, total);
}

import type * as z from "zod/mini";
import { type Explained, explain } from "./explain.ts";
import { type Limits, MAX_PROBLEMS } from "./limits.ts";
import type { DocumentProblem } from "./place.ts";
import { validate } from "./validate.ts";
import { parseYaml, withRest, type YamlDocument } from "./yaml.ts";

export type DocumentReading<T> =
  | { ok: true; value: T; document: YamlDocument }
  | { ok: false; problems: DocumentProblem[] };

/**
 * YAML text to a typed value, or every reason why not, with places. Never throws. `crossCheck` says
 * what a schema cannot, of a value that the schema has let through; where it yields its faults one by
 * one, it is asked for no more than are shown.
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
  if (!valid.ok) return refuse(document, complaints(valid.issues, valid.all, document, schema));
  const faults = first(crossCheck(valid.value));
  if (faults.shown.length > 0) return refuse(document, faults);
  return { ok: true, value: valid.value, document };
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
  let total = 0;
  for (const issue of issues) {
    if (shown.length < MAX_PROBLEMS) shown.push(...explain(issue, document.value, schema));
    total += issue.code === "unrecognized_keys" ? issue.keys.length : 1;
  }
  return { shown, total: areAll ? Math.max(total, shown.length) : "more" };
}

function refuse(document: YamlDocument, { shown, total }: Complaints): DocumentReading<never> {
  const problems = shown
    .slice(0, MAX_PROBLEMS)
    .map(({ at, key, message, fix }): DocumentProblem => {
      const place = key === undefined ? document.locate(at) : document.locateKey(at, key);
      return { message, fix, line: place.line, column: place.column };
    });
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return { ok: false, problems: withRest(problems, total) };
}

import type * as z from "zod";
import { type Explained, explain } from "./explain.ts";
import { type Limits, MAX_PROBLEMS } from "./limits.ts";
import type { DocumentProblem } from "./place.ts";
import { parseYaml, withRest, type YamlDocument } from "./yaml.ts";

export type DocumentReading<T> =
  | { ok: true; value: T; document: YamlDocument }
  | { ok: false; problems: DocumentProblem[] };

/**
 * YAML text to a typed value, or every reason why not, with places. Never throws.
 * `crossCheck` says what a schema cannot, of a value that the schema has let through.
 */
export function readDocument<T>(
  schema: z.ZodType<T>,
  text: string,
  limits?: Limits,
  crossCheck: (value: T) => Explained[] = () => [],
): DocumentReading<T> {
  const reading = parseYaml(text, limits);
  if (!reading.ok) return reading;
  const { document } = reading;
  const parsed = schema.safeParse(document.value);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const faults = issues
      .slice(0, MAX_PROBLEMS)
      .flatMap((issue) => explain(issue, document.value, schema));
    return refuse(document, faults, Math.max(0, issues.length - MAX_PROBLEMS));
  }
  const faults = crossCheck(parsed.data);
  if (faults.length > 0) return refuse(document, faults, 0);
  return { ok: true, value: parsed.data, document };
}

function refuse(document: YamlDocument, faults: Explained[], more: number): DocumentReading<never> {
  const shown = faults.slice(0, MAX_PROBLEMS);
  const problems = shown.map(({ at, key, message, fix }): DocumentProblem => {
    const { line, column } = key === undefined ? document.locate(at) : document.locateKey(at, key);
    return { message, fix, line, column };
  });
  problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return { ok: false, problems: withRest(problems, faults.length + more) };
}

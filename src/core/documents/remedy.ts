import * as z from "zod/mini";
import { isCountries, meaningOf } from "../artefacts/meanings.ts";
import { list } from "../quote.ts";
import { nearest } from "../suggest.ts";
import { bare, type Schema } from "./schema-at.ts";

/** What is at a path: nothing, a key without a value, or a value. */
export interface Found {
  state: "missing" | "empty" | "value";
  value: unknown;
  /** The last step of the path. */
  key?: string | number;
  /** The field's name: the last step of the path that is a key. */
  field?: string;
}

/** What to write instead of what was found, from the schema that refused it. */
export function remedyOf(schema: Schema, found: Found): string {
  const { def } = schema._zod;
  switch (def.type) {
    case "union":
      return anyOf(def.options, found);
    case "literal": {
      const [only] = def.values;
      if (found.state === "missing") return `add \`${found.key}: ${only}\``;
      return oneOf(def.values.map(String), found.value, found.field);
    }
    case "enum":
      return oneOf(Object.values(def.entries).map(String), found.value, found.field);
    case "string":
      return textRemedy(schema, found.value);
    case "number":
      return (def as { format?: string }).format ? "write a whole number" : "write a number";
    case "boolean":
      return "write true or false";
    case "array":
      return listRemedy(found.value);
    case "object":
      return mappingRemedy(def.shape);
    case "record":
      return MAPPING;
    default:
      return "write what the schema describes";
  }
}

/**
 * The accepted values, after the one that was most likely meant. A list that is too long to read is
 * named by the field that it belongs to, if `field` says which: \`dsp explain <field>\` prints it.
 */
export function oneOf(values: readonly string[], found: unknown, field?: string): string {
  const meant = meaningOf(found, values) ?? likely(found, values);
  const one = values.length === 1 ? `write ${values[0]}` : `use ${choice(values, field)}`;
  if (found === false && meant !== undefined) {
    const word = meant === "NO" ? '`"NO"`, in quotes' : `\`${meant}\``;
    return `write ${word}: a tool of YAML 1.1 has read the word that was here as \`false\``;
  }
  return meant !== undefined && values.length > 1 ? `did you mean \`${meant}\`? ${one}` : one;
}

/** As many as anyone reads in a line. */
const MOST_LISTED = 12;

function choice(values: readonly string[], field: string | undefined): string {
  if (values.length <= MOST_LISTED || field === undefined) return list(values, "or");
  const kind = isCountries(values)
    ? "a country code of two letters, for example GB for the United Kingdom"
    : `one of ${values.length} words, for example ${values[0]}`;
  return `${kind} (\`dsp explain ${field}\` lists them)`;
}

function likely(found: unknown, values: readonly string[]): string | undefined {
  return typeof found === "string" ? nearest(found, values) : undefined;
}

function anyOf(options: readonly z.core.$ZodType[], found: Found): string {
  const all = [...new Set(options.map((option) => remedyOf(bare(option), found)))];
  const isAdvice = (remedy: string) => remedy.startsWith("did you mean");
  const remedies = [...all.filter(isAdvice), ...all.filter((remedy) => !isAdvice(remedy))];
  return remedies.reduce((all, next) => `${all}, ${/^or\b/.test(next) ? next : `or ${next}`}`);
}

/** Our schemas say what they want of a text; the library does not, if it found no text at all. */
function textRemedy(schema: Schema, found: unknown): string {
  const isScalar = typeof found === "number" || typeof found === "boolean";
  if (isScalar && z.safeParse(schema, String(found)).success) return "put the value in quotes";
  const text = typeof found === "string" ? found : "any text";
  return z.safeParse(schema, text).error?.issues[0]?.message ?? "write text";
}

function listRemedy(found: unknown): string {
  if (typeof found === "object" && found !== null) {
    const isDashed = Object.keys(found).some((key) => /^-\S/.test(key));
    return isDashed ? "put a space after each `-`" : "write a list, each entry starting with `- `";
  }
  const isPlain = typeof found === "string" && /^[\w.-]{1,40}$/.test(found);
  return isPlain ? `write a list: \`[${found}]\`` : "write a list";
}

const MAPPING = "write a mapping (`key: value`)";

function mappingRemedy(shape: Readonly<Record<string, z.core.$ZodType>>): string {
  const first = shape.schema && Object.hasOwn(shape, "schema") ? bare(shape.schema) : undefined;
  const def = first?._zod.def;
  return def?.type === "literal" ? `${MAPPING} that starts \`schema: ${def.values[0]}\`` : MAPPING;
}

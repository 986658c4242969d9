import * as z from "zod/mini";
import { list } from "../quote.ts";
import { nearest } from "../suggest.ts";
import { bare, type Schema } from "./schema-at.ts";

/** What stands at a path: nothing, a key without a value, or a value. */
export interface Found {
  state: "missing" | "empty" | "value";
  value: unknown;
  /** The last step of the path. */
  key?: string | number;
}

/** What to write where something else was found, from the schema that refused it. */
export function remedyOf(schema: Schema, found: Found): string {
  const { def } = schema._zod;
  switch (def.type) {
    case "union":
      return anyOf(def.options, found);
    case "literal": {
      const [only] = def.values;
      if (found.state === "missing") return `add \`${found.key}: ${only}\``;
      return oneOf(def.values.map(String), found.value);
    }
    case "enum":
      return oneOf(Object.values(def.entries).map(String), found.value);
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

/** The accepted values, the nearest first where one is near. */
export function oneOf(values: readonly string[], found: unknown): string {
  const near = typeof found === "string" ? likely(found, values) : undefined;
  const one = values.length === 1 ? `write ${values[0]}` : `use ${choice(values)}`;
  return near && values.length > 1 ? `did you mean \`${near}\`? ${one}` : one;
}

/** A list of all countries helps nobody, and whoever looks for one here mostly looks for this one. */
function choice(values: readonly string[]): string {
  if (values.length <= 40) return list(values, "or");
  const example = values.includes("GB") ? "GB for the United Kingdom" : values[0];
  return `one of ${values.length} codes, such as ${example}`;
}

/** Two letters are a word of their own, not another one misspelt: `UK` is not `UA`. */
function likely(found: string, values: readonly string[]): string | undefined {
  const near = nearest(found, values);
  return found.length > 2 || near?.toLowerCase() === found.toLowerCase() ? near : undefined;
}

function anyOf(options: readonly z.core.$ZodType[], found: Found): string {
  const remedies = [...new Set(options.map((option) => remedyOf(bare(option), found)))];
  return remedies.reduce((all, next) => `${all}, ${/^or\b/.test(next) ? next : `or ${next}`}`);
}

/** Our schemas say what they want of a text; the library does not, where it found no text at all. */
function textRemedy(schema: Schema, found: unknown): string {
  const isScalar = typeof found === "number" || typeof found === "boolean";
  if (isScalar && z.safeParse(schema, String(found)).success) return "put the value in quotes";
  return z.safeParse(schema, "any text").error?.issues[0]?.message ?? "write text";
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

import * as z from "zod";
import { list } from "../quote.ts";
import { nearest } from "../suggest.ts";
import { bare } from "./schema-at.ts";

/** What stands at a path: nothing, a key without a value, or a value. */
export interface Found {
  state: "missing" | "empty" | "value";
  value: unknown;
  /** The last step of the path. */
  key?: string | number;
}

/** What to write where something else was found, from the schema that refused it. */
export function remedyOf(schema: z.ZodType, found: Found): string {
  if (schema instanceof z.ZodUnion) return anyOf(schema.options as z.ZodType[], found);
  if (schema instanceof z.ZodLiteral && found.state === "missing") {
    return `add \`${found.key}: ${[...schema.values][0]}\``;
  }
  if (schema instanceof z.ZodEnum) return oneOf(schema.options.map(String), found.value);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values].map(String), found.value);
  if (schema instanceof z.ZodString) return textRemedy(schema, found.value);
  if (schema instanceof z.ZodNumber)
    return schema.isInt ? "write a whole number" : "write a number";
  if (schema instanceof z.ZodBoolean) return "write true or false";
  if (schema instanceof z.ZodArray) return listRemedy(found.value);
  if (schema instanceof z.ZodObject) return mappingRemedy(schema);
  if (schema instanceof z.ZodRecord) return MAPPING;
  return "write what the schema describes";
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

function anyOf(options: readonly z.ZodType[], found: Found): string {
  const remedies = [...new Set(options.map((option) => remedyOf(bare(option), found)))];
  return remedies.reduce((all, next) => `${all}, ${/^or\b/.test(next) ? next : `or ${next}`}`);
}

/** Our schemas say what they want of a text; the library does not, where it found no text at all. */
function textRemedy(schema: z.ZodString, found: unknown): string {
  const isScalar = typeof found === "number" || typeof found === "boolean";
  if (isScalar && schema.safeParse(String(found)).success) return "put the value in quotes";
  return schema.safeParse("any text").error?.issues[0]?.message ?? "write text";
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

function mappingRemedy({ shape }: z.ZodObject): string {
  const first = Object.hasOwn(shape, "schema") ? bare(shape.schema as z.ZodType) : undefined;
  if (!(first instanceof z.ZodLiteral)) return MAPPING;
  return `${MAPPING} that starts \`schema: ${[...first.values][0]}\``;
}

import { COUNTRIES } from "../core/artefacts/countries.ts";
import type { JsonSchema } from "../core/artefacts/json-schema.ts";
import { DAY_PATTERN } from "../core/dates.ts";

/** What a field takes, in words, from the JSON Schema of its file; `path` is a guide's: `stores[].kind`. */
export function valuesOf(schema: JsonSchema, path: string): string {
  const words = schemasAt(schema, path).flatMap(inWords);
  return [...new Set(words)].join(", or ");
}

/** The words that a field takes of a fixed list, also within a list of them; none if it takes others. */
export function choicesOf(schema: JsonSchema, path: string): string[] {
  const shapes = schemasAt(schema, path).flatMap(shapesOf);
  const inside = shapes.flatMap(({ items }) =>
    typeof items === "object" ? shapesOf(items as JsonSchema) : [],
  );
  const words = [...shapes, ...inside].flatMap((shape) => shape.enum ?? []);
  return words.filter((word) => word !== null).map(String);
}

/** The schemas of a path: more than one if a value can have several shapes. */
function schemasAt(schema: JsonSchema, path: string): JsonSchema[] {
  const steps = path.replaceAll("[]", ".[]").split(".");
  return steps.reduce<JsonSchema[]>(
    (found, step) =>
      found.flatMap(shapesOf).flatMap((one) => {
        const next = step === "[]" ? one.items : one.properties?.[step];
        return typeof next === "object" ? [next as JsonSchema] : [];
      }),
    [schema],
  );
}

/** The shapes of a value; an empty one is not counted. */
function shapesOf(schema: JsonSchema): JsonSchema[] {
  if (schema.type === "null") return [];
  return schema.anyOf ? (schema.anyOf as JsonSchema[]).flatMap(shapesOf) : [schema];
}

function inWords(schema: JsonSchema): string[] {
  if (schema.title) return [schema.title];
  return shapesOf(schema).map((shape) => {
    const { pattern = "", format } = shape;
    const type = [shape.type].flat().find((one) => one !== "null");
    if (shape.const !== undefined) return `\`${String(shape.const)}\``;
    if (shape.title) return shape.title;
    if (shape.enum) return wordsOf(shape.enum);
    if (type === "array") {
      const of = typeof shape.items === "object" ? inWords(shape.items as JsonSchema) : [];
      return `a list${of.length > 0 ? ` of: ${[...new Set(of)].join(", or ")}` : ""}`;
    }
    if (type === "object") return "a mapping";
    if (type === "boolean") return "`true` or `false`";
    if (type === "integer" || type === "number") return "a whole number";
    if (pattern === DAY_PATTERN) return "a day, `YYYY-MM-DD`";
    if (pattern.startsWith("^P")) return "an ISO 8601 duration";
    if (pattern.startsWith("^[a-z0-9]")) return "an id in lower case";
    return format ?? "text";
  });
}

function wordsOf(values: readonly unknown[]): string {
  const words = values.filter((value) => value !== null);
  if (words.length === COUNTRIES.length) return "an ISO 3166-1 code of two letters";
  return words.map((word) => `\`${String(word)}\``).join(", ");
}

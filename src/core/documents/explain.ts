import * as z from "zod";
import { list, quote } from "../quote.ts";
import { nearest } from "../suggest.ts";
import { formatPath, type Path } from "./place.ts";

/** A schema's complaint in our voice: what was found at a path, then what to write. */
export interface Explained {
  at: Path;
  /** The misspelt key, where the complaint is about a key. */
  key?: string;
  message: string;
  fix: string;
}

type Issue = z.core.$ZodIssue;

/** Takes a schema's issue about `value`; gives one complaint, or one per unknown key. */
export function explain(issue: Issue, value: unknown, schema: z.ZodType): Explained[] {
  const at = issue.path as Path;
  const found = valueAt(value, at);
  const where = at.length === 0 ? "the file" : `\`${formatPath(at)}\``;
  const what = found === undefined ? `${where} is missing` : `${where} is ${quote(found)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(at, key, keysOf(schemaAt(schema, at))));
    case "invalid_value":
      return [{ at, message: what, fix: oneOf(issue.values.map(String), found) }];
    case "invalid_type":
      return [{ at, message: what, fix: `write ${typeName(issue.expected)}` }];
    case "invalid_union":
      return explainUnion(issue, value, schema, what);
    default:
      // Every other check of ours carries its remedy as its message.
      return [{ at, message: what, fix: issue.message }];
  }
}

/** Of the branches of a union, the one that was probably meant; else what all of them accept. */
function explainUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  value: unknown,
  schema: z.ZodType,
  what: string,
): Explained[] {
  const meant = issue.errors.find((branch) => branch.every(({ path }) => path.length > 0));
  const unknownKeys = issue.errors.find((branch) =>
    branch.every(({ code }) => code === "unrecognized_keys"),
  );
  const branch = meant ?? unknownKeys;
  if (branch && branch.length > 0) {
    return branch.flatMap((inner) =>
      explain({ ...inner, path: [...issue.path, ...inner.path] } as Issue, value, schema),
    );
  }
  const at = issue.path as Path;
  const found = valueAt(value, at);
  const fixes = issue.errors.map(([first]) => {
    if (first?.code === "invalid_value") return oneOf(first.values.map(String), found);
    if (first?.code === "invalid_type") return `write ${typeName(first.expected)}`;
    return first?.message ?? "";
  });
  return [{ at, message: what, fix: [...new Set(fixes)].filter(Boolean).join("; ") }];
}

/** An unknown key, with the nearest known one and all that are accepted. */
export function unknownKey(at: Path, key: string, known: readonly string[]): Explained {
  const where = at.length === 0 ? "" : ` in \`${formatPath(at)}\``;
  const near = nearest(key, known);
  const accepted = known.length === 0 ? "remove it" : `accepted here: ${known.join(", ")}`;
  return {
    at,
    key,
    message: `unknown key ${quote(key)}${where}`,
    fix: near ? `did you mean \`${near}\`? ${accepted}` : accepted,
  };
}

/** The accepted values, the nearest first where one is near. */
export function oneOf(values: readonly string[], found: unknown): string {
  const near = typeof found === "string" ? nearest(found, values) : undefined;
  // A list of all countries helps nobody.
  const all =
    values.length > 40 ? `one of ${values.length} codes such as ${values[0]}` : list(values, "or");
  const one = values.length === 1 ? `write ${all}` : `use ${all}`;
  return near && values.length > 1 ? `did you mean \`${near}\`? ${one}` : one;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: "a mapping (`key: value`)",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  record: "a mapping (`key: value`)",
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/** The schema of the value at a path, through optional, default and union wrappers. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let here: z.ZodType | undefined = schema;
  for (const step of path) {
    const inner: z.ZodType | undefined = here && unwrap(here);
    if (inner instanceof z.ZodArray) here = inner.element as z.ZodType;
    else if (inner instanceof z.ZodRecord) here = inner.valueType as z.ZodType;
    else if (inner instanceof z.ZodObject) here = inner.shape[step] as z.ZodType | undefined;
    else return undefined;
  }
  return here && unwrap(here);
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType);
  if (schema instanceof z.ZodUnion) {
    const objects = (schema.options as z.ZodType[]).map(unwrap);
    return objects.find((option) => option instanceof z.ZodObject) ?? schema;
  }
  return schema;
}

function keysOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

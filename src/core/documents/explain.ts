import type * as z from "zod/mini";
import { quote } from "../quote.ts";
import { nearest } from "../suggest.ts";
import { MAX_PROBLEMS } from "./limits.ts";
import { formatPath, type Path } from "./place.ts";
import { type Found, remedyOf } from "./remedy.ts";
import { keysOf, nearestMissing, schemaAt } from "./schema-at.ts";

export { oneOf } from "./remedy.ts";

/** A schema's complaint in our voice: what was found at a path, then what to write. */
export interface Explained {
  at: Path;
  /** The misspelt key, if the complaint is about a key. */
  key?: string;
  /** The key that was meant by a misspelt one, and that is missing. */
  meant?: string;
  message: string;
  fix: string;
}

/** A complaint of the schema library. */
export type SchemaIssue = z.core.$ZodIssue;
type Issue = SchemaIssue;

/** Of a value that fits none of several forms: what is wrong with the form that was meant, if that is clear. */
export function innermost(issue: Issue): Issue[] {
  const meant = issue.code === "invalid_union" ? branchMeant(issue.errors) : undefined;
  if (!meant) return [issue];
  return meant.flatMap((inner) =>
    innermost({ ...inner, path: [...issue.path, ...inner.path] } as Issue),
  );
}

/** Takes a schema's issue about `value`, returns one complaint, or one per unknown key. */
export function explain(issue: Issue, value: unknown, schema: z.core.$ZodType): Explained[] {
  const at = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    const known = keysOf(schemaAt(schema, at));
    const mapping = asMapping(lookUp(value, at).value);
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => ({
      ...unknownKey(at, key, known),
      meant: nearestMissing(key, known, mapping),
    }));
  }
  const parts = innermost(issue);
  if (parts[0] !== issue) return parts.flatMap((part) => explain(part, value, schema));
  const found = lookUp(value, at);
  const where = at.length === 0 ? "the file" : `\`${formatPath(at)}\``;
  return [{ at, message: `${where} ${stateOf(found)}`, fix: fixOf(issue, schema, found) }];
}

/** Keys of the edition before, and what is written instead now. */
const FORMER_KEYS: Readonly<Record<string, string>> = { on: "date" };

/** What a tool of YAML 1.1 makes of words that it takes for truth values. */
const REWRITTEN_KEYS: Readonly<Record<string, string>> = { true: "on" };

/** What to write instead of a key that was right once, if it is one. */
function renamed(key: string, known: readonly string[]): string | undefined {
  const before = Object.hasOwn(REWRITTEN_KEYS, key) ? REWRITTEN_KEYS[key] : undefined;
  const former = before ?? key;
  const now = Object.hasOwn(FORMER_KEYS, former) ? FORMER_KEYS[former] : undefined;
  if (now === undefined || !known.includes(now)) return undefined;
  const why =
    before === undefined
      ? `this field was called \`${former}\` before`
      : `a tool of YAML 1.1 has rewritten the key \`${before}\`, which this field was called before`;
  return `write \`${now}\`: ${why}`;
}

/** An unknown key, with the nearest known one and all that are accepted. */
export function unknownKey(at: Path, key: string, known: readonly string[]): Explained {
  const where = at.length === 0 ? "" : ` in \`${formatPath(at)}\``;
  const instead = renamed(key, known);
  const near = nearest(key, known);
  const accepted = known.length === 0 ? "remove it" : `accepted here: ${known.join(", ")}`;
  return {
    at,
    key,
    message: `unknown key ${quote(key)}${where}`,
    fix: instead ?? (near ? `did you mean \`${near}\`? ${accepted}` : accepted),
  };
}

/** The branch of a union whose kind of value was written, however wrong what is inside. */
function branchMeant(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
}

/** Our schemas put what to write as a complaint's message, in lower case; the library's own is not that. */
function fixOf(issue: Issue, schema: z.core.$ZodType, found: Found): string {
  const expected = schemaAt(schema, issue.path as Path);
  const isOurs = /^[a-z]/.test(issue.message);
  if (isOurs && expected?._zod.def.type !== "union") return issue.message;
  return expected ? remedyOf(expected, found) : "write what the schema describes";
}

function lookUp(value: unknown, path: Path): Found {
  const field = path.findLast((step) => typeof step === "string");
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) {
      return { state: "missing", value: undefined, key: path.at(-1), field };
    }
    here = (here as Record<string | number, unknown>)[step];
  }
  return { state: here === undefined || here === null ? "empty" : "value", value: here, field };
}

function asMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function stateOf({ state, value }: Found): string {
  if (state !== "value") return `is ${state}`;
  const isNothing = typeof value === "object" && Object.keys(value ?? {}).length === 0;
  return isNothing
    ? `is ${Array.isArray(value) ? "an empty list" : "an empty mapping"}`
    : `is ${quote(value)}`;
}

import type * as z from "zod/mini";
import { nearest } from "../suggest.ts";
import type { Path } from "./place.ts";

/** Any schema of the library, told apart by `_zod.def.type`. */
export type Schema = z.core.$ZodTypes;

/** The schema of the value at a path, without what wraps it, or undefined if the path leads to no schema. */
export function schemaAt(schema: z.core.$ZodType, path: Path): Schema | undefined {
  let here: Schema | undefined = bare(schema);
  for (const step of path) {
    here = here && inside(here, step);
  }
  return here;
}

/** The keys that a mapping may have; empty if it may have any. */
export function keysOf(schema: Schema | undefined): string[] {
  const def = schema?._zod.def;
  if (def?.type === "object") return Object.keys(def.shape);
  if (def?.type === "union") return def.options.map(bare).flatMap(keysOf);
  return [];
}

/** The key that a misspelt one was meant to be: the nearest, unless the mapping has that, too. */
export function nearestMissing(
  key: string,
  known: readonly string[],
  mapping: Readonly<Record<string, unknown>>,
): string | undefined {
  const near = nearest(key, known);
  return near !== undefined && mapping[near] === undefined ? near : undefined;
}

/** A schema without what makes it optional, sets a default or transforms its value. */
export function bare(schema: z.core.$ZodType): Schema {
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
      return bare(def.innerType);
    case "pipe":
      return bare(def.in);
    default:
      return schema as Schema;
  }
}

/** One step down. Of a union, into the first branch that the step leads into. */
function inside(schema: Schema, step: string | number): Schema | undefined {
  const { def } = schema._zod;
  switch (def.type) {
    case "union":
      for (const option of def.options) {
        const found = inside(bare(option), step);
        if (found) return found;
      }
      return undefined;
    case "array":
      return typeof step === "number" ? bare(def.element) : undefined;
    case "record":
      return bare(def.valueType);
    case "object": {
      const field = Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
      return field && bare(field);
    }
    default:
      return undefined;
  }
}

import * as z from "zod";
import type { Path } from "./place.ts";

/** The schema of the value at a path, without what wraps it, or undefined where none leads there. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let here: z.ZodType | undefined = bare(schema);
  for (const step of path) {
    here = here && inside(here, step);
  }
  return here;
}

/** The keys that a mapping may have; none where any will do. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion)
    return (schema.options as z.ZodType[]).map(bare).flatMap(keysOf);
  return [];
}

/** A schema without what makes it optional, gives a default or transforms its value. */
export function bare(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return bare(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodPipe ? bare(schema.in as z.ZodType) : schema;
}

/** One step down. Of a union, into the first branch that the step leads into. */
function inside(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options as z.ZodType[]) {
      const found = inside(bare(option), step);
      if (found) return found;
    }
    return undefined;
  }
  if (schema instanceof z.ZodArray) {
    return typeof step === "number" ? bare(schema.element as z.ZodType) : undefined;
  }
  if (schema instanceof z.ZodRecord) return bare(schema.valueType as z.ZodType);
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, step)) return undefined;
  return bare(schema.shape[step] as z.ZodType);
}

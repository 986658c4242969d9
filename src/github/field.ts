import * as z from "zod/mini";

/** A field that may be missing. What is of another kind, `null` among them, counts as missing. */
export function field<T extends z.ZodMiniType>(schema: T) {
  return z.catch(z.optional(schema), undefined);
}

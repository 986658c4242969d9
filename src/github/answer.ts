import type * as z from "zod/mini";
import { notGithub } from "./errors.ts";

/** An answer as its schema has it. Throws a `CannotRunError` if it is not of that shape: it is not GitHub's. */
export function answerIn<T>(schema: z.ZodMiniType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw notGithub();
  return parsed.data;
}

import * as z from "zod/mini";
import { field } from "./field.ts";

const text = field(z.string());

const THROWN = z.object({
  name: text,
  message: text,
  status: field(z.number()),
  response: field(
    z.object({
      data: field(z.object({ message: text })),
      headers: field(z.record(z.string(), z.unknown())),
    }),
  ),
  cause: z.optional(z.unknown()),
  errors: field(
    z.array(z.object({ type: text, message: text, path: field(z.array(z.unknown())) })),
  ),
  data: field(z.record(z.string(), z.unknown())),
});

/**
 * What is known of something that was thrown. For an answer of REST, Octokit adds `status` and `response`;
 * for one of GraphQL, `errors` and the `data` beside them. What made the call fail is its `cause`.
 */
export type Thrown = z.output<typeof THROWN>;

/** One of the errors in an answer of GraphQL. */
export type GraphqlError = NonNullable<Thrown["errors"]>[number];

/** Reads what was thrown, which can be anything. */
export function thrownIn(error: unknown): Thrown {
  return THROWN.safeParse(error).data ?? {};
}

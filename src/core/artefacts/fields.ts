import * as z from "zod";
import { isIsoDate } from "../dates.ts";
import { parseDuration } from "../durations.ts";
import { COUNTRIES } from "./countries.ts";

// In these schemas an `error` says what to write instead; what was found is said by `explain.ts`.

/** A name that other files and findings refer to. */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: "use lower-case letters, digits and single hyphens, such as `bookings-db`",
  })
  .max(80, { error: "use at most 80 characters" });

/** A sentence, a name, a link or a path: anything but nothing. */
export const text = z
  .string()
  .regex(/\S/, { error: "write some text, or leave the key out" })
  .max(2000, { error: "use at most 2000 characters" });

/** A link or a path that someone can follow. */
export const reference = text;

export const isoDate = z
  .string()
  .refine(isIsoDate, { error: "write a day that exists as YYYY-MM-DD, such as 2026-11-23" });

export const duration = z.string().refine((value) => parseDuration(value) !== undefined, {
  error: "write an ISO 8601 duration, such as P2Y, P6M, P8W, P30D or PT4H",
});

/** ISO 3166-1 alpha-2. */
export const country = z.enum(COUNTRIES as [string, ...string[]]);

export const countries = z
  .array(country)
  .min(1, { error: "list at least one country, such as [GB]" });

/** One name or a list of them, read as a list. */
export const idOrIds = z
  .union([id, z.array(id)])
  .transform((value) => (typeof value === "string" ? [value] : value));

/** Who keeps a file current, and until when its last review holds. */
export const review = z.strictObject({
  owner: text.optional(),
  last_reviewed: isoDate.optional(),
  review_by: isoDate.optional(),
});

/** A list that may be left out. */
export function listOf<T extends z.ZodType>(element: T) {
  return z.array(element).default([]);
}

/** The service that a file speaks of. The data map's is the one that the others have to name. */
export const service = z.strictObject({ id: id.optional(), name: text.optional() });

import * as z from "zod/mini";
import { isIsoDate } from "../dates.ts";
import { dayMeant, durationMeant } from "../documents/time-meant.ts";
import { parseDuration } from "../durations.ts";
import { isLongerThan } from "../text-length.ts";
import { COUNTRIES } from "./countries.ts";

// In these schemas an `error` says what to write instead; what was found is said by `explain.ts`.

/** A name that other files and findings refer to. */
export const id = z.string().check(
  z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: "use lower-case letters, digits and single hyphens, for example `bookings-db`",
  }),
  z.maxLength(80, { error: "use at most 80 characters" }),
);

/** In characters as JSON Schema counts them. */
export const LONGEST_TEXT = 2000;

/** A sentence, a name, a link or a path: anything but nothing. */
export const text = z.string().check(
  z.regex(/\S/, { error: "write some text, or leave the key out" }),
  z.refine((value) => !isLongerThan(value, LONGEST_TEXT), {
    error: `use at most ${LONGEST_TEXT} characters`,
  }),
);

/** A link or a path that someone can follow. */
export const reference = text;

export const isoDate = z.string().check(
  z.refine(isIsoDate, {
    error: ({ input }) =>
      asked(
        dayMeant(input),
        isIsoDate,
        "write a day that exists as YYYY-MM-DD, for example 2026-11-23",
      ),
  }),
);

export const durationText = z.string().check(
  z.refine(isDuration, {
    error: ({ input }) =>
      asked(
        durationMeant(input),
        isDuration,
        "write an ISO 8601 duration, for example P2Y, P6M, P8W, P30D or PT4H",
      ),
  }),
);

function isDuration(value: string): boolean {
  return parseDuration(value) !== undefined;
}

/** What to write, after the value that was most likely meant, if it is one that is accepted. */
function asked(
  meant: string | undefined,
  isAccepted: (value: string) => boolean,
  otherwise: string,
): string {
  return meant !== undefined && isAccepted(meant)
    ? `did you mean \`${meant}\`? ${otherwise}`
    : otherwise;
}

/** ISO 3166-1 alpha-2. */
export const country = z.enum(COUNTRIES as [string, ...string[]]);

export const countries = z
  .array(country)
  .check(z.minLength(1, { error: "list at least one country, for example [GB]" }));

/** One name or a list of them, read as a list. */
export const idOrIds = z.pipe(
  z.union([id, z.array(id)]),
  z.transform((value) => (typeof value === "string" ? [value] : value)),
);

// Each schema costs time to build at every start, so those that many fields share are built once.
export const optionalId = z.optional(id);
export const optionalText = z.optional(text);
export const optionalReference = optionalText;
export const optionalDate = z.optional(isoDate);
export const optionalDuration = z.optional(durationText);
export const optionalCountries = z.optional(countries);
export const optionalBoolean = z.optional(z.boolean());

/** Who keeps a file current, and until when its last review holds. */
export const review = z.optional(
  z.strictObject({
    owner: optionalText,
    last_reviewed: optionalDate,
    review_by: optionalDate,
  }),
);

/** A list that may be left out. */
export function listOf<T extends z.core.SomeType>(element: T) {
  return z._default(z.array(element), []);
}

const serviceFields = { id: optionalId, name: optionalText };

/** The service that a file speaks of. The other files must name the data map's. */
export const service = z.optional(z.strictObject(serviceFields));

/** The data map's own: it also says since when people's data has been held. */
export const mappedService = z.optional(
  z.strictObject({ ...serviceFields, holding_since: optionalDate }),
);

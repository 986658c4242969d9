import * as z from "zod/mini";
import { field } from "../../src/github/field.ts";

/** GitHub's names and ids are shorter; an oddity of the sender's costs no more. */
const LONGEST_TEXT = 1_000;

/** More of a list than is looked at: beyond it, GitHub is asked. */
const MOST_LISTED = 100;

export const idField = field(z.number());
export const flag = field(z.boolean());

const shortText = z.pipe(
  z.string(),
  z.transform((text: string) => text.slice(0, LONGEST_TEXT)),
);
export const textField = field(shortText);

/** The fields of an object that are kept. */
export function part<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return field(z.object(shape));
}

/** The first elements of a list; `null` for each element that does not fit. */
function listOf<T extends z.ZodMiniType>(element: T) {
  return field(
    z.pipe(
      z.pipe(
        z.array(z.unknown()),
        z.transform((all: unknown[]) => all.slice(0, MOST_LISTED)),
      ),
      z.array(z.catch(z.nullable(element), null)),
    ),
  );
}

/** A list of objects, with the fields that are kept of each. */
export function each<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return listOf(z.object(shape));
}

/** A list of texts. */
export const texts = listOf(shortText);

/** What a function makes of a field of some kind. */
export function made<In, Out>(schema: z.ZodMiniType<In>, make: (value: In) => Out) {
  return field(z.pipe(schema, z.transform(make)));
}

import { readFileSync } from "node:fs";
import {
  buildSchema,
  defaultFieldResolver,
  GraphQLError,
  getNamedType,
  isObjectType,
} from "graphql";

/** What one page of a connection takes at most. */
const MOST_RECORDS = 100;

/** The part of GitHub's public schema that is used; its connections take the sizes that GitHub's take. */
export const SCHEMA = buildSchema(
  readFileSync("packages/fake-github/contract/schema.graphql", "utf8"),
);

for (const type of Object.values(SCHEMA.getTypeMap())) {
  if (!isObjectType(type)) continue;
  for (const field of Object.values(type.getFields())) {
    if (!getNamedType(field.type).name.endsWith("Connection")) continue;
    field.resolve = (source, given, context, info) => {
      checkSize(field.name, given);
      return defaultFieldResolver(source, given, context, info);
    };
  }
}

/** An error as GitHub gives it, beside the data. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function checkSize(
  connection: string,
  { first, last }: { first?: number | null; last?: number | null },
): void {
  const size = first ?? last;
  if (typeof size !== "number") {
    throw failure(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${connection}\` connection.`,
    );
  }
  if (size <= MOST_RECORDS) return;
  const name = typeof first === "number" ? "first" : "last";
  throw failure(
    "EXCESSIVE_PAGINATION",
    `Requesting ${size} records on the \`${connection}\` connection exceeds the \`${name}\` limit of ${MOST_RECORDS} records.`,
  );
}

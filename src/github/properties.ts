import * as z from "zod/mini";
import { answerIn } from "./answer.ts";
import { field } from "./field.ts";
import { PER_PAGE, pages } from "./pages.ts";
import { attempt, type Reader, type Repository } from "./reader.ts";

/** More repositories than any organisation has. */
const MOST_PAGES = 1_000;

/** The field of an answer, or of an event, that has the custom properties. */
export const WITH_PROPERTIES = {
  custom_properties: field(z.record(z.string(), z.unknown())),
};

interface WithProperties {
  custom_properties?: Readonly<Record<string, unknown>>;
  owner?: { type?: string };
}

/**
 * A repository's custom properties as an answer tells them: undefined if it does not say. Some answers, and
 * those of GitHub Enterprise Server among them, leave them out. A person's own repository has none.
 */
export function propertiesIn({
  custom_properties,
  owner,
}: WithProperties): Readonly<Record<string, unknown>> | undefined {
  return custom_properties ?? (owner?.type === "User" ? {} : undefined);
}

/** Asks for a repository's custom properties by themselves: one request. None if the server has no such thing. */
export async function readProperties(
  reader: Reader,
  repository: Repository,
): Promise<Record<string, unknown>> {
  const { owner, name } = repository;
  const answer = await attempt(
    reader,
    repository,
    (client) =>
      client.request("GET /repos/{owner}/{repo}/properties/values", { owner, repo: name }),
    "Metadata: read",
  );
  return answer.ok ? valuesOf(answerIn(PROPERTIES, answer.value.data)) : {};
}

/**
 * The repositories of an organisation that have a property, by GitHub's numbers: one request for each
 * hundred. Undefined if the App may not ask for them.
 */
export async function repositoriesWith(
  reader: Reader,
  org: string,
  property: string,
): Promise<ReadonlySet<number> | undefined> {
  let isAllowed = true;
  const listed = await pages(MOST_PAGES, async (page) => {
    const answer = await attempt(reader, { owner: org, name: "" }, (client) =>
      client.request("GET /orgs/{org}/properties/values", { org, per_page: PER_PAGE, page }),
    );
    if (answer.ok) return answerIn(REPOSITORIES, answer.value.data);
    // Of what the server does not know at all, no repository has any.
    isAllowed = answer.status === 404;
    return [];
  });
  const having = listed.filter(({ properties }) => Object.hasOwn(valuesOf(properties), property));
  return isAllowed ? new Set(having.map(({ repository_id }) => repository_id)) : undefined;
}

const PROPERTIES = z.array(z.object({ property_name: z.string(), value: z.unknown() }));

const REPOSITORIES = z.array(z.object({ repository_id: z.number(), properties: PROPERTIES }));

/** A list of properties as their values by name. */
function valuesOf(list: z.output<typeof PROPERTIES>): Record<string, unknown> {
  const set = list.filter(({ value }) => value !== null);
  return Object.fromEntries(set.map(({ property_name, value }) => [property_name, value]));
}

import { type Description, field } from "./extract-rest.ts";

/** What an App can ask for: permissions with their levels, events, and which of them a server lacks. */
export function extractedApp(github: Description, server: Description) {
  const permissions = Object.entries(
    field(github.components.schemas["app-permissions"], "properties"),
  ).map(([name, schema]) => [name, field(schema, "enum")]);
  const events = eventsOf(github);
  const onServer = eventsOf(server);
  return {
    permissions: Object.fromEntries(permissions),
    events,
    notOnServer: events.filter((event) => !onServer.includes(event)),
  };
}

function eventsOf(description: Description): string[] {
  const names = Object.values(description["x-webhooks"]).map(({ post }) =>
    post["x-github"].subcategory.replaceAll("-", "_"),
  );
  return [...new Set(names)].sort();
}

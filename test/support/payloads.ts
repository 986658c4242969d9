import { createRequire } from "node:module";
import type { Json } from "../../packages/fake-github/values.ts";

interface Definition {
  name: string;
  examples: Json[];
}

// Its JSON is not to be had by `import` on Node 20.
const definitions: Definition[] = createRequire(import.meta.url)("@octokit/webhooks-examples");

/** The published examples of an event's payload, each a copy of its own. */
export function examplesOf(event: string): Json[] {
  const found = definitions.find(({ name }) => name === event);
  if (!found) throw new Error(`no payload of ${event} is published`);
  return structuredClone(found.examples);
}

/** The names of all events that payloads are published of. */
export function eventNames(): string[] {
  return definitions.map(({ name }) => name);
}

/**
 * The first published example of an event that has this action, with some of its fields changed: what
 * is not in it is added, mappings are gone into.
 */
export function payloadOf(event: string, changes: Json, action?: string): Json {
  const found = examplesOf(event).find((one) => action === undefined || one.action === action);
  if (!found) throw new Error(`no payload of ${event}.${action} is published`);
  return merged(found, changes);
}

function merged(base: Json, changes: Json): Json {
  const result = { ...base };
  for (const [key, value] of Object.entries(changes)) {
    const before = result[key];
    result[key] = isJson(before) && isJson(value) ? merged(before, value) : value;
  }
  return result;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

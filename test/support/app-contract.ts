import { readFileSync } from "node:fs";
import { asRecord } from "../../packages/fake-github/shapes.ts";
import type { Json } from "../../packages/fake-github/values.ts";

/** GitHub's own names: see the file's comment. */
const CONTRACT: {
  permissions: Record<string, string[]>;
  events: string[];
  notOnServer: string[];
} = JSON.parse(readFileSync("packages/fake-github/contract/app.json", "utf8"));

/** What GitHub refuses in a manifest. Source: its docs on registering an App from a manifest. */
export function manifestFaults(manifest: object, isServer = false): string[] {
  const { name, url, hook_attributes, redirect_url, description, ...rest }: Json = { ...manifest };
  const { url: hook, active } = asRecord(hook_attributes);
  const rights = Object.entries(asRecord(rest.default_permissions));
  const events = Array.isArray(rest.default_events) ? rest.default_events : [];
  const isAddress = (value: unknown) => typeof value === "string" && URL.canParse(value);
  const isPublic = (value: unknown) =>
    isAddress(value) && !/localhost|127\.0\.0\.1/.test(`${value}`);
  const known = CONTRACT.events.filter(
    (event) => !isServer || !CONTRACT.notOnServer.includes(event),
  );
  return [
    ...(typeof name === "string" && name !== "" && name.length <= 34 ? [] : ["name"]),
    ...(typeof description === "string" ? [] : ["description"]),
    ...(isAddress(url) ? [] : ["url wasn't supplied"]),
    ...(isPublic(hook) && active === true ? [] : ["hook_attributes"]),
    ...(isAddress(redirect_url) ? [] : ["redirect_url"]),
    ...(typeof rest.public === "boolean" ? [] : ["public"]),
    ...rights
      .filter(([right, level]) => !CONTRACT.permissions[right]?.includes(`${level}`))
      .map(([right]) => `permissions ${right}`),
    ...events.filter((event) => !known.includes(event)).map((event) => `events ${event}`),
    ...Object.keys(rest)
      .filter((key) => !["public", "default_permissions", "default_events"].includes(key))
      .map((key) => `key ${key}`),
  ];
}

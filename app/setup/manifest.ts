import { PLACES } from "../../src/core/home.ts";
import { EVENTS } from "../events.ts";
import { RIGHT_OF_EVENT, RIGHTS } from "../rights.ts";
import type { PublicAddress } from "./address.ts";

/** What GitHub makes an App from. Source: GitHub's docs, registering an App from a manifest. */
export interface Manifest {
  name: string;
  description: string;
  /** The App's page: GitHub refuses a manifest without one. */
  url: string;
  public: boolean;
  hook_attributes: { url: string; active: boolean };
  /** The page to which GitHub leads the browser, with the code for which it hands over the App's key. */
  redirect_url: string;
  default_permissions: Readonly<Record<string, string>>;
  default_events: readonly string[];
}

/** The part of a manifest that `app.yml` says. */
export type AppFile = Readonly<Record<string, unknown>>;

/**
 * What GitHub Enterprise Server does not know, up to 3.19: a manifest that has it is refused. The right is
 * of use for the event alone.
 */
export const NOT_ON_SERVER = { events: ["merge_group"], permissions: ["merge_queues"] } as const;

const KEYS = ["name", "description", "url", "public", "default_permissions", "default_events"];

/** GitHub's own limit for the name of an App. */
const LONGEST_NAME = 34;

/** The manifest to hand to GitHub, from `app.yml`, and what is known only now. */
export function manifestFrom(
  file: AppFile,
  address: PublicAddress,
  redirectUrl: string,
  isOwnServer: boolean,
): Manifest {
  const { permissions, events } = NOT_ON_SERVER;
  const leaves = (list: readonly string[], name: string) => isOwnServer && list.includes(name);
  const rights = Object.entries(recordIn(file.default_permissions));
  const heard = Array.isArray(file.default_events) ? file.default_events : [];
  return {
    name: `${file.name ?? ""}`,
    description: `${file.description ?? ""}`,
    url: `${file.url ?? PLACES.home ?? address.origin}`,
    public: file.public === true,
    hook_attributes: { url: address.webhooks, active: true },
    redirect_url: redirectUrl,
    default_permissions: Object.fromEntries(
      rights.filter(([name]) => !leaves(permissions, name)).map(([name, at]) => [name, `${at}`]),
    ),
    default_events: heard.map(String).filter((name) => !leaves(events, name)),
  };
}

/** What GitHub would refuse in `app.yml`, or what the App has no use for: a line each. */
export function faultsIn(file: AppFile, manifest: Manifest): string[] {
  const { name, url, hook_attributes, redirect_url, default_permissions, default_events } =
    manifest;
  const addresses = { url, "hook_attributes.url": hook_attributes.url, redirect_url };
  return [
    ...Object.keys(file)
      .filter((key) => !KEYS.includes(key))
      .map((key) => `\`${key}\` is not known here; app.yml takes ${KEYS.join(", ")}`),
    ...(name.trim() === "" ? ["`name` is missing; the App needs one"] : []),
    ...(name.length > LONGEST_NAME
      ? [`\`name\` has ${name.length} characters; GitHub takes ${LONGEST_NAME} at most`]
      : []),
    ...Object.entries(addresses)
      .filter(([, address]) => !URL.canParse(address) || !/^https?:\/\/./.test(address))
      .map(([key]) => `\`${key}\` is not an address of the web`),
    ...Object.entries(default_permissions).flatMap(([right, level]) => rightFault(right, level)),
    ...default_events.flatMap((event) => eventFault(event, default_permissions)),
    ...(new Set(default_events).size < default_events.length
      ? ["`default_events` has an event twice"]
      : []),
  ];
}

function rightFault(right: string, level: string): string[] {
  const asked = Object.hasOwn(RIGHTS, right) ? RIGHTS[right] : undefined;
  if (!asked) return [`the App has no use for the permission \`${right}\`; leave it out`];
  if (level === asked || (level === "read" && asked === "write")) return [];
  return [`\`${right}: ${level}\` is not what the App needs; write \`${right}: ${asked}\``];
}

function eventFault(event: string, rights: Readonly<Record<string, string>>): string[] {
  if (!EVENTS.includes(event)) {
    return [`the App does not hear the event \`${event}\`; leave it out`];
  }
  const right = RIGHT_OF_EVENT[event];
  return right && Object.hasOwn(rights, right)
    ? []
    : [`GitHub sends \`${event}\` only to Apps with \`${right}\`; add that, or leave both out`];
}

function recordIn(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

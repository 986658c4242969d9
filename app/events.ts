import { STAGE_PROPERTY } from "../src/core/stage-sources.ts";
import { propertiesIn } from "../src/github/properties.ts";
import type { Account } from "./account.ts";
import type { Delivery } from "./delivery.ts";
import { type Payload, UNHEARD } from "./events/payloads.ts";
import { EVENT_KINDS } from "./events/table.ts";
import type { CheckWake, Wake, Wakes, Woken } from "./events/wakes.ts";

/** The events that the App subscribes to, for the manifest. */
export const EVENTS: readonly string[] = [...EVENT_KINDS.values()]
  .filter(({ why }) => why !== undefined)
  .map(({ name }) => name);

/**
 * The few fields of a payload that decide what is done for it. A delivery may wait for minutes, and thousands
 * beside it: what waits is this, and not the payload. It shares no memory with the payload.
 */
export function keptFields(event: string, payload: unknown): Partial<Payload> {
  const heard = EVENT_KINDS.get(event)?.read(payload).payload;
  // A part of a long string keeps all of it alive: this makes each anew.
  return JSON.parse(JSON.stringify(heard ?? UNHEARD.safeParse(payload).data ?? {}));
}

/**
 * The paths of the fields that decide what is done for an event, and that it does not have.
 * None of them is read as if it said no: this is for the log.
 */
export function absentFields({ event, payload }: Delivery): string[] {
  const heard = EVENT_KINDS.get(event)?.read(payload);
  if (!heard) return [];
  return [["installation.id"] as const, ...heard.needs()]
    .filter((paths) => paths.every((path) => valueAt(heard.payload, path) === undefined))
    .map(([path]) => path);
}

function valueAt(payload: Payload, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => {
    const found = Object.entries(at ?? {}).find(([key]) => key === name);
    return found?.[1];
  }, payload);
}

/**
 * What a delivery asks for. It only wakes: what is true is read afterwards. What can change nothing
 * here wakes nobody: an event of an issue that is not ours, a push that touches no YAML.
 */
export function wakesOf({ event, payload }: Delivery, account: Account): Wakes {
  const heard = EVENT_KINDS.get(event)?.read(payload);
  const installation = heard?.payload.installation?.id;
  if (!heard || installation === undefined) return { repositories: [], checks: [] };
  const woken = heard.wakes(account);
  const wake = wakeIn(heard.payload, installation, woken);
  return {
    repositories: [
      ...(wake ? lookedAt(wake, woken) : []),
      ...(woken.added ?? []).flatMap((one) => addedIn(one, installation)),
    ],
    checks: wake ? checksIn(wake, woken) : [],
    ...(woken.installation && { [woken.installation]: installation }),
  };
}

function lookedAt(wake: Wake, { isLookedAt, asked, comment }: Woken): Wake[] {
  return isLookedAt || asked !== undefined ? [{ ...wake, asked, comment }] : [];
}

function checksIn(wake: Wake, { topics = [], isAsked = false }: Woken): CheckWake[] {
  return topics.map((topic) => ({
    ...wake,
    topic,
    key: `check:${wake.id}:${topic.kind === "pull-request" ? topic.number : topic.sha}`,
    isAsked,
  }));
}

/** What an installation sees from now on. The event does not tell whether there is a property. */
function addedIn(one: { id?: number; full_name?: string } | null, installation: number): Wake[] {
  const [owner = "", name = ""] = (one?.full_name ?? "").split("/");
  return one?.id !== undefined && name !== ""
    ? [{ installation, id: one.id, owner, name, hasProperty: true }]
    : [];
}

/** The repository that an event is of; undefined if it is of none. */
function wakeIn(
  { repository }: Payload,
  installation: number,
  { hasProperty = false }: Woken,
): Wake | undefined {
  const at = namesIn(repository);
  if (repository?.id === undefined || !at) return undefined;
  // An event that does not show the properties says nothing of them: GitHub is asked.
  const properties = propertiesIn(repository) ?? { [STAGE_PROPERTY]: undefined };
  return {
    installation,
    id: repository.id,
    ...at,
    hasProperty: hasProperty || Object.hasOwn(properties, STAGE_PROPERTY),
  };
}

/** A repository's names: a push may leave out its owner, or name them otherwise than all other events. */
function namesIn(repository: Payload["repository"]): Pick<Wake, "owner" | "name"> | undefined {
  const [first, second] = (repository?.full_name ?? "").split("/");
  const owner = repository?.owner?.login ?? repository?.owner?.name ?? first;
  const name = repository?.name ?? second;
  return owner && name ? { owner, name } : undefined;
}

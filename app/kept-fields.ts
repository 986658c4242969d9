import { STAGE_PROPERTY } from "../src/core/stage-sources.ts";
import { asList, asRecord } from "../src/github/shapes.ts";

/** What is kept of a value: some of its fields, or what a function makes of it. */
type Keeping = { readonly [name: string]: Keeping } | ((value: unknown) => unknown);

/** More of a list than `events.ts` looks at: beyond it, it asks GitHub. */
const MOST_LISTED = 100;

/** GitHub's names and ids are shorter; an oddity of the sender's costs no more. */
const LONGEST_TEXT = 1_000;

function plain(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, LONGEST_TEXT);
  return typeof value === "object" && value !== null ? undefined : value;
}

const each =
  (keeping: Keeping) =>
  (value: unknown): unknown =>
    Array.isArray(value)
      ? value.slice(0, MOST_LISTED).map((one) => kept(one, keeping) ?? null)
      : undefined;

const login = { login: plain, type: plain };
const names = each({ name: plain });
const app = { slug: plain };
const pullRequests = each({ number: plain, base: { repo: { id: plain } } });
const propertyValues = (value: unknown) =>
  each({ property_name: plain })(
    Array.isArray(value)
      ? value.filter((one) => asRecord(one).property_name === STAGE_PROPERTY)
      : value,
  );

/** Of the paths of a commit, one that can be of ours says as much as all. */
const yamlPath = (value: unknown) =>
  asList(value)
    .filter((path) => typeof path === "string" && /\.ya?ml$/i.test(path))
    .slice(0, 1);
const commits = each({ added: yamlPath, modified: yamlPath, removed: yamlPath });

/** A line that may be a command: what stands before it can be a space or two, or what an editor left there. */
const COMMAND_LINE = /^.{0,40}?\/dsp.{0,20}/gim;
const MOST_LINES = 200;

/** Whether a command was given is told by its line; the rest of a comment is read from GitHub. */
const commandLines = (value: unknown) =>
  typeof value === "string"
    ? (value.match(COMMAND_LINE) ?? []).slice(0, MOST_LINES).join("\n")
    : undefined;

/** Whether the stage's property is among those that an event shows; nothing if it shows none at all. */
function stageProperty(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, STAGE_PROPERTY) ? { [STAGE_PROPERTY]: null } : {};
}

/** All that `needed-fields.ts`, `events.ts` and `checks/wakes.ts` read of a payload. */
const KEPT: Keeping = {
  action: plain,
  installation: { id: plain },
  sender: login,
  repository: {
    id: plain,
    name: plain,
    full_name: plain,
    owner: { ...login, name: plain },
    default_branch: plain,
    master_branch: plain,
    topics: each(plain),
    custom_properties: stageProperty,
  },
  changes: {
    topics: { from: each(plain) },
    default_branch: { from: plain },
    name: { from: plain },
    base: { ref: { from: plain } },
  },
  repositories_added: each({ id: plain, full_name: plain }),
  new_property_values: propertyValues,
  old_property_values: propertyValues,
  ref: plain,
  forced: plain,

  commits,
  label: { name: plain },
  issue: { number: plain, user: login, labels: names },
  comment: { id: plain, body: commandLines },
  number: plain,
  pull_request: { number: plain },
  merge_group: { head_sha: plain, base_ref: plain },
  check_run: {
    head_sha: plain,
    external_id: plain,
    app,
    check_suite: { head_branch: plain },
    pull_requests: pullRequests,
  },
  check_suite: { head_sha: plain, head_branch: plain, app, pull_requests: pullRequests },
  requested_action: { identifier: plain },
};

/**
 * The few fields of a payload that decide what is done for it. A delivery may wait for minutes, and thousands
 * beside it: what waits is this, and not the payload. It shares no memory with the payload.
 */
export function keptFields(payload: unknown): Record<string, unknown> {
  // A part of a long string keeps all of it alive: this makes each anew.
  return asRecord(JSON.parse(JSON.stringify(kept(payload, KEPT) ?? {})));
}

function kept(value: unknown, keeping: Keeping): unknown {
  if (typeof keeping === "function") return keeping(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const record = asRecord(value);
  return Object.fromEntries(
    Object.entries(keeping).flatMap(([name, of]) =>
      Object.hasOwn(record, name) ? [[name, kept(record[name], of)]] : [],
    ),
  );
}

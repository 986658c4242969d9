import * as z from "zod/mini";
import { STAGE_PROPERTY } from "../../src/core/stage-sources.ts";
import { each, flag, idField, made, part, textField, texts } from "./fields.ts";

const LISTED = z.array(z.unknown());

/** Of the paths of a commit, one that can be of ours says as much as all. */
const yamlPath = made(LISTED, (paths) =>
  paths
    .filter((path): path is string => typeof path === "string" && /\.ya?ml$/i.test(path))
    .slice(0, 1),
);

/** A line that may be a command: before it can be a space or two, or what an editor left there. */
const COMMAND_LINE = /^.{0,40}?\/dsp.{0,20}/gim;
const MOST_LINES = 200;

/** Its line tells whether a command was given; the rest of a comment is read from GitHub. */
const commandLines = made(z.string(), (body) =>
  (body.match(COMMAND_LINE) ?? []).slice(0, MOST_LINES).join("\n"),
);

/** Whether the stage's property is among those that an event shows. */
const stageProperty = made(
  z.record(z.string(), z.unknown()),
  (properties): Record<string, unknown> =>
    Object.hasOwn(properties, STAGE_PROPERTY) ? { [STAGE_PROPERTY]: null } : {},
);

const ofStage = z.object({ property_name: z.literal(STAGE_PROPERTY) });

/** The stage's property among those that have changed. */
const stageChanges = made(LISTED, (changed) =>
  changed
    .filter((one) => ofStage.safeParse(one).success)
    .slice(0, 1)
    .map(() => ({ property_name: STAGE_PROPERTY })),
);

const login = { login: textField, type: textField };
const names = each({ name: textField });
const app = part({ slug: textField });
const pullRequests = each({ number: idField, base: part({ repo: part({ id: idField }) }) });
const from = part({ from: textField });
const issue = part({ number: idField, user: part(login), labels: names });

/** What every event may say. */
const EVERY = {
  action: textField,
  installation: part({ id: idField }),
  sender: part(login),
  repository: part({
    id: idField,
    name: textField,
    full_name: textField,
    owner: part({ ...login, name: textField }),
    default_branch: textField,
    master_branch: textField,
    topics: texts,
    custom_properties: stageProperty,
  }),
};

/**
 * The few fields of each event that are read. GitHub's contract calls some of them optional, and its servers
 * leave out others: each may be missing, and `needs` in the table tells which are missed.
 */
export const PAYLOADS = {
  installation: z.object(EVERY),
  installation_repositories: z.object({
    ...EVERY,
    repositories_added: each({ id: idField, full_name: textField }),
  }),
  custom_property_values: z.object({
    ...EVERY,
    new_property_values: stageChanges,
    old_property_values: stageChanges,
  }),
  repository: z.object({
    ...EVERY,
    changes: part({ topics: part({ from: texts }), default_branch: from }),
  }),
  label: z.object({ ...EVERY, label: part({ name: textField }), changes: part({ name: from }) }),
  push: z.object({
    ...EVERY,
    ref: textField,
    forced: flag,
    commits: each({ added: yamlPath, modified: yamlPath, removed: yamlPath }),
  }),
  issues: z.object({ ...EVERY, issue, label: part({ name: textField }) }),
  issue_comment: z.object({ ...EVERY, issue, comment: part({ id: idField, body: commandLines }) }),
  pull_request: z.object({
    ...EVERY,
    number: idField,
    pull_request: part({ number: idField }),
    changes: part({ base: part({}) }),
  }),
  merge_group: z.object({
    ...EVERY,
    merge_group: part({ head_sha: textField, base_ref: textField }),
  }),
  check_run: z.object({
    ...EVERY,
    check_run: part({
      head_sha: textField,
      external_id: textField,
      app,
      check_suite: part({ head_branch: textField }),
      pull_requests: pullRequests,
    }),
    requested_action: part({ identifier: textField }),
  }),
  check_suite: z.object({
    ...EVERY,
    check_suite: part({
      head_sha: textField,
      head_branch: textField,
      app,
      pull_requests: pullRequests,
    }),
  }),
};

/** An event that the App hears. */
export type EventName = keyof typeof PAYLOADS;

/** What is read of an event. */
export type Payload<Name extends EventName = "installation"> = z.output<(typeof PAYLOADS)[Name]>;

/** What is read of an event that the App does not hear. */
export const UNHEARD = z.object({ installation: EVERY.installation });

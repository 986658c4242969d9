import { asList, asRecord } from "./shapes.ts";
import type { Json } from "./values.ts";

/** A webhook in the making: without repository, sender and installation. */
export interface Happening {
  event: string;
  payload: Json;
}

/** What became of an issue, in the order in which GitHub tells it; `before` is empty for a new one. */
export function issueHappenings(before: Json | undefined, issue: Json): Happening[] {
  const told = (action: string, more: Json = {}): Happening => ({
    event: "issues",
    payload: { action, issue, ...more },
  });
  const changes = before ? changesOf(before, issue, ["title", "body"]) : {};
  const labels = (one: Json | undefined) => asList(one?.labels).map(asRecord);
  const lacks = (all: Json[], one: Json) => !all.some(({ id }) => id === one.id);
  const wasOpen = before?.state !== "closed";
  return [
    ...(before ? [] : [told("opened")]),
    ...(Object.keys(changes).length > 0 ? [told("edited", { changes })] : []),
    ...labels(before)
      .filter((label) => lacks(labels(issue), label))
      .map((label) => told("unlabeled", { label })),
    ...labels(issue)
      .filter((label) => lacks(labels(before), label))
      .map((label) => told("labeled", { label })),
    ...people(before, issue, told),
    ...(wasOpen && issue.state === "closed" ? [told("closed")] : []),
    ...(!wasOpen && issue.state === "open" ? [told("reopened")] : []),
    ...(before && before.locked !== issue.locked
      ? [told(issue.locked ? "locked" : "unlocked")]
      : []),
  ];
}

function people(
  before: Json | undefined,
  after: Json,
  told: (action: string, more: Json) => Happening,
): Happening[] {
  const assigned = (one: Json | undefined) => asList(one?.assignees).map(asRecord);
  const lacks = (all: Json[], one: Json) => !all.some(({ login }) => login === one.login);
  return [
    ...assigned(before)
      .filter((assignee) => lacks(assigned(after), assignee))
      .map((assignee) => told("unassigned", { assignee })),
    ...assigned(after)
      .filter((assignee) => lacks(assigned(before), assignee))
      .map((assignee) => told("assigned", { assignee })),
  ];
}

/** What became of a repository: GitHub says nothing of most of its settings. */
export function repositoryHappenings(before: Json, after: Json): Happening[] {
  const told = (action: string, changes?: Json): Happening => ({
    event: "repository",
    payload: { action, ...(changes && { changes }) },
  });
  const fields = ["default_branch", "description", "homepage", "topics"];
  const changes = changesOf(before, after, fields);
  const owner = asRecord(before.owner);
  const isMoved = owner.login !== asRecord(after.owner).login;
  return [
    ...(isMoved ? [told("transferred", { owner: { from: { organization: owner } } })] : []),
    ...(before.name !== after.name
      ? [told("renamed", { repository: { name: { from: before.name } } })]
      : []),
    ...(Object.keys(changes).length > 0 ? [told("edited", changes)] : []),
    ...(before.archived !== after.archived
      ? [told(after.archived ? "archived" : "unarchived")]
      : []),
    ...(before.private !== after.private
      ? [told(after.private ? "privatized" : "publicized")]
      : []),
  ];
}

/** What became of a label or a comment, under the name of its event. */
export function thingHappenings(
  event: "label" | "issue_comment",
  before: Json | undefined,
  after: Json | undefined,
  fields: readonly string[],
): Happening[] {
  const name = event === "label" ? "label" : "comment";
  if (!before && after) return [{ event, payload: { action: "created", [name]: after } }];
  if (before && !after) return [{ event, payload: { action: "deleted", [name]: before } }];
  const changes = before && after ? changesOf(before, after, fields) : {};
  if (Object.keys(changes).length === 0) return [];
  return [{ event, payload: { action: "edited", [name]: after, changes } }];
}

function changesOf(before: Json, after: Json, fields: readonly string[]): Json {
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, { from: before[field] }]),
  );
}

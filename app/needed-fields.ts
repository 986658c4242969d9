import { asList, asRecord } from "../src/github/shapes.ts";
import type { Delivery } from "./delivery.ts";

type Data = Record<string, unknown>;

/** A field without which an event is not understood: its path, and other paths that say the same. */
type Needed = readonly [path: string, ...others: string[]];

/** What every event of a repository must say. */
const OF_REPOSITORY: readonly Needed[] = [
  ["repository.id"],
  ["repository.name", "repository.full_name"],
  ["repository.owner.login", "repository.owner.name", "repository.full_name"],
];

/**
 * What else an event must say, by its name, which comes from outside. GitHub's contract calls some of it
 * optional: `repository` of a merge group, the `app` of a check and its `slug`, `owner` of a push.
 */
const NEEDED = new Map<string, (data: Data) => readonly Needed[]>([
  ["installation", () => [["action"]]],
  ["installation_repositories", () => [["repositories_added"]]],
  ["custom_property_values", () => [...OF_REPOSITORY, ["new_property_values"]]],
  ["repository", () => [...OF_REPOSITORY, ["action"]]],
  ["label", () => [...OF_REPOSITORY, ["label.name"]]],
  [
    "push",
    () => [...OF_REPOSITORY, ["ref"], ["repository.default_branch", "repository.master_branch"]],
  ],
  ["issues", () => [...OF_REPOSITORY, ["issue.labels"]]],
  ["issue_comment", () => [...OF_REPOSITORY, ["action"], ["issue.number"], ["comment.body"]]],
  ["pull_request", () => [...OF_REPOSITORY, ["action"], ["pull_request.number", "number"]]],
  [
    "merge_group",
    ({ action }) =>
      action === "destroyed"
        ? []
        : [...OF_REPOSITORY, ["action"], ["merge_group.head_sha"], ["merge_group.base_ref"]],
  ],
  ["check_run", ({ action }) => ofCheck("check_run", action)],
  ["check_suite", ({ action }) => ofCheck("check_suite", action)],
]);

function ofCheck(name: string, action: unknown): readonly Needed[] {
  if (action === "created" || action === "completed" || action === "requested") return [];
  const asked: Needed[] = action === "requested_action" ? [["requested_action.identifier"]] : [];
  return [...OF_REPOSITORY, ["action"], [`${name}.app.slug`], [`${name}.head_sha`], ...asked];
}

/**
 * The paths of the fields that decide what is done for an event, and that it does not have.
 * None of them is read as if it said no: this is for the log.
 */
export function absentFields({ event, payload }: Delivery): string[] {
  const needed = NEEDED.get(event);
  if (!needed) return [];
  const data = asRecord(payload);
  const absent = [["installation.id"] as const, ...needed(data)]
    .filter((paths) => paths.every((path) => valueAt(data, path) === undefined))
    .map(([path]) => path);
  const unnamed = asList(data.repositories_added).filter((one) => !asRecord(one).full_name);
  return unnamed.length > 0 ? [...absent, "repositories_added[].full_name"] : absent;
}

/** The value at a path; `null`, which GitHub writes for nothing, is absent. */
function valueAt(data: Data, path: string): unknown {
  const value = path.split(".").reduce<unknown>((at, name) => asRecord(at)[name], data);
  return value ?? undefined;
}

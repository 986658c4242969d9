import { isStageTopic } from "../../src/core/stage-sources.ts";
import type { Account } from "../account.ts";
import { mayCall } from "../commands/calls.ts";
import { isOurLabel } from "../marks.ts";
import type { Payload } from "./payloads.ts";
import type { Woken } from "./wakes.ts";

/** The stage's property has come, gone or changed. */
export function hasStageProperty(payload: Payload<"custom_property_values">): boolean {
  const { new_property_values = [], old_property_values = [] } = payload;
  return new_property_values.length + old_property_values.length > 0;
}

const REPOSITORY_ACTIONS = new Set([
  "created",
  "unarchived",
  "renamed",
  "transferred",
  "privatized",
  "publicized",
]);

/** A repository came, or one of the things that declare its stage has changed. */
export function isRepositoryChange(payload: Payload<"repository">): boolean {
  const { action = "", changes, repository } = payload;
  if (REPOSITORY_ACTIONS.has(action)) return true;
  if (action !== "edited") return false;
  const topics = [...(changes?.topics?.from ?? []), ...(repository?.topics ?? [])];
  const isTopic = topics.some((topic) => topic !== null && isStageTopic(topic));
  return changes?.default_branch !== undefined || (changes?.topics !== undefined && isTopic);
}

/** GitHub lists the commits of a push up to a number: beyond it, anything may have changed. */
const MOST_COMMITS = 20;

/** A push to the default branch may have changed the policy or the evidence. */
export function touchesFiles({ ref, commits = [], forced, repository }: Payload<"push">): boolean {
  const branch = repository?.default_branch ?? repository?.master_branch;
  // Of which branch a push is cannot be told without the default one's name: then it is looked at.
  if (ref !== undefined && branch && ref !== `refs/heads/${branch}`) return false;
  if (forced === true || commits.length === 0 || commits.length >= MOST_COMMITS) return true;
  return commits.some((one) =>
    [one?.added, one?.modified, one?.removed].some((paths) => (paths ?? []).length > 0),
  );
}

/** A person has made, renamed or deleted a label that the App uses. */
export function isLabelOfOurs(
  { label, changes, sender }: Payload<"label">,
  account: Account,
): boolean {
  if (sender?.login === account.login) return false;
  return isOurs(label?.name) || isOurs(changes?.name?.from);
}

/** An issue that the App keeps, or a label that declares a stage. What the App itself did is no news. */
export function isIssueOfOurs(
  { action, issue, label, sender }: Payload<"issues">,
  account: Account,
): boolean {
  if (sender?.login === account.login) return false;
  const isKept = issue?.user?.login === account.login;
  // The App answers a bot that closes less and less often, as it answers people, so the two stop.
  if (sender?.type === "Bot") return isKept && action === "closed";
  const labels = [label, ...(issue?.labels ?? [])];
  return isKept || labels.some((one) => isOurs(one?.name));
}

/** The conversation in which a person may have written a command; the command and its author are read later. */
export function askedIn({ action, issue, comment, sender }: Payload<"issue_comment">): Woken {
  const isNew = action === "created" && sender?.type !== "Bot";
  if (!isNew || !mayCall(comment?.body ?? "") || issue?.number === undefined) return {};
  return { asked: issue.number, comment: comment?.id };
}

/** An issue in which the App can answer from now on what it could not before. */
export function unlockedIn({ action, issue }: Payload<"issues">): Woken {
  return action === "unlocked" ? { asked: issue?.number } : {};
}

function isOurs(name: string | undefined): boolean {
  return name !== undefined && isOurLabel(name);
}

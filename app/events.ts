import { isStageTopic, STAGE_PROPERTY } from "../src/core/stage-sources.ts";
import { propertiesIn } from "../src/github/properties.ts";
import { asList, asRecord } from "../src/github/shapes.ts";
import type { Account } from "./account.ts";
import { CHECK_EVENTS } from "./checks/event-names.ts";
import { mayCall } from "./commands/calls.ts";
import type { Delivery } from "./delivery.ts";
import { isOurLabel } from "./marks.ts";

/** A repository to look at, because something may have changed in it. */
export interface Wake {
  installation: number;
  /** GitHub's number for it: its name can change. */
  id: number;
  owner: string;
  name: string;
  /** Whether the event shows a stage's property, or no properties at all: they cannot be asked for along with the rest. */
  hasProperty: boolean;
  /** The issue or pull request in which a command may have been given, and the comment that has it. */
  asked?: number;
  comment?: number;
}

/** What a delivery asks for: to look at repositories, or to forget an installation. */
export interface Wakes {
  repositories: Wake[];
  /** An installation that has ended or rests: nothing more is done for it. */
  ended?: number;
  /** An installation all of whose repositories may have changed. */
  swept?: number;
}

const NOTHING: Wakes = { repositories: [] };

/**
 * What a delivery asks for. It only wakes: what is true is read afterwards. What can change nothing
 * here wakes nobody: an event of an issue that is not ours, a push that touches no YAML.
 */
export function wakesOf({ event, payload }: Delivery, account: Account): Wakes {
  const data = asRecord(payload);
  const installation = asRecord(data.installation).id;
  if (typeof installation !== "number") return NOTHING;
  if (event === "installation") return ofInstallation(data, installation);
  if (event === "installation_repositories") return ofRepositories(data, installation);
  const matters = MATTERS.get(event);
  const wake = wakeIn(data, installation);
  const asked = event === "issue_comment" ? askedIn(data) : unlockedIn(event, data);
  const isWoken = wake && (asked !== undefined || matters?.(data, account));
  if (!isWoken) return NOTHING;
  const { id } = asRecord(data.comment);
  const comment = asked !== undefined && typeof id === "number" ? id : undefined;
  return { repositories: [{ ...wake, asked, comment }] };
}

function ofInstallation({ action }: Record<string, unknown>, installation: number): Wakes {
  if (action === "deleted" || action === "suspend")
    return { repositories: [], ended: installation };
  return { repositories: [], swept: installation };
}

/** More than so many are told apart by a listing: it says of each whether it has a property. */
const MOST_ADDED = 20;

/** What an installation sees from now on. What it sees no more needs nothing. */
function ofRepositories({ repositories_added }: Record<string, unknown>, installation: number) {
  const added = asList(repositories_added).map(asRecord);
  if (added.length > MOST_ADDED) return { repositories: [], swept: installation };
  const repositories = added.flatMap(({ id, full_name }): Wake[] => {
    const [owner = "", name = ""] = `${full_name}`.split("/");
    // The event does not tell whether there is a property.
    return typeof id === "number" && name !== ""
      ? [{ installation, id, owner, name, hasProperty: true }]
      : [];
  });
  return { repositories };
}

/** The repository that an event is of; undefined where it is of none. */
export function wakeIn(data: Record<string, unknown>, installation: number): Wake | undefined {
  const { id } = asRecord(data.repository);
  const at = namesIn(data.repository);
  if (typeof id !== "number" || !at) return undefined;
  const isPropertyEvent = data.new_property_values !== undefined;
  // An event that does not show the properties says nothing of them: they are asked for.
  const properties = propertiesIn(data.repository) ?? { [STAGE_PROPERTY]: undefined };
  return {
    installation,
    id,
    ...at,
    hasProperty: isPropertyEvent || Object.hasOwn(properties, STAGE_PROPERTY),
  };
}

/** A repository's names: a push may leave out its owner, or name them otherwise than all other events. */
function namesIn(repository: unknown): Pick<Wake, "owner" | "name"> | undefined {
  const { name, owner, full_name } = asRecord(repository);
  const { login, name: ownerName } = asRecord(owner);
  const [first, second] = typeof full_name === "string" ? full_name.split("/") : [];
  const names = [login, ownerName, first].find((one) => one !== undefined && one !== null);
  const own = name ?? second;
  if (typeof names !== "string" || typeof own !== "string" || !names || !own) return undefined;
  return { owner: names, name: own };
}

type Matters = (data: Record<string, unknown>, account: Account) => boolean;

/** Events by their names, which come from outside: a map has no inherited ones. */
const MATTERS = new Map<string, Matters>([
  ["custom_property_values", hasStageProperty],
  ["repository", isRepositoryChange],
  ["push", touchesFiles],
  ["label", isLabelOfOurs],
  ["issues", isIssueOfOurs],
  ["issue_comment", ({ issue, sender }, account) => isIssueOfOurs({ issue, sender }, account)],
]);

/** The events that the App subscribes to, for the manifest. */
export const EVENTS: readonly string[] = [...MATTERS.keys(), ...CHECK_EVENTS];

function hasStageProperty({ new_property_values, old_property_values }: Record<string, unknown>) {
  return [...asList(new_property_values), ...asList(old_property_values)].some(
    (value) => asRecord(value).property_name === STAGE_PROPERTY,
  );
}

const REPOSITORY_ACTIONS = new Set([
  "created",
  "unarchived",
  "renamed",
  "transferred",
  "privatized",
  "publicized",
]);

function isRepositoryChange({ action, changes, repository }: Record<string, unknown>): boolean {
  if (typeof action === "string" && REPOSITORY_ACTIONS.has(action)) return true;
  if (action !== "edited") return false;
  const { topics, default_branch } = asRecord(changes);
  const before = asList(asRecord(topics).from);
  const now = asList(asRecord(repository).topics);
  const isTopic = [...before, ...now].some(
    (topic) => typeof topic === "string" && isStageTopic(topic),
  );
  return default_branch !== undefined || (topics !== undefined && isTopic);
}

/** GitHub lists the commits of a push up to a number: beyond it, anything may have changed. */
const MOST_COMMITS = 20;

function touchesFiles({ ref, commits, forced, repository }: Record<string, unknown>): boolean {
  const { default_branch, master_branch } = asRecord(repository);
  const branch = default_branch ?? master_branch;
  // Of which branch a push is cannot be told without the default one's name: then it is looked at.
  if (typeof ref === "string" && branch && ref !== `refs/heads/${branch}`) return false;
  const listed = asList(commits).map(asRecord);
  if (forced === true || listed.length === 0 || listed.length >= MOST_COMMITS) return true;
  return listed
    .flatMap(({ added, modified, removed }) => [added, modified, removed].flatMap(asList))
    .some((path) => typeof path === "string" && /\.ya?ml$/i.test(path));
}

function isLabelOfOurs(
  { label, changes, sender }: Record<string, unknown>,
  account: Account,
): boolean {
  if (asRecord(sender).login === account.login) return false;
  return isLabelNamed(label) || isName(asRecord(asRecord(changes).name).from);
}

/** Where a person may have given a command: what was given, and by whom, is read afterwards. */
function askedIn({ action, issue, comment, sender }: Record<string, unknown>): number | undefined {
  const { body } = asRecord(comment);
  const { number } = asRecord(issue);
  const isNew = action === "created" && asRecord(sender).type !== "Bot";
  const isCommand = typeof body === "string" && mayCall(body);
  return isNew && isCommand && typeof number === "number" ? number : undefined;
}

/** An issue in which the App can answer from now on what it could not before. */
function unlockedIn(event: string, { action, issue }: Record<string, unknown>): number | undefined {
  const { number } = asRecord(issue);
  const isUnlocked = event === "issues" && action === "unlocked";
  return isUnlocked && typeof number === "number" ? number : undefined;
}

/** An issue that the App keeps, or a label that declares a stage. What the App itself did is no news. */
function isIssueOfOurs(
  { action, issue, label, sender }: Record<string, unknown>,
  account: Account,
): boolean {
  const { type, login } = asRecord(sender);
  if (login === account.login) return false;
  const { user, labels } = asRecord(issue);
  const isOurs = asRecord(user).login === account.login;
  // A bot that closes is answered less and less often, as a person is: the two come to rest.
  if (type === "Bot") return isOurs && action === "closed";
  return isOurs || isLabelNamed(label) || asList(labels).some(isLabelNamed);
}

function isLabelNamed(label: unknown): boolean {
  return isName(asRecord(label).name);
}

function isName(name: unknown): boolean {
  return typeof name === "string" && isOurLabel(name);
}

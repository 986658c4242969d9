import type * as z from "zod/mini";
import type { Account } from "../account.ts";
import { ofCheckRun, ofCheckSuite, ofMergeGroup, ofPullRequest } from "./checks.ts";
import { type EventName, PAYLOADS, type Payload } from "./payloads.ts";
import {
  askedIn,
  hasStageProperty,
  isIssueOfOurs,
  isLabelOfOurs,
  isRepositoryChange,
  touchesFiles,
  unlockedIn,
} from "./repositories.ts";
import type { Woken } from "./wakes.ts";

/** A field without which an event is not understood: its path, and other paths that say the same. */
type Needed = readonly [path: string, ...others: string[]];

/** All that is known of an event. */
interface EventRow<Name extends EventName> {
  /** Why the App subscribes to it, for docs/operate.md; without it, GitHub sends the event to every App. */
  why?: string;
  /** What it must say, beside which installation it is of. */
  needs(payload: Payload<Name>): readonly Needed[];
  /** What it wakes. It only wakes: what is true is read afterwards. */
  wakes(payload: Payload<Name>, account: Account): Woken;
}

const OF_REPOSITORY: readonly Needed[] = [
  ["repository.id"],
  ["repository.name", "repository.full_name"],
  ["repository.owner.login", "repository.owner.name", "repository.full_name"],
];

/** More are told apart by a listing: it says of each whether it has a property. */
const MOST_ADDED = 20;

const STAGE = "The stage: its property, a topic, the default branch, a label.";
const ISSUE =
  "The stage issue is edited, ticked, labelled, closed; its comments are the ledger, and have commands.";
const AGAIN =
  "Someone wants the check made again, by GitHub's own button or by the one on the check.";

const ROWS: { readonly [Name in EventName]: EventRow<Name> } = {
  installation: {
    needs: () => [["action"]],
    wakes: ({ action }) => ({
      installation: action === "deleted" || action === "suspend" ? "ended" : "swept",
    }),
  },
  installation_repositories: {
    needs: ({ repositories_added: added = [] }) => [
      ["repositories_added"],
      ...(added.some((one) => !one?.full_name)
        ? [["repositories_added[].full_name"] as const]
        : []),
    ],
    // What it sees no more needs nothing.
    wakes: ({ repositories_added: added = [] }) =>
      added.length > MOST_ADDED ? { installation: "swept" } : { added },
  },
  custom_property_values: {
    why: STAGE,
    needs: () => [...OF_REPOSITORY, ["new_property_values"]],
    wakes: (payload) => ({ isLookedAt: hasStageProperty(payload), hasProperty: true }),
  },
  repository: {
    why: STAGE,
    needs: () => [...OF_REPOSITORY, ["action"]],
    wakes: (payload) => ({ isLookedAt: isRepositoryChange(payload) }),
  },
  label: {
    why: STAGE,
    needs: () => [...OF_REPOSITORY, ["label.name"]],
    wakes: (payload, account) => ({ isLookedAt: isLabelOfOurs(payload, account) }),
  },
  push: {
    why: "Policy and evidence change on the default branch.",
    needs: () => [
      ...OF_REPOSITORY,
      ["ref"],
      ["repository.default_branch", "repository.master_branch"],
    ],
    wakes: (payload) => ({ isLookedAt: touchesFiles(payload) }),
  },
  issues: {
    why: ISSUE,
    needs: () => [...OF_REPOSITORY, ["issue.labels"]],
    wakes: (payload, account) => ({
      isLookedAt: isIssueOfOurs(payload, account),
      ...unlockedIn(payload),
    }),
  },
  issue_comment: {
    why: ISSUE,
    needs: () => [...OF_REPOSITORY, ["action"], ["issue.number"], ["comment.body"]],
    wakes: (payload, account) => ({
      isLookedAt: isIssueOfOurs(payload, account),
      ...askedIn(payload),
    }),
  },
  pull_request: {
    why: "A pull request is opened, gets a commit, goes to another branch: its commit is checked.",
    needs: () => [...OF_REPOSITORY, ["action"], ["pull_request.number", "number"]],
    wakes: (payload) => ({ topics: ofPullRequest(payload) }),
  },
  merge_group: {
    why: "A group of pull requests waits in a merge queue for the checks of its commit.",
    needs: ({ action }) =>
      action === "destroyed"
        ? []
        : [...OF_REPOSITORY, ["action"], ["merge_group.head_sha"], ["merge_group.base_ref"]],
    wakes: (payload) => ({ topics: ofMergeGroup(payload) }),
  },
  check_run: {
    why: AGAIN,
    needs: ({ action }) => neededOfCheck("check_run", action),
    wakes: (payload, account) => ({ topics: ofCheckRun(payload, account), isAsked: true }),
  },
  check_suite: {
    why: AGAIN,
    needs: ({ action }) => neededOfCheck("check_suite", action),
    wakes: (payload, account) => ({ topics: ofCheckSuite(payload, account), isAsked: true }),
  },
};

/** What is only news of a check says nothing that is needed. */
function neededOfCheck(name: string, action: string | undefined): readonly Needed[] {
  if (action === "created" || action === "completed" || action === "requested") return [];
  const asked: Needed[] = action === "requested_action" ? [["requested_action.identifier"]] : [];
  return [...OF_REPOSITORY, ["action"], [`${name}.app.slug`], [`${name}.head_sha`], ...asked];
}

/** An event that has come in. */
export interface Heard {
  /** The few fields of it that are read. */
  payload: Payload;
  needs(): readonly Needed[];
  wakes(account: Account): Woken;
}

/** A kind of event that the App hears. */
export interface EventKind {
  name: EventName;
  why?: string;
  /** Reads whatever came in. What is no object says nothing. */
  read(payload: unknown): Heard;
}

/** By their names, which come from outside: a map has no inherited ones. */
export const EVENT_KINDS: ReadonlyMap<string, EventKind> = new Map(
  (Object.keys(ROWS) as EventName[]).map((name) => [
    name,
    kindOf(name, ROWS[name], PAYLOADS[name]),
  ]),
);

function kindOf<Name extends EventName>(
  name: Name,
  { why, needs, wakes }: EventRow<Name>,
  schema: z.ZodMiniType<Payload<Name>>,
): EventKind {
  return {
    name,
    why,
    read(given) {
      const payload = schema.parse(isObject(given) ? given : {});
      return { payload, needs: () => needs(payload), wakes: (account) => wakes(payload, account) };
    },
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

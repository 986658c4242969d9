import { asList, asRecord } from "../../src/github/shapes.ts";
import type { Account } from "../account.ts";
import type { Delivery } from "../delivery.ts";
import { type Wake, wakeIn } from "../events.ts";
import type { CHECK_EVENTS } from "./event-names.ts";
import { CHECK_AGAIN, pullRequestIn } from "./marks.ts";

/** What is to be checked: a pull request as it is now, a group in a merge queue, or whatever a commit is of. */
export type CheckTopic =
  | { kind: "pull-request"; number: number }
  | { kind: "merge-group"; sha: string; baseRef: string }
  | { kind: "commit"; sha: string };

/** A check to make, because something may have changed. */
export interface CheckWake extends Wake {
  /** By this, the checks of one pull request wait for each other, and for nothing else. */
  key: string;
  topic: CheckTopic;
  /** Someone wants to see it checked once more, whether or not anything has changed. */
  isAsked: boolean;
}

type Data = Record<string, unknown>;

/** What a delivery wants to have checked, as the event tells it. */
type Topics = (data: Data, account: Account) => CheckTopic[];

/** By the names of events, which come from outside: a map has no inherited ones. */
const TOPICS = new Map<string, Topics>(
  Object.entries({
    pull_request: ofPullRequest,
    merge_group: ofMergeGroup,
    check_run: ofCheckRun,
    check_suite: ofCheckSuite,
  } satisfies Record<(typeof CHECK_EVENTS)[number], Topics>),
);

/**
 * The checks that a delivery asks for. It only wakes: head, base and policy are read afterwards. Pull
 * requests of bots are checked like anyone's.
 */
export function checksOf({ event, payload }: Delivery, account: Account): CheckWake[] {
  const data = asRecord(payload);
  const installation = asRecord(data.installation).id;
  if (typeof installation !== "number") return [];
  const wake = wakeIn(data, installation);
  const topics = TOPICS.get(event)?.(data, account) ?? [];
  if (!wake) return [];
  return topics.map((topic) => ({
    ...wake,
    topic,
    key: `check:${wake.id}:${topic.kind === "pull-request" ? topic.number : topic.sha}`,
    isAsked: event.startsWith("check_"),
  }));
}

const PULL_REQUEST_ACTIONS = new Set(["opened", "synchronize", "reopened", "ready_for_review"]);

function ofPullRequest({ action, changes, pull_request, number: named }: Data): CheckTopic[] {
  const number = asRecord(pull_request).number ?? named;
  const isOther = action === "edited" && asRecord(changes).base !== undefined;
  const matters = isOther || PULL_REQUEST_ACTIONS.has(`${action}`);
  return matters && typeof number === "number" ? [{ kind: "pull-request", number }] : [];
}

function ofMergeGroup({ action, merge_group }: Data): CheckTopic[] {
  const { head_sha, base_ref } = asRecord(merge_group);
  const isWhole = isSha(head_sha) && typeof base_ref === "string";
  return action === "checks_requested" && isWhole
    ? [{ kind: "merge-group", sha: head_sha, baseRef: base_ref.replace(/^refs\/heads\//, "") }]
    : [];
}

function ofCheckRun({ action, check_run, requested_action, repository }: Data, account: Account) {
  const run = asRecord(check_run);
  const isButton =
    action === "requested_action" && asRecord(requested_action).identifier === CHECK_AGAIN;
  if ((action !== "rerequested" && !isButton) || !mayBeOwn(run.app, account)) return [];
  const { head_branch } = asRecord(run.check_suite);
  const number = pullRequestIn(`${run.external_id}`);
  return number === undefined
    ? topicsOf(
        { head_sha: run.head_sha, pull_requests: run.pull_requests, head_branch },
        repository,
      )
    : [{ kind: "pull-request" as const, number }];
}

function ofCheckSuite({ action, check_suite, repository }: Data, account: Account): CheckTopic[] {
  const suite = asRecord(check_suite);
  return action === "rerequested" && mayBeOwn(suite.app, account)
    ? topicsOf(suite, repository)
    : [];
}

/**
 * Whether a check can be the App's own. GitHub sends what asks for it again to whoever made it, and may
 * leave out who that is.
 */
function mayBeOwn(app: unknown, { slug }: Account): boolean {
  return (asRecord(app).slug ?? slug) === slug;
}

/**
 * What a commit is of. GitHub names no pull requests where it comes from a fork, and in a fork names
 * those of the repository above.
 */
function topicsOf(
  { head_sha, head_branch, pull_requests }: Data,
  repository: unknown,
): CheckTopic[] {
  if (!isSha(head_sha)) return [];
  const { id } = asRecord(repository);
  const numbers = asList(pull_requests)
    .map(asRecord)
    .filter(({ base }) => asRecord(asRecord(base).repo).id === id)
    .flatMap(({ number }) => (typeof number === "number" ? [number] : []));
  if (numbers.length > 0) return numbers.map((number) => ({ kind: "pull-request", number }));
  const baseRef = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(`${head_branch}`)?.[1];
  return [
    baseRef === undefined
      ? { kind: "commit", sha: head_sha }
      : { kind: "merge-group", sha: head_sha, baseRef },
  ];
}

function isSha(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value);
}

import type { Account } from "../account.ts";
import { CHECK_AGAIN, pullRequestIn } from "../checks/marks.ts";
import type { Payload } from "./payloads.ts";
import type { CheckTopic } from "./wakes.ts";

const PULL_REQUEST_ACTIONS = new Set(["opened", "synchronize", "reopened", "ready_for_review"]);

/** A pull request with another commit, or pointed at another branch. Those of bots are checked like anyone's. */
export function ofPullRequest(payload: Payload<"pull_request">): CheckTopic[] {
  const { action = "", changes } = payload;
  const number = payload.pull_request?.number ?? payload.number;
  const isOther = action === "edited" && changes?.base !== undefined;
  const matters = isOther || PULL_REQUEST_ACTIONS.has(action);
  return matters && number !== undefined ? [{ kind: "pull-request", number }] : [];
}

/** A group that waits in a merge queue. */
export function ofMergeGroup({ action, merge_group }: Payload<"merge_group">): CheckTopic[] {
  const { head_sha: sha, base_ref } = merge_group ?? {};
  if (action !== "checks_requested" || !isSha(sha) || base_ref === undefined) return [];
  return [{ kind: "merge-group", sha, baseRef: base_ref.replace(/^refs\/heads\//, "") }];
}

/** Someone asks for one check again. */
export function ofCheckRun(payload: Payload<"check_run">, account: Account): CheckTopic[] {
  const { action, check_run: run, requested_action, repository } = payload;
  const isButton = action === "requested_action" && requested_action?.identifier === CHECK_AGAIN;
  if ((action !== "rerequested" && !isButton) || !mayBeOwn(run?.app, account)) return [];
  const number = pullRequestIn(run?.external_id ?? "");
  if (number !== undefined) return [{ kind: "pull-request", number }];
  return topicsOf({ ...run, head_branch: run?.check_suite?.head_branch }, repository?.id);
}

/** Someone asks for all checks of a commit again. */
export function ofCheckSuite(payload: Payload<"check_suite">, account: Account): CheckTopic[] {
  const { action, check_suite: suite, repository } = payload;
  const isAsked = action === "rerequested" && mayBeOwn(suite?.app, account);
  return isAsked ? topicsOf(suite ?? {}, repository?.id) : [];
}

/**
 * Whether a check can be the App's own. GitHub tells the App that made a check to run it again, and may leave
 * out which App that is.
 */
function mayBeOwn(app: { slug?: string } | undefined, { slug }: Account): boolean {
  return (app?.slug ?? slug) === slug;
}

type Commit = Pick<
  NonNullable<Payload<"check_suite">["check_suite"]>,
  "head_sha" | "head_branch" | "pull_requests"
>;

/**
 * What a commit is of. GitHub names no pull requests if it comes from a fork, and in a fork names those of
 * the repository above.
 */
function topicsOf(
  { head_sha: sha, head_branch = "", pull_requests = [] }: Commit,
  repository: number | undefined,
): CheckTopic[] {
  if (!isSha(sha)) return [];
  const numbers = pull_requests.flatMap((one) =>
    one?.base?.repo?.id === repository && one?.number !== undefined ? [one.number] : [],
  );
  if (numbers.length > 0) return numbers.map((number) => ({ kind: "pull-request", number }));
  const baseRef = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(head_branch)?.[1];
  return [baseRef === undefined ? { kind: "commit", sha } : { kind: "merge-group", sha, baseRef }];
}

function isSha(value: string | undefined): value is string {
  return value !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value);
}

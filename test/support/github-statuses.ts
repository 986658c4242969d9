import {
  type Call,
  NOT_JSON,
  objectIn,
  type Reply,
  type Route,
} from "../../packages/fake-github/route.ts";
import { commitAt } from "./github-git.ts";
import { onRepository, pageOf } from "./github-rest.ts";
import { type GithubState, nextSerial, type Repository } from "./github-state.ts";

export interface Status {
  id: number;
  context: string;
  state: State;
  description: string | null;
  target_url: string | null;
  created_at: string;
  updated_at: string;
}

const STATES = ["error", "failure", "pending", "success"] as const;
type State = (typeof STATES)[number];

const MOST_CHARACTERS = { description: 140, context: 255 } as const;

/** The routes that post statuses of a commit and read them. */
export function statusRoutes(state: GithubState): Route[] {
  return [
    onRepository(
      state,
      "POST /repos/:owner/:repo/statuses/:sha",
      "statuses:write",
      (repository, call) => post(state, repository, call),
    ),
    onRepository(state, "GET /repos/:owner/:repo/commits/:ref*/status", "statuses:read", combined),
  ];
}

/** The last status of each context, whose case does not matter. */
export function latestStatuses({ statuses }: Repository, commit: string): Status[] {
  const latest = new Map<string, Status>();
  for (const status of statuses.get(commit) ?? []) {
    latest.set(status.context.toLowerCase(), status);
  }
  return [...latest.values()];
}

function post(state: GithubState, repository: Repository, { params, seen }: Call): Reply {
  const { sha = "" } = params;
  const given = objectIn(seen.body);
  if (!given) return NOT_JSON;
  // Another state is refused before, by GitHub's description.
  const posted = given.state as State;
  const description = textOf(given.description);
  const target = textOf(given.target_url);
  if (!/^[0-9a-f]{40}$/.test(sha)) return invalid("sha", "must be a 40 character SHA1");
  if (!repository.commits.has(sha)) return unprocessable(`No commit found for SHA: ${sha}`);
  for (const field of ["description", "context"] as const) {
    const text = textOf(given[field]) ?? "";
    const most = MOST_CHARACTERS[field];
    // GitHub counts characters, not what JavaScript makes of them.
    if ([...text].length > most) {
      return invalid(field, `is too long (maximum is ${most} characters)`);
    }
    if (/[\u{10000}-\u{10ffff}]/u.test(text))
      return invalid(field, "doesn't accept 4-byte Unicode");
  }
  if (target && !/^https?:\/\//.test(target)) {
    return unprocessable("Validation failed: Target url must use http(s) scheme");
  }
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const status: Status = {
    id: nextSerial(state),
    context: textOf(given.context) ?? "default",
    state: posted,
    description,
    target_url: target,
    created_at: now,
    updated_at: now,
  };
  repository.statuses.set(sha, [...(repository.statuses.get(sha) ?? []), status]);
  return { status: 201, body: status };
}

function combined(repository: Repository, call: Call): Reply {
  const { ref = "" } = call.params;
  const sha = commitAt(repository, ref);
  if (!sha) return unprocessable(`No commit found for SHA: ${ref}`);
  const all = latestStatuses(repository, sha);
  const { items, headers } = pageOf(all, call);
  return {
    status: 200,
    headers,
    body: { state: stateOf(all), sha, total_count: all.length, statuses: items },
  };
}

function stateOf(statuses: readonly Status[]): State {
  if (statuses.some(({ state }) => state === "error" || state === "failure")) return "failure";
  const isDone = statuses.length > 0 && statuses.every(({ state }) => state === "success");
  return isDone ? "success" : "pending";
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function invalid(field: string, problem: string): Reply {
  return unprocessable("Validation Failed", [
    { resource: "Status", code: "custom", field, message: `${field} ${problem}` },
  ]);
}

function unprocessable(message: string, errors?: unknown[]): Reply {
  return { status: 422, body: { message, errors } };
}

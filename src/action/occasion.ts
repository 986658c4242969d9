import * as z from "zod/mini";
import { UsageError } from "../core/errors.ts";
import { quote } from "../core/quote.ts";
import type { Circumstances } from "../core/rule.ts";
import type { Job } from "./job.ts";

/** What a run is about: a commit to judge, and by whose policy. */
export interface Occasion {
  /** The commit that is judged, and that gets the statuses. */
  head: string;
  /** The branch that the change would go to; absent if the commit is on its own branch already. */
  base?: GoverningBranch;
  /** The pull request's number. */
  pullRequest?: number;
  /** The branch that the commit is the head of, for links that write to it; absent when nobody says. */
  branch?: { repository: string; name: string };
  /** Whether a checkout by this event has the commit: elsewhere, the workspace is another one's. */
  isCheckedOut: boolean;
}

/** A branch whose policy governs. */
export interface GoverningBranch {
  /** As people say it: `main`. */
  name: string;
  /** As git on GitHub resolves it. */
  revision: string;
  /** The refs under which a local repository may have it, the best first. */
  local: readonly string[];
}

/** What there is to do: judge, look for a pull request first, or nothing, and why. */
export type Task =
  | { kind: "judge"; occasion: Occasion }
  | { kind: "find"; branch: string; head: string; defaultBranch: string }
  | { kind: "nothing"; why: string };

/** What an event tells of the repository, at no request. */
export interface EventRepository {
  defaultBranch: string;
  topics?: readonly string[];
  customProperties?: Readonly<Record<string, unknown>>;
  visibility: Circumstances["visibility"];
}

const text = z.string().check(z.minLength(1));
const sha = z.string().check(z.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/));

const repositorySchema = z.object({
  default_branch: text,
  topics: z.optional(z.array(z.string())),
  custom_properties: z.optional(z.record(z.string(), z.unknown())),
  private: z.optional(z.boolean()),
});

const pullRequestSchema = z.object({
  pull_request: z.object({
    number: z.number(),
    head: z.object({
      sha,
      ref: z.optional(text),
      // A fork that is gone has none.
      repo: z.nullish(z.object({ full_name: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)) })),
    }),
    base: z.object({ ref: text, sha }),
  }),
});

const mergeGroupSchema = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: text }),
});

const pushSchema = z.object({ ref: text, deleted: z.boolean() });

const workflowRunSchema = z.object({
  workflow_run: z.object({
    event: text,
    head_sha: sha,
    head_branch: z.nullish(z.string()),
    head_repository: z.nullish(z.object({ full_name: text, owner: z.object({ login: text }) })),
  }),
});

/** The events that a workflow can run this on. */
export const ACTION_EVENTS = [
  "pull_request",
  "pull_request_target",
  "merge_group",
  "push",
  "schedule",
  "workflow_dispatch",
  "workflow_run",
] as const;

/** What an event says of the repository; undefined if it says nothing. */
export function repositoryIn(payload: unknown): EventRepository | undefined {
  const parsed = z.object({ repository: repositorySchema }).safeParse(payload);
  if (!parsed.success) return undefined;
  const { default_branch, topics, custom_properties, private: isPrivate } = parsed.data.repository;
  return {
    defaultBranch: default_branch,
    topics,
    customProperties: custom_properties,
    visibility: isPrivate === undefined ? "unknown" : isPrivate ? "private" : "public",
  };
}

/**
 * What an event asks for. `defaultBranch` is the repository's. Throws a `UsageError` for an event that
 * is not for this, or that is not as GitHub sends it.
 */
export function taskOf(payload: unknown, job: Job, defaultBranch: string): Task {
  switch (job.eventName) {
    case "pull_request":
    case "pull_request_target": {
      const { number, head, base } = read(pullRequestSchema, payload, job).pull_request;
      return judge({
        head: head.sha,
        base: branch(base.ref, base.sha),
        pullRequest: number,
        branch:
          head.ref && head.repo ? { repository: head.repo.full_name, name: head.ref } : undefined,
        isCheckedOut: job.eventName === "pull_request",
      });
    }
    case "merge_group": {
      const { head_sha, base_sha, base_ref } = read(mergeGroupSchema, payload, job).merge_group;
      const name = base_ref.replace(/^refs\/heads\//, "");
      return judge({ head: head_sha, base: branch(name, base_sha), isCheckedOut: true });
    }
    case "push": {
      const { ref, deleted } = read(pushSchema, payload, job);
      if (deleted) return { kind: "nothing", why: "the branch was deleted" };
      // Not `after`: when someone pushes a tag, that can be the tag itself instead of its commit.
      return judge(standing(job, ref, defaultBranch));
    }
    case "schedule":
    case "workflow_dispatch":
      return judge(standing(job, job.ref, defaultBranch));
    case "workflow_run":
      return afterAnother(payload, job, defaultBranch);
    default:
      throw new UsageError(
        `the event ${quote(job.eventName)} is not one that this checks; run it on ${ACTION_EVENTS.join(", ")}`,
      );
  }
}

/** What to judge of a pull request that was looked for. */
export function pullRequestFound(number: number, head: string, baseRef: string): Occasion {
  return { head, base: branch(baseRef), pullRequest: number, isCheckedOut: false };
}

function judge(occasion: Occasion): Task {
  return { kind: "judge", occasion };
}

function branch(name: string, ...commits: string[]): GoverningBranch {
  return {
    name,
    revision: `refs/heads/${name}`,
    // A commit is what GitHub says it is; a remote can be another repository, for example the fork.
    local: commits.length > 0 ? commits : [`refs/remotes/origin/${name}`, `refs/heads/${name}`],
  };
}

/**
 * A commit of a branch. On the default branch its own policy governs. On any other branch the
 * default one's policy governs, because a status belongs to a commit: a pull request from that
 * branch shows it too.
 */
function standing({ sha, repository }: Job, ref: string, defaultBranch: string): Occasion {
  const isDefault = ref === `refs/heads/${defaultBranch}`;
  const [, name] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  return {
    head: sha,
    base: isDefault ? undefined : branch(defaultBranch),
    branch:
      name === undefined
        ? undefined
        : { repository: `${repository.owner}/${repository.name}`, name },
    isCheckedOut: true,
  };
}

/** After another workflow's run: what that one was about, read through the API and never checked out. */
function afterAnother(payload: unknown, job: Job, defaultBranch: string): Task {
  const { event, head_sha, head_branch, head_repository } = read(
    workflowRunSchema,
    payload,
    job,
  ).workflow_run;
  if (!head_branch || !head_repository) {
    return { kind: "nothing", why: "the run was of a branch or a fork that is gone" };
  }
  if (event.startsWith("pull_request")) {
    return {
      kind: "find",
      branch: `${head_repository.owner.login}:${head_branch}`,
      head: head_sha,
      defaultBranch,
    };
  }
  const { owner, name } = job.repository;
  const isOurs = head_repository.full_name.toLowerCase() === `${owner}/${name}`.toLowerCase();
  if (!isOurs) return { kind: "nothing", why: "the run was of another repository" };
  // A tag can be named like a branch, and its run names it as one: the default branch's policy is safe.
  return judge({ head: head_sha, base: branch(defaultBranch), isCheckedOut: false });
}

function read<T>(schema: z.ZodMiniType<T>, payload: unknown, { eventName }: Job): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join("."));
  throw new UsageError(
    `the event's payload is not that of ${quote(eventName)}: ${[...new Set(fields)].join(", ")} is missing or wrong`,
  );
}

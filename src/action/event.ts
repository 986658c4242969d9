import { readFileSync } from "node:fs";
import { CannotRunError, UsageError } from "../core/errors.ts";
import type { Job } from "./job.ts";
import {
  type EventRepository,
  type Occasion,
  pullRequestFound,
  repositoryIn,
  type Task,
} from "./occasion.ts";
import type { Online } from "./online.ts";

/** The event that the runner wrote down. Throws a `UsageError` if there is no event. */
export function readPayload({ eventPath }: Job): unknown {
  try {
    return JSON.parse(readFileSync(eventPath, "utf8"));
  } catch {
    throw new UsageError(
      "the file at GITHUB_EVENT_PATH is not the event that the runner writes there",
    );
  }
}

/** What the event says of the repository; if it says nothing, GitHub is asked. */
export async function repositoryOf(
  payload: unknown,
  online: Online | undefined,
): Promise<EventRepository> {
  const told = repositoryIn(payload);
  if (told) return told;
  if (online) return online.facts();
  throw new CannotRunError(
    "the event says nothing of the repository, and there is no token to ask with; keep the default of the input `token`",
  );
}

/** What to judge: a pull request that the event only hints at is looked for. Or why there is nothing. */
export async function occasionOf(
  task: Task,
  online: Online | undefined,
): Promise<Occasion | { why: string }> {
  if (task.kind === "judge") return task.occasion;
  if (task.kind === "nothing") return { why: task.why };
  if (!online) {
    throw new CannotRunError(
      "this event can only be judged on GitHub; keep the default of the input `token`",
    );
  }
  const open = (await online.openPullRequests(task.branch)).filter(
    ({ headSha }) => headSha === task.head,
  );
  // A status belongs to the commit: if several pull requests have it, the one to the default branch
  // counts.
  const found = open.find(({ baseRef }) => baseRef === task.defaultBranch) ?? open[0];
  return found
    ? pullRequestFound(found.number, found.headSha, found.baseRef)
    : { why: "no open pull request has that commit as its head" };
}

import * as z from "zod/mini";
import type { CommitStatus } from "../report/statuses.ts";
import { answerIn } from "./answer.ts";
import { type Attempt, attempt, type Reader, type Repository } from "./reader.ts";

/** The commit that statuses are of. */
export interface StatusTarget {
  repository: Repository;
  sha: string;
  /** The page to read more on. */
  url?: string;
}

/** A status to post; if it is only kept, one to correct if the commit has one of that name. */
export type WantedStatus = CommitStatus & { isOnlyKept?: boolean };

/**
 * Posts the statuses that the commit does not have yet: one request to see, and one for each that
 * differs. Returns how many were posted, or GitHub's refusal. Rejects with a `CannotRunError`.
 */
export async function postStatuses(
  reader: Reader,
  target: StatusTarget,
  statuses: readonly WantedStatus[],
): Promise<Attempt<number>> {
  const standing = await standingStatuses(reader, target);
  if (!standing.ok) return standing;
  const missing = statuses.filter(({ context, state, description, isOnlyKept }) => {
    const before = standing.value.get(context);
    if (!before && isOnlyKept) return false;
    return before?.state !== state || before.description !== description;
  });
  for (const status of missing) {
    const posted = await postStatus(reader, target, status);
    if (!posted.ok) return posted;
  }
  return { ok: true, value: missing.length };
}

/** Posts a status, whatever is there. Rejects as `postStatuses` does. */
export function postStatus(
  reader: Reader,
  { repository, sha, url }: StatusTarget,
  { context, state, description }: CommitStatus,
): Promise<Attempt<unknown>> {
  return attempt(reader, repository, (client) =>
    client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
      owner: repository.owner,
      repo: repository.name,
      sha,
      context,
      state,
      description,
      target_url: url,
    }),
  );
}

const STATUS = z.object({
  context: z.string(),
  state: z.string(),
  description: z.nullish(z.string()),
});

const STATUSES = z.object({ statuses: z.array(STATUS) });

/** The latest status of each name. No real commit has more than a hundred names. */
async function standingStatuses(
  reader: Reader,
  { repository, sha }: StatusTarget,
): Promise<Attempt<ReadonlyMap<string, z.output<typeof STATUS>>>> {
  const answer = await attempt(reader, repository, (client) =>
    client.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
      owner: repository.owner,
      repo: repository.name,
      ref: sha,
      per_page: 100,
    }),
  );
  if (!answer.ok) return answer;
  const { statuses } = answerIn(STATUSES, answer.value.data);
  return { ok: true, value: new Map(statuses.map((status) => [status.context, status])) };
}

import type { Refusal } from "../github/reader.ts";
import { reasonInWords } from "../github/reasons.ts";
import type { WantedStatus } from "../github/statuses.ts";
import { stackOf } from "../report/fault.ts";
import { debugging } from "../report/github.ts";
import type { Note } from "../report/markdown-parts.ts";
import type { Point } from "../report/short-text.ts";
import {
  artefactStatuses,
  type CommitStatus,
  lifecycleIs,
  lifecycleStatus,
} from "../report/statuses.ts";
import type { Check, OnlineCheck } from "./check.ts";
import { type CommentOptions, commentMarker, commentText } from "./comment-text.ts";
import type { Job } from "./job.ts";
import type { JudgedOccasion } from "./judge.ts";
import type { Publishing } from "./publishing.ts";

const STATUSES = "The commit statuses";
const COMMENT = "The comment";

/**
 * The statuses that a verdict calls for: of an artefact, if the change touches it or it does not
 * pass. Others are updated if they exist already.
 */
function statusesFor(judged: JudgedOccasion, check: Check): WantedStatus[] {
  const { statuses } = check.inputs;
  if (statuses === "never") return [];
  const options = { files: judged.files, failOn: judged.failOn, scope: scopeOf(check) };
  const isShown = ({ state }: CommitStatus) =>
    statuses === "always" || judged.isTouched || state !== "success";
  return [
    ...artefactStatuses(judged.assessment, options).map((status) => ({
      ...status,
      isOnlyKept: !isShown(status),
    })),
    // Last: anyone who waits for this one sees the others too.
    lifecycleStatus(judged.assessment, options),
  ];
}

/** Posts statuses and the comment, as far as the token may; returns a sentence for each that it may not. */
export async function publish(
  check: OnlineCheck,
  judged: JudgedOccasion,
  options: Pick<CommentOptions, "notes" | "linkTo">,
  publishing: Publishing,
): Promise<Note[]> {
  const { online, inputs, job, occasion } = check;
  const refusals: Note[] = [];
  const posted = await publishing.step(`${STATUSES} could not be posted`, async () => {
    const statuses = statusesFor(judged, check);
    return statuses.length > 0
      ? await online.postAll({ sha: occasion.head, url: job.runUrl }, statuses)
      : undefined;
  });
  if (posted && !posted.ok) refusals.push(refusal(STATUSES, "statuses: write", posted, job));
  const { comment: posting, folder } = inputs;
  const { pullRequest } = occasion;
  if (posting !== "never" && pullRequest !== undefined) {
    const checksUrl = `${job.repositoryUrl}/pull/${pullRequest}/checks`;
    const kept = {
      marker: commentMarker(folder),
      text: (isThere: boolean) =>
        commentText(judged, { ...options, posting, checksUrl, docs: job.docs }, isThere),
    };
    const written = await publishing.step(`${COMMENT} could not be posted`, () =>
      online.comment(pullRequest, kept, judged.also),
    );
    if (written && !written.ok) {
      refusals.push(refusal(COMMENT, "pull-requests: write", written, job));
    }
  }
  return refusals;
}

/** Says on the commit that a run is not done yet, or could not come to a verdict; as far as that goes. */
export async function publishState(
  check: OnlineCheck,
  state: "pending" | "error",
  point: Point,
): Promise<void> {
  const { runner, online, inputs, job, occasion } = check;
  if (inputs.statuses === "never") return;
  try {
    const target = { sha: occasion.head, url: job.runUrl };
    await online.post(target, lifecycleIs(state, point, scopeOf(check)));
  } catch (error) {
    // The run comes to a verdict, or has another trouble to tell of, without it.
    runner.print(`${debugging(stackOf(error))}\n`);
  }
}

/**
 * A status belongs to a commit, and a pull request can be pointed at another branch afterwards. So
 * a status by another branch's policy has a name of its own, which a rule for the default branch
 * does not require.
 */
function scopeOf({ inputs, occasion, repository }: Check): string | undefined {
  const { folder } = inputs;
  const branch = occasion.base?.name;
  const parts = [
    ...(folder === undefined ? [] : [folder]),
    ...(branch === undefined || branch === repository.defaultBranch ? [] : [`to ${branch}`]),
  ];
  return parts.length > 0 ? parts.join(", ") : undefined;
}

function refusal(what: string, right: string, { status, reason }: Refusal, { docsUrl }: Job): Note {
  if (reason) return { text: `${what} could not be posted: ${reasonInWords(reason)} (${status})` };
  if (status !== 403 && status !== 404) {
    return {
      text: `${what} could not be posted: GitHub does not take them of this commit or pull request (${status})`,
    };
  }
  return {
    text:
      `${what} could not be posted: the token may not (${status}); add \`${right}\` to the job. ` +
      "A run for a fork can only read: there, a workflow of its own posts",
    more: docsUrl,
  };
}

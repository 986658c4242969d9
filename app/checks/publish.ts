import {
  type CheckRun,
  type CheckRunChange,
  type CheckTarget,
  createCheckRun,
  ownCheckRun,
  updateCheckRun,
} from "../../src/github/checks.ts";
import { RefusedError } from "../../src/github/errors.ts";
import type { Attempt, Reader } from "../../src/github/reader.ts";
import { reasonInWords } from "../../src/github/reasons.ts";
import { repositoryName } from "../../src/github/target.ts";
import { type CheckRunText, SUPERSEDED } from "../../src/report/check-run.ts";
import type { Account } from "../account.ts";
import { NotVisibleError } from "../again.ts";
import { ACTIONS, commonHashIn, unjudgedId } from "./marks.ts";

/** What a commit should show, and who asks for it. */
export interface Publication {
  reader: Reader;
  account: Account;
  target: CheckTarget;
  externalId: string;
  detailsUrl?: string;
  text: CheckRunText;
  /** Whether to write it even if nothing differs. */
  isAsked: boolean;
  /** Whether the commit is still the one that counts. */
  isCurrent(): Promise<boolean>;
}

/** How much was written, and whether a newer commit came in between. */
export interface Published {
  writes: number;
  isSuperseded: boolean;
}

/** GitHub takes so many in one request. Source: its REST API, check runs. */
const PER_REQUEST = 50;

/**
 * Puts a check run on a commit, or brings the existing one up to date; writes nothing if it is up to date.
 * It is in progress until the last annotations are there, so that no half of it looks complete. Rejects
 * with a `CannotRunError`, once, if the App may not.
 */
export async function publishCheck(publication: Publication): Promise<Published> {
  const { reader, account, target, externalId, text, isAsked, isCurrent } = publication;
  const standing = granted(await ownCheckRun(reader, target, account.slug), target);
  const isSame =
    standing !== undefined && commonHashIn(standing.externalId) === commonHashIn(externalId);
  if (isSame && standing.isCompleted && !isAsked) return { writes: 0, isSuperseded: false };
  if (!(await isCurrent())) return superseded(publication, standing, 0);
  // GitHub never removes an annotation: if the annotations change, a new run replaces this one.
  const isKept = standing !== undefined && (isSame || standing.annotations === 0);
  let writes = standing && !isKept ? await cancel(publication, standing) : 0;
  let run = isKept ? standing : undefined;
  const rest = text.annotations.slice(isSame ? standing.annotations : 0);
  const batches = inBatches(rest);
  for (const [index, annotations] of batches.entries()) {
    const isLast = index === batches.length - 1;
    if (isLast && index > 0 && !(await isCurrent())) return superseded(publication, run, writes);
    const { title, summary, conclusion } = text;
    const change: CheckRunChange = {
      ...(isLast
        ? { status: "completed", conclusion, actions: ACTIONS }
        : { status: "in_progress" }),
      external_id: externalId,
      details_url: publication.detailsUrl,
      output: { title, summary, annotations },
    };
    const written = run
      ? await updateCheckRun(reader, target.repository, run, change)
      : await createCheckRun(reader, target, account.slug, change);
    run = granted(written, target);
    writes++;
  }
  return { writes, isSuperseded: false };
}

/** At least one, for what has no annotations is to be said all the same. */
function inBatches<T>(all: readonly T[]): T[][] {
  const count = Math.max(1, Math.ceil(all.length / PER_REQUEST));
  return Array.from({ length: count }, (_, index) =>
    all.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST),
  );
}

async function superseded(
  publication: Publication,
  run: CheckRun | undefined,
  writes: number,
): Promise<Published> {
  const more = run ? await cancel(publication, run) : 0;
  return { writes: writes + more, isSuperseded: true };
}

/** Ends a run that began and would never end by itself; returns how much was written. */
async function cancel({ reader, target, externalId }: Publication, run: CheckRun): Promise<number> {
  if (run.isCompleted) return 0;
  const change: CheckRunChange = {
    status: "completed",
    conclusion: "cancelled",
    // If the branch goes back to this commit, it is judged like any other.
    external_id: unjudgedId(externalId),
    output: SUPERSEDED,
  };
  granted(await updateCheckRun(reader, target.repository, run, change), target);
  return 1;
}

/** GitHub says these of a commit that has not come to all of it. */
const LATE = new Set([404, 409, 422]);

/** What GitHub has granted. Throws a `NotVisibleError` if it may a moment later, else a `RefusedError`. */
export function granted<T>(
  attempt: Attempt<T>,
  { repository }: Pick<CheckTarget, "repository">,
): T {
  if (attempt.ok) return attempt.value;
  const { status, reason } = attempt;
  const why = reason
    ? reasonInWords(reason)
    : status === 403
      ? "an owner of the organisation must accept the permission Checks: write in the App's settings"
      : "GitHub does not take it of this commit";
  const text = `no check can be put on a commit of ${repositoryName(repository)} (${status}): ${why}`;
  throw LATE.has(status) ? new NotVisibleError(text) : new RefusedError(text, status, reason);
}

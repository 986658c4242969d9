import { fingerprint } from "../../src/core/fingerprint.ts";
import type { StateMark } from "../marks.ts";
import type { Done } from "./standing.ts";
import { isAllMet, openIn, type StandingVerdict } from "./verdict.ts";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long the App leaves an issue closed that it opened again before, if nothing has changed. It is a day
 * at first, then twice as long after each further closing, and never longer than this.
 */
export const REOPENED_FOR_MS = DAY_MS;
const LONGEST_MS = 32 * DAY_MS;

/** The same while the final automated tasks are not ready: the first two closings are undone at once. */
const FINAL_FOR_MS = HOUR_MS;
const LONGEST_FINAL_MS = DAY_MS;

/** So often in a row people are told that the issue is open again; after that only the body says so. */
export const MOST_TOLD = 2;

/** Whether it is ready is what decides if a project can be closed. Source: DSP-POST-3. */
const FINAL_TASKS = "DSP-POST-2";

type Reopened = Extract<StateMark, { did: "reopened" }>;

/**
 * What to note about a closed issue that must be open again; undefined if it may stay closed. It opens if
 * something is open: at once if the App itself closed it, or if other expectations are open than when it
 * last opened. Otherwise it opens after a time that grows. A project in post-live cannot be closed before
 * its final automated tasks are ready, so that time is shorter then.
 */
export function reopeningMark(
  { assessment }: StandingVerdict,
  done: Done | undefined,
  now: Date,
): Reopened | undefined {
  if (isAllMet(assessment)) return undefined;
  const open = openIn(assessment);
  const hash = fingerprint(open);
  const before = done && timesAlike(done, hash, now);
  // At no other stage is it due: there it is not open.
  const isFinal = open.includes(FINAL_TASKS);
  if (done && before !== undefined && ageOf(done, now) < closingPauseAfter(before, isFinal)) {
    return undefined;
  }
  return { did: "reopened", open: hash, at: now.toISOString(), times: (before ?? 0) + 1 };
}

/** How long the next closing is left alone when the issue was opened again so often. */
export function closingPauseAfter(times: number, isFinal: boolean): number {
  if (!isFinal) return Math.min(LONGEST_MS, REOPENED_FOR_MS * 2 ** (times - 1));
  return times < MOST_TOLD
    ? 0
    : Math.min(LONGEST_FINAL_MS, FINAL_FOR_MS * 2 ** (times - MOST_TOLD));
}

/** How often in a row the issue was opened again with the same expectations open; undefined if they are new. */
function timesAlike({ mark, at }: Done, hash: string, now: Date): number | undefined {
  // Anyone who may edit the body can write another day into it: a day in the future does not count.
  const isPast = ageOf({ at }, now) >= 0;
  return mark.did === "reopened" && mark.open === hash && isPast ? (mark.times ?? 1) : undefined;
}

function ageOf({ at }: Pick<Done, "at">, now: Date): number {
  return now.getTime() - Date.parse(at);
}

/** Whether an issue is opened again without a word, for it was said before and nothing is new. */
export function isSilent(mark: StateMark | undefined): mark is Reopened & { times: number } {
  return mark?.did === "reopened" && (mark.times ?? 1) > MOST_TOLD;
}

/** How often an issue was closed though the same was open; undefined while people are told of it. */
export function timesClosed(
  mark: StateMark | undefined,
  { assessment }: StandingVerdict,
): number | undefined {
  const isSame = isSilent(mark) && mark.open === fingerprint(openIn(assessment));
  return isSame ? mark.times : undefined;
}

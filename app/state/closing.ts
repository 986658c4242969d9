import { fingerprint } from "../../src/core/fingerprint.ts";
import type { StateMark } from "../marks.ts";
import type { Done } from "./standing.ts";
import { isAllMet, openIn, type StandingVerdict } from "./verdict.ts";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long a closing is left alone when the App has undone one and nothing has changed: a day at first,
 * twice as long after each further one, and never longer than this.
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
 * What is to be noted of a closed issue that has to be open again; undefined where it may stay closed. It
 * opens where something is open: at once where the App itself had closed it, or where something else is
 * open than when it last opened; else, whoever closes it, after a time that grows. A project in post-live
 * cannot be closed before its final automated tasks are ready: then that time is shorter.
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

/** How often in a row the issue was opened again with the same open; undefined where that is new. */
function timesAlike({ mark, at }: Done, hash: string, now: Date): number | undefined {
  // Whoever may edit the body can write another day into it: one to come is none.
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

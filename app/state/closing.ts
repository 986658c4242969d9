import { fingerprint } from "../../src/core/fingerprint.ts";
import type { StateMark } from "../marks.ts";
import type { Done } from "./standing.ts";
import { isAllMet, openIn, type StandingVerdict } from "./verdict.ts";

/** How long a person's closing is left alone after the App has undone one, unless something changes. */
export const REOPENED_FOR_MS = 24 * 60 * 60 * 1_000;

/** Whether it is ready is what decides if a project can be closed. Source: DSP-POST-3. */
const FINAL_TASKS = "DSP-POST-2";

/**
 * What is to be noted of a closed issue that has to be open again; undefined where it may stay closed. It
 * opens where something is open: always where the App itself had closed it; where a person did, once, and
 * then not for a day unless something changed, except that a project in post-live cannot be closed before
 * its final automated tasks are ready.
 */
export function reopeningMark(
  { assessment }: StandingVerdict,
  done: Done | undefined,
  now: Date,
): StateMark | undefined {
  if (isAllMet(assessment)) return undefined;
  const open = openIn(assessment);
  const hash = fingerprint(open);
  // At no other stage is it due: there it is not open.
  const isFinal = open.includes(FINAL_TASKS);
  if (done && !isFinal && isLeftAlone(done, hash, now)) return undefined;
  return { did: "reopened", open: hash, at: now.toISOString() };
}

function isLeftAlone({ mark, at }: Done, hash: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(at);
  // Whoever may edit the body can write another day into it: one to come is none.
  return mark.did === "reopened" && mark.open === hash && age >= 0 && age < REOPENED_FOR_MS;
}

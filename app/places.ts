import type { RunnersOptions } from "./runners.ts";

/**
 * How much is worked on at once, and how much of it is one installation's. A run mostly waits for GitHub: three
 * installations whose calls hang take three times twelve places, and leave twelve. A slow run leaves its place.
 */
export const RUN_PLACES: RunnersOptions["most"] = {
  all: 48,
  ofLane: 12,
  unhurriedOfLane: 4,
  slow: 144,
};

/** A run that takes longer than this is slow: most take less than one second. */
const SLOW_MS = 5_000;

/** By the clock of the machine, whatever the time is for the App. */
export const whenSlow: RunnersOptions["whenSlow"] = (work) => {
  const timer = setTimeout(work, SLOW_MS).unref();
  return () => clearTimeout(timer);
};

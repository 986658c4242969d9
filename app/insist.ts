import type { Again } from "./again.ts";
import { pauseFor } from "./later.ts";
import type { Call, Runners } from "./runners.ts";

/** What it takes to ask until there is an answer. */
export interface Insisting {
  runners: Runners;
  again: Again;
  now(): Date;
}

/** The question, its key, and who is told that it failed, with the time of the next try, if any. */
export interface Demand<T> extends Call {
  ask(): Promise<T>;
  /** Whether nobody wants to know any more. */
  isVain?(): boolean;
  onTrouble(error: unknown, waitMs: number | undefined): void;
}

/** Asks GitHub until it answers; returns undefined if that is of no use, or if the App closes before. */
export async function insist<T>(
  { runners, again, now }: Insisting,
  { ask, isVain, onTrouble, ...call }: Demand<T>,
): Promise<T | undefined> {
  let found: T | undefined;
  await runners.wake(call, async () => {
    if (isVain?.()) return undefined;
    try {
      found = await ask();
      again.done(call.key);
      return undefined;
    } catch (error) {
      const limit = pauseFor(error, now().getTime());
      if (limit) return limit;
      const inMs = again.after(call.key, [error]);
      onTrouble(error, inMs);
      return inMs === undefined ? undefined : { inMs, of: "key" };
    }
  });
  return found;
}

import { pauseFor } from "./later.ts";
import type { Logger } from "./log.ts";

/** Sweeps again and again until one has come to its end: GitHub may not be there yet. */
export interface Sweeping {
  /** Resolves when a sweep has come to its end, or all stops. One that is under way is for all who ask. */
  run(): Promise<void>;
  /** Nothing more is tried. */
  stop(): void;
}

export interface SweepingOptions {
  /** Returns how many repositories there were. */
  sweep(): Promise<number>;
  log: Logger;
  now(): Date;
  /** Does something later; returns what cancels that. */
  after(ms: number, work: () => void): () => void;
}

/** How long until the next try: first so, and then hourly, for as long as GitHub is away. */
const PAUSES_MS = [60_000, 300_000, 900_000];
const HOUR_MS = 3_600_000;

export function createSweeping({ sweep, log, now, after }: SweepingOptions): Sweeping {
  let underWay: Promise<void> | undefined;
  let isStopped = false;
  let wakeUp = () => {};

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = after(ms, resolve);
      wakeUp = () => {
        cancel();
        resolve();
      };
    });
  }

  async function untilDone(): Promise<void> {
    for (const pauses = PAUSES_MS.values(); !isStopped; ) {
      try {
        return log.info("swept", { count: await sweep() });
      } catch (error) {
        // What comes in by webhooks is done all the same.
        const limit = pauseFor(error, now().getTime());
        const waitMs = limit?.inMs ?? pauses.next().value ?? HOUR_MS;
        log.error("could not sweep", { waitMs, error });
        if (!isStopped) await pause(waitMs);
      }
    }
  }

  return {
    run() {
      underWay ??= untilDone().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    stop() {
      isStopped = true;
      wakeUp();
    },
  };
}

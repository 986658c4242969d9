/** Spreads what an installation creates, for GitHub takes only so much of it in an hour. */
export interface Pacing {
  /** Resolves when one more issue or comment may be created. */
  take(installation: number): Promise<void>;
}

/** GitHub takes 500 in an hour; the rest is for people. Source: its rate limits for content creation. */
const PER_HOUR = 450;

/** What may be created at once after a quiet time: GitHub takes 80 in a minute. */
const BURST = 40;

const HOUR_MS = 3_600_000;

export interface PacingOptions {
  /** Since 1970, in milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A bucket for each installation: full after a quiet time, and filled again at an even pace. */
export function createPacing({ now, sleep }: PacingOptions): Pacing {
  /** When each bucket would be full. */
  const full = new Map<number, number>();
  const gap = HOUR_MS / PER_HOUR;

  return {
    async take(installation) {
      const at = Math.max(now(), full.get(installation) ?? 0) + gap;
      full.set(installation, at);
      const wait = at - now() - BURST * gap;
      if (wait > 0) await sleep(wait);
    },
  };
}

import { type Bucket, createBucket } from "./bucket.ts";

/** Who wants to create an issue or a comment. */
export interface Creator {
  installation: number;
  /** The run that it is for. */
  key: string;
  /** Whether someone waits for it: some of these go before the line. */
  isUrgent: boolean;
}

/** Spreads what an installation creates, for GitHub takes only so much of it in an hour. */
export interface Pacing {
  /** Returns 0 if one more issue or comment may be created now; else how long to wait, in milliseconds, with a place in the line. */
  take(creator: Creator): number;
  /** Leaves the line, if the key is in it. */
  leave(creator: Pick<Creator, "installation" | "key">): void;
}

/**
 * GitHub takes 500 in an hour and 80 in a minute. We send 450 at an even pace and 30 at once after a quiet
 * time, and keep 20 for what someone waits for. Source: its rate limits for content creation.
 */
const PER_HOUR = 450;
const AT_ONCE = 30;
const RESERVE = 20;

const HOUR_MS = 3_600_000;

/** A bucket and a line for each installation. Times are in milliseconds since 1970. */
export function createPacing({ now }: { now(): number }): Pacing {
  const buckets = new Map<number, Bucket>();
  /** The keys that wait, in the order in which they came. */
  const lines = new Map<number, Set<string>>();

  function bucketOf(installation: number): Bucket {
    const options = { most: AT_ONCE, gapMs: HOUR_MS / PER_HOUR, now };
    const bucket = buckets.get(installation) ?? createBucket(options);
    buckets.set(installation, bucket);
    return bucket;
  }

  function lineOf(installation: number): Set<string> {
    const line = lines.get(installation) ?? new Set();
    lines.set(installation, line);
    return line;
  }

  return {
    take({ installation, key, isUrgent }) {
      const bucket = bucketOf(installation);
      const line = lineOf(installation);
      // If too many are urgent, those that the reserve has no room for wait in line.
      const isReserved = isUrgent && bucket.waitFor(0, RESERVE) === 0;
      const wait = isReserved ? 0 : bucket.waitFor(placeIn(line, key));
      if (wait > 0) {
        line.add(key);
        return wait;
      }
      line.delete(key);
      bucket.take();
      return 0;
    },
    leave({ installation, key }) {
      lineOf(installation).delete(key);
    },
  };
}

/** How many are before a key, which joins the end of the line if it is new. */
function placeIn(line: ReadonlySet<string>, key: string): number {
  return line.has(key) ? [...line].indexOf(key) : line.size;
}

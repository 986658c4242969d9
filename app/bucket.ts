/** Lets so many through at once after a quiet time, and then one after the other at an even pace. */
export interface Bucket {
  /** How long until one more may go, in milliseconds, if so many others go first; 0: now. */
  waitFor(ahead: number, reserve?: number): number;
  take(): void;
}

export interface BucketOptions {
  /** How many at once. */
  most: number;
  /** Between one and the next, in milliseconds. */
  gapMs: number;
  /** Since 1970, in milliseconds. */
  now(): number;
}

export function createBucket({ most, gapMs, now }: BucketOptions): Bucket {
  /** When it will have filled again. */
  let full = 0;
  const after = (taken: number) => Math.max(now(), full) + taken * gapMs;

  return {
    waitFor(ahead, reserve = 0) {
      return Math.max(0, Math.ceil(after(ahead + 1) - now() - (most + reserve) * gapMs));
    },
    take() {
      full = after(1);
    },
  };
}

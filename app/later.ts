import { RateLimitError } from "../src/github/retry.ts";
import type { Pause } from "./runners.ts";

/** Thrown if a run cannot go on now, but will be able to later: then it starts again. */
export class Later extends Error {
  override readonly name = "Later";
  readonly inMs: number;

  constructor(inMs: number) {
    super("it is not this run's turn to create anything");
    this.inMs = inMs;
  }
}

/** Octokit wraps what a call throws, and what a token's call throws once more. */
const DEEPEST = 4;

/**
 * When a run that threw goes on; undefined if it has failed. A rate limit is one of the whole
 * installation, and no other's. `now`: since 1970, in milliseconds.
 */
export function pauseFor(error: unknown, now: number): Pause | undefined {
  let one = error;
  for (let depth = 0; depth < DEEPEST && one instanceof Error; depth++) {
    if (one instanceof Later) return { inMs: one.inMs, of: "key" };
    if (one instanceof RateLimitError) return { inMs: Math.max(0, one.until - now), of: "lane" };
    one = one.cause;
  }
  return undefined;
}

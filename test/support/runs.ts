import process from "node:process";

/** How often each property is tried: 200 times for a change; every night and by `npm run fuzz` far more. */
export const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? 200);

export const RUNS = { numRuns: FUZZ_RUNS };

/** For a property whose every try is dear: so many of a hundred, at least 50. */
export function someRuns(share: number): { numRuns: number } {
  return { numRuns: Math.max(Math.min(50, FUZZ_RUNS), Math.ceil((FUZZ_RUNS * share) / 100)) };
}

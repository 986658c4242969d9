/** What calls need of the world, so that tests can hand in another one. Times are in milliseconds. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  sleep(ms: number): Promise<void>;
  /** Since 1970. */
  now(): number;
  /** From 0 to, but not, 1. */
  random(): number;
  /** The longest that a call waits for a limit to end; where nothing is said, a minute. */
  patienceMs?: number;
  /** Aborts after so long. */
  timeout(ms: number): AbortSignal;
}

/** The network of this machine, and its clock. */
export const NETWORK: Network = {
  fetch: (url, init) => fetch(url, init),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => Date.now(),
  random: () => Math.random(),
  timeout: (ms) => AbortSignal.timeout(ms),
};

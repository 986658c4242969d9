/** A webhook whose signature fits. What of the payload matters goes no further than `app/events.ts`. */
export interface Delivery {
  /** `X-GitHub-Delivery`, in lower case; a redelivery bears the same. */
  id: string;
  event: string;
  /** The installation that it is of; some events are of none. */
  installation?: number;
  /** The few fields that `app/events.ts` keeps of it. */
  payload: unknown;
}

/**
 * Takes a delivery; resolves when its work is done. Never rejects for a repository's trouble: what
 * rejects is answered as failed, so that GitHub's own log keeps it for a redelivery.
 */
export type Accept = (delivery: Delivery) => Promise<void>;

import { apply, type Writing } from "./state/apply.ts";
import { plan } from "./state/plan.ts";
import { type Reading, readState } from "./state/read.ts";

/** What a run came to: how much was written, or that the repository has not opted in. */
export interface Reconciled {
  isOptedIn: boolean;
  writes: number;
}

/** A write can call for another: a link to an issue that is not there before it. More rounds are a fault. */
const MOST_ROUNDS = 4;

/**
 * Makes a repository's issues say what is true: reads what is, plans what should be, writes the
 * difference. Twice in a row, the second writes nothing. Rejects with a `CannotRunError`.
 */
export async function reconcile(reading: Reading & Writing): Promise<Reconciled> {
  let facts = await readState(reading);
  if (!facts) return { isOptedIn: false, writes: 0 };
  const { slug, now } = reading;
  let writes = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const actions = plan(facts, { slug, now });
    if (actions.length === 0) return { isOptedIn: true, writes };
    for (const action of actions) {
      facts = await apply(action, facts, reading);
      writes++;
    }
  }
  throw new Error(`${reading.repository.owner}/${reading.repository.name} does not come to rest`);
}

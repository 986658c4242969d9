import { apply, type Writing } from "./state/apply.ts";
import type { Facts } from "./state/facts.ts";
import { plan } from "./state/plan.ts";
import { type Reading, readState } from "./state/read.ts";

/** What a run came to: what is there now, unless the repository has not opted in, and how much was written. */
export interface Reconciled {
  facts?: Facts;
  writes: number;
}

/**
 * A write can call for another: an entry of the ledger, a new issue, a link to it, the word that it goes
 * on. More rounds are a fault.
 */
const MOST_ROUNDS = 6;

/**
 * Makes a repository's issues say what is true: reads what is, plans what should be, writes the
 * difference. Twice in a row, the second writes nothing. Rejects with a `CannotRunError`.
 */
export async function reconcile(reading: Reading & Writing): Promise<Reconciled> {
  const facts = await readState(reading);
  if (!facts) return { writes: 0 };
  // What a write finds to be gone is no issue that GitHub has yet to list.
  return settle(facts, { ...reading, beforeOpening: () => reading.beforeOpening?.(facts) });
}

/** As `reconcile`, from what is known to be there: nothing is read. */
export async function settle(
  found: Facts,
  writing: Writing & Pick<Reading, "repository" | "now">,
): Promise<Reconciled & { facts: Facts }> {
  let facts = found;
  let writes = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const actions = plan(facts, writing.now);
    if (actions.length === 0) return { facts, writes };
    for (const action of actions) {
      facts = await apply(action, facts, writing);
      writes++;
    }
  }
  const { owner, name } = writing.repository;
  throw new Error(`${owner}/${name} does not come to rest`);
}

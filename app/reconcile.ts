import type { Repository } from "../src/github/reader.ts";
import { apply, type Writing } from "./state/apply.ts";
import type { Judging } from "./state/judging.ts";
import { plan } from "./state/plan.ts";
import { readState } from "./state/read.ts";
import { type Situation, situationOf } from "./state/situation.ts";

/** What a run came to: how the repository is now, and how much was written. */
export interface Reconciled {
  situation: Situation;
  writes: number;
}

/** What it takes to keep a repository true. */
export interface Keeping extends Writing {
  repository: Repository;
  now: Date;
  judging: Judging;
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
export async function reconcile(keeping: Keeping, hasProperty: boolean): Promise<Reconciled> {
  const facts = await readState({ ...keeping, hasProperty });
  // What a write finds to be gone is no issue that GitHub has yet to list.
  const beforeOpening = () => facts && keeping.beforeOpening?.(facts);
  return settle(situationOf(facts, keeping.judging), { ...keeping, beforeOpening });
}

/** As `reconcile`, from what is known to be there: nothing is read. */
export async function settle(found: Situation, keeping: Keeping): Promise<Reconciled> {
  let situation = found;
  let writes = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const actions = plan(situation, keeping.now);
    let { facts } = situation;
    if (!facts || actions.length === 0) return { situation, writes };
    for (const action of actions) {
      facts = await apply(action, facts, keeping);
      writes++;
    }
    situation = situationOf(facts, keeping.judging);
  }
  const { owner, name } = keeping.repository;
  throw new Error(`${owner}/${name} changes with every write`);
}

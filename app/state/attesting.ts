import { isInForce } from "../../src/core/attestations.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { ledgerEntry } from "../../src/core/ledger.ts";
import type { Action, Planning } from "./action.ts";
import type { Facts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";
import { ledgerOf } from "./verdict.ts";

/** A ticked box becomes an entry of the ledger: who ticked it, said by the App, where all can see it. */
export function attestingPlan(
  facts: Facts,
  { issue, read }: StageIssue,
  { now }: Pick<Planning, "now">,
): Action[] {
  if (issue.isLocked) return [];
  const today = isoDateOf(now);
  const inForce = ledgerOf(facts).filter((one) => isInForce(one, today));
  const known = new Set(inForce.map(({ expectation }) => expectation));
  return facts.ticks
    .filter(
      ({ expectation, by, mayAttest }) =>
        mayAttest && isPerson(by) && !known.has(expectation) && read?.ticked.includes(expectation),
    )
    .map(({ expectation, by }) => ({
      kind: "comment",
      number: issue.number,
      body: ledgerEntry({ expectation, by }),
    }));
}

/** Accounts of apps have brackets in their names. */
function isPerson(login: string): boolean {
  return /^[\w-]+$/.test(login);
}

import { isInForce, isSignedAs } from "../../src/core/attestations.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { ledgerEntry, toAttest } from "../../src/core/ledger.ts";
import { unclearMark } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";
import { ledgerOf } from "./verdict.ts";

/** A ticked box becomes a sign-off: a comment by the App says who ticked it. */
export function attestingPlan(facts: StateFacts, { issue, read }: StageIssue, now: Date): Action[] {
  if (issue.isLocked) return [];
  const today = isoDateOf(now);
  const inForce = ledgerOf(facts).filter(
    // A sign-off in another role does not count: the box can be ticked again.
    (one) => isInForce(one, today) && isSignedAs(one, toAttest(one.expectation)?.role),
  );
  const known = new Set(inForce.map(({ expectation }) => expectation));
  const isNew = (expectation: string) =>
    !known.has(expectation) && read?.ticked.includes(expectation);
  if (facts.unclearTicks !== undefined) {
    const ids = read?.ticked.filter(isNew) ?? [];
    return unclear(facts, issue.number, facts.unclearTicks, ids);
  }
  return facts.ticks
    .filter(({ expectation, by, mayAttest }) => mayAttest && isPerson(by) && isNew(expectation))
    .map(({ expectation, by }) => ({
      kind: "comment",
      number: issue.number,
      body: ledgerEntry({ expectation, by }),
      isAnswer: true,
    }));
}

/** Says once that nobody can tell who has ticked the boxes, which are emptied then. */
function unclear(
  { comments }: StateFacts,
  number: number,
  at: string,
  ids: readonly string[],
): Action[] {
  const first = unclearMark(at);
  const isSaid = (comments.get(number) ?? []).some(
    ({ isOurs, body }) => isOurs && body.startsWith(first),
  );
  const [example] = ids;
  if (example === undefined || isSaid) return [];
  const text = `Several people edited this issue at once, so the App cannot tell who ticked ${ids.join(", ")}. Nothing is signed off. Tick again, or comment \`/dsp attest ${example} <evidence>\`.`;
  return [{ kind: "comment", number, body: `${first}\n${text}\n`, isAnswer: true }];
}

/** Accounts of apps have brackets in their names. */
function isPerson(login: string): boolean {
  return /^[\w-]+$/.test(login);
}

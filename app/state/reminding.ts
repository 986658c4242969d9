import { isoDateOf } from "../../src/core/dates.ts";
import { addTo, duration, times } from "../../src/core/durations.ts";
import { fingerprint } from "../../src/core/fingerprint.ts";
import type { LedgerComment } from "../../src/core/ledger.ts";
import { policyFileOf } from "../../src/core/policy/policy.ts";
import { code } from "../../src/report/escape.ts";
import { count } from "../../src/report/words.ts";
import { reminderMark, reminderMarkIn, snoozeMarkIn } from "../marks.ts";
import type { Action } from "./action.ts";
import type { Judged } from "./situation.ts";
import type { StageIssue } from "./stage-issues.ts";
import { openIn } from "./verdict.ts";

/** Who has not heard five of them will not hear a sixth. */
const MOST_REMINDERS = 5;

/**
 * A reminder of what is open under an open issue, if the policy asks for them and it is time. The first comes
 * after the time that the policy names, each next one after twice as long, and no more than five of the same.
 */
export function remindingPlan(
  { facts: { comments }, policy, verdict }: Judged,
  { issue }: StageIssue,
  now: Date,
): Action[] {
  const every = policy.reminders?.every;
  const open = openIn(verdict.assessment);
  if (every === undefined) return [];
  const hash = fingerprint(open);
  const said = comments.get(issue.number) ?? [];
  if (isSnoozed(said, isoDateOf(now))) return [];
  const reminders = said.filter(({ isOurs, body }) => isOurs && reminderMarkIn(body) !== undefined);
  const alike = reminders.filter(({ body }) => reminderMarkIn(body) === hash).length;
  if (alike >= MOST_REMINDERS) return [];
  const since = isoDateOf(new Date(reminders.at(-1)?.createdAt ?? issue.createdAt));
  if (isoDateOf(now) < addTo(since, times(2 ** alike, duration(every)))) return [];
  const text = `Still open: ${count(open.length, "expectation")}, as listed above. To change these reminders, set \`reminders\` in ${code(policyFileOf(policy))}.`;
  return [{ kind: "comment", number: issue.number, body: `${reminderMark(hash)}\n${text}\n` }];
}

/** Whether someone paused reminders, and the App's answer is still there unedited; the last one counts. */
export function isSnoozed(comments: readonly LedgerComment[], today: string): boolean {
  const until = comments
    .flatMap(({ isOurs, isEdited, body }) =>
      isOurs && !isEdited ? (snoozeMarkIn(body) ?? []) : [],
    )
    .at(-1);
  return until !== undefined && today <= until;
}

import { isoDateOf } from "../../src/core/dates.ts";
import { addTo, duration, times } from "../../src/core/durations.ts";
import { fingerprint } from "../../src/report/fingerprint.ts";
import { count } from "../../src/report/words.ts";
import { reminderMark, reminderMarkIn } from "../marks.ts";
import type { Action } from "./action.ts";
import type { Facts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";
import { openIn, type StandingVerdict } from "./verdict.ts";

/** Who has not heard five of them will not hear a sixth. */
const MOST_REMINDERS = 5;

/**
 * A reminder of what is open under an open issue, where the policy asks for them and it is time: the first after the time
 * that the policy names, each next one after twice as long, and no more than five of the same.
 */
export function remindingPlan(
  { policy, comments }: Facts,
  { assessment }: StandingVerdict,
  { issue }: StageIssue,
  now: Date,
): Action[] {
  const every = policy.ok ? policy.policy.reminders?.every : undefined;
  const open = openIn(assessment);
  if (every === undefined) return [];
  const hash = fingerprint(open);
  const reminders = (comments.get(issue.number) ?? []).filter(
    ({ isOurs, body }) => isOurs && reminderMarkIn(body) !== undefined,
  );
  const alike = reminders.filter(({ body }) => reminderMarkIn(body) === hash).length;
  if (alike >= MOST_REMINDERS) return [];
  const since = isoDateOf(new Date(reminders.at(-1)?.createdAt ?? issue.createdAt));
  if (isoDateOf(now) < addTo(since, times(2 ** alike, duration(every)))) return [];
  const text = `Still open: ${count(open.length, "expectation")}, as listed above. The policy asks for these reminders (\`reminders\` in \`.github/dsp.yml\`).`;
  return [{ kind: "comment", number: issue.number, body: `${reminderMark(hash)}\n${text}\n` }];
}

import { isoDateOf } from "../../src/core/dates.ts";
import { addTo, duration } from "../../src/core/durations.ts";
import { type Policy, policyFileOf } from "../../src/core/policy/policy.ts";
import { code } from "../../src/report/escape.ts";
import { count } from "../../src/report/words.ts";
import { snoozeMark } from "../marks.ts";
import type { Asking, Reply } from "./asking.ts";
import { onStageIssue } from "./stage-issue.ts";

/** The answer to `/dsp snooze <days>`: what the App says is the record of it. */
export function snoozed(asking: Asking, days: number): Reply | string {
  return onStageIssue(asking, ({ policy }) => quietUntil(asking, days, policy));
}

function quietUntil({ now, login }: Asking, days: number, policy: Policy): Reply {
  const until = addTo(isoDateOf(now), duration(`P${days}D`));
  const isAsked = policy.reminders !== undefined;
  const none = isAsked
    ? ""
    : ` The policy turns reminders off already (\`reminders\` in ${code(policyFileOf(policy))}).`;
  const text = `${code(login)} paused reminders for ${count(days, "day")}, until ${until}. What is open stays open.${none}

To get reminders again before then, delete this comment. To change the day, write the command again: the last one counts.
`;
  return { text: `${snoozeMark(until)}\n${text}`, isEntry: true };
}

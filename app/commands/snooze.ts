import { isoDateOf } from "../../src/core/dates.ts";
import { addTo, duration } from "../../src/core/durations.ts";
import { code } from "../../src/report/escape.ts";
import { count } from "../../src/report/words.ts";
import { snoozeMark } from "../marks.ts";
import type { Answer, Asking } from "./asking.ts";
import { onStageIssue } from "./stage-issue.ts";

/** The answer to `/dsp snooze <days>`: what the App says is the record of it. */
export function snoozed(asking: Asking, days: number): Answer | string {
  const on = onStageIssue(asking);
  if (typeof on === "string") return on;
  const { policy } = on.facts;
  const until = addTo(isoDateOf(asking.now), duration(`P${days}D`));
  const isAsked = policy.ok && policy.policy.reminders !== undefined;
  const none = isAsked
    ? ""
    : " The policy asks for no reminders as it is (`reminders` in `.github/dsp.yml`), so none would have come.";
  const text = `No reminders for ${count(days, "day")}, until ${until}: ${code(asking.login)} asked for it. What is open stays open.${none}

Delete this comment to be reminded again before then, or write the command again: the last one counts.
`;
  return { text: `${snoozeMark(until)}\n${text}`, isEntry: true };
}

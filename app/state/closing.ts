import { fingerprint } from "../../src/report/fingerprint.ts";
import { metInWords } from "../../src/report/words.ts";
import { type StateMark, stateMark, stateMarkIn } from "../marks.ts";
import type { Action } from "./action.ts";
import type { Facts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";
import { isAllMet, openIn, type StandingVerdict } from "./verdict.ts";

/** How long a person's closing is left alone after the App has undone one, unless something changes. */
export const REOPENED_FOR_MS = 24 * 60 * 60 * 1_000;

/** Whether it is ready is what decides if a project can be closed. Source: DSP-POST-3. */
const FINAL_TASKS = "DSP-POST-2";

/** Says that all is met, and closes the issue. */
export function closingPlan({ assessment }: StandingVerdict, number: number): Action[] {
  const mark = stateMark({ did: "closed", because: "met" });
  const text = `All that is due at ${assessment.stage} is met (${metInWords(assessment.expectations)}), so this is done. It opens again if that changes.`;
  return [
    { kind: "comment", number, body: `${mark}\n${text}\n` },
    { kind: "change-issue", number, change: { state: "closed", state_reason: "completed" } },
  ];
}

/**
 * Opens a closed issue again where something is open: always where the App itself had closed it; where
 * a person did, once, and then not for a day unless something changed, except that a project in
 * post-live cannot be closed before its final automated tasks are ready.
 */
export function reopeningPlan(
  { comments }: Facts,
  { assessment }: StandingVerdict,
  { issue }: StageIssue,
  now: Date,
): Action[] {
  // What was done is remembered in comments, and under a locked issue there can be none.
  if (isAllMet(assessment) || issue.isLocked) return [];
  const open = openIn(assessment);
  const hash = fingerprint(open);
  const last = (comments.get(issue.number) ?? [])
    .flatMap(({ isOurs, body, createdAt }) => {
      const mark = isOurs ? stateMarkIn(body) : undefined;
      return mark ? [{ mark, at: Date.parse(createdAt) }] : [];
    })
    .at(-1);
  const isFinal = assessment.stage === "post-live" && open.includes(FINAL_TASKS);
  if (last && !isFinal && isLeftAlone(last, hash, now)) return [];
  const why = last?.mark.did === "closed" ? "Something is open again" : "Closed, but not done";
  const mark = stateMark({ did: "reopened", open: hash });
  const left = open.slice(0, 10).map((id) => `- ${id}\n`);
  const more = open.length > left.length ? `- … and ${open.length - left.length} more\n` : "";
  return [
    { kind: "comment", number: issue.number, body: `${mark}\n${why}:\n\n${left.join("")}${more}` },
    {
      kind: "change-issue",
      number: issue.number,
      change: { state: "open", state_reason: "reopened" },
    },
  ];
}

function isLeftAlone(
  { mark, at }: { mark: StateMark; at: number },
  hash: string,
  now: Date,
): boolean {
  return mark.did === "reopened" && mark.open === hash && now.getTime() - at < REOPENED_FOR_MS;
}

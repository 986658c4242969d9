import type { Stage } from "../../src/core/stages.ts";
import type { IssueChange } from "../../src/github/issues.ts";
import type { StateMark } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StageIssue } from "./stage-issues.ts";
import { bodyChange, withMark } from "./standing.ts";

/** Closes the issue of a stage that nothing declares any more. */
export function closeUndeclared({ issue }: StageIssue, now: Date): Action[] {
  if (!issue.isOpen) return [];
  const mark: StateMark = { did: "closed", because: "unset", at: now.toISOString() };
  return [{ kind: "change-issue", number: issue.number, change: closed(issue.body, mark) }];
}

/** Closes the issue of another stage; or a second one of this stage, which a lost answer can have left. */
export function closeSuperseded(
  { issue, stage: before }: StageIssue,
  stage: Stage,
  now: Date,
): Action {
  const because = before === stage ? "twin" : "moved";
  const mark: StateMark = { did: "closed", because, at: now.toISOString() };
  return { kind: "change-issue", number: issue.number, change: closed(issue.body, mark) };
}

function closed(body: string, mark: Extract<StateMark, { did: "closed" }>): IssueChange {
  const isDone = mark.because === "moved";
  return {
    ...bodyChange(withMark(body, mark)),
    state: "closed",
    state_reason: isDone ? "completed" : "not_planned",
  };
}

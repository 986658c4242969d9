import type { Stage } from "../../src/core/stages.ts";
import { stateMark } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StageIssue } from "./stage-issues.ts";

/** Closes the issue of a stage that nothing declares any more. */
export function closeUndeclared({ issue, stage }: StageIssue): Action[] {
  if (!issue.isOpen) return [];
  const text = `No source declares a stage any more, so this list for ${stage} has ended. Declare one, and it comes back.`;
  return closed(
    issue.number,
    `${stateMark({ did: "closed", because: "unset" })}\n${text}\n`,
    "not_planned",
  );
}

/** Closes the issue of another stage; or a second one of this stage, which a lost answer can have left. */
export function closeSuperseded(
  { issue, stage: before }: StageIssue,
  stage: Stage,
  number: number,
): Action[] {
  const isTwin = before === stage;
  const text = isTwin
    ? `This is the same as #${number}, which goes on.`
    : `The project is at ${stage} now: #${number} goes on, with what is still open here.`;
  const mark = stateMark({ did: "closed", because: isTwin ? "twin" : "moved" });
  return closed(issue.number, `${mark}\n${text}\n`, isTwin ? "not_planned" : "completed");
}

function closed(number: number, comment: string, reason: "completed" | "not_planned"): Action[] {
  return [
    { kind: "comment", number, body: comment },
    { kind: "change-issue", number, change: { state: "closed", state_reason: reason } },
  ];
}

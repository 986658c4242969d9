import { metInWords } from "../../src/report/words.ts";
import { type StateMark, stateMark } from "../marks.ts";
import type { Action } from "./action.ts";
import { isSilent } from "./closing.ts";
import type { StateFacts } from "./facts.ts";
import type { StageIssue } from "./stage-issues.ts";
import { markInBody } from "./standing.ts";
import { openIn, type StandingVerdict } from "./verdict.ts";

/** Open expectations that a comment names. */
const MOST_NAMED = 10;

/** The stage's own issue, with the verdict on the repository. */
export interface Current {
  verdict: StandingVerdict;
  issue: StageIssue["issue"];
}

/**
 * Tells people of what was done to an issue's state: a comment for each mark in a body that is still
 * true and has none yet. So none is lost with the write before it, and none comes twice.
 */
export function tellingPlan(
  { comments }: StateFacts,
  ours: readonly StageIssue[],
  current?: Current,
): Action[] {
  return ours.flatMap((one): Action[] => {
    const { number, body, isOpen } = one.issue;
    const mark = markInBody(body);
    const said = comments.get(number);
    if (!mark || !said || isOpen !== (mark.did === "reopened")) return [];
    // It was said before, and nothing is new: the body says that it keeps being closed.
    if (isSilent(mark)) return [];
    const first = stateMark(mark);
    if (said.some(({ isOurs, body }) => isOurs && body.startsWith(first))) return [];
    const text = textFor(mark, one, current);
    return text === undefined ? [] : [{ kind: "comment", number, body: `${first}\n${text}` }];
  });
}

/** Undefined if the issue changed after the mark. */
function textFor(
  mark: StateMark,
  { issue, stage }: StageIssue,
  current: Current | undefined,
): string | undefined {
  const isCurrent = issue.number === current?.issue.number;
  if (mark.did === "reopened") {
    return isCurrent ? `Opened again, because this is not done:\n\n${left(current)}` : undefined;
  }
  switch (mark.because) {
    case "met": {
      const met = isCurrent ? ` (${metInWords(current.verdict.assessment.expectations)})` : "";
      return `Everything due at ${stage} is met${met}, so this issue is closed. It opens again if that changes.\n`;
    }
    case "unset":
      return `Nothing declares a stage any more, so this list for ${stage} has ended. To get it back, declare the stage.\n`;
    case "twin":
      return current && !isCurrent
        ? `This is the same as #${current.issue.number}. Use that issue.\n`
        : undefined;
    case "moved":
      return current && !isCurrent
        ? `The project is at ${current.verdict.assessment.stage} now. Use #${current.issue.number} for what is still open here.\n`
        : undefined;
  }
}

function left({ verdict }: Current): string {
  const open = openIn(verdict.assessment);
  const named = open.slice(0, MOST_NAMED).map((id) => `- ${id}\n`);
  const more = open.length > named.length ? `- … and ${open.length - named.length} more\n` : "";
  return `${named.join("")}${more}`;
}

import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { troubleMark, troubleMarkIn } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";
import { problemItems, whatIsWrong } from "./policy-problems.ts";
import type { StageIssue } from "./stage-issues.ts";

/**
 * A policy that cannot be used says nothing about the stage. The list stays unchanged, and one comment says
 * so, until the policy can be used again or has other problems.
 */
export function policyTrouble(
  { comments }: StateFacts,
  problems: readonly PolicyProblem[],
  { issue }: StageIssue,
): Action[] {
  const hash = whatIsWrong(problems);
  const said = (comments.get(issue.number) ?? []).flatMap(({ isOurs, body }) =>
    isOurs ? (troubleMarkIn(body) ?? []) : [],
  );
  if (said.at(-1) === hash) return [];
  const text =
    "The policy cannot be used, so this list stays unchanged until you fix these problems:";
  return [
    {
      kind: "comment",
      number: issue.number,
      body: `${troubleMark(hash)}\n${text}\n\n${problemItems(problems).join("")}`,
    },
  ];
}

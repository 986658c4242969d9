import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { isPolicyPath } from "../../src/core/policy/path.ts";
import { stageFrom } from "../../src/core/stage-sources.ts";
import type { Issue } from "../../src/github/issues.ts";
import { isOrganisations } from "../../src/github/organisation.ts";
import { readStageIssue } from "../../src/report/stage-issue.ts";
import { LABEL, troubleMark, troubleMarkIn } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";
import { missingLabels } from "./labels.ts";
import { problemItems, whatIsWrong } from "./policy-problems.ts";
import { isCopied, stageFactsOf } from "./stage.ts";
import { bodyChange } from "./standing.ts";

const TITLE = "Data security and privacy: the policy cannot be used";

/** What the mark says if nothing is wrong. */
const MENDED = "mended";

/** Whether an issue of ours is the one that says what is wrong with the policy. */
export function isTroubleIssue({ title, body }: Pick<Issue, "title" | "body">): boolean {
  if (readStageIssue(body)) return false;
  return title === TITLE || markIn(body) !== undefined;
}

/**
 * Whether a policy that cannot be used is for this repository's team to fix, and they want to hear of
 * it. The policy is their own. In the repository that holds the organisation's, a stage must be declared or
 * have a list.
 * Problems of the organisation's policy are shown nowhere else, because they concern all its repositories.
 */
export function isTheirsToMend(
  facts: StateFacts,
  problems: readonly PolicyProblem[],
  hasList = false,
): boolean {
  const { repository } = facts;
  const isOptedIn = hasList || stageFrom(stageFactsOf(facts, DEFAULT_POLICY)) !== undefined;
  if (isOrganisations(repository)) return isOptedIn;
  const isOwn = problems.some(({ file }) => isPolicyPath(file));
  return isOwn && (isOptedIn || !isCopied(repository));
}

/**
 * One issue that says what is wrong with the policy, if no stage issue is open to say it on. It opens again
 * if something else is wrong; if a person closed it, not before.
 */
export function troublePlan(facts: StateFacts, problems: readonly PolicyProblem[]): Action[] {
  if (!isTheirsToMend(facts, problems)) return [];
  const hash = whatIsWrong(problems);
  const body = `${troubleMark(hash)}
The policy of this repository cannot be used. Nothing is checked, and no stage issue is kept up to date, until you fix these problems:

${problemItems(problems).join("")}
The App closes this issue when they are fixed.
`;
  const [issue] = facts.issues.filter(isTroubleIssue);
  if (!issue) {
    return [
      ...missingLabels(facts, [LABEL]),
      { kind: "open-issue", issue: { title: TITLE, body, labels: [LABEL] } },
    ];
  }
  const { number } = issue;
  if (!issue.isOpen) {
    if (markIn(issue.body) === hash) return [];
    return [
      { kind: "change-issue", number, change: { body, state: "open", state_reason: "reopened" } },
    ];
  }
  if (issue.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd()) return [];
  return [{ kind: "change-issue", number, change: { body } }];
}

/** Closes it when the policy can be used again. */
export function mendedPlan({ issues }: StateFacts): Action[] {
  return issues
    .filter((issue) => issue.isOpen && isTroubleIssue(issue))
    .map(({ number }) => ({
      kind: "change-issue",
      number,
      change: {
        ...bodyChange(`${troubleMark(MENDED)}\nThe policy can be used again.\n`),
        state: "closed",
        state_reason: "completed",
      },
    }));
}

function markIn(body: string): string | undefined {
  return body
    .split(/\r?\n/)
    .map(troubleMarkIn)
    .find((mark) => mark !== undefined);
}

import { LABEL_PREFIX } from "../../src/core/stage-sources.ts";
import type { Stage } from "../../src/core/stages.ts";
import type { IssueChange } from "../../src/github/issues.ts";
import { renderStageIssue, stageIssueTitle, yoursIn } from "../../src/report/stage-issue.ts";
import { LABEL, stageLabel } from "../marks.ts";
import type { Action, Planning } from "./action.ts";
import { attestingPlan } from "./attesting.ts";
import { closingPlan, reopeningPlan } from "./closing.ts";
import { closeSuperseded, closeUndeclared } from "./ending.ts";
import { exercisePlan } from "./exercise.ts";
import type { Facts } from "./facts.ts";
import { isOurLabel, missingLabels } from "./labels.ts";
import { policyTrouble } from "./policy-trouble.ts";
import { remindingPlan } from "./reminding.ts";
import { issueFor, openIn, type StageIssue, stageIssuesIn } from "./stage-issues.ts";
import { isAllMet, type StandingVerdict, verdictOn } from "./verdict.ts";
import { viewOf } from "./view.ts";

/**
 * What has to be written so that a repository's issues say what is true: nothing where they do. What
 * follows from a write (a link to an issue that is not there yet) is found by planning again after it.
 */
export function plan(facts: Facts, planning: Planning): Action[] {
  const { repository, issues } = facts;
  if (repository.isArchived || !repository.hasIssues) return [];
  const locked = new Set(issues.flatMap(({ isLocked, number }) => (isLocked ? [number] : [])));
  return allActions(facts, planning).filter(
    (action) => action.kind !== "comment" || !locked.has(action.number),
  );
}

function allActions(facts: Facts, planning: Planning): Action[] {
  const { policy, issues } = facts;
  const ours = stageIssuesIn(issues);
  if (!policy.ok) {
    const [open] = openIn(ours);
    return open ? policyTrouble(facts, policy.problems, open) : [];
  }
  const verdict = verdictOn(facts, planning.slug, planning.now);
  if (!verdict) return ours.flatMap((one) => closeUndeclared(one));
  const { stage } = verdict.assessment;
  const current = issueFor(ours, stage);
  if (!current) return openingPlan(facts, verdict, planning, ours);
  // What they attest changes the body: it is written once, when they are in the ledger.
  const attesting = attestingPlan(facts, current, planning);
  if (attesting.length > 0) return attesting;
  const others = ours.filter((one) => one !== current && one.issue.isOpen);
  return [
    ...currentPlan(facts, verdict, current, planning, ours),
    ...others.flatMap((one) => closeSuperseded(one, stage, current.issue.number)),
    ...exercisePlan(facts, verdict),
  ];
}

/** Labels that are missing, and the issue. It is there before anything speaks of it. */
function openingPlan(
  facts: Facts,
  verdict: StandingVerdict,
  planning: Planning,
  ours: readonly StageIssue[],
): Action[] {
  const { stage } = verdict.assessment;
  const view = viewOf(facts, verdict, { ours, planning, yours: "" });
  const labels = [LABEL, stageLabel(stage)];
  const owners = facts.policy.ok ? facts.policy.policy.owners : [];
  // A team cannot be assigned.
  const assignees = owners.filter((owner) => !owner.includes("/"));
  return [
    ...missingLabels(facts, labels),
    {
      kind: "open-issue",
      issue: {
        title: stageIssueTitle(stage),
        body: renderStageIssue(view),
        labels,
        ...(assignees.length > 0 && { assignees }),
      },
    },
  ];
}

function currentPlan(
  facts: Facts,
  verdict: StandingVerdict,
  current: StageIssue,
  planning: Planning,
  ours: readonly StageIssue[],
): Action[] {
  const { issue } = current;
  if (!issue.isOpen) return reopeningPlan(facts, verdict, current, planning.now);
  const change = differenceIn(facts, verdict, current, planning, ours);
  const isOver = isAllMet(verdict.assessment);
  const written: Action[] = change
    ? [
        // GitHub makes a label that is put on an issue and is not there, without our description.
        ...missingLabels(facts, change.labels?.filter(isOurLabel) ?? []),
        { kind: "change-issue", number: issue.number, change },
      ]
    : [];
  if (isOver) return [...written, ...closingPlan(verdict, issue.number)];
  return [...written, ...remindingPlan(facts, verdict, current, planning.now)];
}

/**
 * What of an open issue is not as it should be. Another instant, or another commit, is no difference by
 * itself: where all else is the same, what was judged then is still true.
 */
function differenceIn(
  facts: Facts,
  verdict: StandingVerdict,
  { issue, read }: StageIssue,
  planning: Planning,
  ours: readonly StageIssue[],
): IssueChange | undefined {
  const { stage } = verdict.assessment;
  const yours = yoursIn(issue.body);
  const body = (before?: { judgedAt?: string; sha?: string }) =>
    renderStageIssue({ ...viewOf(facts, verdict, { ours, planning, yours }), ...before });
  const title = stageIssueTitle(stage);
  // GitHub keeps the case in which a label was made, and takes it for the same in any other.
  const there = new Set(issue.labels.map((name) => name.toLowerCase()));
  const labels = [LABEL, stageLabel(stage)].filter((name) => !there.has(name));
  const change: IssueChange = {
    ...(plainText(issue.body) !== plainText(body(judgedBefore(read))) && { body: body() }),
    ...(issue.title !== title && { title }),
    ...(labels.length > 0 && { labels: [...withoutStages(issue.labels, stage), ...labels] }),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

function judgedBefore(read: StageIssue["read"]): { judgedAt?: string; sha?: string } {
  return {
    ...(read?.judgedAt !== undefined && { judgedAt: read.judgedAt }),
    ...(read?.sha !== undefined && { sha: read.sha }),
  };
}

/** GitHub may keep a body with its own line ends. */
function plainText(body: string): string {
  return body.replaceAll("\r\n", "\n").trimEnd();
}

function withoutStages(labels: readonly string[], stage: Stage): string[] {
  return labels.filter((name) => {
    const lower = name.toLowerCase();
    return !lower.startsWith(LABEL_PREFIX) || lower === stageLabel(stage);
  });
}

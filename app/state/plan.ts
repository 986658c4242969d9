import { isSameLabel, isStageLabel } from "../../src/core/stage-sources.ts";
import type { Stage } from "../../src/core/stages.ts";
import type { IssueChange } from "../../src/github/issues.ts";
import { renderStageIssue, stageIssueTitle, yoursIn } from "../../src/report/stage-issue.ts";
import { isOurLabel, LABEL, type StateMark, stageLabel, stateMark } from "../marks.ts";
import type { Action } from "./action.ts";
import { attestingPlan } from "./attesting.ts";
import { reopeningMark, timesClosed } from "./closing.ts";
import { closeSuperseded, closeUndeclared } from "./ending.ts";
import { exercisePlan } from "./exercise.ts";
import type { Facts } from "./facts.ts";
import { missingLabels } from "./labels.ts";
import { assigningOf } from "./owners.ts";
import { policyTrouble } from "./policy-trouble.ts";
import { remindingPlan } from "./reminding.ts";
import { issueFor, openIn, type StageIssue, stageIssuesIn } from "./stage-issues.ts";
import { bodyChange, lastDone } from "./standing.ts";
import { tellingPlan } from "./telling.ts";
import { isTheirsToMend, mendedPlan, troublePlan } from "./trouble-issue.ts";
import { isAllMet, type StandingVerdict, verdictOn } from "./verdict.ts";
import { type ViewOptions, viewOf } from "./view.ts";

/**
 * What has to be written so that a repository's issues say what is true: nothing where they do. What
 * follows from a write (a link to an issue that is not there yet) is found by planning again after it.
 */
export function plan(facts: Facts, now: Date): Action[] {
  const { repository, issues, flooded } = facts;
  if (repository.isArchived || !repository.hasIssues) return [];
  const locked = new Set(issues.flatMap(({ isLocked, number }) => (isLocked ? [number] : [])));
  // Where not all that was said is known, nothing is said that may have been.
  const isUnsaid = ({ number, isAnswer }: Extract<Action, { kind: "comment" }>) =>
    !locked.has(number) && (isAnswer === true || !flooded.has(number));
  return allActions(facts, now).filter((action) => action.kind !== "comment" || isUnsaid(action));
}

function allActions(facts: Facts, now: Date): Action[] {
  const { policy, issues } = facts;
  const ours = stageIssuesIn(issues);
  if (!policy.ok) {
    const [open] = openIn(ours);
    if (!open) return troublePlan(facts, policy.problems);
    const isTheirs = isTheirsToMend(facts, policy.problems, true);
    return isTheirs ? policyTrouble(facts, policy.problems, open) : [];
  }
  const mended = mendedPlan(facts);
  if (mended.length > 0) return mended;
  const verdict = verdictOn(facts, now);
  if (!verdict) {
    const ended = ours.flatMap((one) => closeUndeclared(one, now));
    return ended.length > 0 ? ended : tellingPlan(facts, ours);
  }
  const { stage } = verdict.assessment;
  const current = issueFor(ours, stage);
  if (!current) return openingPlan(facts, verdict, now, ours);
  const others = ours.filter((one) => one !== current && one.issue.isOpen);
  // What they attest changes the body: it is written once, when they are in the ledger.
  const attesting = attestingPlan(facts, current, now);
  if (attesting.length > 0) return attesting;
  const changes = [
    ...currentPlan(facts, verdict, current, now, ours),
    ...others.map((one) => closeSuperseded(one, stage, now)),
    ...exercisePlan(facts, verdict),
  ];
  // What was done is told when it is done.
  if (changes.length > 0) return changes;
  const told = tellingPlan(facts, ours, { verdict, issue: current.issue });
  const reminders = current.issue.isOpen ? remindingPlan(facts, verdict, current, now) : [];
  return [...told, ...reminders];
}

/** Labels that are missing, and the issue. It is there before anything speaks of it. */
function openingPlan(
  facts: Facts,
  verdict: StandingVerdict,
  now: Date,
  ours: readonly StageIssue[],
): Action[] {
  const { stage } = verdict.assessment;
  const { assignees, ...assigning } = assigningOf(facts);
  const view = viewOf(facts, verdict, { ours, now, yours: "", assigning });
  const labels = [LABEL, stageLabel(stage)];
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
  now: Date,
  ours: readonly StageIssue[],
): Action[] {
  const { issue } = current;
  const done = lastDone(facts, issue);
  const written = (
    mark: StateMark | undefined,
    state?: Pick<IssueChange, "state" | "state_reason">,
  ) => {
    const change = { ...differenceIn(facts, verdict, current, { now, ours, mark }), ...state };
    if (Object.keys(change).length === 0) return [];
    // GitHub makes a label that is put on an issue and is not there, without our description.
    const missing = missingLabels(facts, change.labels?.filter(isOurLabel) ?? []);
    const action: Action = { kind: "change-issue", number: issue.number, change };
    return [...missing, action];
  };
  if (!issue.isOpen) {
    const mark = reopeningMark(verdict, done, now);
    return mark ? written(mark, { state: "open", state_reason: "reopened" }) : [];
  }
  if (!isAllMet(verdict.assessment)) {
    // That of an earlier version stands in a comment, and may stay there.
    return written(done?.mark.at === undefined ? undefined : done.mark);
  }
  const mark: StateMark = { did: "closed", because: "met", at: now.toISOString() };
  return written(mark, { state: "closed", state_reason: "completed" });
}

/**
 * What of an issue is not as it should be. Another instant, or another commit, is no difference by
 * itself: where all else is the same, what was judged then is still true.
 */
function differenceIn(
  facts: Facts,
  verdict: StandingVerdict,
  current: StageIssue,
  { now, ours, mark }: Pick<ViewOptions, "now" | "ours"> & { mark?: StateMark },
): IssueChange {
  const { issue, read } = current;
  const { stage } = verdict.assessment;
  const yours = yoursIn(issue.body);
  const { assignees, ...assigning } = assigningOf(facts, current);
  const view = {
    ...viewOf(facts, verdict, { ours, now, yours, assigning }),
    mark: mark && stateMark(mark),
    reopened: timesClosed(mark, verdict),
  };
  const isSame =
    plainText(issue.body) === plainText(renderStageIssue({ ...view, ...judgedBefore(read) }));
  const title = stageIssueTitle(stage);
  const labels = [LABEL, stageLabel(stage)].filter(
    (name) => !issue.labels.some((one) => isSameLabel(one, name)),
  );
  return {
    ...(!isSame && bodyChange(renderStageIssue(view))),
    ...(issue.title !== title && { title }),
    ...(assigning.isChange && { assignees }),
    ...(labels.length > 0 && { labels: [...withoutStages(issue.labels, stage), ...labels] }),
  };
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
  return labels.filter((name) => !isStageLabel(name) || isSameLabel(name, stageLabel(stage)));
}

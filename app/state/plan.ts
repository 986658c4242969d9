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
import type { StateFacts } from "./facts.ts";
import { missingLabels } from "./labels.ts";
import { assigningOf } from "./owners.ts";
import { policyTrouble } from "./policy-trouble.ts";
import { remindingPlan } from "./reminding.ts";
import type { Judged, NotOptedIn, PolicyBroken, Situation } from "./situation.ts";
import type { StageIssue } from "./stage-issues.ts";
import { bodyChange, lastDone } from "./standing.ts";
import { tellingPlan } from "./telling.ts";
import { isTheirsToMend, mendedPlan, troublePlan } from "./trouble-issue.ts";
import { isAllMet } from "./verdict.ts";
import { viewOf } from "./view.ts";

/**
 * What to write so that a repository's issues are up to date: nothing if they are. What follows from a write
 * (a link to an issue that does not exist yet) is found by planning again after it.
 */
export function plan(situation: Situation, now: Date): Action[] {
  const { facts } = situation;
  if (!facts || facts.repository.isArchived || !facts.repository.hasIssues) return [];
  const { issues, flooded } = facts;
  const locked = new Set(issues.flatMap(({ isLocked, number }) => (isLocked ? [number] : [])));
  // If not all comments are known, the plan has no comment that may exist already.
  const isUnsaid = ({ number, isAnswer }: Extract<Action, { kind: "comment" }>) =>
    !locked.has(number) && (isAnswer === true || !flooded.has(number));
  const actions =
    situation.kind === "policy-broken" ? brokenPlan(situation) : usablePlan(situation, facts, now);
  return actions.filter((action) => action.kind !== "comment" || isUnsaid(action));
}

/** The list stays as it was. What is wrong is said under it, or in an issue of its own. */
function brokenPlan({ facts, problems, current }: PolicyBroken): Action[] {
  if (!current) return troublePlan(facts, problems);
  return isTheirsToMend(facts, problems, true) ? policyTrouble(facts, problems, current) : [];
}

function usablePlan(situation: NotOptedIn | Judged, facts: StateFacts, now: Date): Action[] {
  const mended = mendedPlan(facts);
  if (mended.length > 0) return mended;
  if (situation.kind === "judged") return judgedPlan(situation, now);
  const { ours } = situation;
  const ended = ours.flatMap((one) => closeUndeclared(one, now));
  return ended.length > 0 ? ended : tellingPlan(facts, ours);
}

function judgedPlan(judged: Judged, now: Date): Action[] {
  const { facts, verdict, ours, current } = judged;
  const { stage } = verdict.assessment;
  if (!current) return openingPlan(judged, now);
  const others = ours.filter((one) => one !== current && one.issue.isOpen);
  // What they attest changes the body: it is written once, when they are in the ledger.
  const attesting = attestingPlan(facts, current, now);
  if (attesting.length > 0) return attesting;
  const changes = [
    ...currentPlan(judged, current, now),
    ...others.map((one) => closeSuperseded(one, stage, now)),
    ...exercisePlan(facts, verdict),
  ];
  // What was done is told when it is done.
  if (changes.length > 0) return changes;
  const told = tellingPlan(facts, ours, { verdict, issue: current.issue });
  const reminders = current.issue.isOpen ? remindingPlan(judged, current, now) : [];
  return [...told, ...reminders];
}

/** Labels that are missing, and the issue. It is there before anything speaks of it. */
function openingPlan(judged: Judged, now: Date): Action[] {
  const { facts, verdict } = judged;
  const { stage } = verdict.assessment;
  const { assignees, ...assigning } = assigningOf(facts);
  const view = viewOf(judged, { now, yours: "", assigning });
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

function currentPlan(judged: Judged, current: StageIssue, now: Date): Action[] {
  const { facts, verdict } = judged;
  const { issue } = current;
  const done = lastDone(facts, issue);
  const written = (
    mark: StateMark | undefined,
    state?: Pick<IssueChange, "state" | "state_reason">,
  ) => {
    const change = { ...differenceIn(judged, current, now, mark), ...state };
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
    // An earlier version kept it in a comment, and it may stay there.
    return written(done?.mark.at === undefined ? undefined : done.mark);
  }
  const mark: StateMark = { did: "closed", because: "met", at: now.toISOString() };
  return written(mark, { state: "closed", state_reason: "completed" });
}

/**
 * The parts of an issue to change. Another instant or another commit is no difference by itself: if all
 * else is the same, what was judged then is still true.
 */
function differenceIn(
  judged: Judged,
  current: StageIssue,
  now: Date,
  mark: StateMark | undefined,
): IssueChange {
  const { facts, verdict } = judged;
  const { issue, read } = current;
  const { stage } = verdict.assessment;
  const yours = yoursIn(issue.body);
  const { assignees, ...assigning } = assigningOf(facts, current);
  const view = {
    ...viewOf(judged, { now, yours, assigning }),
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

import { isSameLabel } from "../../src/core/stage-sources.ts";
import { STAGES, type Stage } from "../../src/core/stages.ts";
import type { Issue } from "../../src/github/issues.ts";
import {
  type ReadStageIssue,
  readStageIssue,
  stageIssueTitle,
} from "../../src/report/stage-issue.ts";
import { stageLabel } from "../marks.ts";
import { exerciseOf } from "./exercise.ts";
import { isTroubleIssue } from "./trouble-issue.ts";

/** An issue of ours that lists what a stage expects. */
export interface StageIssue {
  issue: Issue;
  stage: Stage;
  /** What its body says; absent if people damaged or emptied it. */
  read?: ReadStageIssue;
}

/**
 * The stage issues among ours: by the body's marker, else by the title, else by the label. People may edit
 * each of these, but hardly all three at once. Issues that the App keeps for something else do not count,
 * even if people label them.
 */
export function stageIssuesIn(issues: readonly Issue[]): StageIssue[] {
  return issues.flatMap((issue): StageIssue[] => {
    const read = readStageIssue(issue.body);
    if (exerciseOf(issue) !== undefined || isTroubleIssue(issue)) return [];
    const stage = read?.stage ?? stageByTitle(issue.title) ?? stageByLabel(issue.labels);
    return stage ? [{ issue, stage, read }] : [];
  });
}

/** The issue of a stage that counts: an open one, and of several the first; the others are its twins. */
export function issueFor(issues: readonly StageIssue[], stage: Stage): StageIssue | undefined {
  const ofStage = byNumber(issues.filter((one) => one.stage === stage));
  return openStageIssues(ofStage)[0] ?? ofStage[0];
}

/** The open ones, the lowest number first. */
export function openStageIssues(issues: readonly StageIssue[]): StageIssue[] {
  return byNumber(issues.filter(({ issue }) => issue.isOpen));
}

function byNumber(issues: readonly StageIssue[]): StageIssue[] {
  return [...issues].sort((one, other) => one.issue.number - other.issue.number);
}

function stageByTitle(title: string): Stage | undefined {
  return STAGES.find((stage) => stageIssueTitle(stage) === title);
}

function stageByLabel(labels: readonly string[]): Stage | undefined {
  return STAGES.find((stage) => labels.some((label) => isSameLabel(label, stageLabel(stage))));
}

import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { isPolicyPath } from "../../src/core/policy/path.ts";
import { stageFrom, stageMissing } from "../../src/core/stage-sources.ts";
import {
  type CheckRunText,
  type CheckRunView,
  renderCheckRun,
  renderNotJudged,
  renderPolicyTrouble,
} from "../../src/report/check-run.ts";
import { pathUri } from "../../src/report/escape.ts";
import type { Judging } from "../state/judging.ts";
import { type ChangeSituation, changeSituationOf } from "../state/situation.ts";
import { stageFactsOf } from "../state/stage.ts";
import { openStageIssues, stageIssuesIn } from "../state/stage-issues.ts";
import type { ChangeVerdict } from "../state/verdict.ts";
import type { CheckFacts } from "./read.ts";

/** What the check of a commit says. */
export interface Judgement {
  text: CheckRunText;
  /** What it depends on: the same only if everything it says is the same, on any day. */
  basis: readonly unknown[];
  /** The page to read more on. */
  detailsUrl?: string;
}

/** Judges a commit as the Action does. Returns undefined if nobody has opted in. */
export function judgeCheck(
  facts: CheckFacts,
  sha: string,
  judging: Judging,
): Judgement | undefined {
  const judgement = judgementOf(facts, changeSituationOf(facts, facts, judging), sha);
  return judgement && { ...judgement, detailsUrl: issueUrlIn(facts) };
}

function judgementOf(
  facts: CheckFacts,
  situation: ChangeSituation,
  sha: string,
): Judgement | undefined {
  switch (situation.kind) {
    case "policy-broken":
      return policyTrouble(facts, situation.problems);
    case "not-opted-in":
      return stageTrouble(facts);
    case "judged":
      return verdictOf(facts, situation.verdict, sha);
  }
}

/** The repository has a policy of its own and no stage: the check tells its author. */
function stageTrouble(facts: CheckFacts): Judgement | undefined {
  const { governing, isOptedInByPolicy } = facts;
  if (!governing.ok || !isOptedInByPolicy) return undefined;
  const message = stageMissing(stageFactsOf(facts, governing.policy), "one");
  return { text: renderNotJudged("no stage is declared", message), basis: [message] };
}

/** An organisation's broken policy is no matter of a repository that has neither a policy nor a stage. */
function policyTrouble(
  facts: CheckFacts,
  problems: readonly PolicyProblem[],
): Judgement | undefined {
  const hasStage = stageFrom(stageFactsOf(facts, DEFAULT_POLICY)) !== undefined;
  if (!hasStage && !facts.isOptedInByPolicy) return undefined;
  const { owner, name } = facts.repository;
  const root = `${owner}/${name}/`.toLowerCase();
  const here = problems.map((problem) => ({
    ...problem,
    file: problem.file.toLowerCase().startsWith(root)
      ? problem.file.slice(root.length)
      : problem.file,
  }));
  return {
    text: renderPolicyTrouble(here, {
      isHere: isPolicyPath,
      isBefore: facts.isBrokenBefore,
    }),
    basis: [here, facts.isBrokenBefore],
  };
}

function verdictOf(
  { repository, issues }: CheckFacts,
  verdict: ChangeVerdict,
  sha: string,
): Judgement {
  const { assessment, proposed, governing, files, isTouched } = verdict;
  const shown: Omit<CheckRunView, "governing" | "linkTo"> = {
    assessment,
    proposed,
    failOn: governing.policy.failOn,
    proposedFailOn: (governing.proposed ?? governing.policy).failOn,
    files,
    isTouched,
    issueUrl: issueUrlIn({ repository, issues }),
    isWithoutIssues: !repository.hasIssues,
  };
  const linkTo: CheckRunView["linkTo"] = (file, line) =>
    line === undefined ? undefined : `${repository.url}/blob/${sha}/${pathUri(file)}#L${line}`;
  const withoutDay = (one: typeof proposed) => one && { ...one, today: undefined };
  const basis = { ...shown, assessment: withoutDay(assessment), proposed: withoutDay(proposed) };
  return {
    text: renderCheckRun({ ...shown, governing, linkTo }),
    basis: [basis, governing.change],
  };
}

/** The page of the stage issue that is open now. */
function issueUrlIn({
  repository,
  issues,
}: Pick<CheckFacts, "repository" | "issues">): string | undefined {
  const [current] = openStageIssues(stageIssuesIn(issues));
  return current && `${repository.url}/issues/${current.issue.number}`;
}

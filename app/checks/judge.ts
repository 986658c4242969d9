import { judgeChange } from "../../src/core/change.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { Governing } from "../../src/core/policy/change.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { POLICY_PATH } from "../../src/core/policy/path.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { stageFrom, stageMissing } from "../../src/core/stage-sources.ts";
import {
  type CheckRunText,
  type CheckRunView,
  renderCheckRun,
  renderNotJudged,
  renderPolicyTrouble,
} from "../../src/report/check-run.ts";
import { pathUri } from "../../src/report/escape.ts";
import { judgedFiles } from "../../src/report/files.ts";
import { stageFactsOf } from "../state/stage.ts";
import { openIn, stageIssuesIn } from "../state/stage-issues.ts";
import { ledgerOf } from "../state/verdict.ts";
import type { CheckFacts } from "./read.ts";

/** What the check of a commit has to say. */
export interface Judgement {
  text: CheckRunText;
  /** What it rests on: alike only where nothing that is said differs, whatever day it is. */
  basis: readonly unknown[];
  /** Where whoever wants to know more is led to. */
  detailsUrl?: string;
}

/** By whom, and when, which commit is judged. */
export interface JudgeOptions {
  /** The App's own name. */
  slug: string;
  now: Date;
  sha: string;
}

/** Judges a commit as the Action does. Gives undefined where nobody has opted in. */
export function judgeCheck(facts: CheckFacts, options: JudgeOptions): Judgement | undefined {
  const { governing } = facts;
  const judgement = governing.ok
    ? verdict(facts, governing, options)
    : policyTrouble(facts, governing.problems, options);
  return judgement && { ...judgement, detailsUrl: issueUrlIn(facts) };
}

/** An organisation's broken policy is no matter of a repository that has neither a policy nor a stage. */
function policyTrouble(
  facts: CheckFacts,
  problems: readonly PolicyProblem[],
  { slug }: JudgeOptions,
): Judgement | undefined {
  const hasStage = stageFrom(stageFactsOf(facts, DEFAULT_POLICY, slug)) !== undefined;
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
      isHere: (file) => file === POLICY_PATH,
      isBefore: facts.isBrokenBefore,
    }),
    basis: [here, facts.isBrokenBefore],
  };
}

function verdict(
  facts: CheckFacts,
  given: Governing,
  { slug, now, sha }: JudgeOptions,
): Judgement | undefined {
  const { repository, evidence } = facts;
  const governing = declaring(given, facts);
  const { policy: _declared, ...stageFacts } = stageFactsOf(facts, governing.policy, slug);
  const judged = judgeChange({
    governing,
    snapshot: evidence,
    stageFacts,
    gate: false,
    today: isoDateOf(now),
    limits: DEFAULT_LIMITS,
    visibility: repository.visibility,
    ledger: ledgerOf(facts),
  });
  if (!judged) {
    if (!facts.isOptedInByPolicy) return undefined;
    const message = stageMissing({ ...stageFacts, policy: governing.policy }, "one");
    return { text: renderNotJudged("no stage is declared", message), basis: [message] };
  }
  const { assessment, proposed, dossier } = judged;
  const shown: Omit<CheckRunView, "governing" | "linkTo"> = {
    assessment,
    proposed,
    failOn: governing.policy.failOn,
    proposedFailOn: (governing.proposed ?? governing.policy).failOn,
    files: judgedFiles(dossier),
    issueUrl: issueUrlIn(facts),
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

/** In a fork or a template, the policy declares no stage: its files are someone else's, or for someone else. */
function declaring(governing: Governing, { repository }: CheckFacts): Governing {
  if (!repository.isFork && !repository.isTemplate) return governing;
  const silent = (policy: Policy): Policy => ({ ...policy, stage: undefined, access: undefined });
  const { policy, proposed } = governing;
  return { ...governing, policy: silent(policy), proposed: proposed && silent(proposed) };
}

/** The page of the stage issue that is open now. */
function issueUrlIn({ repository, issues }: CheckFacts): string | undefined {
  const [current] = openIn(stageIssuesIn(issues));
  return current && `${repository.url}/issues/${current.issue.number}`;
}

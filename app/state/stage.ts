import type { Policy } from "../../src/core/policy/policy.ts";
import {
  type DeclaredStage,
  isSameLabel,
  isStageLabel,
  type StageFacts,
  stageFrom,
} from "../../src/core/stage-sources.ts";
import { readStageIssue } from "../../src/report/stage-issue.ts";
import { stageLabel } from "../marks.ts";
import type { StateFacts } from "./facts.ts";

/**
 * All that says at which stage a repository is. A fork or a template has its files from somewhere else,
 * or for someone else: its policy declares no stage.
 */
export function stageFactsOf(
  { repository, issues }: Pick<StateFacts, "repository" | "issues">,
  policy: Policy,
): StageFacts {
  return {
    customProperties: repository.customProperties,
    topics: repository.topics,
    policy: isCopied(repository) ? {} : policy,
    labels: [...declaredByLabels(repository), ...recordedByIssues(issues)],
  };
}

/** The stage at which a repository is; undefined if nothing declares one, or its policy cannot be used. */
export function stageOf(facts: StateFacts): DeclaredStage | undefined {
  const { policy } = facts;
  return policy.ok ? stageFrom(stageFactsOf(facts, policy.policy)) : undefined;
}

/** Whether a repository's files come from somewhere else, or are there for someone else. */
export function isCopied({ isFork, isTemplate }: StateFacts["repository"]): boolean {
  return isFork || isTemplate;
}

function declaredByLabels({ labels }: StateFacts["repository"]): string[] {
  return labels.filter(({ declaresStage }) => declaresStage).map(({ name }) => name);
}

/** An open stage issue that was opened for a label is the record of it, as long as it bears it. */
function recordedByIssues(issues: StateFacts["issues"]): string[] {
  return issues.flatMap(({ isOpen, body, labels }) => {
    const read = isOpen ? readStageIssue(body) : undefined;
    if (!read) return [];
    const own = stageLabel(read.stage);
    return labels.filter(
      (label) => isStageLabel(label) && (read.isFromLabel || !isSameLabel(label, own)),
    );
  });
}

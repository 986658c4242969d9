import type { Policy } from "../../src/core/policy/policy.ts";
import { isSameLabel, type StageFacts } from "../../src/core/stage-sources.ts";
import { readStageIssue } from "../../src/report/stage-issue.ts";
import { stageLabel } from "../marks.ts";
import type { Facts } from "./facts.ts";

/**
 * All that says at which stage a repository is. A fork or a template has its files from somewhere else,
 * or for someone else: its policy declares no stage.
 */
export function stageFactsOf(
  { repository, issues }: Pick<Facts, "repository" | "issues">,
  policy: Policy,
): StageFacts {
  return {
    customProperties: repository.customProperties,
    topics: repository.topics,
    policy: isCopied(repository) ? {} : policy,
    labels: [...declaredByLabels(repository), ...recordedByIssues(issues)],
  };
}

/** Whether a repository's files come from somewhere else, or are there for someone else. */
export function isCopied({ isFork, isTemplate }: Facts["repository"]): boolean {
  return isFork || isTemplate;
}

function declaredByLabels({ labels }: Facts["repository"]): string[] {
  return labels.filter(({ declaresStage }) => declaresStage).map(({ name }) => name);
}

/** An open stage issue that was opened for a label is the record of it, as long as it bears it. */
function recordedByIssues(issues: Facts["issues"]): string[] {
  return issues.flatMap(({ isOpen, body, labels }) => {
    const read = isOpen ? readStageIssue(body) : undefined;
    if (!read) return [];
    const own = stageLabel(read.stage);
    return labels.filter((label) => read.isFromLabel || !isSameLabel(label, own));
  });
}

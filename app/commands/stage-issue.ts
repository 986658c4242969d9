import type { Judged } from "../state/situation.ts";
import type { Asking, Reply } from "./asking.ts";
import { whenJudged } from "./when-judged.ts";
import { NOT_OPTED_IN, WITHOUT_STAGE_ISSUE } from "./words.ts";

/**
 * What is said to a command on the stage issue, in whose comments the record is kept; or what to say if
 * the command was written somewhere else, or there is no such issue.
 */
export function onStageIssue<T extends Reply | string | Promise<Reply | string>>(
  { reconciled, number }: Asking,
  say: (judged: Judged) => T,
): T | string {
  return whenJudged(reconciled.situation, (judged) => {
    const { facts, current } = judged;
    if (!facts.repository.hasIssues) return WITHOUT_STAGE_ISSUE;
    if (!current) return NOT_OPTED_IN;
    const { issue, stage } = current;
    if (issue.number === number) return say(judged);
    const url = `${facts.repository.url}/issues/${issue.number}`;
    return `Nothing is recorded here: the record is the comments of the stage issue, where everyone finds it. Write the same on [#${issue.number}](${url}), the issue of ${stage}.\n`;
  });
}

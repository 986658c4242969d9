import type { Judged } from "../state/situation.ts";
import type { Asking, Reply } from "./asking.ts";
import { whenJudged } from "./when-judged.ts";
import { NOT_OPTED_IN, WITHOUT_STAGE_ISSUE } from "./words.ts";

/**
 * The answer to a command on the stage issue, whose comments are the record. Another answer if the command
 * was written somewhere else, or if there is no stage issue.
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
    return `Nothing is recorded here. Write the same comment on the stage issue, whose comments are the record: [#${issue.number}](${url}), the issue of ${stage}.\n`;
  });
}

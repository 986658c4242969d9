import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { STAGE_PROPERTY, TOPIC_PREFIX } from "../../src/core/stage-sources.ts";
import { WITHOUT_ISSUES } from "../../src/report/without-issues.ts";
import { problemItems } from "../state/policy-problems.ts";

/** What a repository is told that nothing declares a stage of. */
export const NOT_OPTED_IN = `Nothing declares a stage of this repository, so nothing is expected of it yet. Set the custom property \`${STAGE_PROPERTY}\`, a topic such as \`${TOPIC_PREFIX}alpha\`, or \`stage\` in \`.github/dsp.yml\`.\n`;

/** What a repository is told that has a stage and no issues: the record is a file then. */
export const WITHOUT_STAGE_ISSUE = `${WITHOUT_ISSUES}. Write them there, under \`attestations\`.\n`;

/** Why nothing can be judged where the policy is broken. */
export function policyBroken(problems: readonly PolicyProblem[]): string {
  return `The policy cannot be used, so nothing is judged until it can:\n\n${problemItems(problems).join("")}`;
}

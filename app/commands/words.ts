import type { PolicyProblem } from "../../src/core/policy/found.ts";
import { STAGE_PROPERTY, TOPIC_PREFIX } from "../../src/core/stage-sources.ts";
import { WITHOUT_ISSUES } from "../../src/report/without-issues.ts";
import { problemItems } from "../state/policy-problems.ts";

/** What a repository is told that nothing declares a stage of. */
export const NOT_OPTED_IN = `Nothing declares the stage of this repository, so nothing is expected yet. To declare it, set the custom property \`${STAGE_PROPERTY}\`, a topic (for example \`${TOPIC_PREFIX}alpha\`) or \`stage\` in \`.github/dsp.yml\`.\n`;

/** The answer in a repository with a stage and without issues: its record is a file. */
export const WITHOUT_STAGE_ISSUE = `${WITHOUT_ISSUES}. Write them there, under \`attestations\`.\n`;

/** Why nothing can be judged while the policy is broken. */
export function policyBroken(problems: readonly PolicyProblem[]): string {
  return `The policy cannot be used. Fix these problems first:\n\n${problemItems(problems).join("")}`;
}

import { byStage } from "../levels.ts";
import { list, nameList } from "../quote.ts";
import { defineRule, type Rule } from "../rule.ts";
import { isWaiverInForce } from "../waivers.ts";
import { manualReporting } from "./assurance.ts";
import {
  deletionNotRunning,
  manualDeletion,
  mechanismNotBuilt,
  noAutomaticPlan,
} from "./deletion.ts";
import { flowToBeDefined } from "./mapping.ts";

/** What they find is a final task still to do. Source: rule X38 of the specification. */
const FINAL_TASKS: readonly Rule[] = [
  manualDeletion,
  noAutomaticPlan,
  mechanismNotBuilt,
  deletionNotRunning,
  flowToBeDefined,
  manualReporting,
];

export const closingWithOpenTasks = defineRule({
  id: "closing-with-open-tasks",
  code: "X38",
  summary: "A project closes only when its final automated tasks are ready and nothing is waived.",
  why: "Once the team has gone, nobody deletes by hand, writes the monthly report or comes back to a waiver. What is not automatic by then will not happen.",
  source: "DSP-POST-2 and DSP-POST-3",
  mend: "Finish the open tasks, or leave the project open until they are done.",
  example: `# .github/dsp.yml
stage: post-live
closing: true
waivers: []`,
  levels: byStage("none", "none", "none", "failure", "failure"),
  // The rules above need these: if one cannot be read, nobody knows that nothing is open.
  needs: ["dataMap", "deletionPlan", "projectRecord"],
  check: ({ policy, problemsOf, today }) => {
    if (!policy.closing) return [];
    const open = FINAL_TASKS.map((rule) => ({
      what: rule.id,
      on: problemsOf(rule).map(({ about, message }) => about[0] ?? message),
    }));
    const waived = policy.waivers.filter((waiver) => isWaiverInForce(waiver, today));
    open.push({ what: "waivers in force", on: waived.map(({ rule }) => rule) });
    const parts = open
      .filter(({ on }) => on.length > 0)
      .map(({ what, on }) => `${what} (${nameList([...new Set(on)])})`);
    if (parts.length === 0) return [];
    return [
      {
        in: "policy",
        at: ["closing"],
        message: `the project is closing, but not everything is ready: ${list(parts)}`,
        fix: "finish them and end the waivers, or write `closing: false` until then",
        about: [],
      },
    ];
  },
});

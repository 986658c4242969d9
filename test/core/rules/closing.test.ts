import { describe, expect, it } from "@jest/globals";
import { closingWithOpenTasks } from "../../../src/core/rules/closing.ts";
import { RuleRunner } from "../../../src/core/run-rule.ts";
import { circumstances, type Given, problems } from "../../support/rules.ts";

const running =
  "rules: [{ id: logs, automatic: { status: running, due: 2026-08-01, ref: infra/logs.tf, schedule: P1D, last_run: 2026-11-22 } }]";
const manual =
  "rules: [{ id: bans, manual: { procedure: lift.md }, automatic: { status: planned, due: 2027-02-28, ref: V-290 } }]";
const waiver = (rule: string, expires: string) => ({
  rule,
  reason: "second account ordered",
  approved_by: "asset owner",
  expires,
});
const fix = "finish them and end the waivers, or write `closing: false` until then";

describe("closing-with-open-tasks", () => {
  const done: Given = {
    stage: "post-live",
    dataMap: "flows: [{ id: f7, from: a, to: b, status: defined }]",
    deletionPlan: running,
    projectRecord: "reporting: [{ name: visits, audience: internal, mode: automatic }]",
    policy: { closing: true },
  };

  it.each<[string, Given]>([
    ["a project with nothing open", done],
    [
      "an open project, whatever is to do",
      {
        ...done,
        deletionPlan: manual,
        policy: { waivers: [waiver("stale-review", "2027-01-01")] },
      },
    ],
    [
      "waivers that have ended",
      { ...done, policy: { closing: true, waivers: [waiver("stale-review", "2026-11-22")] } },
    ],
  ])("accepts %s", (_name, given) => {
    expect(problems(closingWithOpenTasks, given)).toEqual([]);
  });

  it.each<[string, Given, string]>([
    [
      "a flow still to be defined",
      { dataMap: "flows: [{ id: f7, from: a, to: b, status: to-be-defined }]" },
      "flow-to-be-defined (`f7`)",
    ],
    [
      "a report made by hand",
      { projectRecord: "reporting: [{ name: visits, audience: internal, mode: manual }]" },
      "manual-reporting (`visits`)",
    ],
    [
      "a rule carried out by hand",
      { deletionPlan: manual },
      "manual-deletion (`bans`), mechanism-not-built (`bans`) and deletion-not-running (`bans`)",
    ],
    [
      "a rule without a plan",
      {
        deletionPlan: "rules: [{ id: bans, automatic: { status: running, last_run: 2026-11-22 } }]",
      },
      "no-automatic-plan (`bans`)",
    ],
    [
      "waivers on their last day and later",
      {
        policy: {
          closing: true,
          waivers: [waiver("stale-review", "2026-11-23"), waiver("no-offline-copy", "2027-01-01")],
        },
      },
      "waivers in force (`stale-review` and `no-offline-copy`)",
    ],
  ])("rejects %s", (_name, open, what) => {
    expect(problems(closingWithOpenTasks, { ...done, ...open })).toEqual([
      `policy: the project is closing, but not everything is ready: ${what}; ${fix}`,
    ]);
  });

  it("names the first five of each kind", () => {
    const flows = [1, 2, 3, 4, 5, 6, 7].map(
      (n) => `{ id: f${n}, from: a, to: b, status: to-be-defined }`,
    );
    const dataMap = `flows: [${flows.join(", ")}]`;
    expect(problems(closingWithOpenTasks, { ...done, dataMap })).toEqual([
      `policy: the project is closing, but not everything is ready: flow-to-be-defined (\`f1\`, \`f2\`, \`f3\`, \`f4\`, \`f5\` and 2 more); ${fix}`,
    ]);
  });

  it("does not take a file that is not there for one without open tasks", () => {
    const { deletionPlan: _, ...rest } = done;
    const run = new RuleRunner(circumstances(rest)).run(closingWithOpenTasks);
    expect(run).toEqual({ ran: false, lacking: ["deletionPlan"], problems: [] });
  });

  it("points at the key in the policy", () => {
    const given = circumstances({ ...done, deletionPlan: manual });
    expect(new RuleRunner(given).run(closingWithOpenTasks)).toMatchObject({
      problems: [{ in: "policy", at: ["closing"] }],
    });
  });
});

import { describe, expect, it } from "@jest/globals";
import {
  deletionNotRunning,
  manualDeletion,
  mechanismNotBuilt,
  mechanismOverdue,
  noAutomaticPlan,
} from "../../../src/core/rules/deletion.ts";
import { concerned } from "../../support/concerned.ts";
import { problems } from "../../support/rules.ts";

/** A plan of one rule, whose fields start at column 19. */
const plan = (fields: string) => ({ deletionPlan: `rules: [{ id: r1, ${fields} }]` });

describe("manual-deletion", () => {
  it.each([
    ["a mechanism that is built", "manual: { procedure: p.md }, automatic: { status: built }"],
    ["one that is tested", "manual: { procedure: p.md }, automatic: { status: tested }"],
    ["one that runs", "manual: { procedure: p.md }, automatic: { status: running }"],
    ["one that is not needed", "manual: { procedure: p.md }, automatic: { status: not-needed }"],
    ["a rule that is not carried out by hand", "automatic: { status: planned }"],
  ])("accepts %s", (_name, fields) => {
    expect(problems(manualDeletion, plan(fields))).toEqual([]);
  });

  const fix =
    "build the automatic mechanism, which must run by post-live, and set `automatic.status` to `built`";

  it.each([
    [
      "is planned",
      "automatic: { status: planned }, manual: { procedure: p.md }",
      "40",
      "is `planned`",
    ],
    [
      "is none",
      "automatic: { status: none }, manual: { last_tested: 2026-10-12 }",
      "40",
      "is `none`",
    ],
    [
      "has no status",
      "automatic: { ref: job.ts }, manual: { procedure: p.md }",
      "30",
      "is missing",
    ],
    ["is not there", "manual: { procedure: p.md }", "15", "is missing"],
  ])("rejects deletion by hand where the mechanism %s", (_name, fields, column, status) => {
    expect(problems(manualDeletion, plan(fields))).toEqual([
      `deletion-plan:1:${column}: rule \`r1\` runs by hand only: \`automatic.status\` ${status}; ${fix}`,
    ]);
    expect(concerned(manualDeletion, plan(fields))).toEqual([["r1"]]);
  });
});

describe("no-automatic-plan", () => {
  it.each([
    ["a day and a mechanism", "automatic: { due: 2027-02-28, ref: job.ts }"],
    [
      "a mechanism not needed for a reason",
      "automatic: { status: not-needed, reason: shredded daily }",
    ],
  ])("accepts %s", (_name, fields) => {
    expect(problems(noAutomaticPlan, plan(fields))).toEqual([]);
  });

  const add = (fields: string) =>
    `add ${fields} (\`due\`: the day it must be ready, \`ref\`: the mechanism or the ticket for it), or set the status \`not-needed\` with a \`reason\``;

  it.each([
    ["no mechanism at all", "stores: [db]", "15", "`automatic.due` and `automatic.ref`"],
    [
      "a status alone",
      "automatic: { status: planned }",
      "30",
      "`automatic.due` and `automatic.ref`",
    ],
    ["no day", "automatic: { status: running, ref: job.ts }", "30", "`automatic.due`"],
    ["no mechanism", "automatic: { status: tested, due: 2027-02-28 }", "30", "`automatic.ref`"],
  ])("rejects a plan with %s", (_name, fields, column, missing) => {
    expect(problems(noAutomaticPlan, plan(fields))).toEqual([
      `deletion-plan:1:${column}: the automatic deletion plan of rule \`r1\` is missing ${missing}; ${add(missing)}`,
    ]);
    expect(concerned(noAutomaticPlan, plan(fields))).toEqual([["r1"]]);
  });

  it("rejects a mechanism that is not needed for no stated reason", () => {
    const fields = "automatic: { status: not-needed, due: 2027-02-28, ref: job.ts }";
    expect(problems(noAutomaticPlan, plan(fields))).toEqual([
      "deletion-plan:1:30: rule `r1` says that automatic deletion is not needed, but not why; add `automatic.reason`, or plan the deletion with `automatic.due` and `automatic.ref`",
    ]);
  });
});

describe("mechanism-not-built", () => {
  it.each(["built", "tested", "running", "not-needed"])("accepts the status %s", (status) => {
    expect(problems(mechanismNotBuilt, plan(`automatic: { status: ${status} }`))).toEqual([]);
  });

  it.each([
    ["automatic: { status: none }", "40", "`automatic.status` is `none`"],
    ["stores: [db]", "15", "`automatic.status` is missing"],
  ])("rejects a rule that has none at all: %s", (fields, column, found) => {
    expect(problems(mechanismNotBuilt, plan(fields))).toEqual([
      `deletion-plan:1:${column}: rule \`r1\` has no automatic mechanism: ${found}; build the mechanism, and set \`automatic.status\` to \`built\``,
    ]);
  });

  it("rejects a mechanism that is only planned", () => {
    const fields = "automatic: { status: planned }";
    expect(problems(mechanismNotBuilt, plan(fields))).toEqual([
      "deletion-plan:1:40: the automatic mechanism of rule `r1` is only planned; build the mechanism, and set `automatic.status` to `built`",
    ]);
    expect(concerned(mechanismNotBuilt, plan(fields))).toEqual([["r1"]]);
  });
});

describe("deletion-not-running", () => {
  it.each([
    ["a run yesterday", "status: running, schedule: P1D, last_run: 2026-11-22"],
    [
      "a run twice its schedule ago, to the day",
      "status: running, schedule: P1D, last_run: 2026-11-21",
    ],
    [
      "a run two months ago on a monthly schedule",
      "status: running, schedule: P1M, last_run: 2026-09-23",
    ],
    [
      "an hourly job that last ran yesterday",
      "status: running, schedule: PT1H, last_run: 2026-11-22",
    ],
    ["a run long ago without a schedule", "status: running, last_run: 2024-01-01"],
    ["a mechanism that is not needed", "status: not-needed"],
  ])("accepts %s", (_name, automatic) => {
    expect(problems(deletionNotRunning, plan(`automatic: { ${automatic} }`))).toEqual([]);
  });

  it.each([
    ["is built", "automatic: { status: built, last_run: 2026-11-22 }", "40", "is `built`"],
    ["is tested", "automatic: { status: tested }", "40", "is `tested`"],
    ["is planned", "automatic: { status: planned }", "40", "is `planned`"],
    ["has no status", "automatic: { last_run: 2026-11-22 }", "30", "is missing"],
    ["is not there", "stores: [db]", "15", "is missing"],
  ])("rejects a mechanism that %s", (_name, fields, column, status) => {
    expect(problems(deletionNotRunning, plan(fields))).toEqual([
      `deletion-plan:1:${column}: automatic deletion does not run for rule \`r1\`: \`automatic.status\` ${status}; start the mechanism, then set \`automatic.status\` to \`running\` and \`automatic.last_run\` to the day of its latest run`,
    ]);
    expect(concerned(deletionNotRunning, plan(fields))).toEqual([["r1"]]);
  });

  it("rejects a mechanism that runs without a recorded run", () => {
    expect(
      problems(deletionNotRunning, plan("automatic: { status: running, schedule: P1D }")),
    ).toEqual([
      "deletion-plan:1:30: rule `r1` says that automatic deletion is running, but records no run; set `automatic.last_run` to the day of its latest run",
    ]);
  });

  it.each([
    ["P1D", "2026-11-20", 3],
    ["P1D", "2026-11-04", 19],
    ["P1W", "2026-11-08", 15],
    ["P1M", "2026-09-22", 62],
    ["PT1H", "2026-11-21", 2],
  ])("rejects a schedule of %s whose last run was on %s", (schedule, lastRun, days) => {
    const fields = `automatic: { last_run: ${lastRun}, status: running, schedule: ${schedule} }`;
    expect(problems(deletionNotRunning, plan(fields))).toEqual([
      `deletion-plan:1:42: automatic deletion for rule \`r1\` last ran on ${lastRun}, ${days} days ago, on a schedule of ${schedule}; find out why it stopped, and set \`automatic.last_run\` to the day of its latest run`,
    ]);
  });
});

describe("mechanism-overdue", () => {
  it.each([
    ["a day to come", "due: 2026-11-24, status: planned"],
    ["a day that is today", "due: 2026-11-23, status: none"],
    ["a past day of a mechanism that is built", "due: 2026-08-01, status: built"],
    ["a past day of one that is tested", "due: 2026-08-01, status: tested"],
    ["a past day of one that runs", "due: 2026-08-01, status: running"],
    ["a past day of one that is not needed", "due: 2026-08-01, status: not-needed"],
    ["no day, which another rule reports", "status: planned"],
  ])("accepts %s", (_name, automatic) => {
    expect(problems(mechanismOverdue, plan(`automatic: { ${automatic} }`))).toEqual([]);
  });

  it("accepts a rule without a mechanism, which other rules report", () => {
    expect(problems(mechanismOverdue, plan("stores: [db]"))).toEqual([]);
  });

  it.each([
    ["is planned", "due: 2026-11-22, status: planned", "2026-11-22", "is `planned`"],
    ["is none", "due: 2026-08-01, status: none", "2026-08-01", "is `none`"],
    ["has no status", "due: 2026-08-01", "2026-08-01", "is missing"],
  ])("rejects a past day of a mechanism that %s", (_name, automatic, due, status) => {
    const fields = `automatic: { ${automatic} }`;
    expect(problems(mechanismOverdue, plan(fields))).toEqual([
      `deletion-plan:1:37: the automatic mechanism of rule \`r1\` was due on ${due}, and \`automatic.status\` ${status}; build it and set \`automatic.status\` to \`built\`, or agree another day and write it in \`automatic.due\``,
    ]);
    expect(concerned(mechanismOverdue, plan(fields))).toEqual([["r1"]]);
  });
});

it.each([
  [manualDeletion.id, manualDeletion],
  [noAutomaticPlan.id, noAutomaticPlan],
  [mechanismNotBuilt.id, mechanismNotBuilt],
  [deletionNotRunning.id, deletionNotRunning],
  [mechanismOverdue.id, mechanismOverdue],
])("%s accepts its own example", (_id, rule) => {
  expect(problems(rule, { deletionPlan: rule.example })).toEqual([]);
});

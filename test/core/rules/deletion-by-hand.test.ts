import { describe, expect, it } from "@jest/globals";
import {
  dueButNotDeleted,
  manualProcedureUntested,
} from "../../../src/core/rules/deletion-by-hand.ts";
import { concerned } from "../../support/concerned.ts";
import { problems } from "../../support/rules.ts";

describe("manual-procedure-untested", () => {
  const plan = (fields: string) => ({ deletionPlan: `rules: [{ id: r1, ${fields} }]` });

  it.each([
    ["a test last month", "2026-10-12"],
    ["a test a year ago, to the day", "2025-11-23"],
  ])("accepts %s", (_name, tested) => {
    const fields = `manual: { procedure: p.md, last_tested: ${tested}, evidence: V-311 }`;
    expect(problems(manualProcedureUntested, plan(fields))).toEqual([]);
  });

  const write = "write the steps down and link them as `manual.procedure`";
  const test = "try the procedure on test records and set `manual.last_tested` to that day";
  const link = "link the evidence of the result as `manual.evidence`";

  it.each([
    [
      "no manual procedure",
      "automatic: { status: running }",
      "15: rule `r1` is missing `manual.procedure`, `manual.last_tested` and `manual.evidence`",
      `${write}, then ${test}, then ${link}`,
    ],
    [
      "no written procedure",
      "manual: { last_tested: 2026-10-12, evidence: V-311 }",
      "27: rule `r1` is missing `manual.procedure`",
      write,
    ],
    [
      "no test",
      "manual: { procedure: p.md, evidence: V-311 }",
      "27: rule `r1` is missing `manual.last_tested`",
      test,
    ],
    [
      "no evidence",
      "manual: { procedure: p.md, last_tested: 2026-10-12 }",
      "27: rule `r1` is missing `manual.evidence`",
      link,
    ],
    [
      "a test more than a year ago",
      "manual: { procedure: p.md, last_tested: 2025-11-22, evidence: V-311 }",
      "27: rule `r1` was last tested by hand on 2025-11-22, more than a year ago",
      test,
    ],
    [
      "a test more than a year ago without evidence, as one problem",
      "manual: { procedure: p.md, last_tested: 2024-01-01 }",
      "27: rule `r1` is missing `manual.evidence` and was last tested by hand on 2024-01-01, more than a year ago",
      `${test}, then ${link}`,
    ],
  ])("rejects %s", (_name, fields, found, fix) => {
    expect(problems(manualProcedureUntested, plan(fields))).toEqual([
      `deletion-plan:1:${found}; ${fix}`,
    ]);
    expect(concerned(manualProcedureUntested, plan(fields))).toEqual([["r1"]]);
  });
});

describe("due-but-not-deleted", () => {
  const given = (holdingSince: string, fields: string) => ({
    dataMap: `service: { holding_since: ${holdingSince} }`,
    deletionPlan: `rules: [{ id: r1, ${fields} }]`,
  });

  it.each([
    ["a period that ends tomorrow", "2026-08-26", "retention: { period: P90D }"],
    [
      "a run by hand",
      "2026-06-01",
      "retention: { period: P90D }, manual: { last_run: 2026-09-01 }",
    ],
    [
      "an automatic run",
      "2026-06-01",
      "retention: { period: P90D }, automatic: { last_run: 2026-09-01 }",
    ],
    ["what falls due today", "2026-08-25", "retention: { period: P90D }"],
    ["criteria", "2020-01-01", "retention: { period: criteria }"],
    ["permanent keeping", "2020-01-01", "retention: { period: permanent }"],
    ["no period, which another rule reports", "2020-01-01", "stores: [db]"],
  ])("accepts %s", (_name, holdingSince, fields) => {
    expect(problems(dueButNotDeleted, given(holdingSince, fields))).toEqual([]);
  });

  it.each([
    ["no day is given", "service: { id: visits }"],
    ["no service is given", "stores: []"],
  ])("accepts records of unknown age, where %s", (_name, dataMap) => {
    const deletionPlan = "rules: [{ id: r1, retention: { period: P1D } }]";
    expect(problems(dueButNotDeleted, { dataMap, deletionPlan })).toEqual([]);
  });

  it.each([
    ["P90D", "2026-06-01", "2026-08-30", ""],
    ["P90D", "2026-08-24", "2026-11-22", ""],
    ["P1M", "2026-01-31", "2026-02-28", ", manual: { procedure: p.md, last_tested: 2026-10-12 }"],
    ["P90D", "2026-06-01", "2026-08-30", ", manual: { last_run: 2026-08-29 }"],
    ["P2Y", "2024-02-29", "2026-02-28", ", automatic: { status: running }"],
  ])("rejects a period of %s since %s without a recorded run", (period, holding, due, rest) => {
    const files = given(holding, `retention: { period: ${period} }${rest}`);
    expect(problems(dueButNotDeleted, files)).toEqual([
      `deletion-plan:1:15: records under rule \`r1\` have been due for deletion since ${due}, but no run since then is recorded; delete what is due, and set \`manual.last_run\` or \`automatic.last_run\` to the day you did it`,
    ]);
    expect(concerned(dueButNotDeleted, files)).toEqual([["r1"]]);
  });
});

it.each([
  [manualProcedureUntested.id, manualProcedureUntested],
  [dueButNotDeleted.id, dueButNotDeleted],
])("%s accepts its own example", (_id, rule) => {
  const dataMap = "service: { holding_since: 2026-06-01 }";
  expect(problems(rule, { dataMap, deletionPlan: rule.example })).toEqual([]);
});

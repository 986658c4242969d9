import { expect, it } from "@jest/globals";
import { datedAhead } from "../../../src/core/rules/dated-ahead.ts";
import { problems } from "../../support/rules.ts";

it.each([
  ["today", "review: { last_reviewed: 2026-11-23 }"],
  ["due dates and expiries", "review: { review_by: 2027-05-01 }"],
  ["nothing", "stores: []"],
])("accepts %s", (_name, dataMap) => {
  expect(problems(datedAhead, { dataMap })).toEqual([]);
});

it("names each date that is still to come, in every file", () => {
  expect(
    problems(datedAhead, {
      dataMap:
        "review: { last_reviewed: 2026-11-24 }\nflows: [{ id: f1, from: a, to: b, last_confirmed: 2027-01-01 }]",
      deletionPlan: "rules: [{ id: r }, { id: s, manual: { last_tested: 2099-01-01 } }]",
      projectRecord: "mapping_exercises: { done: [{ date: 2026-12-02 }], next: 2027-06-01 }",
    }),
  ).toEqual([
    "data-map:1:26: `review.last_reviewed` is 2026-11-24, which is in the future; write a day up to today, or leave it out until then",
    "data-map:2:51: `flows[0].last_confirmed` is 2027-01-01, which is in the future; write a day up to today, or leave it out until then",
    "deletion-plan:1:52: `rules[1].manual.last_tested` is 2099-01-01, which is in the future; write a day up to today, or leave it out until then",
    "project-record:1:37: `mapping_exercises.done[0].date` is 2026-12-02, which is in the future; write a day up to today, or leave it out until then",
  ]);
});

import { describe, expect, it } from "@jest/globals";
import {
  categoryWithoutRule,
  storeWithoutDeletionRule,
  unlimitedRetention,
} from "../../../src/core/rules/retention.ts";
import { concerned } from "../../support/concerned.ts";
import { problems } from "../../support/rules.ts";

describe("store-without-deletion-rule", () => {
  const bookings = "stores: [{ id: bookings, data_categories: [name] }]";

  it.each([
    ["a covered store", bookings, "rules: [{ id: r1, stores: [bookings] }]"],
    ["a store without personal data", "stores: [{ id: cache, data_categories: [] }]", "rules: []"],
    ["no stores", "stores: []", "rules: []"],
  ])("accepts %s", (_name, dataMap, deletionPlan) => {
    expect(problems(storeWithoutDeletionRule, { dataMap, deletionPlan })).toEqual([]);
  });

  it.each([
    ["nothing is covered", "rules: []"],
    ["only another store is", "rules: [{ id: r1, stores: [logs] }]"],
  ])("rejects a store of personal data when %s", (_name, deletionPlan) => {
    expect(problems(storeWithoutDeletionRule, { dataMap: bookings, deletionPlan })).toEqual([
      "data-map:1:16: store `bookings` holds personal data but no rule in the deletion plan covers it; add a rule with `stores: [bookings]` to the deletion plan",
    ]);
  });
});

describe("category-without-rule", () => {
  const dataMap = "stores: [{ id: db, data_categories: [name, health, x-badge] }]";

  it.each([
    [
      "a rule that lists every category",
      "[{ id: r1, stores: [db], data_categories: [name, health, x-badge] }]",
    ],
    ["a rule without categories, which covers all", "[{ id: r1, stores: [db] }]"],
    [
      "two rules that cover them together",
      "[{ id: r1, stores: [db], data_categories: [name] }, { id: r2, stores: [logs, db], data_categories: [x-badge, health, contact] }]",
    ],
    [
      "a general rule beside a special one",
      "[{ id: r1, stores: [db], data_categories: [name] }, { id: r2, stores: [db] }]",
    ],
    ["a store without any rule, which another rule reports", "[{ id: r1, stores: [logs] }]"],
  ])("accepts %s", (_name, rules) => {
    expect(problems(categoryWithoutRule, { dataMap, deletionPlan: `rules: ${rules}` })).toEqual([]);
  });

  it.each([
    ["one category", "data_categories: [x-badge, name, contact]", "`health`"],
    ["two categories", "data_categories: [name]", "`health` and `x-badge`"],
    [
      "all, where the list of the rule is empty",
      "data_categories: []",
      "`name`, `health` and `x-badge`",
    ],
  ])("rejects a store whose rules leave out %s", (_name, categories, left) => {
    const deletionPlan = `rules: [{ id: r1, stores: [db], ${categories} }]`;
    expect(problems(categoryWithoutRule, { dataMap, deletionPlan })).toEqual([
      `data-map:1:37: store \`db\` holds ${left}, which no rule for it covers; add ${left} to \`data_categories\` of a rule that lists the store, or add a rule`,
    ]);
  });

  it("does not count a rule of another store", () => {
    const deletionPlan =
      "rules: [{ id: r1, stores: [db], data_categories: [name, health] }, { id: r2, stores: [logs], data_categories: [x-badge] }]";
    expect(problems(categoryWithoutRule, { dataMap, deletionPlan })).toEqual([
      "data-map:1:37: store `db` holds `x-badge`, which no rule for it covers; add `x-badge` to `data_categories` of a rule that lists the store, or add a rule",
    ]);
  });

  it("names all the categories at fault, not the first few", () => {
    const map =
      "stores: [{ id: db, data_categories: [name, contact, health, family, location, account, image-voice, name] }]";
    const deletionPlan = "rules: [{ id: r1, stores: [db], data_categories: [name] }]";
    const left = "`contact`, `health`, `family`, `location`, `account` and `image-voice`";
    expect(problems(categoryWithoutRule, { dataMap: map, deletionPlan })).toEqual([
      `data-map:1:37: store \`db\` holds ${left}, which no rule for it covers; add ${left} to \`data_categories\` of a rule that lists the store, or add a rule`,
    ]);
  });
});

describe("unlimited-retention", () => {
  it.each([
    ["a duration", "{ period: P2Y }"],
    ["criteria in words", "{ period: criteria, criteria: until the ban is lifted }"],
    ["permanent keeping on a basis", "{ period: permanent, basis: public-interest archive }"],
  ])("accepts %s", (_name, retention) => {
    const deletionPlan = `rules: [{ id: r1, retention: ${retention} }]`;
    expect(problems(unlimitedRetention, { deletionPlan })).toEqual([]);
  });

  const noPeriod =
    "rule `r1` has no retention period; add `retention.period`: a duration, for example P2Y, or `criteria` with what ends the need";

  it.each([
    ["no retention", "stores: [db]", `deletion-plan:1:15: ${noPeriod}`],
    ["no period", "retention: { starts_from: visit }", `deletion-plan:1:15: ${noPeriod}`],
    [
      "permanent keeping without a basis",
      "retention: { period: permanent, criteria: for good }",
      "deletion-plan:1:40: rule `r1` keeps its data permanently without a basis; add `retention.basis`, for example a public-interest archive, or set a period that ends",
    ],
    [
      "criteria that are not written down",
      "retention: { period: criteria, basis: law }",
      "deletion-plan:1:40: the period of rule `r1` is `criteria`, but no criteria are written down; add `retention.criteria` with what ends the need, or set a duration, for example P2Y",
    ],
  ])("rejects %s", (_name, fields, problem) => {
    const deletionPlan = `rules: [{ id: r1, ${fields} }]`;
    expect(problems(unlimitedRetention, { deletionPlan })).toEqual([problem]);
  });

  it("reports each rule once", () => {
    const deletionPlan =
      "rules:\n  - id: r1\n  - id: r2\n    retention: { period: P1Y }\n  - id: r3";
    expect(problems(unlimitedRetention, { deletionPlan }).map((text) => text.slice(0, 30))).toEqual(
      ["deletion-plan:2:9: rule `r1` h", "deletion-plan:5:9: rule `r3` h"],
    );
  });
});

describe("the examples", () => {
  const dataMap = "stores: [{ id: bookings-db, data_categories: [name, contact, health] }]";

  it.each([
    [storeWithoutDeletionRule.id, storeWithoutDeletionRule],
    [categoryWithoutRule.id, categoryWithoutRule],
    [unlimitedRetention.id, unlimitedRetention],
  ])("of %s is one that it accepts", (_id, rule) => {
    expect(problems(rule, { dataMap, deletionPlan: rule.example })).toEqual([]);
  });
});

it("tells waivers which store or rule is concerned", () => {
  const given = {
    dataMap:
      "stores: [{ id: db, data_categories: [name, health] }, { id: logs, data_categories: [name] }]",
    deletionPlan: "rules: [{ id: r1, stores: [db], data_categories: [name] }]",
  };
  expect(concerned(storeWithoutDeletionRule, given)).toEqual([["logs"]]);
  expect(concerned(categoryWithoutRule, given)).toEqual([["db"]]);
  expect(concerned(unlimitedRetention, given)).toEqual([["r1"]]);
});

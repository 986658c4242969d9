import { describe, expect, it } from "@jest/globals";
import { storeWithoutDeletionRule } from "../../../src/core/rules/retention.ts";
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

import { describe, expect, it } from "@jest/globals";
import { conflictingRules } from "../../../src/core/rules/retention-conflicts.ts";
import { concerned } from "../../support/concerned.ts";
import { problems } from "../../support/rules.ts";

describe("conflicting-rules", () => {
  const dataMap =
    "stores: [{ id: db, data_categories: [name, health] }, { id: logs, data_categories: [name] }, { id: cache, data_categories: [] }]";
  const fix =
    "set the same period for both, or list in `data_categories` of each rule only what the rule is for";

  /** The first rule stands on line 2, the second on line 3, each from column 5. */
  const plan = (...rules: string[]) => ["rules:", ...rules.map((rule) => `  - ${rule}`)].join("\n");

  it.each([
    ["one rule", plan("{ id: r1, stores: [db], retention: { period: P2Y } }")],
    [
      "the same length in other words",
      plan(
        "{ id: r1, stores: [db], retention: { period: P1Y } }",
        "{ id: r2, stores: [db], retention: { period: P12M } }",
      ),
    ],
    [
      "the same criteria",
      plan(
        '{ id: r1, stores: [db], retention: { period: criteria, criteria: " until the ban is lifted" } }',
        '{ id: r2, stores: [db], retention: { period: criteria, criteria: "until the ban is lifted " } }',
      ),
    ],
    [
      "permanent keeping twice, on different bases",
      plan(
        "{ id: r1, stores: [db], retention: { period: permanent, basis: archive } }",
        "{ id: r2, stores: [db], retention: { period: permanent, basis: research, criteria: none } }",
      ),
    ],
    [
      "different periods for different categories",
      plan(
        "{ id: r1, stores: [db], data_categories: [name], retention: { period: P2Y } }",
        "{ id: r2, stores: [db], data_categories: [health], retention: { period: P1Y } }",
      ),
    ],
    [
      "different periods for different stores",
      plan(
        "{ id: r1, stores: [db], retention: { period: P2Y } }",
        "{ id: r2, stores: [logs], retention: { period: P1Y } }",
      ),
    ],
    [
      "a shared category that the store does not hold",
      plan(
        "{ id: r1, stores: [logs, db], data_categories: [health, name], retention: { period: P2Y } }",
        "{ id: r2, stores: [logs], data_categories: [health], retention: { period: P1Y } }",
      ),
    ],
    [
      "a general rule beside one for a category that the store does not hold",
      plan(
        "{ id: r1, stores: [logs], retention: { period: P2Y } }",
        "{ id: r2, stores: [logs], data_categories: [health], retention: { period: P1Y } }",
      ),
    ],
    [
      "a store without personal data",
      plan(
        "{ id: r1, stores: [cache], retention: { period: P2Y } }",
        "{ id: r2, stores: [cache], retention: { period: P1Y } }",
      ),
    ],
    [
      "a store that is not in the data map, which another rule reports",
      plan(
        "{ id: r1, stores: [gone], data_categories: [name], retention: { period: P2Y } }",
        "{ id: r2, stores: [gone], data_categories: [name], retention: { period: P1Y } }",
      ),
    ],
    [
      "rules that do not say how long, which another rule reports",
      plan(
        "{ id: r1, stores: [db], retention: { period: P2Y } }",
        "{ id: r2, stores: [db] }",
        "{ id: r3, stores: [db], retention: { period: criteria } }",
      ),
    ],
    [
      "one rule that lists the store twice",
      plan("{ id: r1, stores: [db, db], retention: { period: P2Y } }"),
    ],
  ])("accepts %s", (_name, deletionPlan) => {
    expect(problems(conflictingRules, { dataMap, deletionPlan })).toEqual([]);
  });

  it.each([
    ["durations", "period: P2Y", "period: P1Y", "P2Y", "P1Y"],
    ["durations near each other", "period: P30D", "period: P1M", "P30D", "P1M"],
    ["a duration and permanent keeping", "period: P2Y", "period: permanent", "P2Y", "permanent"],
    [
      "permanent keeping and criteria",
      "period: permanent, basis: archive",
      "period: criteria, criteria: until lifted",
      "permanent",
      '"until lifted"',
    ],
    [
      "criteria",
      "period: criteria, criteria: until lifted",
      "period: criteria, criteria: until appealed",
      '"until lifted"',
      '"until appealed"',
    ],
  ])("rejects two rules for one category with different %s", (_name, first, second, one, other) => {
    const deletionPlan = plan(
      `{ id: r1, stores: [logs], data_categories: [name], retention: { ${first} } }`,
      `{ id: r2, stores: [logs], data_categories: [name], retention: { ${second} } }`,
    );
    expect(problems(conflictingRules, { dataMap, deletionPlan })).toEqual([
      `deletion-plan:3:77: rules \`r1\` (${one}) and \`r2\` (${other}) set different periods for \`name\` in store \`logs\`; ${fix}`,
    ]);
  });

  it.each([
    ["two rules for all categories", "", "", "`name` and `health`"],
    ["a general rule and one for a category", "", "data_categories: [health], ", "`health`"],
    ["a rule for a category and a general one", "data_categories: [health], ", "", "`health`"],
    [
      "rules that share one of several categories",
      "data_categories: [contact, name], ",
      "data_categories: [health, name], ",
      "`name`",
    ],
    [
      "rules that share several categories, as one conflict",
      "data_categories: [name, health], ",
      "data_categories: [health, name, name], ",
      "`name` and `health`",
    ],
  ])("rejects %s", (_name, first, second, categories) => {
    const deletionPlan = plan(
      `{ id: r1, stores: [db], ${first}retention: { period: P2Y } }`,
      `{ id: r2, stores: [db], ${second}retention: { period: P1Y } }`,
    );
    const column = `  - { id: r2, stores: [db], ${second}retention: { period: `.length + 1;
    expect(problems(conflictingRules, { dataMap, deletionPlan })).toEqual([
      `deletion-plan:3:${column}: rules \`r1\` (P2Y) and \`r2\` (P1Y) set different periods for ${categories} in store \`db\`; ${fix}`,
    ]);
  });

  it("reports two rules once for each store that they share, each store at the later rule", () => {
    const deletionPlan = plan(
      "{ id: r1, stores: [logs, db], retention: { period: P2Y } }",
      "{ id: r2, stores: [db, logs], retention: { period: P1Y } }",
    );
    expect(problems(conflictingRules, { dataMap, deletionPlan })).toEqual([
      `deletion-plan:3:56: rules \`r1\` (P2Y) and \`r2\` (P1Y) set different periods for \`name\` and \`health\` in store \`db\`; ${fix}`,
      `deletion-plan:3:56: rules \`r1\` (P2Y) and \`r2\` (P1Y) set different periods for \`name\` in store \`logs\`; ${fix}`,
    ]);
    expect(concerned(conflictingRules, { dataMap, deletionPlan })).toEqual([
      ["db", "r1", "r2"],
      ["logs", "r1", "r2"],
    ]);
  });

  it("holds each rule against the first for its category, or against a general one", () => {
    const three = (general: string) =>
      plan(
        "{ id: r1, stores: [logs], data_categories: [name], retention: { period: P1Y } }",
        "{ id: r2, stores: [logs], data_categories: [name], retention: { period: P2Y } }",
        `{ id: r3, stores: [logs], ${general}retention: { period: P3Y } }`,
      );
    expect(
      concerned(conflictingRules, { dataMap, deletionPlan: three("data_categories: [name], ") }),
    ).toEqual([
      ["logs", "r1", "r2"],
      ["logs", "r1", "r3"],
    ]);
    expect(concerned(conflictingRules, { dataMap, deletionPlan: three("") })).toEqual([
      ["logs", "r1", "r3"],
      ["logs", "r2", "r3"],
    ]);
  });

  it("stays quick where one store has thousands of rules and of categories", () => {
    const categories = Array.from({ length: 8_000 }, (_, index) => `x-${index}`);
    const rules = Array.from(
      { length: 3_000 },
      (_, index) => `{ id: r${index}, stores: [db], retention: { period: P${index}D } }`,
    );
    const given = {
      dataMap: `stores: [{ id: db, data_categories: [${categories.join(", ")}] }]`,
      deletionPlan: plan(...rules),
    };
    expect(concerned(conflictingRules, given)).toHaveLength(2_999);
  });

  it("accepts its own example", () => {
    const map = "stores: [{ id: bookings-db, data_categories: [name, contact, health] }]";
    expect(
      problems(conflictingRules, { dataMap: map, deletionPlan: conflictingRules.example }),
    ).toEqual([]);
  });
});

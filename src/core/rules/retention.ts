import type { Store } from "../artefacts/data-map.ts";
import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import { type PlacedRule, rulesFor } from "../coverage.ts";
import { isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { categoriesOf, categoryNames, inBoth } from "./rule-categories.ts";

export const storeWithoutDeletionRule = defineRule({
  id: "store-without-deletion-rule",
  code: "X01",
  summary: "A deletion rule covers every store of personal data.",
  why: "You may keep personal data only as long as its purpose needs. If no rule names a store, the store keeps its data for ever.",
  source: "UK GDPR Art 5(1)(e) and 30(1)(f); consideration C06",
  mend: "List the store in a rule of the deletion plan. Say how long you keep the data, from which event, and how it is removed.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
    action: delete`,
  levels: byStage("none", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap", "deletionPlan"],
  check: ({ dataMap, deletionPlan }) =>
    dataMap.stores.flatMap((store, index) =>
      !isPersonal(store) || rulesFor(deletionPlan, store.id).length > 0
        ? []
        : {
            in: "dataMap",
            at: ["stores", index, "id"],
            message: `store ${name(store.id)} holds personal data but no rule in the deletion plan covers it`,
            fix: `add a rule with \`stores: [${store.id}]\` to the deletion plan`,
            about: [store.id],
          },
    ),
});

export const categoryWithoutRule = defineRule({
  id: "category-without-rule",
  code: "X02",
  summary: "A deletion rule covers every category of personal data in each store.",
  why: "A retention schedule sets a period for each category. If a store's rules leave a category out, its data has no end.",
  source:
    "UK GDPR Art 5(1)(e) and 30(1)(f); ICO guidance on retention schedules; consideration C06",
  mend: "Add the category to a rule for the store. A rule without `data_categories` covers everything in its stores.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    data_categories: [name, contact]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
  - id: access-needs
    stores: [bookings-db]
    data_categories: [health]
    retention: { period: P30D, starts_from: date of the visit, reason: needed only for the visit }`,
  levels: byStage("none", "notice", "failure-at-gate", "failure", "failure"),
  needs: ["dataMap", "deletionPlan"],
  check: ({ dataMap, deletionPlan }) =>
    dataMap.stores.flatMap((store, index) => {
      const rules = rulesFor(deletionPlan, store.id);
      const uncovered = rules.length === 0 ? [] : uncoveredCategories(store, rules);
      if (uncovered.length === 0) return [];
      return {
        in: "dataMap",
        at: ["stores", index, "data_categories"],
        message: `store ${name(store.id)} holds ${categoryNames(uncovered)}, which no rule for it covers`,
        fix: `add ${categoryNames(uncovered)} to \`data_categories\` of a rule that lists the store, or add a rule`,
        about: [store.id],
      };
    }),
});

export const unlimitedRetention = defineRule({
  id: "unlimited-retention",
  code: "X41",
  summary: "Every deletion rule sets a period, or says what ends the need or why there is no end.",
  why: "You may keep personal data only as long as its purpose needs. You may keep it for good only for archives in the public interest, for research or for statistics.",
  source: "UK GDPR Art 5(1)(e) and 89; consideration C06",
  mend: "Set `retention.period` to a duration. Otherwise write `criteria` with what ends the need, or `permanent` with its basis.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
  - id: bans
    stores: [bans-index]
    retention: { period: criteria, criteria: until the ban is lifted, starts_from: start of the ban }
    review_every: P1Y
  - id: inquiry-papers
    stores: [inquiry-archive]
    retention: { period: permanent, basis: public-interest archive under the Public Records Act 1958 }`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const fault = unlimited(rule);
      if (!fault) return [];
      const hasPeriod = rule.retention?.period !== undefined;
      const at = ["rules", index, ...(hasPeriod ? ["retention", "period"] : ["id"])];
      return { in: "deletionPlan", at, ...fault, about: [rule.id] };
    }),
});

function uncoveredCategories(store: Store, rules: readonly PlacedRule[]): string[] {
  const uncovered = new Set<string>(store.data_categories);
  for (const { rule } of rules) {
    const covered = categoriesOf(rule);
    if (!covered) return [];
    for (const category of inBoth(uncovered, covered)) uncovered.delete(category);
  }
  return [...uncovered];
}

function unlimited({ id, retention }: DeletionRule): Pick<Problem, "message" | "fix"> | undefined {
  switch (retention?.period) {
    case undefined:
      return {
        message: `rule ${name(id)} has no retention period`,
        fix: "add `retention.period`: a duration, for example P2Y, or `criteria` with what ends the need",
      };
    case "permanent":
      if (retention.basis !== undefined) return undefined;
      return {
        message: `rule ${name(id)} keeps its data permanently without a basis`,
        fix: "add `retention.basis`, for example a public-interest archive, or set a period that ends",
      };
    case "criteria":
      if (retention.criteria !== undefined) return undefined;
      return {
        message: `the period of rule ${name(id)} is \`criteria\`, but no criteria are written down`,
        fix: "add `retention.criteria` with what ends the need, or set a duration, for example P2Y",
      };
    default:
      return undefined;
  }
}

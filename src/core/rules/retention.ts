import { rulesFor } from "../coverage.ts";
import { isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name } from "../quote.ts";
import { defineRule } from "../rule.ts";

export const storeWithoutDeletionRule = defineRule({
  id: "store-without-deletion-rule",
  code: "X01",
  summary: "Every store of personal data is covered by a deletion rule.",
  why: "Personal data may be kept no longer than its purpose needs. A store that no rule names keeps it for ever.",
  source: "UK GDPR Art 5(1)(e) and 30(1)(f); consideration C06",
  mend: "List the store in a rule of the deletion plan: how long, from which event, and how it goes.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
    action: delete`,
  levels: byStage("off", "failure-at-gate", "failure", "failure", "failure"),
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

import type { DeletionPlan } from "../artefacts/deletion-plan.ts";
import type { IsoDate } from "../dates.ts";
import { graphOf } from "../graph.ts";
import { byStage } from "../levels.ts";
import { list, name, nameList, quote } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

export const leReviewLimitMissing = defineRule({
  id: "le-review-limit-missing",
  code: "X40",
  summary:
    "Every rule for a law-enforcement store, or with criteria as its period, says how often you review the need.",
  why: "For law enforcement purposes, the Act requires time limits for asking again whether you still need the data. Criteria name no day, so only a review ends them.",
  source: "DPA 2018 s.39(2); UK GDPR Art 5(1)(e)",
  mend: "Set `review_every` on the rule to the longest time between two reviews.",
  example: `# deletion-plan.yml
rules:
  - id: bans
    stores: [bans-index]
    retention: { period: criteria, criteria: until the ban is lifted, starts_from: start of the ban }
    review_every: P1Y`,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  needs: ["dataMap", "deletionPlan"],
  check: ({ dataMap, deletionPlan }) => {
    const graph = graphOf(dataMap);
    const lawEnforcement = new Set(
      dataMap.stores.map(({ id }) => id).filter((id) => graph.isLawEnforcement(id)),
    );
    return deletionPlan.rules.flatMap((rule, index) => {
      if (rule.review_every !== undefined) return [];
      const stores = [...new Set(rule.stores)].filter((id) => lawEnforcement.has(id));
      const reasons = [
        ...(stores.length > 0 ? [`covers law-enforcement data in ${nameList(stores)}`] : []),
        ...(rule.retention?.period === "criteria" ? ["has `criteria` as its period"] : []),
      ];
      if (reasons.length === 0) return [];
      return {
        in: "deletionPlan",
        at: ["rules", index, "id"],
        message: `rule ${name(rule.id)} ${list(reasons)}, but does not say how often you review the need for the data`,
        fix: "add `review_every` to the rule, for example `review_every: P1Y`",
        about: [rule.id, ...stores],
      };
    });
  },
});

export const holdWithoutReview = defineRule({
  id: "hold-without-review",
  code: "X43",
  summary: "Every hold names who ordered it, and a review day that is still to come.",
  why: "A hold keeps data past its period. Without an authority, nobody can lift the hold. Without a review, nobody does.",
  source:
    "UK GDPR Art 5(1)(e); MoJ retention and disposal schedules, long-term instructions to keep",
  mend: "Write the `authority` and the next `review_by` of the hold. If the hold has ended, remove it.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    retention: { period: P2Y, starts_from: date of the visit, reason: complaints come within two years }
    holds:
      - { reason: safeguarding inquiry, authority: records officer, scope: flagged bookings, review_by: 2027-03-01 }`,
  levels: byStage("none", "notice", "warning", "warning", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan, today }) =>
    deletionPlan.rules.flatMap((rule, index) =>
      rule.holds.flatMap((hold, place) => {
        const fault = holdFault(hold, today);
        if (!fault) return [];
        const why = hold.reason === undefined ? "" : ` for ${quote(hold.reason)}`;
        return {
          in: "deletionPlan",
          at: ["rules", index, "holds", place],
          message: `the hold${why} on rule ${name(rule.id)} ${fault.message}`,
          fix: fault.fix,
          about: [rule.id],
        };
      }),
    ),
});

type Hold = DeletionPlan["rules"][number]["holds"][number];

function holdFault(hold: Hold, today: IsoDate): Pick<Problem, "message" | "fix"> | undefined {
  const missing = (["authority", "review_by"] as const).filter((key) => hold[key] === undefined);
  const isOverdue = hold.review_by !== undefined && hold.review_by < today;
  const faults = [
    ...(missing.length > 0 ? [`is missing ${nameList(missing)}`] : []),
    ...(isOverdue ? [`was due for review on ${hold.review_by}`] : []),
  ];
  if (faults.length === 0) return undefined;
  const fixes = [
    ...(hold.authority === undefined ? ["name who ordered the hold as `authority`"] : []),
    ...(hold.review_by === undefined ? ["set `review_by` to the day of its next review"] : []),
    ...(isOverdue ? ["review the hold, then lift it or set `review_by` to its next review"] : []),
  ];
  return { message: list(faults), fix: list(fixes) };
}

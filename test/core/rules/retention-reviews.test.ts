import { describe, expect, it } from "@jest/globals";
import {
  holdWithoutReview,
  leReviewLimitMissing,
} from "../../../src/core/rules/retention-reviews.ts";
import { concerned } from "../../support/concerned.ts";
import { problems } from "../../support/rules.ts";

describe("le-review-limit-missing", () => {
  const dataMap = `
stores: [{ id: bans, data_categories: [name] }, { id: arrests }, { id: bookings, data_categories: [name] }]
systems: [{ id: web }]
activities: [{ id: police, regime: law-enforcement }, { id: visits, regime: uk-gdpr }]
flows:
  - { id: f1, from: web, to: bans, activity: [visits, police] }
  - { id: f2, from: arrests, to: web, activity: police }
  - { id: f3, from: web, to: bookings, activity: visits }`;
  const tail =
    "but does not say how often you review the need for the data; add `review_every` to the rule, for example `review_every: P1Y`";

  it.each([
    ["a law-enforcement store with a review", "stores: [bans], review_every: P1Y"],
    [
      "criteria with a review",
      "stores: [bookings], retention: { period: criteria }, review_every: P6M",
    ],
    ["a store of another regime", "stores: [bookings], retention: { period: P2Y }"],
    ["an id that is no store, which another rule reports", "stores: [web, gone]"],
    ["no stores", "retention: { period: permanent }"],
  ])("accepts %s", (_name, fields) => {
    const deletionPlan = `rules: [{ id: r1, ${fields} }]`;
    expect(problems(leReviewLimitMissing, { dataMap, deletionPlan })).toEqual([]);
  });

  it.each([
    [
      "one law-enforcement store",
      "stores: [bookings, bans]",
      "covers law-enforcement data in `bans`,",
    ],
    [
      "two of them",
      "stores: [bans, arrests, bans]",
      "covers law-enforcement data in `bans` and `arrests`,",
    ],
    [
      "criteria",
      "stores: [bookings], retention: { period: criteria, criteria: ban }",
      "has `criteria` as its period,",
    ],
    [
      "both, as one problem",
      "stores: [bans], retention: { period: criteria }",
      "covers law-enforcement data in `bans` and has `criteria` as its period,",
    ],
  ])("rejects a rule without a review that has %s", (_name, fields, reason) => {
    const deletionPlan = `rules: [{ id: r1, ${fields} }]`;
    expect(problems(leReviewLimitMissing, { dataMap, deletionPlan })).toEqual([
      `deletion-plan:1:15: rule \`r1\` ${reason} ${tail}`,
    ]);
  });

  it("is about the rule and its law-enforcement stores", () => {
    const deletionPlan = "rules: [{ id: r0 }, { id: r1, stores: [bookings, arrests] }]";
    expect(concerned(leReviewLimitMissing, { dataMap, deletionPlan })).toEqual([["r1", "arrests"]]);
  });

  it("accepts its own example", () => {
    expect(
      problems(leReviewLimitMissing, { dataMap, deletionPlan: leReviewLimitMissing.example }),
    ).toEqual([]);
  });
});

describe("hold-without-review", () => {
  const plan = (...holds: string[]) => `rules: [{ id: r1, holds: [${holds.join(", ")}] }]`;

  it.each([
    ["no holds", plan()],
    [
      "a review to come",
      plan("{ reason: inquiry, authority: records officer, review_by: 2027-03-01 }"),
    ],
    ["a review that is due today", plan("{ authority: records officer, review_by: 2026-11-23 }")],
  ])("accepts %s", (_name, deletionPlan) => {
    expect(problems(holdWithoutReview, { deletionPlan })).toEqual([]);
  });

  const authority = "name who ordered the hold as `authority`";
  const review = "set `review_by` to the day of its next review";
  const next = "review the hold, then lift it or set `review_by` to its next review";

  it.each([
    ["no authority", "reason: inquiry, review_by: 2027-03-01", "is missing `authority`", authority],
    ["no review", "reason: inquiry, authority: court", "is missing `review_by`", review],
    [
      "neither",
      "reason: inquiry",
      "is missing `authority` and `review_by`",
      `${authority} and ${review}`,
    ],
    [
      "a review that is past",
      "reason: inquiry, authority: court, review_by: 2026-11-22",
      "was due for review on 2026-11-22",
      next,
    ],
    [
      "no authority and a review that is past",
      "reason: inquiry, review_by: 2025-01-31",
      "is missing `authority` and was due for review on 2025-01-31",
      `${authority} and ${next}`,
    ],
  ])("rejects a hold with %s", (_name, fields, fault, fix) => {
    expect(problems(holdWithoutReview, { deletionPlan: plan(`{ ${fields} }`) })).toEqual([
      `deletion-plan:1:27: the hold for "inquiry" on rule \`r1\` ${fault}; ${fix}`,
    ]);
  });

  it("points at each hold of a rule, and shows what its reason hides", () => {
    const deletionPlan = plan("{ authority: court }", '{ reason: "a\\u202Eb", authority: court }');
    expect(problems(holdWithoutReview, { deletionPlan })).toEqual([
      `deletion-plan:1:27: the hold on rule \`r1\` is missing \`review_by\`; ${review}`,
      `deletion-plan:1:49: the hold for "a\\u202eb" on rule \`r1\` is missing \`review_by\`; ${review}`,
    ]);
    expect(concerned(holdWithoutReview, { deletionPlan })).toEqual([["r1"], ["r1"]]);
  });

  it("accepts its own example", () => {
    expect(problems(holdWithoutReview, { deletionPlan: holdWithoutReview.example })).toEqual([]);
  });
});

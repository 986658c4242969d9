import { describe, expect, it } from "@jest/globals";
import type { Rule } from "../../../src/core/rule.ts";
import {
  noLawfulBasis,
  offenceWithoutCondition,
  specialWithoutCondition,
  unsuitableBasis,
} from "../../../src/core/rules/lawfulness.ts";
import { problems } from "../../support/rules.ts";

it.each([noLawfulBasis, unsuitableBasis, specialWithoutCondition, offenceWithoutCondition])(
  "$id accepts its own example",
  (rule) => {
    expect(problems(rule, { dataMap: rule.example })).toEqual([]);
  },
);

const extensions =
  "category_extensions: [{ id: x-access, class: special }, { id: x-caution, class: offence }, { id: x-seat, class: ordinary }]";

function check(rule: Rule, activity: string): string[] {
  return problems(rule, { dataMap: `activities: [{ id: visits, ${activity} }]\n${extensions}` });
}

describe("no-lawful-basis", () => {
  it("accepts a data map without activities", () => {
    expect(problems(noLawfulBasis, { dataMap: "activities: []" })).toEqual([]);
  });

  it.each([
    [
      "purpose: visits",
      "lawful basis or legal power",
      "`lawful_basis` (for example public-task) and `legal_power` (the act or rule that you rely on)",
    ],
    ["legal_power: Prison Rules", "lawful basis", "`lawful_basis` (for example public-task)"],
    ["lawful_basis: consent", "legal power", "`legal_power` (the act or rule that you rely on)"],
  ])("rejects an activity with only `%s`", (activity, lacking, fix) => {
    expect(check(noLawfulBasis, activity)).toEqual([
      `data-map:1:20: activity \`visits\` names no ${lacking}; add ${fix}`,
    ]);
  });
});

describe("unsuitable-basis", () => {
  it.each([
    "purpose: visits",
    "lawful_basis: public-task",
    "lawful_basis: consent",
    "regime: uk-gdpr, lawful_basis: vital-interests",
    "regime: law-enforcement, lawful_basis: consent",
    "regime: law-enforcement, lawful_basis: law-enforcement-task",
  ])("accepts %s", (activity) => {
    expect(check(unsuitableBasis, activity)).toEqual([]);
  });

  const byTask =
    "which public authorities cannot use for their tasks; write the basis that fits, for example `lawful_basis: public-task`";
  const byGdpr =
    "which is not a basis under UK GDPR; write `regime: law-enforcement` if a competent authority acts for law enforcement purposes. Otherwise write another basis, for example public-task";
  const byPart3 =
    "which is not a basis under the law-enforcement regime; write `lawful_basis: law-enforcement-task` or `consent`, or correct the `regime`";

  it.each([
    ["", "legitimate-interests", byTask],
    ["regime: uk-gdpr, ", "recognised-legitimate-interest", byTask],
    ["", "law-enforcement-task", byGdpr],
    ["regime: uk-gdpr, ", "law-enforcement-task", byGdpr],
    ["regime: law-enforcement, ", "public-task", byPart3],
    ["regime: law-enforcement, ", "legitimate-interests", byPart3],
  ])("rejects %slawful_basis: %s", (regime, basis, rest) => {
    const column = 28 + regime.length + "lawful_basis: ".length;
    expect(check(unsuitableBasis, `${regime}lawful_basis: ${basis}`)).toEqual([
      `data-map:1:${column}: activity \`visits\` relies on \`${basis}\`, ${rest}`,
    ]);
  });
});

describe("special-without-condition", () => {
  const health = "data_categories: [name, health]";
  const art9 =
    "write the Art 9 condition as `special_category_condition`, for example substantial-public-interest";
  const schedule1 = "add `schedule_1_condition`, for example part-2-para-6";
  const document = "link the appropriate policy document as `policy_document`";
  const schedule8 = "write `special_category_condition` as `schedule-8:<condition>` or consent";

  it.each([
    ["no special category", "data_categories: [name, criminal-offence, x-seat, x-caution]"],
    ["no categories", "purpose: visits"],
    ["a category that nobody declared", "data_categories: [x-unknown]"],
    ["a condition that stands alone", `${health}, special_category_condition: explicit-consent`],
    [
      "all that is needed",
      `${health}, special_category_condition: health-social-care, schedule_1_condition: part-1-para-2, policy_document: docs/apd.md`,
    ],
    [
      "a Schedule 8 condition",
      `${health}, regime: law-enforcement, special_category_condition: "schedule-8:safeguarding", policy_document: docs/apd.md`,
    ],
    [
      "consent for law enforcement",
      `${health}, regime: law-enforcement, special_category_condition: consent, policy_document: docs/apd.md`,
    ],
  ])("accepts %s", (_name, activity) => {
    expect(check(specialWithoutCondition, activity)).toEqual([]);
  });

  it.each([
    ["data_categories: [name, health, health]", "`health`", "an Art 9 condition", art9],
    [
      "data_categories: [x-access, genetic]",
      "`x-access` and `genetic`",
      "an Art 9 condition",
      art9,
    ],
    [
      `${health}, special_category_condition: consent`,
      "`health`",
      "an Art 9 condition (`consent` belongs to law enforcement)",
      art9,
    ],
    [
      `${health}, special_category_condition: "schedule-8:safeguarding"`,
      "`health`",
      'an Art 9 condition ("schedule-8:safeguarding" belongs to law enforcement)',
      art9,
    ],
    [
      `${health}, schedule_1_condition: part-2-para-6`,
      "`health`",
      "an Art 9 condition and an appropriate policy document",
      `${art9} and ${document}`,
    ],
    [
      `${health}, special_category_condition: explicit-consent, schedule_1_condition: part-2-para-6`,
      "`health`",
      "an appropriate policy document",
      document,
    ],
    [
      `${health}, special_category_condition: public-health, policy_document: docs/apd.md`,
      "`health`",
      "a Schedule 1 condition",
      schedule1,
    ],
    [
      `${health}, regime: law-enforcement`,
      "`health`",
      "a Schedule 8 condition or consent and an appropriate policy document",
      `${schedule8} and ${document}`,
    ],
    [
      `${health}, regime: law-enforcement, special_category_condition: explicit-consent, policy_document: docs/apd.md`,
      "`health`",
      "a Schedule 8 condition or consent (`explicit-consent` belongs to UK GDPR)",
      schedule8,
    ],
    [
      `${health}, regime: law-enforcement, special_category_condition: public-health, policy_document: docs/apd.md`,
      "`health`",
      "a Schedule 8 condition or consent (`public-health` belongs to UK GDPR)",
      schedule8,
    ],
    [
      `${health}, regime: law-enforcement, special_category_condition: consent`,
      "`health`",
      "an appropriate policy document",
      document,
    ],
  ])("rejects %s", (activity, categories, lacking, fix) => {
    expect(check(specialWithoutCondition, activity)).toEqual([
      `data-map:1:20: activity \`visits\` handles special category data (${categories}) without ${lacking}; ${fix}`,
    ]);
  });

  it.each([
    "employment-social-security",
    "substantial-public-interest",
    "health-social-care",
    "public-health",
    "archiving-research-statistics",
  ])("asks for a Schedule 1 condition and its document with %s", (condition) => {
    expect(
      check(specialWithoutCondition, `${health}, special_category_condition: ${condition}`),
    ).toEqual([
      `data-map:1:20: activity \`visits\` handles special category data (\`health\`) without a Schedule 1 condition and an appropriate policy document; ${schedule1} and ${document}`,
    ]);
  });
});

describe("offence-without-condition", () => {
  const offence = "data_categories: [name, criminal-offence]";

  it.each([
    ["no offence data", "data_categories: [name, health, x-access]"],
    [
      "a Schedule 1 condition",
      `${offence}, schedule_1_condition: part-2-para-10, policy_document: docs/apd.md`,
    ],
    [
      "official authority beside a condition",
      `${offence}, official_authority: Prison Rules, schedule_1_condition: part-2-para-10`,
    ],
    [
      "special category data, of which another rule asks for the document",
      "data_categories: [health, criminal-offence], schedule_1_condition: part-2-para-10",
    ],
    ["official authority", `${offence}, official_authority: Prison Rules`],
    ["law enforcement, which has its own regime", `${offence}, regime: law-enforcement`],
  ])("accepts %s", (_name, activity) => {
    expect(check(offenceWithoutCondition, activity)).toEqual([]);
  });

  it.each([
    ["no regime", offence, "`criminal-offence`"],
    ["UK GDPR", `regime: uk-gdpr, ${offence}`, "`criminal-offence`"],
    ["a category of its own", "data_categories: [x-caution]", "`x-caution`"],
    [
      "only an Art 9 condition",
      `${offence}, special_category_condition: legal-claims`,
      "`criminal-offence`",
    ],
  ])("rejects an activity with offence data and %s", (_name, activity, categories) => {
    expect(check(offenceWithoutCondition, activity)).toEqual([
      `data-map:1:20: activity \`visits\` handles criminal offence data (${categories}) without a Schedule 1 condition or official authority; add \`schedule_1_condition\`, for example part-2-para-6, or \`official_authority\``,
    ]);
  });

  it("rejects a Schedule 1 condition without its policy document", () => {
    const activity = `${offence}, schedule_1_condition: part-2-para-10`;
    expect(check(offenceWithoutCondition, activity)).toEqual([
      "data-map:1:20: activity `visits` handles criminal offence data (`criminal-offence`) without an appropriate policy document; link the appropriate policy document as `policy_document`",
    ]);
  });
});

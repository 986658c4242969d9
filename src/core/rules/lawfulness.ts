import type { Activity } from "../artefacts/data-map.ts";
import { type DataFlowGraph, graphOf } from "../graph.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule } from "../rule.ts";
import { categoryNames } from "./rule-categories.ts";

export const noLawfulBasis = defineRule({
  id: "no-lawful-basis",
  code: "X23",
  summary: "Every processing activity names its lawful basis and the legal power behind it.",
  why: "Processing without a basis is unlawful from the first record. A public body also needs a legal power to act, and should be able to name it.",
  source: "UK GDPR Art 6; DPA 2018 s.35 for law enforcement; consideration C01",
  mend: "Agree the basis and the power with the data protection team before you collect data, and write both down.",
  example: `# data-map.yml
activities:
  - id: book-visit
    lawful_basis: public-task
    legal_power: Prison Rules (visits)`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap }) =>
    dataMap.activities.flatMap(({ id, lawful_basis, legal_power, data_categories }, index) => {
      // Without personal data there is nothing to have a basis for.
      if (data_categories?.length === 0) return [];
      const lacks = [
        ...(lawful_basis === undefined ? ["lawful basis"] : []),
        ...(legal_power === undefined ? ["legal power"] : []),
      ];
      if (lacks.length === 0) return [];
      const fixes = [
        ...(lawful_basis === undefined ? ["`lawful_basis` (for example public-task)"] : []),
        ...(legal_power === undefined ? ["`legal_power` (the act or rule that you rely on)"] : []),
      ];
      return {
        in: "dataMap",
        at: ["activities", index, "id"],
        message: `activity ${name(id)} names no ${list(lacks, "or")}`,
        fix: `add ${list(fixes)}`,
        about: [id],
      };
    }),
});

export const unsuitableBasis = defineRule({
  id: "unsuitable-basis",
  code: "X24",
  summary: "Every lawful basis is one that a public body can rely on under the activity's regime.",
  why: "Public authorities cannot rely on legitimate interests for their tasks. For law enforcement, Part 3 of the Act allows only consent and a law-enforcement task.",
  source: "UK GDPR Art 6(1), last sentence; DPA 2018 s.35; ICO guidance on public task",
  mend: "Rely on the public task or another basis that fits, or correct the activity's `regime`.",
  example: `# data-map.yml
activities:
  - { id: book-visit, regime: uk-gdpr, lawful_basis: public-task }
  - { id: check-bans, regime: law-enforcement, lawful_basis: law-enforcement-task }`,
  levels: byStage("notice", "warning", "warning", "warning", "warning"),
  needs: ["dataMap"],
  check: ({ dataMap }) =>
    dataMap.activities.flatMap((activity, index) => {
      const fault = unsuitable(activity);
      if (!fault) return [];
      return {
        in: "dataMap",
        at: ["activities", index, "lawful_basis"],
        message: `activity ${name(activity.id)} relies on \`${activity.lawful_basis}\`, ${fault.why}`,
        fix: fault.fix,
        about: [activity.id],
      };
    }),
});

function unsuitable(activity: Activity): { why: string; fix: string } | undefined {
  const basis = activity.lawful_basis;
  if (basis === undefined) return undefined;
  if (isLawEnforcement(activity)) {
    if (basis === "consent" || basis === "law-enforcement-task") return undefined;
    return {
      why: "which is not a basis under the law-enforcement regime",
      fix: "write `lawful_basis: law-enforcement-task` or `consent`, or correct the `regime`",
    };
  }
  switch (basis) {
    case "law-enforcement-task":
      return {
        why: "which is not a basis under UK GDPR",
        fix: "write `regime: law-enforcement` if a competent authority acts for law enforcement purposes. Otherwise write another basis, for example public-task",
      };
    case "legitimate-interests":
    case "recognised-legitimate-interest":
      return {
        why: "which public authorities cannot use for their tasks",
        fix: "write the basis that fits, for example `lawful_basis: public-task`",
      };
    default:
      return undefined;
  }
}

export const specialWithoutCondition = defineRule({
  id: "special-without-condition",
  code: "X25",
  summary:
    "Every activity with special category data names its conditions, and its appropriate policy document if it needs one.",
  why: "You may process special category data only if you meet a condition of the law. Some conditions need a second one in Schedule 1, and a document that shows how you look after the data.",
  source: "UK GDPR Art 9; DPA 2018 ss.10, 35 and 42, Schedules 1 and 8; consideration C05",
  mend: "Agree the conditions with the data protection team, and write the appropriate policy document. Record all of them on the activity.",
  example: `# data-map.yml
activities:
  - id: book-visit
    regime: uk-gdpr
    data_categories: [name, health]
    special_category_condition: substantial-public-interest
    schedule_1_condition: part-2-para-6
    policy_document: https://wiki.custody.example/apd`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap }) => {
    const graph = graphOf(dataMap);
    return dataMap.activities.flatMap((activity, index) => {
      const special = categoriesOfClass(activity, "special", graph);
      const lacks = special.length > 0 ? lacksOf(activity) : [];
      if (lacks.length === 0) return [];
      return {
        in: "dataMap",
        at: ["activities", index, "id"],
        message: `activity ${name(activity.id)} handles special category data (${categoryNames(special)}) without ${list(lacks.map(({ what }) => what))}`,
        fix: list(lacks.map(({ fix }) => fix)),
        about: [activity.id],
      };
    });
  },
});

/** Conditions (b), (g), (h), (i) and (j) of Art 9(2): they hold only with one of Schedule 1. Source: DPA 2018 s.10. */
const WITH_SCHEDULE_1: ReadonlySet<string> = new Set([
  "employment-social-security",
  "substantial-public-interest",
  "health-social-care",
  "public-health",
  "archiving-research-statistics",
]);

interface Lack {
  what: string;
  fix: string;
}

const DOCUMENT_LACK: Lack = {
  what: "an appropriate policy document",
  fix: "link the appropriate policy document as `policy_document`",
};

function lacksOf(activity: Activity): Lack[] {
  const { special_category_condition: condition, schedule_1_condition, policy_document } = activity;
  const isPart3 = isLawEnforcement(activity);
  const isMet = condition !== undefined && isOfPart3(condition) === isPart3;
  const needsSchedule1 = !isPart3 && condition !== undefined && WITH_SCHEDULE_1.has(condition);
  const lacks: Lack[] = [];
  if (!isMet) lacks.push(conditionLack(condition, isPart3));
  if (needsSchedule1 && schedule_1_condition === undefined) {
    lacks.push({
      what: "a Schedule 1 condition",
      fix: "add `schedule_1_condition`, for example part-2-para-6",
    });
  }
  const needsDocument = isPart3 || needsSchedule1 || schedule_1_condition !== undefined;
  if (needsDocument && policy_document === undefined) {
    lacks.push(DOCUMENT_LACK);
  }
  return lacks;
}

function conditionLack(condition: string | undefined, isPart3: boolean): Lack {
  const other =
    condition === undefined
      ? ""
      : ` (${name(condition)} belongs to ${isPart3 ? "UK GDPR" : "law enforcement"})`;
  return isPart3
    ? {
        what: `a Schedule 8 condition or consent${other}`,
        fix: "write `special_category_condition` as `schedule-8:<condition>` or consent",
      }
    : {
        what: `an Art 9 condition${other}`,
        fix: "write the Art 9 condition as `special_category_condition`, for example substantial-public-interest",
      };
}

/** Whether the condition is one of Part 3 of the Act, and so none of Art 9. */
function isOfPart3(condition: string): boolean {
  return condition === "consent" || condition.startsWith("schedule-8:");
}

export const offenceWithoutCondition = defineRule({
  id: "offence-without-condition",
  code: "X26",
  summary:
    "Every activity with criminal offence data under UK GDPR names its official authority, or a Schedule 1 condition with its policy document.",
  why: "You may process offence data only under official authority or if the law allows it by name. A prisoner number or the address of a prison is offence data too.",
  source: "UK GDPR Art 10; DPA 2018 ss.10 and 11, Schedule 1",
  mend: "Name the official authority under which you handle the data. Or name the Schedule 1 condition, and link the appropriate policy document that goes with it.",
  example: `# data-map.yml
activities:
  - id: book-visit
    regime: uk-gdpr
    data_categories: [name, criminal-offence]
    official_authority: Prison Rules (visits)`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap }) => {
    const graph = graphOf(dataMap);
    return dataMap.activities.flatMap((activity, index) => {
      const lack = isLawEnforcement(activity) ? undefined : offenceLack(activity, graph);
      const offence = lack ? categoriesOfClass(activity, "offence", graph) : [];
      if (!lack || offence.length === 0) return [];
      return {
        in: "dataMap",
        at: ["activities", index, "id"],
        message: `activity ${name(activity.id)} handles criminal offence data (${categoryNames(offence)}) without ${lack.what}`,
        fix: lack.fix,
        about: [activity.id],
      };
    });
  },
});

function offenceLack(activity: Activity, graph: DataFlowGraph): Lack | undefined {
  const { schedule_1_condition, official_authority, policy_document } = activity;
  if (official_authority !== undefined) return undefined;
  if (schedule_1_condition === undefined) {
    return {
      what: "a Schedule 1 condition or official authority",
      fix: "add `schedule_1_condition`, for example part-2-para-6, or `official_authority`",
    };
  }
  if (policy_document !== undefined) return undefined;
  // With special category data beside it, X25 asks for the same document.
  return categoriesOfClass(activity, "special", graph).length > 0 ? undefined : DOCUMENT_LACK;
}

/** An activity that names no regime is under UK GDPR, as most are. */
function isLawEnforcement({ regime }: Activity): boolean {
  return regime === "law-enforcement";
}

function categoriesOfClass(
  { data_categories }: Activity,
  kind: "special" | "offence",
  graph: DataFlowGraph,
): string[] {
  return [...new Set(data_categories)].filter((category) => graph.classOf(category) === kind);
}

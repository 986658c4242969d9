import type { Activity, DataMap, Flow, Store } from "../artefacts/data-map.ts";
import { graphOf } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name, nameList } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { hasReached, type Stage } from "../stages.ts";
import { categoryNames, inBoth } from "./rule-categories.ts";

export const dpiaMissing = defineRule({
  id: "dpia-missing",
  code: "X44",
  summary:
    "The data protection impact assessment (DPIA) is under way by alpha and approved from beta on, or the reason for not having one is recorded.",
  why: "A DPIA changes a design while you can still change it. If it comes after you take in people's data, it is too late for them.",
  source: "UK GDPR Art 35; MoJ asks for a DPIA of every project",
  mend: "Take the screening to the data protection team, do the assessment and get it approved before real people's data comes in.",
  example: `# data-map.yml
dpia: { status: approved, ref: https://wiki.custody.example/dpia/214 }`,
  levels: byStage("notice", "failure-at-gate", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap, dossier, stage }) => {
    const fault = dpiaFault(dataMap.dpia, stage);
    if (!fault) return [];
    const about = [dossier.dataMap.file];
    return [{ in: "dataMap", at: dataMap.dpia ? ["dpia", "status"] : [], about, ...fault }];
  },
});

function dpiaFault(
  dpia: DataMap["dpia"],
  stage: Stage,
): { message: string; fix: string } | undefined {
  const status = dpia?.status ?? "not-started";
  if (status === "approved" || (status === "not-required" && dpia?.reason !== undefined)) {
    return undefined;
  }
  if (status === "not-required") {
    return {
      message: "the DPIA is marked as not required without a reason",
      fix: "add the `dpia.reason` that the data protection team has confirmed",
    };
  }
  const found =
    status === "not-started" ? "the DPIA has not been started" : `the DPIA's status is ${status}`;
  if (hasReached(stage, "beta")) {
    return {
      message: `${found}, but ${stage} needs an approved DPIA`,
      fix: "get it approved, then write `dpia.status: approved` with its `ref`",
    };
  }
  if (status === "in-progress") return undefined;
  return {
    message: `${found}, but alpha needs a DPIA that is past screening`,
    fix: "take it past screening, then write `dpia.status: in-progress`. If you do not need a DPIA, write `not-required` with a `reason`",
  };
}

export const categoryOutsideActivity = defineRule({
  id: "category-outside-activity",
  code: "X50",
  summary: "Stores and flows carry only the categories that their activities declare.",
  why: "You collect personal data for a purpose, and each purpose says what it needs. Data that no purpose needs should not be there.",
  source: "UK GDPR Art 5(1)(b) and (c); consideration C03",
  mend: "Declare the category on the activity that needs it, or stop collecting it and delete what you hold.",
  example: `# data-map.yml
activities:
  - { id: book-visit, data_categories: [name, government-id] }
systems:
  - { id: visits-web }
stores:
  - { id: id-scans, data_categories: [government-id] }
flows:
  - { id: f6, from: visits-web, to: id-scans, activity: book-visit, data_categories: [government-id] }`,
  levels: byStage("notice", "warning", "failure", "failure", "failure"),
  needs: ["dataMap"],
  check: ({ dataMap }) => {
    const graph = graphOf(dataMap);
    const declared: Declared = new Map(
      dataMap.activities.flatMap((one) =>
        one.data_categories ? [[one, new Set(one.data_categories)] as const] : [],
      ),
    );
    return [
      ...dataMap.stores.flatMap((store, index) =>
        outside(store, ["stores", index], graph.activitiesOf(store.id), declared),
      ),
      ...dataMap.flows.flatMap((flow, index) =>
        outside(flow, ["flows", index], new Set(graph.activitiesOfFlow(flow)), declared),
      ),
    ];
  },
});

/** What each activity declares, without those that declare nothing. */
type Declared = ReadonlyMap<Activity, ReadonlySet<string>>;

function outside(
  { id, data_categories = [] }: Store | Flow,
  at: readonly ["stores" | "flows", number],
  served: ReadonlySet<Activity>,
  declared: Declared,
): Problem[] {
  const found = undeclared(data_categories, served, declared);
  if (found.length === 0) return [];
  const what = at[0] === "stores" ? `store ${name(id)} holds` : `flow ${name(id)} carries`;
  const activities = nameList([...served].map((activity) => activity.id));
  const which =
    served.size === 1
      ? `its activity ${activities} does not declare`
      : `none of its activities ${activities} declares`;
  return [
    {
      in: "dataMap",
      at: [...at, "data_categories"],
      message: `${what} ${categoryNames(found)}, which ${which}`,
      fix: `add ${categoryNames(found)} to \`data_categories\` of the activity that needs it, or remove it`,
      about: [id],
    },
  ];
}

/**
 * The categories that no activity declares. Empty if no activity is known, or if one of them declares
 * nothing at all: then nobody can tell, and other rules report it.
 */
function undeclared(
  categories: readonly string[],
  activities: ReadonlySet<Activity>,
  declared: Declared,
): string[] {
  const left = new Set(activities.size > 0 ? categories : []);
  for (const activity of activities) {
    const known = declared.get(activity);
    if (!known) return [];
    for (const category of inBoth(left, known)) left.delete(category);
  }
  return [...left];
}

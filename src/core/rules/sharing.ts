import type { DataMap, Flow, Party } from "../artefacts/data-map.ts";
import { append, type DataFlowGraph, graphOf, isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { name, nameList } from "../quote.ts";
import { defineRule } from "../rule.ts";

/** The variant of the rule for each kind of party; parties within the controller and data subjects need no agreement. */
const VARIANTS: Readonly<Record<NonNullable<Party["relationship"]>, string | undefined>> = {
  processor: "processor",
  "sub-processor": "processor",
  controller: "controller",
  "joint-controller": "controller",
  internal: undefined,
  "data-subject": undefined,
};

const FIXES: Readonly<Record<string, string>> = {
  processor:
    "agree a contract that binds it to your instructions, then write `agreement: { type: contract, status: agreed, ref: <link> }`",
  controller:
    "agree how you share the data, then write `agreement: { type: data-sharing-agreement, status: agreed, ref: <link> }`. If the law needs no agreement, write `type: none-needed` and the `reason`",
};

export const recipientWithoutAgreement = defineRule({
  id: "recipient-without-agreement",
  code: "X27",
  summary: "Every party that shares or hosts personal data does so under an agreement in force.",
  why: "A processor may handle personal data only under a contract that binds it to instructions. Another controller needs terms on what it may do with the data. Without them, you cannot hold either to anything.",
  source: "UK GDPR Art 26 and 28(3); POL.TCP.075; considerations C16 and C17; DSP-LIVE-4",
  mend: "Agree the terms, then record the type, status and link under the party's `agreement`. A flow that is not in use yet can stay `to-be-defined`.",
  example: `# data-map.yml
parties:
  - id: notify-provider
    relationship: processor
    country: GB
    agreement: { type: contract, status: agreed, ref: https://wiki.custody.example/c/77, review_by: 2027-06-30 }`,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  variants: {
    processor: byStage("none", "notice", "failure", "failure", "failure"),
    controller: byStage("none", "notice", "warning", "warning", "failure"),
  },
  needs: ["dataMap"],
  check: ({ dataMap }) => {
    const graph = graphOf(dataMap);
    const hosted = personalStoresByHost(dataMap);
    return dataMap.parties.flatMap((party, index) => {
      const variant = party.relationship && VARIANTS[party.relationship];
      const lack = lackOf(party.agreement);
      if (!variant || !lack) return [];
      const roles = rolesOf(party, graph, hosted.get(party.id) ?? []);
      if (roles.length === 0) return [];
      const draft = party.agreement?.status === "draft" && party.agreement.type !== "none-needed";
      return {
        in: "dataMap",
        at: ["parties", index, party.agreement ? "agreement" : "id"],
        message: `${party.relationship} ${name(party.id)} ${roles.join(" and ")}, but ${lack}`,
        fix: draft
          ? "get it agreed, then write `status: agreed`"
          : (FIXES[variant] ?? "record the agreement"),
        about: [party.id],
        variant,
      };
    });
  },
});

export const agreementReviewOverdue = defineRule({
  id: "agreement-review-overdue",
  code: "X28",
  summary: "Every agreement on sharing is reviewed by the day it names.",
  why: "What you share, with which party and why, changes over time. An agreement that nobody reviews describes sharing that no longer takes place.",
  source: "MoJ triage standards; consideration C17",
  mend: "Review the agreement with the party, update it and set the day of the next review.",
  example: `# data-map.yml
parties:
  - id: custody-records
    relationship: internal
    agreement: { type: information-sharing-agreement, status: agreed, ref: https://wiki.custody.example/isa/9, review_by: 2027-02-01 }`,
  levels: byStage("none", "none", "notice", "warning", "warning"),
  needs: ["dataMap"],
  check: ({ dataMap, today }) =>
    dataMap.parties.flatMap(({ id, agreement }, index) =>
      agreement?.review_by === undefined || agreement.review_by >= today
        ? []
        : {
            in: "dataMap",
            at: ["parties", index, "agreement", "review_by"],
            message: `the agreement with ${name(id)} was due for review on ${agreement.review_by}`,
            fix: "review it with the party, then set `review_by` to the day of the next review",
            about: [id],
          },
    ),
});

/** Why you cannot rely on an agreement, in words; undefined if you can. */
function lackOf(agreement: Party["agreement"]): string | undefined {
  if (!agreement) return "no agreement with it is recorded";
  if (agreement.type === "none-needed") {
    return agreement.reason === undefined
      ? "its agreement is `none-needed` without a reason"
      : undefined;
  }
  if (agreement.status === "agreed") return undefined;
  return agreement.status === "draft"
    ? "its agreement is only a draft"
    : "its agreement does not say whether it is agreed";
}

/** What a party does with personal data today, in words; nothing if it does not handle any. */
function rolesOf(party: Party, graph: DataFlowGraph, stores: readonly string[]): string[] {
  const flows = graph
    .flowsOf(party.id)
    .filter((flow) => isInUse(flow) && carriesPersonalData(flow, party.id, graph));
  const roles: string[] = [];
  if (flows.length > 0) {
    const ids = nameList(flows.map(({ id }) => id));
    roles.push(`takes part in ${flows.length > 1 ? "flows" : "flow"} ${ids} of personal data`);
  }
  if (stores.length > 0) roles.push(`hosts personal data in ${nameList(stores)}`);
  return roles;
}

function isInUse(flow: Flow): boolean {
  return flow.status !== "to-be-defined";
}

/** Whether a flow of the party carries personal data; by the store at its other end if it does not say. */
function carriesPersonalData(flow: Flow, partyId: string, graph: DataFlowGraph): boolean {
  if (flow.data_categories) return flow.data_categories.length > 0;
  const store = graph.stores.get(flow.from === partyId ? flow.to : flow.from);
  return store !== undefined && isPersonal(store);
}

function personalStoresByHost(map: DataMap): Map<string, string[]> {
  const stores = new Map<string, string[]>();
  for (const store of map.stores) {
    if (store.hosted_by !== undefined && isPersonal(store)) {
      append(stores, store.hosted_by, store.id);
    }
  }
  return stores;
}

import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod/mini";
import { GUIDES } from "../../../src/core/artefacts/guides.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../../../src/core/artefacts/index.ts";

type Schema = z.core.$ZodType;

interface SchemaField {
  schema: Schema;
  /** Whether the file cannot be read without it, where the mapping that it belongs to is there. */
  insisted: boolean;
}

/** Every key of a schema by its path, written as the guides write it. */
function fieldsOf(schema: Schema, path = ""): Map<string, SchemaField> {
  const fields = new Map<string, SchemaField>();
  for (const { def } of branchesOf(schema)) {
    if (def.type === "array") {
      for (const [at, field] of fieldsOf(def.element, `${path}[]`)) fields.set(at, field);
    }
    if (def.type !== "object") continue;
    for (const [key, value] of Object.entries(def.shape)) {
      const at = path === "" ? key : `${path}.${key}`;
      fields.set(at, { schema: value, insisted: !z.safeParse(value, undefined).success });
      for (const [below, field] of fieldsOf(value, at)) fields.set(below, field);
    }
  }
  return fields;
}

function branchesOf(schema: Schema): z.core.$ZodTypes["_zod"][] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "optional" || def.type === "default") return branchesOf(def.innerType);
  if (def.type === "pipe") return branchesOf(def.in);
  if (def.type === "union") return def.options.flatMap(branchesOf);
  return [(schema as z.core.$ZodTypes)._zod];
}

const rows = ARTEFACT_NAMES.flatMap((artefact) =>
  Object.entries(GUIDES[artefact]).map(([path, row]) => ({ artefact, path, row })),
);

describe.each(ARTEFACT_NAMES)("the guide of %s", (artefact) => {
  const fields = fieldsOf(ARTEFACTS[artefact].schema);
  const guide = GUIDES[artefact];

  it("has a row for every path of the schema, and no other", () => {
    expect(Object.keys(guide).sort()).toEqual([...fields.keys()].sort());
  });

  it("says of whatever the schema insists on that it is required", () => {
    const silent = [...fields].filter(([path, { insisted }]) => insisted && !guide[path]?.from);
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it("gives examples that the schema accepts", () => {
    const refused = [...fields].filter(([path, { schema }]) => {
      const example = guide[path]?.example;
      return example !== undefined && !z.safeParse(schema, parse(example)).success;
    });
    expect(refused.map(([path]) => path)).toEqual([]);
  });

  it("gives examples that can stand in one line with others", () => {
    // Fields of a mapping that is missing as a whole are shown as `{ ref: …, reviewed: … }`.
    const nested = Object.entries(guide).filter(([path]) => /[^\]]\.[^.[]+$/.test(path));
    const broken = nested.filter(
      ([, { example }]) =>
        example !== undefined &&
        JSON.stringify(parse(`{ a: ${example}, b: 1 }`)) !==
          JSON.stringify({ a: parse(example), b: 1 }),
    );
    expect(broken.map(([path]) => path)).toEqual([]);
  });

  it("gives an example of every field that holds no mapping, and of all that is required", () => {
    const paths = [...fields.keys()];
    const isContainer = (path: string) =>
      paths.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`));
    const bare = paths.filter((path) => {
      const { example, from } = guide[path] ?? {};
      return example === undefined && (from !== undefined || !isContainer(path));
    });
    expect(bare).toEqual([]);
  });
});

describe("every row", () => {
  it("helps in one sentence that can also end another one", () => {
    const odd = rows.filter(({ row }) => !/^[A-Z][a-z']*[,:]? [^\n]*[^.]\.$/.test(row.help));
    const several = rows.filter(({ row }) => /[.!?] [A-Z]/.test(row.help));
    expect([...odd, ...several].map(({ path }) => path)).toEqual([]);
  });

  it("puts a condition into words where it has one, and has one that someone checks", () => {
    const odd = rows.filter(({ row: { when, condition, rule } }) =>
      condition === undefined ? when !== undefined : when === undefined && rule === undefined,
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it("words a condition as the rest of a sentence", () => {
    const odd = rows.filter(
      ({ row: { condition } }) =>
        condition !== undefined && !/^(if|unless) .*[^.]$/.test(condition),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

/** The `from` column of the specification, section 2: a field in each line, `-` for optional. */
const COLUMN: Readonly<Record<Exclude<ArtefactName, "projectRecord">, string>> = {
  dataMap: `
    schema D
    service.id D
    service.name D
    review.owner D
    review.last_reviewed D
    review.review_by D
    service.holding_since -
    controller.name A
    controller.contact A
    controller.dpo A
    joint_controllers -
    information_asset_owner A
    classification A
    dpia.status D
    dpia.ref D
    dpia.reason D
    privacy_notice.ref B
    privacy_notice.reviewed B
    activities[].id D
    activities[].purpose D
    activities[].data_subjects D
    activities[].data_categories D
    activities[].regime A
    activities[].lawful_basis A
    activities[].legal_power A
    activities[].special_category_condition A
    activities[].schedule_1_condition A
    activities[].policy_document A
    activities[].source B
    activities[].automated_decisions -
    activities[].dpia_ref -
    systems[].id D
    systems[].name D
    systems[].owner D
    stores[].id D
    stores[].name D
    stores[].system D
    stores[].data_categories D
    stores[].technology A
    stores[].kind A
    stores[].location A
    stores[].removal A
    stores[].hosted_by A
    stores[].environment -
    stores[].decision A
    stores[].encrypted_at_rest B
    stores[].estimated_subjects -
    stores[].audit_log.operations B
    stores[].audit_log.ref B
    parties[].id D
    parties[].name D
    parties[].relationship D
    parties[].country A
    parties[].agreement.type B
    parties[].agreement.status B
    parties[].agreement.ref B
    parties[].agreement.review_by B
    parties[].transfer.mechanism A
    parties[].transfer.assessment_ref A
    flows[].id D
    flows[].from D
    flows[].to D
    flows[].activity A
    flows[].data_categories A
    flows[].method A
    flows[].status A
    flows[].last_confirmed P
    security_measures -
    stores[].contract_ref -
    stores[].catalogue_ref -`,
  deletionPlan: `
    schema D
    service.id D
    service.name -
    review.owner D
    review.last_reviewed D
    review.review_by D
    schedule_ref B
    approved_by.role B
    approved_by.date B
    rules[].id A
    rules[].stores A
    rules[].data_categories -
    rules[].retention.period A
    rules[].retention.starts_from A
    rules[].retention.reason A
    rules[].action A
    rules[].manual.procedure B
    rules[].manual.last_tested B
    rules[].manual.evidence B
    rules[].manual.last_run -
    rules[].automatic.status A
    rules[].automatic.due B
    rules[].automatic.ref B
    rules[].automatic.schedule L
    rules[].automatic.last_run P
    rules[].backups.residual B
    rules[].backups.on_restore B
    rules[].review_every A
    rules[].holds -
    rules[].notify_recipients -
    exempt -`,
  backupConfig: `
    schema D
    service.id D
    service.name -
    review.owner D
    review.last_reviewed D
    review.review_by D
    backups[].store A
    backups[].live B
    backups[].live.rpo B
    backups[].live.rto B
    backups[].live.copies[].kind B
    backups[].live.copies[].every B
    backups[].live.copies[].keep B
    backups[].live.copies[].location B
    backups[].live.copies[].offline_or_immutable B
    backups[].live.copies[].separate_account B
    backups[].live.copies[].encrypted B
    backups[].current B
    backups[].restore.procedure B
    backups[].restore.test_every B
    backups[].restore.last_test L
    backups[].log_ref L
    backups[].disposal_within -
    not_backed_up[].store B
    not_backed_up[].reason B
    not_backed_up[].decided_by B
    not_backed_up[].date B
    not_backed_up[].rebuild_from B`,
};

const STAGE_OF: Readonly<Record<string, string | undefined>> = {
  D: "discovery",
  A: "alpha",
  B: "beta",
  L: "live",
  P: "post-live",
  "-": undefined,
};

describe.each(["dataMap", "deletionPlan", "backupConfig"] as const)("%s requires", (artefact) => {
  const table = COLUMN[artefact]
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" ") as [string, string]);

  it.each(table)("%s from %s, as the specification has it", (path, letter) => {
    const row = GUIDES[artefact][path];
    expect(row).toBeDefined();
    expect(row?.from).toBe(STAGE_OF[letter]);
  });
});

/** Fields whose absence another rule reports, and which. */
describe("another rule speaks where", () => {
  it.each<[ArtefactName, string, string]>([
    ["dataMap", "dpia.status", "dpia-missing"],
    ["dataMap", "dpia.reason", "dpia-missing"],
    ["dataMap", "activities[].lawful_basis", "no-lawful-basis"],
    ["dataMap", "activities[].legal_power", "no-lawful-basis"],
    ["dataMap", "activities[].special_category_condition", "special-without-condition"],
    ["dataMap", "activities[].schedule_1_condition", "special-without-condition"],
    ["dataMap", "activities[].policy_document", "special-without-condition"],
    ["dataMap", "stores[].hosted_by", "transfer-without-mechanism"],
    ["dataMap", "parties[].transfer.mechanism", "transfer-without-mechanism"],
    ["dataMap", "parties[].transfer.assessment_ref", "transfer-without-mechanism"],
    ["dataMap", "stores[].audit_log.operations", "le-log-incomplete"],
    ["dataMap", "stores[].audit_log.ref", "le-log-incomplete"],
    ["dataMap", "parties[].agreement.type", "recipient-without-agreement"],
    ["dataMap", "parties[].agreement.status", "recipient-without-agreement"],
    ["dataMap", "parties[].agreement.reason", "recipient-without-agreement"],
    ["dataMap", "flows[].last_confirmed", "flow-unconfirmed"],
    ["deletionPlan", "rules[].retention.period", "unlimited-retention"],
    ["deletionPlan", "rules[].retention.criteria", "unlimited-retention"],
    ["deletionPlan", "rules[].retention.basis", "unlimited-retention"],
    ["deletionPlan", "rules[].manual.procedure", "manual-procedure-untested"],
    ["deletionPlan", "rules[].manual.last_tested", "manual-procedure-untested"],
    ["deletionPlan", "rules[].manual.evidence", "manual-procedure-untested"],
    ["deletionPlan", "rules[].automatic.due", "no-automatic-plan"],
    ["deletionPlan", "rules[].automatic.ref", "no-automatic-plan"],
    ["deletionPlan", "rules[].automatic.reason", "no-automatic-plan"],
    ["deletionPlan", "rules[].automatic.last_run", "deletion-not-running"],
    ["deletionPlan", "rules[].backups.residual", "backup-residual-unstated"],
    ["deletionPlan", "rules[].backups.on_restore", "no-redeletion-after-restore"],
    ["deletionPlan", "rules[].review_every", "le-review-limit-missing"],
    ["deletionPlan", "rules[].holds[].authority", "hold-without-review"],
    ["deletionPlan", "rules[].holds[].review_by", "hold-without-review"],
    ["backupConfig", "backups[].live.copies[].hosted_by", "transfer-without-mechanism"],
    ["backupConfig", "backups[].current.copies[].hosted_by", "transfer-without-mechanism"],
    ["backupConfig", "backups[].current.rpo", "backup-not-as-live"],
    ["backupConfig", "backups[].current.copies[].keep", "backup-not-as-live"],
    ["backupConfig", "backups[].restore.last_test", "restore-never-proved"],
    ["backupConfig", "backups[].restore.last_test.result", "restore-never-proved"],
    ["backupConfig", "not_backed_up[].reason", "store-without-backup-decision"],
    ["projectRecord", "considerations[].owner", "majority-not-addressed"],
    ["projectRecord", "assessments[].date", "assessment-missing"],
    ["projectRecord", "mapping_exercises.every", "mapping-exercise-overdue"],
  ])("%s lacks %s", (artefact, path, rule) => {
    expect(GUIDES[artefact][path]?.rule).toBe(rule);
  });
});

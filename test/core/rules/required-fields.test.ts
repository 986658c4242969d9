import { describe, expect, it } from "@jest/globals";
import { requiredFieldMissing } from "../../../src/core/rules/required-fields.ts";
import { circumstances, type Given, problems } from "../../support/rules.ts";
import { WORKED_EXAMPLE } from "../artefacts/worked-example.ts";

const noPersonalData = { noPersonalData: { reason: "statistics only" } };

/** What stands at the top of each file, so that a test can speak of one element. */
const REVIEW =
  "review: { owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05 }\nservice: { id: visits, name: Visits }";
const MAP_HEAD = `${REVIEW}
controller: { name: Custody Services, contact: privacy@custody.example, dpo: dpo@custody.example }
information_asset_owner: Deputy Director
classification: official
privacy_notice: { ref: https://visits.example/privacy, reviewed: 2026-09-30 }`;
const ACTIVITY =
  "activities: [{ id: book, purpose: Book a visit, data_subjects: [visitor], data_categories: [name], regime: uk-gdpr, source: data-subject }]";
const PLAN_HEAD = `${REVIEW}\nschedule_ref: V2 to V5\napproved_by: { role: SRO, date: 2026-09-21 }`;

const inMap = (rest: string): Given => ({ dataMap: `${rest}\n${MAP_HEAD}\n${ACTIVITY}` });
const inPlan = (rest: string): Given => ({ deletionPlan: `${rest}\n${PLAN_HEAD}` });
const inConfig = (rest: string): Given => ({ backupConfig: `${rest}\n${REVIEW}` });
const inRecord = (rest: string): Given => ({
  projectRecord: rest,
});

const found = (given: Given) => problems(requiredFieldMissing, given);

describe("required-field-missing", () => {
  it.each<[string, Given]>([
    ["files that are not there", {}],
    [
      "a full store",
      inMap(
        "stores: [{ id: a, name: A, system: web, data_categories: [name], technology: PostgreSQL, kind: database, location: [GB], removal: record, decision: docs/adr.md, encrypted_at_rest: false }]",
      ),
    ],
    [
      "a store and a flow without personal data, said by `[]`",
      inMap(`stores: [{ id: a, name: A, system: web, data_categories: [], technology: Redis, kind: cache, location: [GB], removal: batch, decision: docs/adr.md, encrypted_at_rest: true }]
flows: [{ id: f, from: web, to: a, activity: book, data_categories: [], method: TLS, status: defined }]`),
    ],
    [
      "a flow that is still to be defined",
      inMap("flows: [{ id: f, from: web, to: a, status: to-be-defined }]"),
    ],
    [
      "fields that other rules ask for",
      inPlan(
        "rules: [{ id: r, stores: [a], retention: { starts_from: visit, reason: complaints }, action: delete, automatic: { status: none }, holds: [{ scope: all }] }]",
      ),
    ],
    [
      "an agreement that nobody states",
      inMap("parties: [{ id: p, name: P, relationship: data-subject, country: GB }]"),
    ],
    [
      "an agreement that is not needed",
      inMap(
        "parties: [{ id: p, name: P, relationship: internal, country: GB, agreement: { type: none-needed, reason: same controller } }]",
      ),
    ],
    ["a record of nothing yet", inRecord("issues: []")],
    ["a record that has no head, and no breach", inRecord("reporting: []")],
    [
      "a replica, of which nothing is expected",
      inConfig(
        "backups: [{ store: a, live: { rpo: PT1H, rto: PT4H, copies: [{ kind: replica }] }, current: same-as-live, restore: { procedure: docs/restore.md, test_every: P6M }, log_ref: log }]",
      ),
    ],
    [
      "manual snapshots and exports without `keep`, which another rule asks for",
      inConfig(
        "backups: [{ store: a, live: { rpo: PT1H, rto: PT4H, copies: [{ kind: manual-snapshot, every: P1D, location: [GB], encrypted: true, offline_or_immutable: true, separate_account: true }, { kind: export, every: P1D, location: [GB], encrypted: true, offline_or_immutable: true, separate_account: true }] }, current: same-as-live, restore: { procedure: docs/restore.md, test_every: P6M }, log_ref: log }]",
      ),
    ],
    [
      "what a service without personal data has no use for",
      {
        policy: noPersonalData,
        dataMap: `${REVIEW}\ninformation_asset_owner: Deputy Director\nclassification: official`,
      },
    ],
  ])("accepts %s", (_name, given) => {
    expect(found(given)).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    [
      "one field of a store",
      inMap(
        "stores: [{ id: bookings-db, name: A, system: web, data_categories: [name], technology: PostgreSQL, kind: database, location: [GB], decision: docs/adr.md, encrypted_at_rest: true }]",
      ),
      [
        "data-map:1:10 (from-alpha): `stores[bookings-db].removal` is required from alpha; add it, for example `removal: record`: the least that you can remove at once: record, batch (by age or partition only), key-destruction or none",
      ],
    ],
    [
      "several fields of one stage, and one of another",
      inMap(
        "stores:\n  - { id: bookings-db, name: A, system: web, data_categories: [name], kind: database, decision: docs/adr.md }",
      ),
      [
        "data-map:2:5 (from-alpha): `stores[bookings-db]` is missing `technology`, `location` and `removal`, required from alpha; add them, for example `technology: PostgreSQL (managed)`, `location: [GB]` and `removal: record`",
        "data-map:2:5 (from-beta): `stores[bookings-db].encrypted_at_rest` is required from beta; add it, for example `encrypted_at_rest: true`: whether the data is encrypted at rest",
      ],
    ],
    [
      "mappings that may be left out",
      {
        dataMap: `${REVIEW}\n${ACTIVITY}\ninformation_asset_owner: Deputy Director\nclassification: official`,
      },
      [
        "data-map:1:1 (from-alpha): the data map is missing `controller.name`, `controller.contact` and `controller.dpo`, required from alpha; add them, for example `controller: { name: Department of Custody Services, contact: privacy@custody.example, dpo: dpo@custody.example }`",
        "data-map:1:1 (from-beta): the data map is missing `privacy_notice.ref` and `privacy_notice.reviewed`, required from beta; add them, for example `privacy_notice: { ref: https://visits.custody.example/privacy, reviewed: 2026-09-30 }`",
      ],
    ],
    [
      "a field of a mapping that is there",
      {
        dataMap: `privacy_notice:\n  ref: notice\n${MAP_HEAD.replace(/\nprivacy_notice.*/, "")}\n${ACTIVITY}`,
      },
      [
        "data-map:2:3 (from-beta): `privacy_notice.reviewed` is required from beta; add it, for example `reviewed: 2026-09-30`: day on which you last checked the notice against this map",
      ],
    ],
    [
      "a field of a missing mapping in a list",
      inPlan("rules: [{ id: r, stores: [a], action: delete, automatic: { status: planned } }]"),
      [
        "deletion-plan:1:9 (from-alpha): `rules[r]` is missing `retention.starts_from` and `retention.reason`, required from alpha; add them, for example `retention: { starts_from: date of the visit, reason: complaints are raised within two years }`",
      ],
    ],
    [
      "an empty list",
      inPlan(
        "rules: [{ id: r, stores: [], retention: { starts_from: visit, reason: complaints }, action: delete, automatic: { status: planned } }]",
      ),
      [
        "deletion-plan:1:9 (from-alpha): `rules[r].stores` is required from alpha; add it, for example `stores: [bookings-db]`: ids of the data map's stores that the rule covers",
      ],
    ],
    [
      "an activity",
      { dataMap: MAP_HEAD },
      [
        "data-map:1:1 (from-discovery): `activities` is required from discovery; add it, for example `activities: [{ id: book-visit, purpose: Let people book a visit }]`: what the service does with personal data, one entry per purpose",
      ],
    ],
    [
      "the link of an assessment under way",
      inMap("dpia: { status: in-progress }"),
      [
        "data-map:1:7 (from-discovery): `dpia.ref` is required from discovery; add it, for example `ref: https://wiki.custody.example/dpia/214`: link to the assessment",
      ],
    ],
    [
      "the link and review of an agreement",
      inMap(
        "parties: [{ id: p, name: P, relationship: processor, country: GB, agreement: { type: contract } }]",
      ),
      [
        "data-map:1:78 (from-beta): `parties[p].agreement` is missing `ref` and `review_by`, required from beta; add them, for example `ref: https://wiki.custody.example/contracts/77` and `review_by: 2027-06-30`",
      ],
    ],
    [
      "the schedule of a mechanism that is built",
      inPlan(
        "rules: [{ id: r, stores: [a], retention: { starts_from: visit, reason: complaints }, action: delete, automatic: { status: built } }]",
      ),
      [
        "deletion-plan:1:113 (from-live): `rules[r].automatic.schedule` is required from live; add it, for example `schedule: P1D`: how often it runs, as an ISO 8601 duration",
      ],
    ],
    [
      "a whole block, named once",
      inConfig(
        "backups: [{ store: a, current: same-as-live, restore: { procedure: docs/restore.md, test_every: P6M }, log_ref: log }]",
      ),
      [
        "backup-config:1:11 (from-beta): `backups[a].live` is required from beta; add it, for example `live: { rpo: PT1H, rto: PT4H, copies: [{ kind: snapshot, every: PT30M, keep: P8W }] }`: what a live service needs for this store",
      ],
    ],
    [
      "fields of a copy, which has no id of its own",
      inConfig(
        "backups: [{ store: a, live: { rpo: PT1H, rto: PT4H, copies: [{ kind: snapshot, every: P1D, keep: P8W, location: [GB] }] }, current: same-as-live, restore: { procedure: docs/restore.md, test_every: P6M }, log_ref: log }]",
      ),
      [
        "backup-config:1:62 (from-beta): `backups[a].live.copies[0]` is missing `offline_or_immutable`, `separate_account` and `encrypted`, required from beta; add them, for example `offline_or_immutable: true`, `separate_account: true` and `encrypted: true`",
      ],
    ],
    [
      "fields of one name that mean different things",
      inMap(
        "systems: [{ id: a, owner: o }]\nparties: [{ id: p, relationship: internal, country: GB }]",
      ),
      [
        "data-map:1:11 (from-discovery): `systems[a].name` is required from discovery; add it, for example `name: Public booking site`: name of the system, as the team calls it",
        "data-map:2:11 (from-discovery): `parties[p].name` is required from discovery; add it, for example `name: Message sending service`: name of the organisation, or kind of people",
      ],
    ],
    [
      "facts of the project record",
      inRecord(
        "breach: { occurred: true }\nattestations: [{ expectation: DSP-DISC-6, by: architects, date: 2026-02-20, evidence: [adr] }]",
      ),
      [
        "project-record:2:16 (from-discovery): `attestations[0].statement` is required from discovery; add it, for example `statement: Storage and deletion design agreed`: what the person signs off, in a sentence",
        "project-record:1:9 (from-discovery): `breach.record` is required from discovery; add it, for example `record: https://wiki.custody.example/breaches/3`: link to the record of the breach",
      ],
    ],
  ])("reports %s", (_name, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  it("finds nothing in the worked example", () => {
    const withoutSchema = Object.entries(WORKED_EXAMPLE).map(([artefact, yaml]) => [
      artefact,
      yaml.replace(/^schema:.*\n/m, ""),
    ]);
    expect(found(Object.fromEntries(withoutSchema))).toEqual([]);
  });

  it("names the element, the one around it, or else the file, so that a waiver can", () => {
    const given = circumstances({
      ...inRecord(
        "attestations: [{ expectation: DSP-DISC-6, by: a, date: 2026-02-20, evidence: [b] }]",
      ),
      ...inPlan(
        "rules: [{ id: r, stores: [a], retention: { starts_from: visit }, action: delete, automatic: { status: none } }]",
      ),
      ...inConfig(
        "backups: [{ store: db, live: { rpo: PT1H, rto: PT4H, copies: [{ every: P1D, keep: P8W, location: [GB], encrypted: true, offline_or_immutable: true, separate_account: true }] }, current: same-as-live, restore: { procedure: docs/restore.md, test_every: P6M }, log_ref: log }]",
      ),
    });
    const check = requiredFieldMissing.check({ ...given, problemsOf: () => [] });
    expect(check.map(({ about }) => about)).toEqual([
      ["r"],
      ["db"],
      [".dsp/project-record.yml", "project-record"],
    ]);
  });

  it("says nothing of a file that cannot be read", () => {
    const given = circumstances({ dataMap: "stores: 7" });
    expect(requiredFieldMissing.check({ ...given, problemsOf: () => [] })).toEqual([]);
  });

  it("calls an element by its place where its name is too long to print", () => {
    const given = circumstances(inMap("stores: [{ id: a }]"));
    const { dataMap } = given.dossier;
    if (dataMap.state !== "read") throw new Error("the map of this test cannot be read");
    const stores = dataMap.value.stores.map((store) => ({ ...store, id: "a".repeat(81) }));
    const value = { ...dataMap.value, stores };
    const dossier = { ...given.dossier, dataMap: { ...dataMap, value } };
    const [problem] = requiredFieldMissing.check({ ...given, dossier, problemsOf: () => [] });
    expect(problem?.message).toBe(
      "`stores[0]` is missing `name`, `system` and `data_categories`, required from discovery",
    );
    expect(problem?.about).toEqual([".dsp/data-map.yml", "data-map"]);
  });

  it("is a notice before the stage, hardens at its gate in it, and fails after it", () => {
    const { levels, variants } = requiredFieldMissing;
    expect(levels).toEqual(variants?.["from-discovery"]);
    expect(Object.values(variants ?? {}).map((byStage) => Object.values(byStage))).toEqual([
      ["failure-at-gate", "failure", "failure", "failure", "failure"],
      ["notice", "failure-at-gate", "failure", "failure", "failure"],
      ["notice", "notice", "failure-at-gate", "failure", "failure"],
      ["notice", "notice", "notice", "failure-at-gate", "failure"],
      ["notice", "notice", "notice", "notice", "failure-at-gate"],
    ]);
    expect(Object.keys(variants ?? {})).toEqual([
      "from-discovery",
      "from-alpha",
      "from-beta",
      "from-live",
      "from-post-live",
    ]);
  });

  it("walks 10,000 stores and 20,000 flows in a moment", () => {
    const given = circumstances(inMap(""));
    const { dataMap } = given.dossier;
    if (dataMap.state !== "read") throw new Error("the map of this test cannot be read");
    const stores = Array.from({ length: 10_000 }, (_, index) => ({
      id: `s${index}`,
      environment: "production" as const,
    }));
    const flows = Array.from({ length: 20_000 }, (_, index) => ({
      id: `f${index}`,
      from: "web",
      to: "s1",
    }));
    const large = { ...dataMap, value: { ...dataMap.value, stores, flows } };
    const dossier = { ...given.dossier, dataMap: large };
    const count = requiredFieldMissing.check({ ...given, dossier, problemsOf: () => [] }).length;
    expect(count).toBe(10_000 * 3 + 20_000);
  });
});

import { describe, expect, it } from "@jest/globals";
import {
  artefactMissing,
  artefactUnreadable,
  danglingReference,
  orphanElement,
} from "../../../src/core/rules/completeness.ts";
import { circumstances, type Given, problems } from "../../support/rules.ts";
import { WORKED_EXAMPLE } from "../artefacts/worked-example.ts";

const ALL: Given = { dataMap: "", deletionPlan: "", backupConfig: "" };
const NO_PERSONAL_DATA = { noPersonalData: { reason: "statistics only" } };

describe("artefact-missing", () => {
  const found = (given: Given) => problems(artefactMissing, given);

  it.each<[string, Given]>([
    ["the three files, without a record", ALL],
    ["all four", { ...ALL, projectRecord: "" }],
    [
      "no deletion plan where the policy says that there is no personal data",
      { dataMap: "", backupConfig: "", policy: NO_PERSONAL_DATA },
    ],
  ])("accepts %s", (_name, given) => {
    expect(found(given)).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    [
      "a missing data map",
      { ...ALL, dataMap: undefined },
      [
        "data-map (data-map): there is no data map at `.dsp/data-map.yml`, so nobody can see what to protect; write `.dsp/data-map.yml` (`dsp init` writes a template)",
      ],
    ],
    [
      "a missing deletion plan",
      { ...ALL, deletionPlan: undefined },
      [
        "deletion-plan (deletion-plan): there is no deletion plan at `.dsp/deletion-plan.yml`, so nothing says when and how you delete personal data; write `.dsp/deletion-plan.yml` (`dsp init` writes a template)",
      ],
    ],
    [
      "a missing backup config",
      { ...ALL, backupConfig: undefined },
      [
        "backup-config (backup-config): there is no backup config at `.dsp/backup-config.yml`, and a beta service must be backed up exactly as a live one; write `.dsp/backup-config.yml` (`dsp init` writes a template)",
      ],
    ],
  ])("reports %s", (_name, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  it("names the path that the policy gives, quoted where it is odd", () => {
    const given = circumstances({ dataMap: "", backupConfig: "" });
    const dossier = {
      ...given.dossier,
      deletionPlan: { state: "absent" as const, file: "plans/with space.yml" },
    };
    const [problem] = artefactMissing.check({ ...given, dossier, problemsOf: () => [] });
    expect(problem?.message).toContain('no deletion plan at "plans/with space.yml"');
    expect(problem?.about).toEqual(["plans/with space.yml", "deletion-plan"]);
  });

  it("lets each file be missing for as long as the guidance does", () => {
    const { levels, variants } = artefactMissing;
    expect(Object.values(levels)).toEqual(Object.values(variants?.["data-map"] ?? {}));
    const table = Object.entries(variants ?? {}).map(([variant, byStage]) => [
      variant,
      ...Object.values(byStage),
    ]);
    expect(table).toEqual([
      ["data-map", "failure-at-gate", "failure", "failure", "failure", "failure"],
      ["deletion-plan", "none", "failure-at-gate", "failure", "failure", "failure"],
      ["backup-config", "none", "notice", "failure", "failure", "failure"],
      ["misplaced", "warning", "warning", "warning", "warning", "warning"],
    ]);
  });
});

describe("artefact-unreadable", () => {
  it.each<[string, Given, string[]]>([
    [
      "a misspelt key, once, though the right one is missing",
      { ...ALL, backupConfig: "backups:\n  - { stor: a }" },
      [
        'backup-config:2:7 (invalid): the backup config has an error: unknown key "stor" in `backups[0]`; did you mean `store`? accepted here: store, live, current, disposal_within, restore, log_ref',
      ],
    ],
    [
      "a project record that cannot be read",
      { ...ALL, projectRecord: "issues: 7" },
      [
        "project-record:1:9 (invalid): the project record has an error: `issues` is 7; write a list",
      ],
    ],
    [
      "a broken deletion plan, even where none is needed",
      { ...ALL, deletionPlan: "rules: 7", policy: NO_PERSONAL_DATA },
      ["deletion-plan:1:8 (invalid): the deletion plan has an error: `rules` is 7; write a list"],
    ],
    [
      "a file of which nothing can be read",
      { ...ALL, dataMap: "stores: [" },
      [
        "data-map:1:9 (invalid): the data map cannot be used: the `[` here is not closed; add the `]`, and indent the lines up to it deeper than the key",
      ],
    ],
  ])("reports %s", (_name, given, expected) => {
    expect(problems(artefactUnreadable, given)).toEqual(expected);
  });

  it("says nothing of files that are whole, or missing", () => {
    expect(problems(artefactUnreadable, { ...ALL, dataMap: undefined })).toEqual([]);
  });
});

describe("dangling-reference", () => {
  const found = (given: Given) => problems(danglingReference, given);
  const MAP = `service: { id: visits }
category_extensions: [{ id: x-visits, class: ordinary }]
activities: [{ id: book-visit, data_categories: [x-visits, name] }]
systems: [{ id: visits-web }]
stores: [{ id: bookings-db, system: visits-web, hosted_by: log-provider, data_categories: [x-visits] }]
parties: [{ id: log-provider }]
flows: [{ id: f1, from: visits-web, to: bookings-db, activity: book-visit, data_categories: [x-visits] }, { id: f2, from: log-provider, to: visits-web, activity: [book-visit] }]`;

  it.each<[string, Given]>([
    ["a map that names only what it has", { dataMap: MAP }],
    [
      "a plan, a config and a record that do",
      {
        dataMap: MAP.replace("stores: [", "stores: [{ id: page-cache }, "),
        deletionPlan:
          "service: { id: visits }\nrules: [{ id: r, stores: [bookings-db], data_categories: [x-visits, health] }]\nexempt: [{ store: page-cache }]",
        backupConfig:
          "service: { id: visits }\nbackups: [{ store: bookings-db, live: { copies: [{ kind: snapshot, hosted_by: log-provider }] }, current: same-as-live }]\nnot_backed_up: [{ store: page-cache }]",
        projectRecord:
          "service: { id: visits }\nconsiderations: [{ id: C01, status: addressed }, { id: C19, status: addressed }]\nattestations: [{ expectation: DSP-DISC-6, by: a, date: 2026-02-20, evidence: [b] }]\nassessments: [{ id: a1, stage: alpha, panel: internal, data_protection_aspects: [{ expectation: DSP-ALPHA-6, finding: met }] }]\nmapping_exercises: { done: [{ date: 2026-06-01, confirmed: [f1], added: [f2], removed: [f0] }] }",
      },
    ],
    [
      "a flow that one exercise confirmed and a later one found gone",
      {
        dataMap: MAP,
        projectRecord:
          "mapping_exercises: { done: [{ date: 2025-06-01, confirmed: [f0] }, { date: 2026-06-01, removed: [f0] }] }",
      },
    ],
    [
      "another service, where the data map names none",
      { dataMap: "", deletionPlan: "service: { id: visits }" },
    ],
    [
      "categories that everybody knows",
      { dataMap: "stores: [{ id: a, data_categories: [name] }]" },
    ],
    [
      "kinds of people of one's own",
      { dataMap: "activities: [{ id: a, data_subjects: [x-chaplain] }]" },
    ],
  ])("accepts %s", (_name, given) => {
    expect(found(given)).toEqual([]);
  });

  const rename = (from: string, to: string): Given => ({ dataMap: MAP.replace(from, to) });

  it.each<[string, Given, string[]]>([
    [
      "a store's system",
      rename("system: visits-web", "system: visit-web"),
      [
        "data-map:5:37: store `bookings-db` names system `visit-web`, which is not in the data map; did you mean `visits-web`? correct the name, or add it to `systems` of the data map",
      ],
    ],
    [
      "a store's host, which has to be a party",
      rename("hosted_by: log-provider", "hosted_by: visits-web"),
      [
        "data-map:5:60: store `bookings-db` names party `visits-web`, which is not in the data map; correct the name, or add it to `parties` of the data map",
      ],
    ],
    [
      "both ends of a flow",
      rename("from: visits-web, to: bookings-db", "from: somewhere, to: book-visit"),
      [
        "data-map:7:25: flow `f1` names `somewhere`, which is not a system, store or party in the data map; correct the name, or add it to `systems`, `stores` or `parties` of the data map",
        "data-map:7:40: flow `f1` names `book-visit`, which is not a system, store or party in the data map; correct the name, or add it to `systems`, `stores` or `parties` of the data map",
      ],
    ],
    [
      "a flow's activity",
      rename("activity: book-visit", "activity: book-visits"),
      [
        "data-map:7:64: flow `f1` names activity `book-visits`, which is not in the data map; did you mean `book-visit`? correct the name, or add it to `activities` of the data map",
      ],
    ],
    [
      "one of a flow's activities",
      rename("activity: [book-visit]", "activity: [book-visit, bans]"),
      [
        "data-map:7:176: flow `f2` names activity `bans`, which is not in the data map; correct the name, or add it to `activities` of the data map",
      ],
    ],
    [
      "a category that nobody declares",
      {
        dataMap:
          "activities: [{ id: a, data_categories: [x-a] }]\nstores: [{ id: s, data_categories: [x-b] }]\nflows: [{ id: f, from: s, to: s, data_categories: [name, x-c] }]",
        deletionPlan: "rules: [{ id: r, data_categories: [x-d] }]",
      },
      [
        "data-map:1:41: activity `a` lists category `x-a`, which the data map does not declare; correct the name, or declare it with its class under `category_extensions` of the data map",
        "data-map:2:37: store `s` lists category `x-b`, which the data map does not declare; correct the name, or declare it with its class under `category_extensions` of the data map",
        "data-map:3:58: flow `f` lists category `x-c`, which the data map does not declare; correct the name, or declare it with its class under `category_extensions` of the data map",
        "deletion-plan:1:36: rule `r` lists category `x-d`, which the data map does not declare; correct the name, or declare it with its class under `category_extensions` of the data map",
      ],
    ],
    [
      "stores of a deletion plan",
      {
        dataMap: MAP,
        deletionPlan: "rules: [{ id: bookings, stores: [booking-db] }]\nexempt: [{ store: cache }]",
      },
      [
        "deletion-plan:1:34: rule `bookings` names store `booking-db`, which is not in the data map; did you mean `bookings-db`? correct the name, or add it to `stores` of the data map",
        "deletion-plan:2:19: `exempt` names store `cache`, which is not in the data map; correct the name, or add it to `stores` of the data map",
      ],
    ],
    [
      "stores and hosts of a backup config",
      {
        dataMap: MAP,
        backupConfig:
          "backups: [{ store: cache, live: { copies: [{ hosted_by: vault }] }, current: { copies: [{ hosted_by: depot }] } }]\nnot_backed_up: [{ store: tape }]",
      },
      [
        "backup-config:1:20: `backups` names store `cache`, which is not in the data map; correct the name, or add it to `stores` of the data map",
        "backup-config:1:57: a backup copy of `cache` names party `vault`, which is not in the data map; correct the name, or add it to `parties` of the data map",
        "backup-config:1:102: a backup copy of `cache` names party `depot`, which is not in the data map; correct the name, or add it to `parties` of the data map",
        "backup-config:2:26: `not_backed_up` names store `tape`, which is not in the data map; correct the name, or add it to `stores` of the data map",
      ],
    ],
    [
      "flows of a mapping exercise",
      {
        dataMap: MAP,
        projectRecord:
          "mapping_exercises: { done: [{ date: 2026-06-01, confirmed: [f1, f8], added: [f9], removed: [f0] }] }",
      },
      [
        "project-record:1:65: the mapping exercise of 2026-06-01 names flow `f8`, which is not in the data map; correct the name, or add it to `flows` of the data map",
        "project-record:1:78: the mapping exercise of 2026-06-01 names flow `f9`, which is not in the data map; correct the name, or add it to `flows` of the data map",
      ],
    ],
    [
      "what the catalogue does not have",
      {
        dataMap: MAP,
        projectRecord:
          "considerations: [{ id: C20, status: addressed }]\nattestations: [{ expectation: DSP-DISK-6, by: a, date: 2026-02-20, evidence: [b] }]\nassessments: [{ id: a1, stage: alpha, panel: internal, data_protection_aspects: [{ expectation: DSP-NONE-77, finding: met }] }]",
      },
      [
        "project-record:1:24: `considerations` lists `C20`, which is not a consideration; write one of C01 to C19",
        "project-record:2:31: an attestation names expectation `DSP-DISK-6`, which is not an expectation; did you mean `DSP-DISC-6`? write the id of an expectation (the stage issue and the reports list them)",
        "project-record:3:97: assessment `a1` names expectation `DSP-NONE-77`, which is not an expectation; write the id of an expectation (the stage issue and the reports list them)",
      ],
    ],
    [
      "files of another service",
      {
        dataMap: MAP,
        deletionPlan: "service: { id: visit }",
        backupConfig: "service: { id: parking }",
        projectRecord: "service: { id: prison }",
      },
      [
        "deletion-plan:1:16: the deletion plan is for service `visit`, but the data map is for another service; did you mean `visits`? write the same `service.id` in both",
        "backup-config:1:16: the backup config is for service `parking`, but the data map is for another service; write the same `service.id` in both",
        "project-record:1:16: the project record is for service `prison`, but the data map is for another service; write the same `service.id` in both",
      ],
    ],
  ])("rejects %s", (_name, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  it("names what refers and what it refers to, so that a waiver can", () => {
    const given = circumstances({
      dataMap: MAP,
      deletionPlan: "rules: [{ id: bookings, stores: [cache] }]\nexempt: [{ store: tape }]",
      backupConfig: "backups: [{ store: disk }]",
    });
    if (given.dossier.dataMap.state !== "read") throw new Error("unreadable");
    const facts = { ...given, dataMap: given.dossier.dataMap.value, problemsOf: () => [] };
    expect(danglingReference.check(facts).map(({ about }) => about)).toEqual([
      ["bookings", "cache"],
      ["tape"],
      ["disk"],
    ]);
  });

  it("looks for the nearest id for the first twenty faults only", () => {
    const stores = Array.from({ length: 25 }, (_, index) => `booking-${index}`).join(", ");
    const given = {
      dataMap: "stores: [{ id: booking }]",
      deletionPlan: `rules: [{ id: r, stores: [${stores}] }]`,
    };
    const hints = found(given).map((line) => line.includes("did you mean `booking`?"));
    expect(hints).toEqual([...Array(20).fill(true), ...Array(5).fill(false)]);
  });
});

it("finds the worked example complete, with all its references and no orphan", () => {
  const given: Given = Object.fromEntries(
    Object.entries(WORKED_EXAMPLE).map(([artefact, yaml]) => [
      artefact,
      yaml.replace(/^schema:.*\n/m, ""),
    ]),
  );
  for (const rule of [artefactMissing, danglingReference, orphanElement]) {
    expect(problems(rule, given)).toEqual([]);
  }
});

describe("dangling-reference, of a large service", () => {
  it("goes through 10,000 dangling references in a moment", () => {
    const { dossier, ...given } = circumstances({ dataMap: "", deletionPlan: "" });
    const { dataMap: map, deletionPlan: plan } = dossier;
    if (map.state !== "read" || plan.state !== "read") throw new Error("unreadable");
    const many = (prefix: string) =>
      Array.from({ length: 10_000 }, (_, index) => ({
        id: `${prefix}-${"n".repeat(30)}-${index}`,
      }));
    const stores = many("store").map((store) => ({ ...store, environment: "production" as const }));
    const rules = many("stores").map(({ id }) => ({ id, stores: [id], holds: [] }));
    const dataMap = { ...map.value, stores };
    const deletionPlan = { ...plan, value: { ...plan.value, rules } };
    const facts = { ...given, dossier: { ...dossier, deletionPlan }, dataMap };
    expect(danglingReference.check({ ...facts, problemsOf: () => [] })).toHaveLength(10_000);
  });
});

describe("orphan-element", () => {
  const found = (given: Given) => problems(orphanElement, given);
  const MAP = `activities: [{ id: book }]
systems: [{ id: web }, { id: desk }]
stores: [{ id: db, system: desk, hosted_by: host }]
parties: [{ id: visitor }, { id: host }]
flows: [{ id: f1, from: visitor, to: web, activity: book }, { id: f2, from: web, to: db, status: to-be-defined }]`;

  it.each<[string, Given]>([
    ["a map where all take part; a system by its store, a party as a host", { dataMap: MAP }],
    ["an empty map", { dataMap: "" }],
    [
      "a party that hosts a backup copy",
      {
        dataMap: "parties: [{ id: vault }, { id: depot }]",
        backupConfig:
          "backups: [{ store: db, live: { copies: [{ hosted_by: vault }] }, current: { copies: [{ hosted_by: depot }] } }]",
      },
    ],
  ])("accepts %s", (_name, given) => {
    expect(found(given)).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    [
      "an activity that no flow serves",
      { dataMap: MAP.replace("activity: book", "activity: bans") },
      [
        "data-map:1:20: no flow uses the activity `book`; name it as the `activity` of the flows that use it, or remove it if you do not need it",
      ],
    ],
    [
      "a store, its system and its system's host, each by itself",
      { dataMap: MAP.replace("to: db", "to: web").replace(", hosted_by: host", "") },
      [
        "data-map:2:30: no flow uses the system `desk` or its stores; add a flow to or from it, or remove it if you do not need it",
        "data-map:3:16: no flow uses the store `db`; add a flow to or from it, or remove it if you do not need it",
        "data-map:4:34: party `host` has no flow and hosts nothing; add a flow to or from it, name it as `hosted_by` of what it hosts, or remove it if you do not need it",
      ],
    ],
    [
      "a party that neither sends, nor gets, nor hosts anything",
      { dataMap: "parties: [{ id: vault }]" },
      [
        "data-map:1:17: party `vault` has no flow and hosts nothing; add a flow to or from it, name it as `hosted_by` of what it hosts, or remove it if you do not need it",
      ],
    ],
  ])("rejects %s", (_name, given, expected) => {
    expect(found(given)).toEqual(expected);
  });
});

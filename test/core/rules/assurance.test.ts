import { describe, expect, it } from "@jest/globals";
import { readDossier } from "../../../src/core/dossier.ts";
import {
  leLogIncomplete,
  manualReporting,
  staleReview,
} from "../../../src/core/rules/assurance.ts";
import { RuleRunner } from "../../../src/core/run-rule.ts";
import { fileOfBytes } from "../../../src/core/snapshot.ts";
import { circumstances, problems } from "../../support/rules.ts";

describe("stale-review", () => {
  const review = (dates: string) => `review: { ${dates} }`;

  it.each([
    ["a review due today", "last_reviewed: 2025-11-23, review_by: 2026-11-23"],
    ["a review set for a year after the last", "last_reviewed: 2026-10-05, review_by: 2027-10-05"],
    ["a review of a year ago without a next date", "last_reviewed: 2025-11-23"],
    ["a review held today", "last_reviewed: 2026-11-23"],
    ["a next date alone", "review_by: 2030-01-01"],
    ["an owner alone", "owner: visits-team"],
  ])("accepts %s", (_name, dates) => {
    expect(problems(staleReview, { dataMap: review(dates) })).toEqual([]);
  });

  it.each([
    [
      "past its date",
      "last_reviewed: 2025-11-22, review_by: 2026-11-22",
      [
        "1:49: the data map was due for review on 2026-11-22; review the data map, then set `last_reviewed` and `review_by`",
      ],
    ],
    [
      "past a date that came too late as well",
      "last_reviewed: 2020-01-01, review_by: 2026-11-22",
      [
        "1:49: the data map was due for review on 2026-11-22; review the data map, then set `last_reviewed` and `review_by`",
      ],
    ],
    [
      "more than a year old without a next date",
      "last_reviewed: 2025-11-22",
      [
        "1:26: the data map was last reviewed on 2025-11-22, more than a year ago; review the data map, then set `last_reviewed` and `review_by`",
      ],
    ],
    [
      "next due more than a year after the last",
      "last_reviewed: 2026-10-05, review_by: 2027-10-06",
      [
        "1:49: the data map was last reviewed on 2026-10-05 and is next due on 2027-10-06, more than a year later; set `review_by` to 2027-10-05 at the latest",
      ],
    ],
  ])("rejects a review %s", (_name, dates, expected) => {
    expect(problems(staleReview, { dataMap: review(dates) })).toEqual(
      expected.map((problem) => `data-map:${problem}`),
    );
  });

  it("looks at every file that is there, under its own name", () => {
    const overdue = review("review_by: 2026-11-01");
    expect(
      problems(staleReview, {
        deletionPlan: overdue,
        backupConfig: overdue,
        projectRecord: overdue,
      }),
    ).toEqual([
      "deletion-plan:1:22: the deletion plan was due for review on 2026-11-01; review the deletion plan, then set `last_reviewed` and `review_by`",
      "backup-config:1:22: the backup config was due for review on 2026-11-01; review the backup config, then set `last_reviewed` and `review_by`",
      "project-record:1:22: the project record was due for review on 2026-11-01; review the project record, then set `last_reviewed` and `review_by`",
    ]);
  });

  it("runs on what can be read where another file cannot", () => {
    const given = circumstances({});
    const { paths } = given.policy;
    const text = (yaml: string) => fileOfBytes(new TextEncoder().encode(yaml));
    const dossier = readDossier(
      new Map([
        [paths.dataMap, text("stores: [")],
        [
          paths.deletionPlan,
          text("schema: dsp/deletion-plan@1\nreview: { review_by: 2026-11-01 }"),
        ],
      ]),
      paths,
    );
    const run = new RuleRunner({ ...given, dossier }).run(staleReview);
    expect(run).toMatchObject({ ran: true, problems: [{ in: "deletionPlan" }] });
  });
});

describe("le-log-incomplete", () => {
  const all = "collection, alteration, consultation, disclosure, combination, erasure";
  const map = (rest: string, regime = "law-enforcement", categories = "name") =>
    `stores: [{ id: bans, data_categories: [${categories}]${rest} }]
activities: [{ id: check, regime: ${regime} }]
flows: [{ id: f1, from: bans, to: desk, activity: check }]`;

  it.each([
    ["a full log that is described", map(`, audit_log: { operations: [${all}], ref: log.md }`)],
    ["a store of another regime", map("", "uk-gdpr")],
    ["a store without personal data", map("", "law-enforcement", "")],
    ["a store that no flow touches", map("").replace("from: bans", "from: web")],
  ])("accepts %s", (_name, dataMap) => {
    expect(problems(leLogIncomplete, { dataMap })).toEqual([]);
  });

  it.each([
    [
      "all six where there is no log",
      map(""),
      "1:16: store `bans` serves law enforcement but does not log collection, alteration, consultation, disclosure, combination or erasure; log them, then add to `audit_log.operations`: collection, alteration, consultation, disclosure, combination, erasure",
    ],
    [
      "the one that is missing",
      map(`, audit_log: { operations: [${all.replace("consultation, ", "")}] }`),
      "1:58: store `bans` serves law enforcement but does not log consultation; log it, then add to `audit_log.operations`: consultation",
    ],
    [
      "all six where the log lists none",
      map(", audit_log: { ref: log.md }"),
      "1:58: store `bans` serves law enforcement but does not log collection, alteration, consultation, disclosure, combination or erasure; log them, then add to `audit_log.operations`: collection, alteration, consultation, disclosure, combination, erasure",
    ],
    [
      "a full log that nothing describes",
      map(`, audit_log: { operations: [${all}] }`),
      "1:58 (undescribed): store `bans` serves law enforcement, but nothing describes its audit log; link the description of the log and its set-up as `audit_log.ref`",
    ],
  ])("names %s", (_name, dataMap, problem) => {
    expect(problems(leLogIncomplete, { dataMap })).toEqual([`data-map:${problem}`]);
  });
});

describe("manual-reporting", () => {
  it("accepts reports that come about by themselves", () => {
    const projectRecord = "reporting: [{ name: visits, audience: internal, mode: automatic }]";
    expect(problems(manualReporting, { projectRecord })).toEqual([]);
    expect(problems(manualReporting, {})).toEqual([]);
  });

  it("names each report that is made by hand", () => {
    const projectRecord =
      "reporting: [{ name: monthly return, audience: ico, mode: manual }, { name: visits, audience: internal, mode: manual }]";
    expect(problems(manualReporting, { projectRecord })).toEqual([
      'project-record:1:58: report "monthly return" is still made by hand; automate it by post-live, then write `mode: automatic`',
      "project-record:1:110: report `visits` is still made by hand; automate it by post-live, then write `mode: automatic`",
    ]);
  });
});

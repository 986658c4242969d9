import { describe, expect, it } from "@jest/globals";
import {
  backupOutlivesData,
  backupResidualUnstated,
  noRedeletionAfterRestore,
} from "../../../src/core/rules/backup-deletion.ts";
import { problems } from "../../support/rules.ts";

/** Copies of `bookings`, kept P8W and disposed of within P4W. */
const bookings =
  "backups: [{ store: bookings, live: { copies: [{ kind: continuous, keep: P7D }, { kind: full, keep: P8W }] }, disposal_within: P4W }]";
const replica = "backups: [{ store: bookings, live: { copies: [{ kind: replica, keep: P8W }] } }]";
const both =
  "backups: [{ store: a, live: { copies: [{ keep: P8W }] }, disposal_within: P0D }, { store: b, live: { copies: [{ keep: P4W }] }, disposal_within: P0D }]";
/** Says nothing of disposal: four weeks are assumed. */
const silent = "backups: [{ store: bookings, live: { copies: [{ keep: P8W }] } }]";

describe("backup-outlives-data", () => {
  const check = (rule: string, backupConfig: string) =>
    problems(backupOutlivesData, { deletionPlan: `rules: [{ id: r1, ${rule} }]`, backupConfig });

  it("accepts its own example", () => {
    expect(
      check("stores: [bookings-db], retention: { period: P2Y }", backupOutlivesData.example),
    ).toEqual([]);
  });

  it.each([
    [
      "a period as long as the backups",
      "stores: [bookings], retention: { period: P12W }",
      bookings,
    ],
    ["a longer period", "stores: [bookings], retention: { period: P3M }", bookings],
    [
      "the same length in mixed units",
      "stores: [a], retention: { period: P1M4W }",
      "backups: [{ store: a, live: { copies: [{ keep: P1M }] }, disposal_within: P4W }]",
    ],
    ["a store without backups", "stores: [logs], retention: { period: P1D }", bookings],
    [
      "replicas, which forget with the data",
      "stores: [bookings], retention: { period: P1D }",
      replica,
    ],
    ["a period by criteria", "stores: [bookings], retention: { period: criteria }", bookings],
    ["no end", "stores: [bookings], retention: { period: permanent }", bookings],
    ["no period, which another rule asks for", "stores: [bookings]", bookings],
    [
      "copies that do not say how long",
      "stores: [bookings], retention: { period: P1D }",
      "backups: [{ store: bookings, live: { copies: [{ kind: full }] }, disposal_within: P4W }]",
    ],
    [
      "copies of today that go in time, whatever live will have",
      "stores: [bookings], retention: { period: P1W }",
      "backups: [{ store: bookings, live: { copies: [{ keep: P8W }] }, current: { copies: [{ keep: P7D }] }, disposal_within: P0D }]",
    ],
  ])("accepts %s", (_name, rule, backupConfig) => {
    expect(check(rule, backupConfig)).toEqual([]);
  });

  it.each([
    ["one store", "[bookings]", "P30D", bookings, "`bookings` up to P12W"],
    [
      "the disposal that is assumed",
      "[bookings]",
      "P11W",
      silent,
      "`bookings` up to P12W (P4W of it for disposal, assumed)",
    ],
    ["`keep` alone", "[a, b]", "P6W", both, "`a` up to P8W"],
    ["several stores", "[a, b, a, gone]", "P2W", both, "`a` up to P8W and `b` up to P4W"],
    [
      "the longest months against the shortest",
      "[bookings]",
      "P2M",
      bookings,
      "`bookings` up to P12W",
    ],
  ])("rejects a period that backups outlast: %s", (_name, stores, period, backupConfig, found) => {
    const rule = `stores: ${stores}, retention: { period: ${period} }`;
    const column = 19 + rule.indexOf(period);
    expect(check(rule, backupConfig)).toEqual([
      `deletion-plan:1:${column}: rule \`r1\` keeps data for ${period}, but backups can keep it for longer: ${found}; shorten \`keep\` and \`disposal_within\` of these backups to ${period} together at most, or record under \`not_backed_up\` why there is no backup`,
    ]);
  });
});

describe("backup-residual-unstated", () => {
  const check = (rule: string, backupConfig: string) =>
    problems(backupResidualUnstated, {
      deletionPlan: `rules: [{ id: r1, ${rule} }]`,
      backupConfig,
    });

  it("accepts its own example", () => {
    expect(
      problems(backupResidualUnstated, {
        deletionPlan: backupResidualUnstated.example,
        backupConfig: bookings.replace("bookings", "bookings-db"),
      }),
    ).toEqual([]);
  });

  it.each([
    ["what backups need", "stores: [bookings], backups: { residual: P12W }", bookings],
    ["more than they need", "stores: [bookings], backups: { residual: P3M }", bookings],
    ["a rule whose stores have no backups", "stores: [logs]", bookings],
    ["a rule whose store has only replicas", "stores: [bookings]", replica],
    ["a rule without stores", "stores: []", bookings],
    [
      "a statement where no copy says how long it is kept",
      "stores: [bookings], backups: { residual: P1D }",
      "backups: [{ store: bookings, live: { copies: [{ kind: full }] } }]",
    ],
  ])("accepts %s", (_name, rule, backupConfig) => {
    expect(check(rule, backupConfig)).toEqual([]);
  });

  it.each([
    ["1:15", "stores: [bookings]", bookings, "`bookings` up to P12W", "P12W"],
    [
      "1:48",
      "stores: [bookings], backups: { on_restore: x }",
      bookings,
      "`bookings` up to P12W",
      "P12W",
    ],
    ["1:15", "stores: [b, a]", both, "`b` up to P4W and `a` up to P8W", "P8W"],
    [
      "1:15",
      "stores: [bookings]",
      "backups: [{ store: bookings, live: { copies: [{ kind: full }] } }]",
      "`bookings` without a `keep`",
      "the longest `keep` and `disposal_within` together",
    ],
  ])("rejects silence on backups, at %s for %s", (place, rule, backupConfig, found, sum) => {
    expect(check(rule, backupConfig)).toEqual([
      `deletion-plan:${place}: rule \`r1\` does not say how long deleted data lives on in backups: ${found}; add \`backups.residual\` to the rule: ${sum}`,
    ]);
  });

  it.each([
    ["[bookings]", "P4W", bookings, "`bookings` up to P12W", "P12W"],
    ["[a, b]", "P6W", both, "`a` up to P8W", "P8W"],
  ])(
    "rejects a statement that is too short, for %s",
    (stores, residual, backupConfig, found, sum) => {
      const rule = `stores: ${stores}, backups: { residual: ${residual} }`;
      const column = 19 + rule.indexOf(residual);
      expect(check(rule, backupConfig)).toEqual([
        `deletion-plan:1:${column}: rule \`r1\` says that deleted data is gone from backups after ${residual}, but they can keep it for longer: ${found}; write \`residual: ${sum}\`, or shorten \`keep\` or \`disposal_within\` of these backups`,
      ]);
    },
  );

  it("counts the stores that are too many to list", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g"];
    const backups = ids.map(
      (id) => `{ store: ${id}, live: { copies: [{ keep: P1W }] }, disposal_within: P0D }`,
    );
    const [found] = check(`stores: [${ids}]`, `backups: [${backups}]`);
    expect(found).toContain("`e` up to P1W and 2 more;");
  });
});

describe("no-redeletion-after-restore", () => {
  const personal = "stores: [{ id: bookings, data_categories: [name] }]";
  const check = (rule: string, dataMap = personal, backupConfig = bookings) =>
    problems(noRedeletionAfterRestore, {
      dataMap,
      deletionPlan: `rules: [{ id: r1, ${rule} }]`,
      backupConfig,
    });

  it("accepts its own example", () => {
    expect(
      problems(noRedeletionAfterRestore, {
        dataMap: personal.replace("bookings", "bookings-db"),
        deletionPlan: noRedeletionAfterRestore.example,
        backupConfig: bookings.replace("bookings", "bookings-db"),
      }),
    ).toEqual([]);
  });

  it.each([
    [
      "a rule that says how",
      "stores: [bookings], backups: { on_restore: docs/replay.md }",
      personal,
      bookings,
    ],
    [
      "a store without personal data",
      "stores: [bookings]",
      "stores: [{ id: bookings, data_categories: [] }]",
      bookings,
    ],
    ["a store that is not backed up", "stores: [bookings]", personal, "backups: []"],
    ["a store that has only replicas", "stores: [bookings]", personal, replica],
    ["a store that is not in the data map", "stores: [bookings]", "stores: []", bookings],
  ])("accepts %s", (_name, rule, dataMap, backupConfig) => {
    expect(check(rule, dataMap, backupConfig)).toEqual([]);
  });

  it.each([
    ["1:15", "stores: [bookings]"],
    ["1:48", "stores: [bookings], backups: { residual: P12W }"],
  ])("rejects a rule that says nothing, at %s", (place, rule) => {
    expect(check(rule)).toEqual([
      `deletion-plan:${place}: a restore of \`bookings\` would bring back what rule \`r1\` has deleted; write down how you apply deletions again after a restore, and link it as \`backups.on_restore\` of the rule`,
    ]);
  });

  it("names all stores of a rule in one finding", () => {
    const dataMap =
      "stores: [{ id: a, data_categories: [name] }, { id: b, data_categories: [name] }]";
    expect(check("stores: [a, b, a]", dataMap, both)).toEqual([
      "deletion-plan:1:15: a restore of `a` and `b` would bring back what rule `r1` has deleted; write down how you apply deletions again after a restore, and link it as `backups.on_restore` of the rule",
    ]);
  });
});

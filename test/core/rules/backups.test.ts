import { describe, expect, it } from "@jest/globals";
import {
  intervalExceedsRpo,
  noOfflineCopy,
  storeWithoutBackupDecision,
  unexpiringSnapshot,
  unsafeBackupRetention,
} from "../../../src/core/rules/backups.ts";
import { problems } from "../../support/rules.ts";

it.each([intervalExceedsRpo, noOfflineCopy, unsafeBackupRetention, unexpiringSnapshot])(
  "$id accepts its own example",
  (rule) => {
    expect(problems(rule, { backupConfig: rule.example })).toEqual([]);
  },
);

describe("store-without-backup-decision", () => {
  const dataMap = "stores: [{ id: bookings, data_categories: [name] }]";
  const check = (backupConfig: string, map = dataMap) =>
    problems(storeWithoutBackupDecision, { dataMap: map, backupConfig });

  it("accepts its own example", () => {
    const { example } = storeWithoutBackupDecision;
    expect(check(example, "stores: [{ id: id-scans }]")).toEqual([]);
  });

  it.each([
    ["a backed-up store", "backups: [{ store: bookings, live: { copies: [{ kind: full }] } }]"],
    [
      "a replica beside a backup",
      "backups: [{ store: bookings, live: { copies: [{ kind: replica }, { kind: full }] } }]",
    ],
    ["an entry that is not filled in yet", "backups: [{ store: bookings }]"],
    ["an entry without copies yet", "backups: [{ store: bookings, live: { copies: [] } }]"],
    ["a reasoned decision", "not_backed_up: [{ store: bookings, reason: rebuilt nightly }]"],
  ])("accepts %s", (_name, backupConfig) => {
    expect(check(backupConfig)).toEqual([]);
  });

  it("accepts a data map without stores", () => {
    expect(check("backups: []", "stores: []")).toEqual([]);
  });

  it("leaves a decision on a store that is not in the data map to another rule", () => {
    expect(check("not_backed_up: [{ store: gone }]", "stores: []")).toEqual([]);
  });

  it.each([
    ["nothing is decided", dataMap, "backups: []"],
    ["only another store is backed up", dataMap, "backups: [{ store: logs }]"],
    [
      "only another store is decided on",
      dataMap,
      "not_backed_up: [{ store: logs, reason: monitoring copy only }]",
    ],
    [
      "it is a test store without personal data",
      "stores: [{ id: bookings, environment: test, data_categories: [] }]",
      "backups: []",
    ],
  ])("rejects a store when %s", (_name, map, backupConfig) => {
    expect(check(backupConfig, map)).toEqual([
      "data-map:1:16: store `bookings` has no backup entry, and no decision to go without a backup; add an entry with `store: bookings` to `backups` of the backup config, or to `not_backed_up` with a `reason`",
    ]);
  });

  it("rejects a decision without a reason", () => {
    expect(check("not_backed_up: [{ store: bookings, rebuild_from: visitor }]")).toEqual([
      "backup-config:1:26: store `bookings` is not backed up, and there is no reason; add the `reason`, with who decided as `decided_by`, or back the store up",
    ]);
  });

  it("rejects an entry that lists only replicas", () => {
    const copies = "[{ kind: replica }, { kind: replica }]";
    expect(check(`backups: [{ store: bookings, live: { copies: ${copies} } }]`)).toEqual([
      "backup-config:1:36: the backup entry of store `bookings` lists only replicas, which are not backups; add a copy under `live.copies` that is not a replica, or move the store to `not_backed_up` with a `reason`",
    ]);
  });
});

describe("interval-exceeds-rpo", () => {
  const check = (live: string) =>
    problems(intervalExceedsRpo, { backupConfig: `backups: [{ store: bookings, live: ${live} }]` });

  it.each([
    [
      "one copy that is made often enough",
      "{ rpo: PT1H, copies: [{ every: P1D }, { every: PT5M }] }",
    ],
    ["no RPO", "{ copies: [{ every: P1D }] }"],
    ["no interval", "{ rpo: PT1H, copies: [{ kind: full }] }"],
    ["no copies", "{ rpo: PT1H }"],
  ])("accepts %s", (_name, live) => {
    expect(check(live)).toEqual([]);
  });

  it.each([
    ["longer", "PT1H", "[{ every: P1D }]", "P1D"],
    ["as long", "PT60M", "[{ every: PT1H }]", "PT1H"],
    [
      "longer for all copies",
      "PT1H",
      "[{ every: P1D }, { every: P1W }, { every: P1D }]",
      "P1D and P1W",
    ],
    ["short only for a replica", "PT1H", "[{ kind: replica, every: PT1M }, { every: P1D }]", "P1D"],
    ["not surely shorter", "P30D", "[{ every: P1M }]", "P1M"],
  ])("rejects an interval that is %s", (_name, rpo, copies, every) => {
    expect(check(`{ rpo: ${rpo}, copies: ${copies} }`)).toEqual([
      `backup-config:1:43: store \`bookings\` is copied every ${every}, which cannot meet an RPO of ${rpo}; add a copy with \`every\` shorter than ${rpo} under \`live.copies\`, or agree a longer \`rpo\``,
    ]);
  });
});

describe("no-offline-copy", () => {
  const check = (entry: string) =>
    problems(noOfflineCopy, { backupConfig: `backups: [{ store: bookings, ${entry} }]` });
  const safe = "{ kind: snapshot, offline_or_immutable: true, separate_account: true }";
  const fix = "add a copy with `offline_or_immutable: true` and `separate_account: true`";

  it.each([
    ["one copy out of reach", `live: { copies: [{ kind: continuous }, ${safe}] }`],
    ["one in today's regimen, with none written for live", `current: { copies: [${safe}] }`],
    ["an entry without copies", "live: { rpo: PT1H }"],
    ["only replicas, which another rule speaks of", "live: { copies: [{ kind: replica }] }"],
  ])("accepts %s", (_name, entry) => {
    expect(check(entry)).toEqual([]);
  });

  it.each([
    [
      "the two halves are in different copies",
      "[{ kind: full, offline_or_immutable: true }, { kind: full, separate_account: true }]",
      "2 copies, 1 kind, 1 off-site",
    ],
    [
      "only a replica is out of reach",
      `[{ kind: replica, offline_or_immutable: true, separate_account: true }, { kind: full }]`,
      "1 copy, 1 kind, 0 off-site",
    ],
    ["nothing is said", "[{ kind: continuous }, { kind: full }]", "2 copies, 2 kinds, 0 off-site"],
  ])("rejects copies when %s", (_name, copies, count) => {
    expect(check(`live: { copies: ${copies} }`)).toEqual([
      `backup-config:1:46: no copy of store \`bookings\` is both offline or immutable and in a separate account (3-2-1 count: ${count}); ${fix}`,
    ]);
  });

  it("judges today's copies where none are written for live", () => {
    expect(check("current: { copies: [{ kind: full }] }")).toEqual([
      `backup-config:1:49: no copy of store \`bookings\` is both offline or immutable and in a separate account (3-2-1 count: 1 copy, 1 kind, 0 off-site); ${fix}`,
    ]);
  });

  it("judges what live is to have, and leaves what today lacks of it to another rule", () => {
    expect(check(`live: { copies: [${safe}] }, current: { copies: [{ kind: snapshot }] }`)).toEqual(
      [],
    );
    expect(
      check(`live: { copies: [{ kind: full }] }, current: { copies: [${safe}] }`),
    ).toHaveLength(1);
  });
});

describe("unsafe-backup-retention", () => {
  const check = (rto: string, copies: string) =>
    problems(unsafeBackupRetention, {
      backupConfig: `backups: [{ store: bookings, live: { ${rto}copies: ${copies} } }]`,
    });

  it.each([
    ["eight weeks for a short RTO", "rto: PT4H, ", "[{ kind: full, keep: P8W }]"],
    ["two months, the shortest of which are as long", "rto: P1D, ", "[{ kind: full, keep: P2M }]"],
    ["four weeks for a long RTO", "rto: P2D, ", "[{ kind: full, keep: P4W }]"],
    ["one long series beside a short one", "rto: PT4H, ", "[{ keep: P7D }, { keep: P56D }]"],
    ["no RTO", "", "[{ kind: full, keep: P7D }]"],
    ["no `keep`", "rto: PT4H, ", "[{ kind: full }]"],
    ["only replicas", "rto: PT4H, ", "[{ kind: replica, keep: P7D }]"],
  ])("accepts %s", (_name, rto, copies) => {
    expect(check(rto, copies)).toEqual([]);
  });

  it.each([
    ["PT4H", "P8W", "P1W", "[{ kind: snapshot, keep: P7D }]"],
    ["PT24H", "P8W", "P4W", "[{ kind: full, keep: P1W }, { kind: export, keep: P4W }]"],
    ["PT25H", "P4W", "P27D", "[{ kind: full, keep: P27D }]"],
    ["PT4H", "P8W", "P1W", "[{ kind: continuous, keep: P8W }, { kind: full, keep: P1W }]"],
    ["PT4H", "P8W", "P1W", "[{ kind: replica, keep: P8W }, { kind: full, keep: P1W }]"],
    ["PT4H", "P8W", "P1W", "[{ kind: continuous, keep: P7D }]"],
  ])(
    "rejects, with an RTO of %s and a default of %s, a `keep` of %s",
    (rto, least, kept, copies) => {
      const column = 38 + `rto: ${rto}, copies: `.length;
      expect(check(`rto: ${rto}, `, copies)).toEqual([
        `backup-config:1:${column}: backups of store \`bookings\` are kept for ${kept} at most, but the MoJ default with an RTO of ${rto} is ${least}; set \`keep\` of a copy to ${least} or longer, as far as the deletion plan allows`,
      ]);
    },
  );
});

describe("unexpiring-snapshot", () => {
  const check = (entry: string) =>
    problems(unexpiringSnapshot, { backupConfig: `backups: [{ store: bookings, ${entry} }]` });

  it.each([
    [
      "hand-made copies with an end",
      "[{ kind: manual-snapshot, keep: P4W }, { kind: export, keep: P1D }]",
    ],
    [
      "other copies without one",
      "[{ kind: snapshot }, { kind: continuous }, { kind: replica }, {}]",
    ],
  ])("accepts %s", (_name, copies) => {
    expect(check(`live: { copies: ${copies} }, current: { copies: ${copies} }`)).toEqual([]);
  });

  it.each([
    [
      "live",
      "live: { copies: [{ kind: full }, { kind: manual-snapshot }] }",
      ":1:63",
      "`manual-snapshot`",
    ],
    [
      "today's regimen",
      "live: { copies: [] }, current: { copies: [{ kind: export }, { kind: export }] }",
      ":1:72",
      "`export`",
    ],
    [
      "both",
      "live: { copies: [{ kind: export }] }, current: { copies: [{ kind: manual-snapshot }] }",
      ":1:47",
      "`export` and `manual-snapshot`",
    ],
  ])("rejects hand-made copies without an end in %s", (_name, entry, place, kinds) => {
    expect(check(entry)).toEqual([
      `backup-config${place}: ${kinds} copies of store \`bookings\` have no \`keep\`, so they never expire; write how long you keep them, for example \`keep: P4W\`, and remove older ones`,
    ]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { restoreNeverProved, restoreTestOverdue } from "../../../src/core/rules/restore.ts";
import { problems } from "../../support/rules.ts";

it.each([restoreNeverProved, restoreTestOverdue])("$id accepts its own example", (rule) => {
  expect(problems(rule, { backupConfig: rule.example })).toEqual([]);
});

const bookings = (entry: string) => `backups:\n  - store: bookings\n    ${entry}`;

describe("restore-never-proved", () => {
  const check = (entry: string) => problems(restoreNeverProved, { backupConfig: bookings(entry) });
  const fix =
    "restore from a backup, check what came back, and record it as `restore.last_test` with its day and `result: pass`";

  it.each([
    ["a passed test", "restore: { last_test: { date: 2026-09-18, result: pass } }"],
    ["one of today", "restore: { last_test: { date: 2026-11-23, result: pass } }"],
  ])("accepts %s", (_name, entry) => {
    expect(check(entry)).toEqual([]);
  });

  it.each([
    [
      "there is none",
      "2:12",
      "restore: { test_every: P6M }",
      "no restore test of store `bookings` is recorded",
    ],
    [
      "nothing is said of restores",
      "2:12",
      "live: { rpo: PT1H }",
      "no restore test of store `bookings` is recorded",
    ],
    [
      "the last one failed",
      "3:27",
      "restore: { last_test: { date: 2026-09-18, result: fail } }",
      "the last restore test of store `bookings` on 2026-09-18 failed",
    ],
    [
      "the last one failed on some day",
      "3:27",
      "restore: { last_test: { result: fail } }",
      "the last restore test of store `bookings` failed",
    ],
    [
      "its result is not known",
      "3:27",
      "restore: { last_test: { date: 2026-09-18 } }",
      "the last restore test of store `bookings` on 2026-09-18 does not say whether it passed",
    ],
    [
      "its day is not known",
      "3:27",
      "restore: { last_test: { result: pass } }",
      "the last restore test of store `bookings` does not say when it was",
    ],
    [
      "its day is still to come",
      "3:27",
      "restore: { last_test: { date: 2026-11-24, result: pass } }",
      "the last restore test of store `bookings` is dated 2026-11-24, which is in the future",
    ],
  ])("rejects a test when %s", (_name, place, entry, message) => {
    expect(check(entry)).toEqual([`backup-config:${place}: ${message}; ${fix}`]);
  });
});

describe("restore-test-overdue", () => {
  const check = (entry: string) => problems(restoreTestOverdue, { backupConfig: bookings(entry) });
  const overdue = (on: string, due: string, every: string) =>
    `the last restore test of store \`bookings\` was on ${on}, and the next was due on ${due} (${every}); test a restore again and write its day as \`restore.last_test.date\``;

  it.each([
    ["a test that is due today", "restore: { test_every: P6M, last_test: { date: 2026-05-23 } }"],
    ["a test within the default interval", "restore: { last_test: { date: 2026-05-23 } }"],
    ["no test", "restore: { test_every: P1D }"],
    ["a test without a day", "restore: { test_every: P1D, last_test: { result: pass } }"],
    [
      "a restore as quick as the RTO",
      "{ live: { rto: PT2H }, restore: { last_test: { took: PT120M } } }",
    ],
    [
      "a restore that did not say how long it took",
      "{ live: { rto: PT2H }, restore: { last_test: {} } }",
    ],
    ["a restore without an RTO", "restore: { last_test: { took: P9D } }"],
  ])("accepts %s", (_name, entry) => {
    const backupConfig = entry.startsWith("{")
      ? `backups: [{ store: bookings, ${entry.slice(1)}]`
      : bookings(entry);
    expect(problems(restoreTestOverdue, { backupConfig })).toEqual([]);
  });

  it("rejects a test that is past its interval", () => {
    expect(check("restore: { test_every: P3M, last_test: { date: 2026-08-22 } }")).toEqual([
      `backup-config:3:52: ${overdue("2026-08-22", "2026-11-22", "every P3M")}`,
    ]);
  });

  it("rejects a test that is past the default interval, and says so", () => {
    expect(check("restore: { last_test: { date: 2026-01-10 } }")).toEqual([
      `backup-config:3:35: ${overdue("2026-01-10", "2026-07-10", "P6M, the default interval")}`,
    ]);
  });

  it("rejects a restore that takes longer than the RTO", () => {
    const backupConfig =
      "backups: [{ store: bookings, live: { rto: PT4H }, restore: { last_test: { date: 2026-11-01, took: PT4H1M } } }]";
    expect(problems(restoreTestOverdue, { backupConfig })).toEqual([
      "backup-config:1:99 (slow): the last restore of store `bookings` took PT4H1M, but its RTO is PT4H; make the restore faster and test it again, or agree an `rto` of PT4H1M or more",
    ]);
  });
});

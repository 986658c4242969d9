import type { Backup } from "../artefacts/backup-config.ts";
import type { IsoDate } from "../dates.ts";
import { addTo, duration, isNoLonger, isSameLength } from "../durations.ts";
import { byStage } from "../levels.ts";
import { name } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

/** How often a restore is tested if the config does not say. Source: `domain.md` section 2.4. */
const DEFAULT_TEST_INTERVAL = "P6M";

export const restoreNeverProved = defineRule({
  id: "restore-never-proved",
  code: "X18",
  summary: "The last restore test of every backed-up store has passed.",
  why: "You do not know that a backup works until you have restored from it. The first restore shows what is missing, so do it before you need one.",
  source: "POL.TCP.111 and 112; consideration C14",
  mend: "Restore from a backup as the procedure says, check what came back, and record the test and its result.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    restore:
      procedure: docs/runbooks/restore-bookings.md
      last_test: { date: 2026-09-18, result: pass, took: PT2H10M, kind: system }`,
  levels: byStage("none", "none", "failure-at-gate", "failure", "failure"),
  needs: ["backupConfig"],
  check: ({ backupConfig, today }) =>
    backupConfig.backups.flatMap((backup, index) => {
      const message = unproved(backup, today);
      if (message === undefined) return [];
      const at = backup.restore?.last_test ? ["restore", "last_test"] : ["store"];
      return {
        in: "backupConfig",
        at: ["backups", index, ...at],
        message,
        fix: "restore from a backup, check what came back, and record it as `restore.last_test` with its day and `result: pass`",
        about: [backup.store],
      };
    }),
});

/** Why nothing proves that a store can be restored, in words; undefined if a test does. */
function unproved({ store, restore }: Backup, today: IsoDate): string | undefined {
  const test = restore?.last_test;
  if (!test) return `no restore test of store ${name(store)} is recorded`;
  const which = `the last restore test of store ${name(store)}`;
  // The expectation depends on this rule, so a test that is only planned must not pass as one.
  if (test.date !== undefined && test.date > today) {
    return `${which} is dated ${test.date}, which is in the future`;
  }
  const on = test.date === undefined ? "" : ` on ${test.date}`;
  if (test.result === "fail") return `${which}${on} failed`;
  if (test.result === undefined) return `${which}${on} does not say whether it passed`;
  return test.date === undefined ? `${which} does not say when it was` : undefined;
}

export const restoreTestOverdue = defineRule({
  id: "restore-test-overdue",
  code: "X19",
  summary:
    "Restores are tested when they are due, and take no longer than the recovery time objective (RTO).",
  why: "Data, versions and people change. A restore that worked last year may not work today, or not in time.",
  source: "POL.TCP.112; MoJ system backup standard (legacy)",
  mend: "Test again and record the day. If the restore takes too long, speed it up or agree an RTO that you can keep.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live: { rto: PT4H }
    restore:
      test_every: P6M
      last_test: { date: 2026-09-18, result: pass, took: PT2H10M }`,
  levels: byStage("none", "none", "warning", "warning", "failure"),
  variants: {
    slow: byStage("none", "none", "warning", "warning", "warning"),
  },
  needs: ["backupConfig"],
  check: ({ backupConfig, today }) =>
    backupConfig.backups.flatMap((backup, index) => [
      ...overdueTest(backup, index, today),
      ...slowRestore(backup, index),
    ]),
});

function overdueTest({ store, restore }: Backup, index: number, today: IsoDate): Problem[] {
  const tested = restore?.last_test?.date;
  if (tested === undefined) return [];
  const every = restore?.test_every ?? DEFAULT_TEST_INTERVAL;
  const due = addTo(tested, duration(every));
  if (due >= today) return [];
  const interval =
    restore?.test_every === undefined ? `${every}, the default interval` : `every ${every}`;
  return [
    {
      in: "backupConfig",
      at: ["backups", index, "restore", "last_test", "date"],
      message: `the last restore test of store ${name(store)} was on ${tested}, and the next was due on ${due} (${interval})`,
      fix: "test a restore again and write its day as `restore.last_test.date`",
      about: [store],
    },
  ];
}

function slowRestore({ store, live, restore }: Backup, index: number): Problem[] {
  const took = restore?.last_test?.took;
  const rto = live?.rto;
  if (took === undefined || rto === undefined || !isLonger(took, rto)) return [];
  return [
    {
      in: "backupConfig",
      at: ["backups", index, "restore", "last_test", "took"],
      message: `the last restore of store ${name(store)} took ${took}, but its RTO is ${rto}`,
      fix: `make the restore faster and test it again, or agree an \`rto\` of ${took} or more`,
      about: [store],
      variant: "slow",
    },
  ];
}

function isLonger(one: string, other: string): boolean {
  const [a, b] = [duration(one), duration(other)];
  return !isNoLonger(a, b) && !isSameLength(a, b);
}

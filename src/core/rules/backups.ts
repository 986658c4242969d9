import type { Backup, BackupConfig, BackupCopy } from "../artefacts/backup-config.ts";
import { backupFor, realCopies } from "../coverage.ts";
import { duration, formatDuration, isNoLonger, isSameLength, longest } from "../durations.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";
import { listSome } from "./backup-coverage.ts";

export const storeWithoutBackupDecision = defineRule({
  id: "store-without-backup-decision",
  code: "X03",
  summary: "Every store is backed up, or the reason why not is recorded.",
  why: "If nobody decided on a store, you miss it on the day it is lost. Some stores need no backup, but the information asset owner decides that.",
  source: "POL.SBP.003; UK GDPR Art 32(1)(c)",
  mend: "Add the store to `backups` of the backup config, with a copy that is not a replica. Or add it to `not_backed_up` with the reason and who decided.",
  example: `# backup-config.yml
not_backed_up:
  - store: id-scans
    reason: kept for days only, and the visitor can upload it again
    decided_by: information asset owner
    date: 2026-09-21
    rebuild_from: visitor`,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  needs: ["dataMap", "backupConfig"],
  check: ({ dataMap, backupConfig }) => {
    const unbacked = new Map(backupConfig.not_backed_up.map((entry, at) => [entry.store, at]));
    return dataMap.stores.flatMap(({ id }, index) => {
      const placed = backupFor(backupConfig, id);
      if (placed) return entryWithoutBackup(placed.backup, placed.index);
      const at = unbacked.get(id);
      if (at !== undefined) return decisionWithoutReason(backupConfig, at);
      return {
        in: "dataMap",
        at: ["stores", index, "id"],
        message: `store ${name(id)} has no backup entry, and no decision to go without a backup`,
        fix: `add an entry with \`store: ${id}\` to \`backups\` of the backup config, or to \`not_backed_up\` with a \`reason\``,
        about: [id],
      };
    });
  },
});

function decisionWithoutReason({ not_backed_up }: BackupConfig, index: number): Problem[] {
  const entry = not_backed_up[index];
  if (!entry || entry.reason !== undefined) return [];
  return [
    {
      in: "backupConfig",
      at: ["not_backed_up", index, "store"],
      message: `store ${name(entry.store)} is not backed up, and there is no reason`,
      fix: "add the `reason`, with who decided as `decided_by`, or back the store up",
      about: [entry.store],
    },
  ];
}

/** X49 reports an entry that lists nothing yet. */
function entryWithoutBackup({ store, live }: Backup, index: number): Problem[] {
  if (!live || live.copies.length === 0 || realCopies(live.copies).length > 0) return [];
  return [
    {
      in: "backupConfig",
      at: ["backups", index, "live"],
      message: `the backup entry of store ${name(store)} lists only replicas, which are not backups`,
      fix: "add a copy under `live.copies` that is not a replica, or move the store to `not_backed_up` with a `reason`",
      about: [store],
    },
  ];
}

export const intervalExceedsRpo = defineRule({
  id: "interval-exceeds-rpo",
  code: "X17",
  summary:
    "Every backed-up store has a copy that is made more often than its recovery point objective (RPO).",
  why: "The RPO says how much work you may lose. If you copy less often than that, you lose more.",
  source: "POL.TCP.108; MoJ system backup standard (legacy)",
  mend: "Copy more often, or agree with the information asset owner that you may lose more.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live:
      rpo: PT1H
      copies: [{ kind: continuous, every: PT5M }, { kind: snapshot, every: P1D }]`,
  levels: byStage("none", "notice", "failure-at-gate", "failure", "failure"),
  needs: ["backupConfig"],
  check: ({ backupConfig }) =>
    backupConfig.backups.flatMap(({ store, live }, index) => {
      const intervals = realCopies(live?.copies ?? []).flatMap(({ every }) => every ?? []);
      const rpo = live?.rpo;
      if (rpo === undefined || intervals.length === 0) return [];
      if (intervals.some((every) => isShorter(every, rpo))) return [];
      return {
        in: "backupConfig",
        at: ["backups", index, "live", "rpo"],
        message: `store ${name(store)} is copied every ${listSome([...new Set(intervals)])}, which cannot meet an RPO of ${rpo}`,
        fix: `add a copy with \`every\` shorter than ${rpo} under \`live.copies\`, or agree a longer \`rpo\``,
        about: [store],
      };
    }),
});

export const noOfflineCopy = defineRule({
  id: "no-offline-copy",
  code: "X20",
  summary: "One copy of every backup is offline or immutable, and outside the service's account.",
  why: "Anyone who takes over the account can delete every copy in it, and ransomware does so first. One copy must be out of its reach.",
  source: "NCSC guidance on ransomware and backups",
  mend: "Keep one copy that cannot be changed, under another account, and try to restore from it.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live:
      copies:
        - { kind: continuous, every: PT5M, keep: P8W, offline_or_immutable: false, separate_account: false }
        - { kind: snapshot, every: P1D, keep: P8W, offline_or_immutable: true, separate_account: true }`,
  levels: byStage("none", "notice", "warning", "warning", "warning"),
  needs: ["backupConfig"],
  check: ({ backupConfig }) =>
    backupConfig.backups.flatMap((backup, index) => {
      const [key, copies] = copiesHeldTo(backup);
      if (copies.length === 0 || copies.some(isOutOfReach)) return [];
      return {
        in: "backupConfig",
        at: ["backups", index, key, "copies"],
        message: `no copy of store ${name(backup.store)} is both offline or immutable and in a separate account (3-2-1 count: ${count321(copies)})`,
        fix: "add a copy with `offline_or_immutable: true` and `separate_account: true`",
        about: [backup.store],
      };
    }),
});

/** What MoJ keeps backups for by default, by RTO. Source: `domain.md` section 2.4, from the legacy standard. */
const KEPT_BY_DEFAULT = { quick: "P8W", other: "P4W", quickWithin: "P1D" } as const;

export const unsafeBackupRetention = defineRule({
  id: "unsafe-backup-retention",
  code: "X21",
  summary:
    "Backups are kept at least as long as the MoJ default for their recovery time objective (RTO).",
  why: "You often notice damage weeks later. By then a short series of backups holds only damaged copies.",
  source: "MoJ system backup standard (legacy, so a default rather than a duty)",
  mend: "Keep one series of copies as long as the default, within what the deletion plan allows.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live:
      rto: PT4H
      copies: [{ kind: continuous, every: PT5M, keep: P7D }, { kind: snapshot, every: P1D, keep: P8W }]`,
  levels: byStage("none", "none", "notice", "warning", "warning"),
  needs: ["backupConfig"],
  check: ({ backupConfig }) =>
    backupConfig.backups.flatMap(({ store, live }, index) => {
      const kept = live && longestSeries(realCopies(live.copies));
      if (!kept || live.rto === undefined) return [];
      const { quick, other, quickWithin } = KEPT_BY_DEFAULT;
      const isQuick = isNoLonger(duration(live.rto), duration(quickWithin));
      const least = isQuick ? quick : other;
      if (isNoLonger(duration(least), kept)) return [];
      return {
        in: "backupConfig",
        at: ["backups", index, "live", "copies"],
        message: `backups of store ${name(store)} are kept for ${formatDuration(kept)} at most, but the MoJ default with an RTO of ${live.rto} is ${least}`,
        fix: `set \`keep\` of a copy to ${least} or longer, as far as the deletion plan allows`,
        about: [store],
      };
    }),
});

/** Kinds that somebody makes by hand: the platform never expires them by itself. */
const HAND_MADE: ReadonlySet<BackupCopy["kind"]> = new Set(["manual-snapshot", "export"]);

export const unexpiringSnapshot = defineRule({
  id: "unexpiring-snapshot",
  code: "X22",
  summary: "Manual snapshots and exports expire like every other copy.",
  why: "Automated backups go when the database goes. Manual snapshots and exports stay until someone remembers them, with everything that you have deleted since.",
  source: "UK GDPR Art 5(1)(e); Cloud Platform guidance on RDS snapshots",
  mend: "Write how long you keep them and remove older ones. Make sure that something or someone keeps doing so.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live:
      copies: [{ kind: manual-snapshot, keep: P4W }]`,
  levels: byStage("none", "notice", "warning", "warning", "failure"),
  needs: ["backupConfig"],
  check: ({ backupConfig }) =>
    backupConfig.backups.flatMap((backup, index) => {
      const endless = endlessCopies(backup);
      const [first] = endless;
      if (!first) return [];
      const kinds = [...new Set(endless.map(({ kind }) => `\`${kind}\``))];
      return {
        in: "backupConfig",
        at: ["backups", index, ...first.at],
        message: `${list(kinds)} copies of store ${name(backup.store)} have no \`keep\`, so they never expire`,
        fix: "write how long you keep them, for example `keep: P4W`, and remove older ones",
        about: [backup.store],
      };
    }),
});

function isShorter(one: string, other: string): boolean {
  const [a, b] = [duration(one), duration(other)];
  return isNoLonger(a, b) && !isSameLength(a, b);
}

/**
 * The copies that a store is held to, and where they are: those of `live`, or of `current` if
 * `live` is not written yet. X16 reports a `current` that falls short of `live`.
 */
function copiesHeldTo({ live, current }: Backup): ["live" | "current", BackupCopy[]] {
  if (live) return ["live", realCopies(live.copies)];
  return ["current", typeof current === "object" ? realCopies(current.copies) : []];
}

function isOutOfReach({ offline_or_immutable, separate_account }: BackupCopy): boolean {
  return offline_or_immutable === true && separate_account === true;
}

/** The three figures of the 3-2-1 habit: how many copies, of how many kinds, how many elsewhere. */
function count321(copies: readonly BackupCopy[]): string {
  const kinds = new Set(copies.flatMap(({ kind }) => kind ?? [])).size;
  const elsewhere = copies.filter(({ separate_account }) => separate_account === true).length;
  const plural = (count: number, word: string, words: string) =>
    `${count} ${count === 1 ? word : words}`;
  return `${plural(copies.length, "copy", "copies")}, ${plural(kinds, "kind", "kinds")}, ${elsewhere} off-site`;
}

/** The longest `keep`. Continuous copies reach back a few days by nature: they count if there are no others. */
function longestSeries(copies: readonly BackupCopy[]) {
  const series = copies.filter(({ kind }) => kind !== "continuous");
  const counted = series.length > 0 ? series : copies;
  return longest(counted.flatMap(({ keep }) => (keep === undefined ? [] : [duration(keep)])));
}

function endlessCopies({ live, current }: Backup) {
  const regimens = { live, current: typeof current === "object" ? current : undefined };
  return (["live", "current"] as const).flatMap((key) =>
    (regimens[key]?.copies ?? []).flatMap(({ kind, keep }, place) =>
      HAND_MADE.has(kind) && keep === undefined ? { kind, at: [key, "copies", place] } : [],
    ),
  );
}

import type { BackupCopy, BackupRegimen } from "../artefacts/backup-config.ts";
import { realCopies } from "../coverage.ts";
import { duration, isSameLength } from "../durations.ts";
import { append } from "../graph.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule } from "../rule.ts";
import { listSome } from "./backup-coverage.ts";

/** Three copies that differ in all they can: more in one message helps nobody. */
const MOST_LISTED = 24;

export const backupNotAsLive = defineRule({
  id: "backup-not-as-live",
  code: "X16",
  summary: "From beta on, every store is backed up exactly as the live service needs.",
  why: "A beta service holds real people's data, and must recover from a loss as a live one would. The guidance says exactly, so more is a difference too, not only less.",
  source: "DSP-BETA-11; POL.SBP.003",
  mend: "Make today's backups match `live`, then write `current: same-as-live`. If `live` is wrong, correct it first.",
  example: `# backup-config.yml
backups:
  - store: bookings-db
    live:
      rpo: PT1H
      rto: PT4H
      copies: [{ kind: snapshot, every: PT30M, keep: P8W, location: [GB] }]
    current: same-as-live`,
  levels: byStage("none", "none", "failure", "failure", "failure"),
  needs: ["backupConfig"],
  check: ({ backupConfig }) =>
    backupConfig.backups.flatMap(({ store, live, current }, index) => {
      if (!live || typeof current !== "object") return [];
      const found = differences(current, live);
      if (found.length === 0) return [];
      return {
        in: "backupConfig",
        at: ["backups", index, "current"],
        message: `store ${name(store)} is not backed up as live needs: ${listSome(found, MOST_LISTED)}`,
        fix: "back it up as `live` says and write `current: same-as-live`, or correct `live` if it is wrong",
        about: [store],
      };
    }),
});

/** Every difference of what is from what live needs, in words. What `live` leaves out, nothing can differ from. */
function differences(now: BackupRegimen, live: BackupRegimen): string[] {
  return [
    ...ofSpans("RPO", now.rpo, live.rpo),
    ...ofSpans("RTO", now.rto, live.rto),
    ...ofCopies(realCopies(now.copies), realCopies(live.copies)),
  ];
}

/** Copies are matched by their place among those of the same kind. */
function ofCopies(now: readonly BackupCopy[], live: readonly BackupCopy[]): string[] {
  const [nowByKind, liveByKind] = [groupByKind(now), groupByKind(live)];
  return [...new Set([...liveByKind.keys(), ...nowByKind.keys()])].flatMap((kind) => {
    const [had, wanted] = [nowByKind.get(kind) ?? [], liveByKind.get(kind) ?? []];
    const count = Math.max(had.length, wanted.length);
    return Array.from({ length: count }, (_, place) =>
      ofCopy(count > 1 ? `${kind} ${place + 1}` : kind, had[place], wanted[place]),
    ).flat();
  });
}

function groupByKind(copies: readonly BackupCopy[]): Map<string, BackupCopy[]> {
  const groups = new Map<string, BackupCopy[]>();
  for (const copy of copies) append(groups, copy.kind ?? "unnamed", copy);
  return groups;
}

function ofCopy(what: string, now: BackupCopy | undefined, live: BackupCopy | undefined): string[] {
  if (!now) return [`no ${what} copy now`];
  if (!live) return [`${what} copy now, none expected of live`];
  return [
    ...ofSpans(`${what} every`, now.every, live.every),
    ...ofSpans(`${what} keep`, now.keep, live.keep),
    ...ofValues(`${what} location`, countries(now), countries(live)),
    ...(["hosted_by", "encrypted", "offline_or_immutable", "separate_account"] as const).flatMap(
      (field) => ofValues(`${what} ${field}`, now[field], live[field]),
    ),
  ];
}

function countries({ location }: BackupCopy): string | undefined {
  return location && list([...new Set(location)].sort());
}

function ofSpans(what: string, now: string | undefined, live: string | undefined): string[] {
  const isSame = now && live && isSameLength(duration(now), duration(live));
  return isSame ? [] : ofValues(what, now, live);
}

function ofValues<T extends string | boolean>(
  what: string,
  now: T | undefined,
  live: T | undefined,
): string[] {
  if (live === undefined || now === live) return [];
  return [`${what} ${now ?? "not stated"} now, ${live} expected of live`];
}

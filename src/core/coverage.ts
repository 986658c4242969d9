import type { Backup, BackupConfig, BackupCopy } from "./artefacts/backup-config.ts";
import type { DeletionPlan, DeletionRule } from "./artefacts/deletion-plan.ts";
import { type Duration, duration, longest, plus } from "./durations.ts";
import { append } from "./graph.ts";

/** A deletion rule and its place in the plan's list. */
export interface PlacedRule {
  rule: DeletionRule;
  index: number;
}

/** A store's backup entry and its place in the config's list. */
export interface PlacedBackup {
  backup: Backup;
  index: number;
}

const rulesByStore = new WeakMap<DeletionPlan, Map<string, PlacedRule[]>>();
const backupsByStore = new WeakMap<BackupConfig, Map<string, PlacedBackup>>();

/** The deletion rules that list a store. */
export function rulesFor(plan: DeletionPlan, storeId: string): readonly PlacedRule[] {
  let index = rulesByStore.get(plan);
  if (!index) {
    index = new Map();
    for (const [at, rule] of plan.rules.entries()) {
      for (const store of new Set(rule.stores)) append(index, store, { rule, index: at });
    }
    rulesByStore.set(plan, index);
  }
  return index.get(storeId) ?? [];
}

/** The backup entry of a store. */
export function backupFor(config: BackupConfig, storeId: string): PlacedBackup | undefined {
  let index = backupsByStore.get(config);
  if (!index) {
    index = new Map(config.backups.map((backup, at) => [backup.store, { backup, index: at }]));
    backupsByStore.set(config, index);
  }
  return index.get(storeId);
}

/** The copies that count as backups: a replica follows every deletion, so it does not count. */
export function realCopies(copies: readonly BackupCopy[]): BackupCopy[] {
  return copies.filter(({ kind }) => kind !== "replica");
}

/** The copies that exist today: `current`, which may say that they are those of `live`. */
export function currentCopies(backup: Backup): BackupCopy[] {
  const regimen = backup.current === "same-as-live" ? backup.live : backup.current;
  return realCopies(regimen?.copies ?? backup.live?.copies ?? []);
}

/** How soon an expired copy is gone if nothing else is stated. Source: `domain.md` 2.4, after S5. */
export const DEFAULT_DISPOSAL = "P4W";

/** The longest that a copy outlives the data it was made from: max(keep + disposal_within). */
export function longestInBackups(backup: Backup): Duration | undefined {
  const kept = longest(currentCopies(backup).flatMap(({ keep }) => (keep ? [duration(keep)] : [])));
  if (!kept) return undefined;
  return plus(kept, duration(backup.disposal_within ?? DEFAULT_DISPOSAL));
}

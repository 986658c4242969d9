import type { Backup, BackupConfig } from "../artefacts/backup-config.ts";
import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import { backupFor, currentCopies, longestInBackups } from "../coverage.ts";
import type { Duration } from "../durations.ts";
import { list } from "../quote.ts";

/** A store whose data is in backups today, and for how long at most, if that is written. */
export interface BackedUpStore {
  store: string;
  kept: Duration | undefined;
  /** Whether the config leaves open how soon expired copies are gone, so that a default is counted. */
  isDisposalAssumed: boolean;
}

const coverage = new WeakMap<Backup, { isBackedUp: boolean; kept: Duration | undefined }>();

/** The stores of a deletion rule that have a backup today, each once. Replicas do not count. */
export function backedUpStores(rule: DeletionRule, config: BackupConfig): BackedUpStore[] {
  return [...new Set(rule.stores)].flatMap((store) => {
    const placed = backupFor(config, store);
    const covered = placed && coverageOf(placed.backup);
    if (!covered?.isBackedUp) return [];
    const isDisposalAssumed = placed?.backup.disposal_within === undefined;
    return { store, kept: covered.kept, isDisposalAssumed };
  });
}

/** Looked at once per entry: many rules may name one store that has many copies. */
function coverageOf(backup: Backup) {
  let known = coverage.get(backup);
  if (!known) {
    known = { isBackedUp: currentCopies(backup).length > 0, kept: longestInBackups(backup) };
    coverage.set(backup, known);
  }
  return known;
}

/** As `list`, of at most `most` words and then how many more. */
export function listSome(words: readonly string[], most = 5): string {
  const more = words.length - most;
  return list(more > 0 ? [...words.slice(0, most), `${more} more`] : words);
}

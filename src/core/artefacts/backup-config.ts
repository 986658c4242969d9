import * as z from "zod/mini";
import {
  id,
  listOf,
  optionalBoolean,
  optionalCountries,
  optionalDate,
  optionalDuration,
  optionalId,
  optionalReference,
  optionalText,
  review,
  service,
} from "./fields.ts";

// Vocabularies: `domain.md` section 2.4. What is required from which stage: `backup-config.guide.ts`.

/** Kinds of copy. A `replica` follows every deletion and every mistake: it is never a backup. */
export const COPY_KINDS = [
  "continuous",
  "snapshot",
  "full",
  "incremental",
  "export",
  "replica",
  "manual-snapshot",
] as const;

const copy = z.strictObject({
  kind: z.optional(z.enum(COPY_KINDS)),
  every: optionalDuration,
  keep: optionalDuration,
  location: optionalCountries,
  hosted_by: optionalId,
  offline_or_immutable: optionalBoolean,
  separate_account: optionalBoolean,
  encrypted: optionalBoolean,
});

const regimen = z.strictObject({
  rpo: optionalDuration,
  rto: optionalDuration,
  copies: listOf(copy),
});

const backup = z.strictObject({
  store: id,
  live: z.optional(regimen),
  current: z.optional(z.union([z.literal("same-as-live"), regimen])),
  disposal_within: optionalDuration,
  restore: z.optional(
    z.strictObject({
      procedure: optionalReference,
      test_every: optionalDuration,
      last_test: z.optional(
        z.strictObject({
          date: optionalDate,
          result: z.optional(z.enum(["pass", "fail"])),
          took: optionalDuration,
          kind: z.optional(z.enum(["read", "system", "scenario"])),
          evidence: optionalReference,
        }),
      ),
    }),
  ),
  log_ref: optionalReference,
});

/** How each store is backed up, now and once live, or why it is not. */
export const backupConfigSchema = z.strictObject({
  schema: z.literal("dsp/backup-config@1"),
  service: service,
  review: review,
  backups: listOf(backup),
  not_backed_up: listOf(
    z.strictObject({
      store: id,
      reason: optionalText,
      decided_by: optionalText,
      date: optionalDate,
      rebuild_from: optionalText,
    }),
  ),
});

export type BackupConfig = z.infer<typeof backupConfigSchema>;
export type Backup = BackupConfig["backups"][number];
export type BackupRegimen = NonNullable<Backup["live"]>;
export type BackupCopy = BackupRegimen["copies"][number];

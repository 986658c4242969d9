import * as z from "zod";
import {
  countries,
  duration,
  id,
  isoDate,
  listOf,
  reference,
  review,
  service,
  text,
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
  kind: z.enum(COPY_KINDS).optional(),
  every: duration.optional(),
  keep: duration.optional(),
  location: countries.optional(),
  hosted_by: id.optional(),
  offline_or_immutable: z.boolean().optional(),
  separate_account: z.boolean().optional(),
  encrypted: z.boolean().optional(),
});

const regimen = z.strictObject({
  rpo: duration.optional(),
  rto: duration.optional(),
  copies: listOf(copy),
});

const backup = z.strictObject({
  store: id,
  live: regimen.optional(),
  current: z.union([z.literal("same-as-live"), regimen]).optional(),
  disposal_within: duration.optional(),
  restore: z
    .strictObject({
      procedure: reference.optional(),
      test_every: duration.optional(),
      last_test: z
        .strictObject({
          on: isoDate.optional(),
          result: z.enum(["pass", "fail"]).optional(),
          took: duration.optional(),
          kind: z.enum(["read", "system", "scenario"]).optional(),
          evidence: reference.optional(),
        })
        .optional(),
    })
    .optional(),
  log_ref: reference.optional(),
});

/** How each store is backed up, now and once live, or why it is not. */
export const backupConfigSchema = z.strictObject({
  schema: z.literal("dsp/backup-config@1"),
  service: service.optional(),
  review: review.optional(),
  backups: listOf(backup),
  not_backed_up: listOf(
    z.strictObject({
      store: id,
      reason: text.optional(),
      decided_by: text.optional(),
      on: isoDate.optional(),
      rebuild_from: text.optional(),
    }),
  ),
});

export type BackupConfig = z.infer<typeof backupConfigSchema>;
export type Backup = BackupConfig["backups"][number];
export type BackupRegimen = NonNullable<Backup["live"]>;
export type BackupCopy = BackupRegimen["copies"][number];

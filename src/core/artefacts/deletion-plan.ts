import * as z from "zod/mini";
import { KNOWN_CATEGORIES } from "./categories.ts";
import {
  durationText,
  id,
  listOf,
  optionalBoolean,
  optionalDate,
  optionalDuration,
  optionalReference,
  optionalText,
  review,
  service,
} from "./fields.ts";

// Vocabularies: `domain.md` section 2.3. What is required from which stage: `deletion-plan.guide.ts`.

export const DISPOSAL_ACTIONS = [
  "delete",
  "anonymise",
  "destroy-key",
  "archive-transfer",
  "review",
] as const;

/** How far the automatic mechanism is, least first; `not-needed` is apart from these and needs a reason. */
export const AUTOMATIC_STATUSES = [
  "none",
  "planned",
  "built",
  "tested",
  "running",
  "not-needed",
] as const;

const retention = z.strictObject({
  period: z.optional(z.union([z.enum(["criteria", "permanent"]), durationText])),
  criteria: optionalText,
  basis: optionalText,
  starts_from: optionalText,
  reason: optionalText,
});

const rule = z.strictObject({
  id,
  stores: listOf(id),
  data_categories: z.optional(
    z.array(
      z.union([
        z.enum(KNOWN_CATEGORIES),
        z.string().check(z.regex(/^x-/, { error: "or one of your own that starts with `x-`" })),
      ]),
    ),
  ),
  retention: z.optional(retention),
  action: z.optional(z.enum(DISPOSAL_ACTIONS)),
  manual: z.optional(
    z.strictObject({
      procedure: optionalReference,
      last_tested: optionalDate,
      evidence: optionalReference,
      last_run: optionalDate,
    }),
  ),
  automatic: z.optional(
    z.strictObject({
      status: z.optional(z.enum(AUTOMATIC_STATUSES)),
      due: optionalDate,
      ref: optionalReference,
      schedule: optionalDuration,
      last_run: optionalDate,
      reason: optionalText,
    }),
  ),
  backups: z.optional(
    z.strictObject({ residual: optionalDuration, on_restore: optionalReference }),
  ),
  review_every: optionalDuration,
  holds: listOf(
    z.strictObject({
      reason: optionalText,
      authority: optionalText,
      scope: optionalText,
      review_by: optionalDate,
    }),
  ),
  notify_recipients: optionalBoolean,
});

/** How long each kind of data is kept, and how it is deleted: by hand now, automatically later. */
export const deletionPlanSchema = z.strictObject({
  schema: z.literal("dsp/deletion-plan@1"),
  service: service,
  review: review,
  schedule_ref: optionalText,
  approved_by: z.optional(z.strictObject({ role: optionalText, date: optionalDate })),
  rules: listOf(rule),
  exempt: listOf(z.strictObject({ store: id, reason: optionalText })),
});

export type DeletionPlan = z.infer<typeof deletionPlanSchema>;
export type DeletionRule = DeletionPlan["rules"][number];
export type AutomaticStatus = (typeof AUTOMATIC_STATUSES)[number];

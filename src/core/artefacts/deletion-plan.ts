import * as z from "zod";
import { KNOWN_CATEGORIES } from "./categories.ts";
import { duration, id, isoDate, listOf, reference, review, service, text } from "./fields.ts";

// Vocabularies: `domain.md` section 2.3. What is required from which stage: `deletion-plan.guide.ts`.

export const DISPOSAL_ACTIONS = [
  "delete",
  "anonymise",
  "destroy-key",
  "archive-transfer",
  "review",
] as const;

/** How far the automatic mechanism is, least first; `not-needed` stands apart and needs a reason. */
export const AUTOMATIC_STATUSES = [
  "none",
  "planned",
  "built",
  "tested",
  "running",
  "not-needed",
] as const;

const retention = z.strictObject({
  period: z.union([z.enum(["criteria", "permanent"]), duration]).optional(),
  criteria: text.optional(),
  basis: text.optional(),
  starts_from: text.optional(),
  reason: text.optional(),
});

const rule = z.strictObject({
  id,
  stores: listOf(id),
  data_categories: z
    .array(
      z.union([
        z.enum(KNOWN_CATEGORIES),
        z.string().regex(/^x-/, { error: "or one of your own that starts with `x-`" }),
      ]),
    )
    .optional(),
  retention: retention.optional(),
  action: z.enum(DISPOSAL_ACTIONS).optional(),
  manual: z
    .strictObject({
      procedure: reference.optional(),
      last_tested: isoDate.optional(),
      evidence: reference.optional(),
      last_run: isoDate.optional(),
    })
    .optional(),
  automatic: z
    .strictObject({
      status: z.enum(AUTOMATIC_STATUSES).optional(),
      due: isoDate.optional(),
      ref: reference.optional(),
      schedule: duration.optional(),
      last_run: isoDate.optional(),
      reason: text.optional(),
    })
    .optional(),
  backups: z
    .strictObject({ residual: duration.optional(), on_restore: reference.optional() })
    .optional(),
  review_every: duration.optional(),
  holds: listOf(
    z.strictObject({
      reason: text.optional(),
      authority: text.optional(),
      scope: text.optional(),
      review_by: isoDate.optional(),
    }),
  ),
  notify_recipients: z.boolean().optional(),
});

/** How long each kind of data is kept, and how it goes: by hand now, by itself later. */
export const deletionPlanSchema = z.strictObject({
  schema: z.literal("dsp/deletion-plan@1"),
  service: service.optional(),
  review: review.optional(),
  schedule_ref: text.optional(),
  approved_by: z.strictObject({ role: text.optional(), on: isoDate.optional() }).optional(),
  rules: listOf(rule),
  exempt: listOf(z.strictObject({ store: id, reason: text.optional() })),
});

export type DeletionPlan = z.infer<typeof deletionPlanSchema>;
export type DeletionRule = DeletionPlan["rules"][number];
export type AutomaticStatus = (typeof AUTOMATIC_STATUSES)[number];

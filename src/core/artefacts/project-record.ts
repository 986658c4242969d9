import * as z from "zod";
import { duration, id, isoDate, listOf, reference, review, service, text } from "./fields.ts";

// `domain.md` sections 1.2, 1.3 and 4.3 to 4.5. Stage, access, waivers and closing are policy, not record.

export const CONSIDERATION_STATUSES = [
  "not-started",
  "in-progress",
  "addressed",
  "not-applicable",
] as const;

const expectationId = z
  .string()
  .regex(/^DSP-[A-Z]+-\d+$/, { error: "write an expectation's id, such as DSP-DISC-6" });

const issue = z.strictObject({
  id,
  affects: z.enum(["functionality", "delivery"]),
  area: text.optional(),
  requirement: text.optional(),
  effect: text.optional(),
  owner: text.optional(),
  discussed_with: z.enum(["legal", "business"]).optional(),
  on: isoDate.optional(),
  outcome: reference.optional(),
});

const consideration = z.strictObject({
  id: z.string().regex(/^C\d{2}$/, { error: "write a consideration's id, C01 to C19" }),
  status: z.enum(CONSIDERATION_STATUSES),
  owner: text.optional(),
  due: isoDate.optional(),
  evidence: reference.optional(),
  reason: text.optional(),
});

const attestation = z.strictObject({
  expectation: expectationId,
  statement: text.optional(),
  role: text.optional(),
  by: text,
  on: isoDate,
  evidence: z.array(reference).min(1, { error: "list at least one link, path, issue or commit" }),
  valid_until: isoDate.optional(),
});

const serviceAssessment = z.strictObject({
  id,
  stage: z.enum(["alpha", "beta", "live"]),
  panel: z.enum(["internal", "external"]),
  not_applicable: z.boolean().default(false),
  reason: text.optional(),
  organisation: text.optional(),
  lead_role: text.optional(),
  on: isoDate.optional(),
  environment: text.optional(),
  release: text.optional(),
  data_protection_aspects: listOf(
    z.strictObject({
      expectation: expectationId,
      question: text.optional(),
      evidence: reference.optional(),
      finding: z.enum(["met", "partly-met", "not-met"]),
    }),
  ),
  rating: z.enum(["green", "amber", "red", "met", "not-met"]).optional(),
  actions: listOf(
    z.strictObject({
      text,
      owner: text.optional(),
      due: isoDate.optional(),
      closed_on: isoDate.optional(),
    }),
  ),
  decision: z.enum(["proceed", "proceed with actions", "reassess"]).optional(),
  report: reference.optional(),
  next_review: isoDate.optional(),
  security_confidence_profile: reference.optional(),
});

const report = z.strictObject({
  name: text,
  audience: z.enum(["internal", "ico"]),
  every: duration.optional(),
  mode: z.enum(["manual", "automatic"]),
  last: isoDate.optional(),
});

const exercise = z.strictObject({
  on: isoDate,
  led_by: text.optional(),
  participants: listOf(text),
  scope: text.optional(),
  contacted: listOf(text),
  confirmed: listOf(id),
  added: listOf(id),
  removed: listOf(id),
  open_questions: listOf(text),
  evidence: reference.optional(),
  next_on: isoDate.optional(),
});

/** What people attest, assess, report and schedule: the facts that no artefact holds. */
export const projectRecordSchema = z.strictObject({
  schema: z.literal("dsp/project@1"),
  service: service.optional(),
  review: review.optional(),
  issues: listOf(issue),
  considerations: listOf(consideration),
  attestations: listOf(attestation),
  assessments: listOf(serviceAssessment),
  reporting: listOf(report),
  mapping_exercises: z
    .strictObject({ every: duration.optional(), done: listOf(exercise), next: isoDate.optional() })
    .optional(),
  compliance_checks: z
    .strictObject({
      every: duration.optional(),
      done: listOf(z.strictObject({ on: isoDate, ref: reference })),
    })
    .optional(),
  ico_reports: z
    .array(
      z.strictObject({
        on: isoDate,
        trigger: z.enum(["request", "breach", "prior-consultation"]),
        what: text,
        sent_by: text.optional(),
        reference: reference.optional(),
        next_due: isoDate.optional(),
      }),
    )
    .optional(),
  breach: z.strictObject({ occurred: z.boolean(), record: reference.optional() }).optional(),
});

export type ProjectRecord = z.infer<typeof projectRecordSchema>;
export type ProjectIssue = ProjectRecord["issues"][number];
export type ConsiderationEntry = ProjectRecord["considerations"][number];
export type Attestation = ProjectRecord["attestations"][number];
export type ServiceAssessment = ProjectRecord["assessments"][number];
export type MappingExercise = NonNullable<ProjectRecord["mapping_exercises"]>["done"][number];

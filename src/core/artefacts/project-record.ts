import * as z from "zod/mini";
import {
  id,
  isoDate,
  listOf,
  optionalDate,
  optionalDuration,
  optionalReference,
  optionalText,
  reference,
  review,
  service,
  text,
} from "./fields.ts";

// `domain.md` sections 1.2, 1.3 and 4.3 to 4.5. Stage, access, waivers and closing are policy, not record.

export const CONSIDERATION_STATUSES = [
  "not-started",
  "in-progress",
  "addressed",
  "not-applicable",
] as const;

const expectationId = z
  .string()
  .check(
    z.regex(/^DSP-[A-Z]+-\d+$/, { error: "write an expectation's id, for example DSP-DISC-6" }),
  );

const issue = z.strictObject({
  id,
  affects: z.enum(["functionality", "delivery"]),
  area: optionalText,
  requirement: optionalText,
  effect: optionalText,
  owner: optionalText,
  discussed_with: z.optional(z.enum(["legal", "business"])),
  date: optionalDate,
  outcome: optionalReference,
});

const consideration = z.strictObject({
  id: z.string().check(z.regex(/^C\d{2}$/, { error: "write a consideration's id, C01 to C19" })),
  status: z.enum(CONSIDERATION_STATUSES),
  owner: optionalText,
  due: optionalDate,
  evidence: optionalReference,
  reason: optionalText,
});

const attestation = z.strictObject({
  expectation: expectationId,
  statement: optionalText,
  role: optionalText,
  by: text,
  date: isoDate,
  evidence: z
    .array(reference)
    .check(z.minLength(1, { error: "list at least one link, path, issue or commit" })),
  valid_until: optionalDate,
});

const serviceAssessment = z.strictObject({
  id,
  stage: z.enum(["alpha", "beta", "live"]),
  panel: z.enum(["internal", "external"]),
  not_applicable: z._default(z.boolean(), false),
  reason: optionalText,
  organisation: optionalText,
  lead_role: optionalText,
  date: optionalDate,
  environment: optionalText,
  release: optionalText,
  data_protection_aspects: listOf(
    z.strictObject({
      expectation: expectationId,
      question: optionalText,
      evidence: optionalReference,
      finding: z.enum(["met", "partly-met", "not-met"]),
    }),
  ),
  rating: z.optional(z.enum(["green", "amber", "red", "met", "not-met"])),
  actions: listOf(
    z.strictObject({
      text,
      owner: optionalText,
      due: optionalDate,
      closed_on: optionalDate,
    }),
  ),
  decision: z.optional(z.enum(["proceed", "proceed with actions", "reassess"])),
  report: optionalReference,
  next_review: optionalDate,
  security_confidence_profile: optionalReference,
});

const report = z.strictObject({
  name: text,
  audience: z.enum(["internal", "ico"]),
  every: optionalDuration,
  mode: z.enum(["manual", "automatic"]),
  last: optionalDate,
});

const exercise = z.strictObject({
  date: isoDate,
  led_by: optionalText,
  participants: listOf(text),
  scope: optionalText,
  contacted: listOf(text),
  confirmed: listOf(id),
  added: listOf(id),
  removed: listOf(id),
  open_questions: listOf(text),
  evidence: optionalReference,
  next_on: optionalDate,
});

/** What people attest, assess, report and schedule: the facts that no artefact holds. */
export const projectRecordSchema = z.strictObject({
  schema: z.literal("dsp/project@1"),
  service: service,
  review: review,
  issues: listOf(issue),
  considerations: listOf(consideration),
  attestations: listOf(attestation),
  assessments: listOf(serviceAssessment),
  reporting: listOf(report),
  mapping_exercises: z.optional(
    z.strictObject({ every: optionalDuration, done: listOf(exercise), next: optionalDate }),
  ),
  compliance_checks: z.optional(
    z.strictObject({
      every: optionalDuration,
      done: listOf(z.strictObject({ date: isoDate, ref: reference })),
    }),
  ),
  ico_reports: z.optional(
    z.array(
      z.strictObject({
        date: isoDate,
        trigger: z.enum(["request", "breach", "prior-consultation"]),
        what: text,
        sent_by: optionalText,
        reference: optionalReference,
        next_due: optionalDate,
      }),
    ),
  ),
  breach: z.optional(z.strictObject({ occurred: z.boolean(), record: optionalReference })),
});

export type ProjectRecord = z.infer<typeof projectRecordSchema>;
export type ConsiderationEntry = ProjectRecord["considerations"][number];
export type Attestation = ProjectRecord["attestations"][number];
export type ServiceAssessment = ProjectRecord["assessments"][number];
export type MappingExercise = NonNullable<ProjectRecord["mapping_exercises"]>["done"][number];

import * as z from "zod";
import { CATEGORY_CLASSES, KNOWN_CATEGORIES } from "./categories.ts";
import {
  countries,
  country,
  id,
  idOrIds,
  isoDate,
  listOf,
  reference,
  review,
  service,
  text,
} from "./fields.ts";

// Every vocabulary here is from `domain.md` section 2.1; what is required from which stage stands in
// `data-map.guide.ts`.

export const DATA_SUBJECTS = [
  "member-of-public",
  "visitor",
  "child",
  "next-of-kin",
  "prisoner",
  "offender",
  "suspect",
  "victim",
  "witness",
  "legal-representative",
  "staff",
  "contractor",
  "user",
] as const;

export const REGIMES = ["uk-gdpr", "law-enforcement"] as const;

/** Art 6 UK GDPR; `law-enforcement-task` is Part 3 of the DPA 2018, which also knows consent. */
export const LAWFUL_BASES = [
  "consent",
  "contract",
  "legal-obligation",
  "vital-interests",
  "public-task",
  "legitimate-interests",
  "recognised-legitimate-interest",
  "law-enforcement-task",
] as const;

/** Art 9(2) UK GDPR, (a) to (j) in order. */
export const SPECIAL_CATEGORY_CONDITIONS = [
  "explicit-consent",
  "employment-social-security",
  "vital-interests",
  "not-for-profit",
  "made-public",
  "legal-claims",
  "substantial-public-interest",
  "health-social-care",
  "public-health",
  "archiving-research-statistics",
] as const;

export const STORE_KINDS = [
  "database",
  "object-store",
  "file-share",
  "search-index",
  "cache",
  "queue",
  "log",
  "ledger",
  "saas",
  "paper",
] as const;

export const REMOVALS = ["record", "batch", "key-destruction", "none"] as const;

/** The six operations that s.62 DPA 2018 wants logged. */
export const LOGGED_OPERATIONS = [
  "collection",
  "alteration",
  "consultation",
  "disclosure",
  "combination",
  "erasure",
] as const;

export const RELATIONSHIPS = [
  "processor",
  "sub-processor",
  "controller",
  "joint-controller",
  "internal",
  "data-subject",
] as const;

export const AGREEMENT_TYPES = [
  "contract",
  "data-sharing-agreement",
  "mou",
  "information-sharing-agreement",
  "statutory-gateway",
  "none-needed",
] as const;

export const TRANSFER_MECHANISMS = [
  "adequacy",
  "idta",
  "addendum",
  "bcr",
  "public-body-instrument",
  "exception",
  "safeguards",
  "special-circumstances",
] as const;

/** A name of someone's own making; the guidance's vocabulary stays recognisable beside it. */
const ownName = z
  .string()
  .regex(/^x-[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: "or a name of your own that starts with `x-`" });

const dataCategory = z.union([z.enum(KNOWN_CATEGORIES), ownName]);
const dataCategories = z.array(dataCategory);
const dataSubject = z.union([z.enum(DATA_SUBJECTS), ownName]);

const controller = z.strictObject({
  name: text.optional(),
  contact: text.optional(),
  dpo: text.optional(),
});

const activity = z.strictObject({
  id,
  purpose: text.optional(),
  data_subjects: z.array(dataSubject).optional(),
  data_categories: dataCategories.optional(),
  regime: z.enum(REGIMES).optional(),
  lawful_basis: z.enum(LAWFUL_BASES).optional(),
  legal_power: text.optional(),
  special_category_condition: z
    .union([
      z.enum([...SPECIAL_CATEGORY_CONDITIONS, "consent"]),
      z
        .string()
        .regex(/^schedule-8:\S/, { error: "or, for law enforcement, `schedule-8:<condition>`" }),
    ])
    .optional(),
  schedule_1_condition: text.optional(),
  official_authority: text.optional(),
  policy_document: reference.optional(),
  source: text.optional(),
  automated_decisions: z.boolean().optional(),
  dpia_ref: reference.optional(),
});

const system = z.strictObject({ id, name: text.optional(), owner: text.optional() });

const store = z.strictObject({
  id,
  name: text.optional(),
  system: id.optional(),
  data_categories: dataCategories.optional(),
  technology: text.optional(),
  kind: z.enum(STORE_KINDS).optional(),
  location: countries.optional(),
  removal: z.enum(REMOVALS).optional(),
  hosted_by: id.optional(),
  environment: z.enum(["production", "pre-production", "test", "analytics"]).default("production"),
  live_data_exception: z
    .strictObject({ reason: text, approved_by: text, expires: isoDate })
    .optional(),
  decision: reference.optional(),
  encrypted_at_rest: z.boolean().optional(),
  estimated_subjects: z.number().int().min(0, { error: "write a whole number" }).optional(),
  audit_log: z
    .strictObject({
      operations: z.array(z.enum(LOGGED_OPERATIONS)).optional(),
      ref: reference.optional(),
    })
    .optional(),
  contract_ref: reference.optional(),
  catalogue_ref: reference.optional(),
});

const party = z.strictObject({
  id,
  name: text.optional(),
  relationship: z.enum(RELATIONSHIPS).optional(),
  country: country.optional(),
  agreement: z
    .strictObject({
      type: z.enum(AGREEMENT_TYPES).optional(),
      status: z.enum(["draft", "agreed"]).optional(),
      ref: reference.optional(),
      review_by: isoDate.optional(),
      reason: text.optional(),
    })
    .optional(),
  transfer: z
    .strictObject({
      mechanism: z.enum(TRANSFER_MECHANISMS).optional(),
      assessment_ref: reference.optional(),
    })
    .optional(),
});

const flow = z.strictObject({
  id,
  from: id,
  to: id,
  activity: idOrIds.optional(),
  data_categories: dataCategories.optional(),
  method: text.optional(),
  status: z.enum(["defined", "to-be-defined"]).optional(),
  last_confirmed: isoDate.optional(),
});

/** What personal data a service holds, why, where, and who gets it. */
export const dataMapSchema = z.strictObject({
  schema: z.literal("dsp/data-map@1"),
  service: service.extend({ holding_since: isoDate.optional() }).optional(),
  review: review.optional(),
  controller: controller.optional(),
  joint_controllers: listOf(controller),
  information_asset_owner: text.optional(),
  classification: z.enum(["official", "official-sensitive", "secret", "top-secret"]).optional(),
  dpia: z
    .strictObject({
      status: z
        .enum(["not-started", "screening", "in-progress", "approved", "not-required"])
        .optional(),
      ref: reference.optional(),
      reason: text.optional(),
    })
    .optional(),
  privacy_notice: z
    .strictObject({ ref: reference.optional(), reviewed: isoDate.optional() })
    .optional(),
  security_measures: text.optional(),
  category_extensions: listOf(
    z.strictObject({ id: ownName, class: z.enum(CATEGORY_CLASSES), description: text.optional() }),
  ),
  activities: listOf(activity),
  systems: listOf(system),
  stores: listOf(store),
  parties: listOf(party),
  flows: listOf(flow),
});

export type DataMap = z.infer<typeof dataMapSchema>;
export type Activity = DataMap["activities"][number];
export type Store = DataMap["stores"][number];
export type Party = DataMap["parties"][number];
export type Flow = DataMap["flows"][number];

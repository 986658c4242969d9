import * as z from "zod/mini";
import { CATEGORY_CLASSES, KNOWN_CATEGORIES } from "./categories.ts";
import {
  country,
  id,
  idOrIds,
  isoDate,
  listOf,
  mappedService,
  optionalBoolean,
  optionalCountries,
  optionalDate,
  optionalId,
  optionalReference,
  optionalText,
  review,
  text,
} from "./fields.ts";

// Every vocabulary here is from `domain.md` section 2.1; what is required from which stage is in
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

/** The six operations that s.62 DPA 2018 requires in logs. */
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
const ownName = z.string().check(
  z.regex(/^x-[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: "or a name of your own that starts with `x-`",
  }),
);

const dataCategory = z.union([z.enum(KNOWN_CATEGORIES), ownName]);
const dataCategories = z.array(dataCategory);
const dataSubject = z.union([z.enum(DATA_SUBJECTS), ownName]);

const controller = z.strictObject({
  name: optionalText,
  contact: optionalText,
  dpo: optionalText,
});

const activity = z.strictObject({
  id,
  purpose: optionalText,
  data_subjects: z.optional(z.array(dataSubject)),
  data_categories: z.optional(dataCategories),
  regime: z.optional(z.enum(REGIMES)),
  lawful_basis: z.optional(z.enum(LAWFUL_BASES)),
  legal_power: optionalText,
  special_category_condition: z.optional(
    z.union([
      z.enum([...SPECIAL_CATEGORY_CONDITIONS, "consent"]),
      z
        .string()
        .check(
          z.regex(/^schedule-8:\S/, { error: "or, for law enforcement, `schedule-8:<condition>`" }),
        ),
    ]),
  ),
  schedule_1_condition: optionalText,
  official_authority: optionalText,
  policy_document: optionalReference,
  source: optionalText,
  automated_decisions: optionalBoolean,
  dpia_ref: optionalReference,
});

const system = z.strictObject({ id, name: optionalText, owner: optionalText });

const store = z.strictObject({
  id,
  name: optionalText,
  system: optionalId,
  data_categories: z.optional(dataCategories),
  technology: optionalText,
  kind: z.optional(z.enum(STORE_KINDS)),
  location: optionalCountries,
  removal: z.optional(z.enum(REMOVALS)),
  hosted_by: optionalId,
  environment: z._default(
    z.enum(["production", "pre-production", "test", "analytics"]),
    "production",
  ),
  live_data_exception: z.optional(
    z.strictObject({ reason: text, approved_by: text, expires: isoDate }),
  ),
  decision: optionalReference,
  encrypted_at_rest: optionalBoolean,
  estimated_subjects: z.optional(
    z
      .int({ error: "write a whole number" })
      .check(z.minimum(0, { error: "write a whole number, 0 or more" })),
  ),
  audit_log: z.optional(
    z.strictObject({
      operations: z.optional(z.array(z.enum(LOGGED_OPERATIONS))),
      ref: optionalReference,
    }),
  ),
  contract_ref: optionalReference,
  catalogue_ref: optionalReference,
});

const party = z.strictObject({
  id,
  name: optionalText,
  relationship: z.optional(z.enum(RELATIONSHIPS)),
  country: z.optional(country),
  agreement: z.optional(
    z.strictObject({
      type: z.optional(z.enum(AGREEMENT_TYPES)),
      status: z.optional(z.enum(["draft", "agreed"])),
      ref: optionalReference,
      review_by: optionalDate,
      reason: optionalText,
    }),
  ),
  transfer: z.optional(
    z.strictObject({
      mechanism: z.optional(z.enum(TRANSFER_MECHANISMS)),
      assessment_ref: optionalReference,
    }),
  ),
});

const flow = z.strictObject({
  id,
  from: id,
  to: id,
  activity: z.optional(idOrIds),
  data_categories: z.optional(dataCategories),
  method: optionalText,
  status: z.optional(z.enum(["defined", "to-be-defined"])),
  last_confirmed: optionalDate,
});

/** What personal data a service holds, in which places, why, and who gets it. */
export const dataMapSchema = z.strictObject({
  schema: z.literal("dsp/data-map@1"),
  service: mappedService,
  review: review,
  controller: z.optional(controller),
  joint_controllers: listOf(controller),
  information_asset_owner: optionalText,
  classification: z.optional(z.enum(["official", "official-sensitive", "secret", "top-secret"])),
  dpia: z.optional(
    z.strictObject({
      status: z.optional(
        z.enum(["not-started", "screening", "in-progress", "approved", "not-required"]),
      ),
      ref: optionalReference,
      reason: optionalText,
    }),
  ),
  privacy_notice: z.optional(z.strictObject({ ref: optionalReference, reviewed: optionalDate })),
  security_measures: optionalText,
  category_extensions: listOf(
    z.strictObject({ id: ownName, class: z.enum(CATEGORY_CLASSES), description: optionalText }),
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

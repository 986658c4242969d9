import {
  edition,
  isStated,
  REVIEW,
  SERVICE_ID,
  SERVICE_NAME,
  UNLESS_NO_PERSONAL_DATA,
} from "./common.guide.ts";
import type { FieldGuide, Guide } from "./guide.ts";

/** What is missing from a to-be-defined flow is no gap until post-live: its status says so. */
const ONCE_DEFINED = {
  when: ({ status }) => status !== "to-be-defined",
  condition: "unless the flow is still to be defined",
} satisfies Partial<FieldGuide>;

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const UNDER_AN_AGREEMENT = {
  when: ({ type, status }) =>
    (type !== undefined || status !== undefined) && type !== "none-needed",
  condition: "if an agreement is needed and stated",
} satisfies Partial<FieldGuide>;

const OF_AN_EXCEPTION = {
  from: "discovery",
  when: isStated,
  condition: "if there is an exception",
} satisfies Partial<FieldGuide>;

/** What each field of the data map means and from when it is required. Source: `domain.md` section 2.1. */
export const DATA_MAP_GUIDE: Guide = {
  schema: edition("dsp/data-map@1"),
  ...SERVICE_ID,
  "service.name": { ...SERVICE_NAME, from: "discovery" },
  "service.holding_since": {
    help: "First day on which the service held data of real people.",
    example: "2026-06-01",
  },
  ...REVIEW,

  controller: { help: "The organisation that decides why and how the data is processed." },
  "controller.name": {
    help: "Name of the controller, as the public knows it.",
    from: "alpha",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "Department of Custody Services",
  },
  "controller.contact": {
    help: "How people reach the controller about their data: a shared mailbox or a page.",
    from: "alpha",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "privacy@custody.example",
  },
  "controller.dpo": {
    help: "How people reach the data protection officer (DPO): a shared mailbox, not a person's.",
    from: "alpha",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "dpo@custody.example",
  },
  joint_controllers: {
    help: "Other organisations that decide on purposes and means together with the controller.",
  },
  "joint_controllers[].name": {
    help: "Name of the joint controller.",
    example: "Regional Prisons Board",
  },
  "joint_controllers[].contact": {
    help: "How people reach the joint controller about their data.",
    example: "privacy@prisons.example",
  },
  "joint_controllers[].dpo": {
    help: "How people reach its data protection officer (DPO).",
    example: "dpo@prisons.example",
  },
  information_asset_owner: {
    help: "Role that answers for the information and decides about it.",
    from: "alpha",
    example: "Deputy Director, Visits",
  },
  classification: {
    help: "Highest government marking of anything in the map: official, official-sensitive, secret or top-secret.",
    from: "alpha",
    example: "official-sensitive",
  },
  dpia: { help: "The data protection impact assessment (DPIA): its status, and where it is kept." },
  "dpia.status": {
    help: "Status of the assessment: not-started, screening, in-progress, approved or not-required.",
    from: "discovery",
    rule: "dpia-missing",
    example: "screening",
  },
  "dpia.ref": {
    help: "Link to the assessment.",
    from: "discovery",
    when: ({ status }) => status === "in-progress" || status === "approved",
    condition: "if the assessment is in progress or approved",
    example: "https://wiki.custody.example/dpia/214",
  },
  "dpia.reason": {
    help: "Why no assessment is needed.",
    from: "discovery",
    condition: "if the status is `not-required`",
    rule: "dpia-missing",
    example: "the data protection officer found no personal data in scope",
  },
  privacy_notice: { help: "What people are told about the use of their data." },
  "privacy_notice.ref": {
    help: "Link to the notice that people see.",
    from: "beta",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "https://visits.custody.example/privacy",
  },
  "privacy_notice.reviewed": {
    help: "Day on which you last checked the notice against this map.",
    from: "beta",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "2026-09-30",
  },
  security_measures: {
    help: "Technical and organisational measures in a paragraph, for the record of processing.",
    example: "Encryption in transit and at rest, access by role, yearly penetration test",
  },
  category_extensions: {
    help: "Your own categories of personal data, if the known ones do not fit.",
  },
  "category_extensions[].id": {
    help: "Name of the category, starting with `x-`.",
    from: "discovery",
    example: "x-visit-history",
  },
  "category_extensions[].class": {
    help: "How the law treats it: ordinary, special (Art 9) or offence (Art 10).",
    from: "discovery",
    example: "ordinary",
  },
  "category_extensions[].description": {
    help: "What belongs to the category.",
    example: "dates and outcomes of past visits",
  },

  activities: {
    help: "What the service does with personal data, one entry per purpose.",
    from: "discovery",
    ...UNLESS_NO_PERSONAL_DATA,
    example: "[{ id: book-visit, purpose: Let people book a visit }]",
  },
  "activities[].id": {
    help: "Short name of the activity, which flows refer to.",
    from: "discovery",
    example: "book-visit",
  },
  "activities[].purpose": {
    help: "What the data is used for, in a sentence that the people concerned would understand.",
    from: "discovery",
    example: "Let a member of the public ask for, change and cancel a visit",
  },
  "activities[].data_subjects": {
    help: "Kinds of people that the data is about (start names of your own with `x-`).",
    from: "discovery",
    when: ({ data_categories }) =>
      !(Array.isArray(data_categories) && data_categories.length === 0),
    condition: "unless the activity's `data_categories` are `[]`",
    example: "[visitor, prisoner]",
  },
  "activities[].data_categories": {
    help: "Categories of personal data that the activity needs, or `[]` for none.",
    from: "discovery",
    mayBeEmpty: true,
    example: "[name, contact, date-of-birth]",
  },
  "activities[].regime": {
    help: "The law that governs it: uk-gdpr, or law-enforcement (Part 3 of the Data Protection Act 2018).",
    from: "alpha",
    example: "uk-gdpr",
  },
  "activities[].lawful_basis": {
    help: "What makes the processing lawful: an Art 6 basis, or law-enforcement-task under Part 3.",
    from: "alpha",
    rule: "no-lawful-basis",
    example: "public-task",
  },
  "activities[].legal_power": {
    help: "The act, rule or other power behind the basis.",
    from: "alpha",
    rule: "no-lawful-basis",
    example: "Prison Rules (visits)",
  },
  "activities[].special_category_condition": {
    help: "The Art 9 condition (under Part 3: `schedule-8:<condition>` or consent).",
    from: "alpha",
    condition: "if it handles special category data, or does sensitive processing",
    rule: "special-without-condition",
    example: "substantial-public-interest",
  },
  "activities[].schedule_1_condition": {
    help: "The condition of Schedule 1 to the Data Protection Act 2018 by part and paragraph.",
    from: "alpha",
    condition: "if the Art 9 condition is (b), (g), (h), (i) or (j), or you handle offence data",
    rule: "special-without-condition",
    example: "part-2-para-6",
  },
  "activities[].official_authority": {
    help: "The official authority under which you handle offence data, if there is no Schedule 1 condition.",
    example: "custody authority under the Prison Act",
  },
  "activities[].policy_document": {
    help: "Link to the appropriate policy document that goes with the condition.",
    from: "alpha",
    condition: "if the Art 9 condition is (b), (g), (h), (i) or (j), or you handle offence data",
    rule: "special-without-condition",
    example: "https://wiki.custody.example/apd",
  },
  "activities[].source": {
    help: "Where the data comes from: `data-subject`, or the id of a party.",
    from: "beta",
    example: "data-subject",
  },
  "activities[].automated_decisions": {
    help: "Whether decisions about people are made without a human being.",
    example: "false",
  },
  "activities[].dpia_ref": {
    help: "Link to an impact assessment of this activity alone.",
    example: "https://wiki.custody.example/dpia/214-bans",
  },

  systems: { help: "The running parts of the service, and others that it works with." },
  "systems[].id": {
    help: "Short name of the system, which stores and flows refer to.",
    from: "discovery",
    example: "visits-web",
  },
  "systems[].name": {
    help: "Name of the system, as the team calls it.",
    from: "discovery",
    example: "Public booking site",
  },
  "systems[].owner": {
    help: "Role or team that runs it.",
    from: "discovery",
    example: "visits-team",
  },

  stores: { help: "Every place where data is stored: databases, buckets, logs, queues, paper." },
  "stores[].id": {
    help: "Short name of the store, which all other files refer to.",
    from: "discovery",
    example: "bookings-db",
  },
  "stores[].name": {
    help: "Name of the store, as the team calls it.",
    from: "discovery",
    example: "Bookings database",
  },
  "stores[].system": {
    help: "Id of the system that it belongs to.",
    from: "discovery",
    example: "visits-web",
  },
  "stores[].data_categories": {
    help: "Categories of personal data that it holds, or `[]` for none.",
    from: "discovery",
    mayBeEmpty: true,
    example: "[name, contact, date-of-birth]",
  },
  "stores[].technology": {
    help: "Product or technique that holds the data.",
    from: "alpha",
    example: "PostgreSQL (managed)",
  },
  "stores[].kind": {
    help: "Kind of store, for example database, object-store, log, queue, ledger or paper.",
    from: "alpha",
    example: "database",
  },
  "stores[].location": {
    help: "Countries that the data is stored in, as two-letter codes (ISO 3166-1).",
    from: "alpha",
    example: "[GB]",
  },
  "stores[].removal": {
    help: "The least that you can remove at once: record, batch (by age or partition only), key-destruction or none.",
    from: "alpha",
    example: "record",
  },
  "stores[].hosted_by": {
    help: "Id of the party that hosts it.",
    from: "alpha",
    condition: "if it is outside GB",
    rule: "transfer-without-mechanism",
    example: "log-provider",
  },
  "stores[].environment": {
    help: "What it is for: production (unless you say otherwise), pre-production, test or analytics.",
    example: "production",
  },
  "stores[].live_data_exception": {
    help: "Who allowed real people's data outside production, why and until when.",
  },
  "stores[].live_data_exception.reason": {
    help: "Why you cannot use made-up data.",
    ...OF_AN_EXCEPTION,
    example: "matching must be tuned on real spellings",
  },
  "stores[].live_data_exception.approved_by": {
    help: "Role that allowed it.",
    ...OF_AN_EXCEPTION,
    example: "information asset owner",
  },
  "stores[].live_data_exception.expires": {
    help: "Day on which the permission ends.",
    ...OF_AN_EXCEPTION,
    example: "2027-01-31",
  },
  "stores[].decision": {
    help: "Link to the decision record or test that shows why this store suits the requirements.",
    from: "alpha",
    example: "docs/adr/0003.md",
  },
  "stores[].encrypted_at_rest": {
    help: "Whether the data is encrypted at rest.",
    from: "beta",
    example: "true",
  },
  "stores[].estimated_subjects": {
    help: "Roughly how many people it holds data about, as a whole number.",
    example: "4000",
  },
  "stores[].audit_log": { help: "What is logged about the use of law-enforcement data." },
  "stores[].audit_log.operations": {
    help: "Logged operations, all six of s.62: collection, alteration, consultation, disclosure, combination and erasure.",
    from: "beta",
    condition: "if it serves a law-enforcement activity",
    rule: "le-log-incomplete",
    example: "[collection, alteration, consultation, disclosure, combination, erasure]",
  },
  "stores[].audit_log.ref": {
    help: "Link to the description of the log and its set-up.",
    from: "beta",
    condition: "if it serves a law-enforcement activity",
    rule: "le-log-incomplete",
    example: "docs/audit-log.md",
  },
  "stores[].contract_ref": {
    help: "Link to a data contract for the store.",
    example: "contracts/bookings.odcs.yaml",
  },
  "stores[].catalogue_ref": {
    help: "Link to its entry in a data catalogue.",
    example: "https://catalogue.custody.example/bookings",
  },

  parties: { help: "Everyone outside the service that data comes from or goes to." },
  "parties[].id": {
    help: "Short name of the party, which stores and flows refer to.",
    from: "discovery",
    example: "notify-provider",
  },
  "parties[].name": {
    help: "Name of the organisation, or kind of people.",
    from: "discovery",
    example: "Message sending service",
  },
  "parties[].relationship": {
    help: "Its role: processor, sub-processor, controller, joint-controller, internal (same controller) or data-subject.",
    from: "discovery",
    example: "processor",
  },
  "parties[].country": {
    help: "Country in which it handles the data, as a two-letter code (ISO 3166-1).",
    from: "alpha",
    example: "GB",
  },
  "parties[].agreement": { help: "The agreement under which you share data with it." },
  "parties[].agreement.type": {
    help: "Kind of agreement, for example contract or data-sharing-agreement (`none-needed` needs a reason).",
    from: "beta",
    condition: "if it takes part in a flow of personal data",
    rule: "recipient-without-agreement",
    example: "contract",
  },
  "parties[].agreement.status": {
    help: "Status of the agreement: draft or agreed.",
    from: "beta",
    condition: "if it takes part in a flow of personal data",
    rule: "recipient-without-agreement",
    example: "agreed",
  },
  "parties[].agreement.ref": {
    help: "Link to the agreement.",
    from: "beta",
    ...UNDER_AN_AGREEMENT,
    example: "https://wiki.custody.example/contracts/77",
  },
  "parties[].agreement.review_by": {
    help: "Day by which you must review the agreement.",
    from: "beta",
    ...UNDER_AN_AGREEMENT,
    example: "2027-06-30",
  },
  "parties[].agreement.reason": {
    help: "Why no agreement is needed.",
    from: "beta",
    condition: "if the type is `none-needed`",
    rule: "recipient-without-agreement",
    example: "the person gets their own data only",
  },
  "parties[].transfer": { help: "What makes it lawful to send data to its country." },
  "parties[].transfer.mechanism": {
    help: "Transfer mechanism, for example adequacy, idta, addendum or exception (under Part 3: adequacy, safeguards or special-circumstances).",
    from: "alpha",
    condition: "if its country is not GB",
    rule: "transfer-without-mechanism",
    example: "adequacy",
  },
  "parties[].transfer.assessment_ref": {
    help: "Link to the transfer risk assessment.",
    from: "alpha",
    condition: "if its country is not GB and the mechanism is a safeguard",
    rule: "transfer-without-mechanism",
    example: "https://wiki.custody.example/tra/12",
  },

  flows: { help: "Every way that data takes between systems, stores and parties." },
  "flows[].id": {
    help: "Short name of the flow.",
    from: "discovery",
    example: "f1",
  },
  "flows[].from": {
    help: "Id of the system, store or party that the data comes from.",
    from: "discovery",
    example: "visits-web",
  },
  "flows[].to": {
    help: "Id of the system, store or party that the data goes to.",
    from: "discovery",
    example: "bookings-db",
  },
  "flows[].activity": {
    help: "Id of the activity that it serves, or a list of several.",
    from: "alpha",
    when: (flow) => ONCE_DEFINED.when(flow) && !isEmptyList(flow.data_categories),
    condition: "unless the flow is still to be defined or carries no personal data",
    example: "book-visit",
  },
  "flows[].data_categories": {
    help: "Categories of personal data that it carries, or `[]` for none.",
    from: "alpha",
    mayBeEmpty: true,
    ...ONCE_DEFINED,
    example: "[name, contact]",
  },
  "flows[].method": {
    help: "How the data travels.",
    from: "alpha",
    ...ONCE_DEFINED,
    example: "SQL over TLS",
  },
  "flows[].status": {
    help: "Whether the flow is settled: defined or to-be-defined.",
    from: "alpha",
    example: "defined",
  },
  "flows[].last_confirmed": {
    help: "Day on which both ends last confirmed the description.",
    from: "post-live",
    rule: "flow-unconfirmed",
    example: "2026-10-05",
  },
};

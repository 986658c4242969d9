import { edition, REVIEW, SERVICE_ID, SERVICE_NAME } from "./common.guide.ts";
import type { FieldGuide, Guide } from "./guide.ts";

const MANUAL = { from: "beta", rule: "manual-procedure-untested" } satisfies Partial<FieldGuide>;

const WHERE_BACKED_UP = {
  from: "beta",
  condition: "if one of its stores is backed up",
} satisfies Partial<FieldGuide>;

const HOLD = { from: "alpha", rule: "hold-without-review" } satisfies Partial<FieldGuide>;

const BUILT_STATUSES: readonly unknown[] = ["built", "tested", "running"];

/** What each field of the deletion plan means and from when it is required. Source: `domain.md` section 2.3. */
export const DELETION_PLAN_GUIDE: Guide = {
  schema: edition("dsp/deletion-plan@1"),
  ...SERVICE_ID,
  "service.name": SERVICE_NAME,
  ...REVIEW,

  schedule_ref: {
    help: "The retention schedule that the plan relies on: a link, or its name and entries.",
    from: "beta",
    example: "Visits retention schedule, entries V2 to V5",
  },
  approved_by: { help: "Who agreed to the periods." },
  "approved_by.role": {
    help: "Role that agreed to the plan, for example the senior responsible owner (SRO) with a legal adviser.",
    from: "beta",
    example: "SRO with legal adviser",
  },
  "approved_by.date": {
    help: "Day of the agreement.",
    from: "beta",
    example: "2026-09-21",
  },

  rules: {
    help: "How long you keep data and how you remove it, one rule for all data that ends alike.",
  },
  "rules[].id": {
    help: "Short name of the rule.",
    from: "alpha",
    example: "bookings",
  },
  "rules[].stores": {
    help: "Ids of the data map's stores that the rule covers.",
    from: "alpha",
    example: "[bookings-db]",
  },
  "rules[].data_categories": {
    help: "Categories that the rule covers, if it does not cover everything in those stores.",
    example: "[health]",
  },
  "rules[].retention": { help: "How long the data is kept, from when, and why." },
  "rules[].retention.period": {
    help: "How long: an ISO 8601 duration, `criteria` if only a condition can say, or `permanent`.",
    from: "alpha",
    rule: "unlimited-retention",
    example: "P2Y",
  },
  "rules[].retention.criteria": {
    help: "The condition that ends the retention.",
    from: "alpha",
    condition: "if the period is `criteria`",
    rule: "unlimited-retention",
    example: "until the ban is lifted",
  },
  "rules[].retention.basis": {
    help: "What allows you to keep the data for good, for example archiving in the public interest.",
    from: "alpha",
    condition: "if the period is `permanent`",
    rule: "unlimited-retention",
    example: "archiving in the public interest",
  },
  "rules[].retention.starts_from": {
    help: "Event from which the period counts.",
    from: "alpha",
    when: ({ period }) => period !== "permanent",
    condition: "unless the period is `permanent`",
    example: "date of the visit",
  },
  "rules[].retention.reason": {
    help: "Why you need the data for that long.",
    from: "alpha",
    example: "complaints are raised within two years",
  },
  "rules[].action": {
    help: "What happens at the end: delete, anonymise, destroy-key, archive-transfer or review.",
    from: "alpha",
    example: "delete",
  },
  "rules[].manual": { help: "How people delete the data by hand." },
  "rules[].manual.procedure": {
    help: "Link to the procedure.",
    ...MANUAL,
    example: "docs/runbooks/delete-booking.md",
  },
  "rules[].manual.last_tested": {
    help: "Day on which someone last followed the procedure to the end.",
    ...MANUAL,
    example: "2026-10-12",
  },
  "rules[].manual.evidence": {
    help: "Link to the evidence that the test worked.",
    ...MANUAL,
    example: "https://tracker.custody.example/V-311",
  },
  "rules[].manual.last_run": {
    help: "Day on which data that was due was last deleted by hand.",
    example: "2026-11-02",
  },
  "rules[].automatic": { help: "How the data is deleted automatically, now or later." },
  "rules[].automatic.status": {
    help: "Status of the mechanism: none, planned, built, tested, running or not-needed.",
    from: "alpha",
    example: "planned",
  },
  "rules[].automatic.due": {
    help: "Day by which the mechanism is in place.",
    from: "beta",
    condition: "unless the status is `not-needed`",
    rule: "no-automatic-plan",
    example: "2027-03-31",
  },
  "rules[].automatic.ref": {
    help: "Link to the mechanism, or to the work that will make it.",
    from: "beta",
    condition: "unless the status is `not-needed`",
    rule: "no-automatic-plan",
    example: "jobs/purge-bookings.ts",
  },
  "rules[].automatic.schedule": {
    help: "How often it runs, as an ISO 8601 duration.",
    from: "live",
    when: ({ status }) => BUILT_STATUSES.includes(status),
    condition: "if the mechanism is built, tested or running",
    example: "P1D",
  },
  "rules[].automatic.last_run": {
    help: "Day of its last run that worked.",
    from: "post-live",
    condition: "unless the status is `not-needed`",
    rule: "deletion-not-running",
    example: "2026-11-22",
  },
  "rules[].automatic.reason": {
    help: "Why no mechanism is needed.",
    from: "beta",
    condition: "if the status is `not-needed`",
    rule: "no-automatic-plan",
    example: "the store is emptied for good when the pilot ends",
  },
  "rules[].backups": { help: "What happens to deleted data in backups." },
  "rules[].backups.residual": {
    help: "Longest time that a copy lives on in backups after deletion, as an ISO 8601 duration.",
    ...WHERE_BACKED_UP,
    rule: "backup-residual-unstated",
    example: "P12W",
  },
  "rules[].backups.on_restore": {
    help: "Link to the procedure for applying deletions again after a restore.",
    ...WHERE_BACKED_UP,
    rule: "no-redeletion-after-restore",
    example: "docs/runbooks/replay-deletions.md",
  },
  "rules[].review_every": {
    help: "How often you review whether you still need the data, as an ISO 8601 duration.",
    from: "alpha",
    condition: "if a store serves law enforcement, or the period is `criteria`",
    rule: "le-review-limit-missing",
    example: "P1Y",
  },
  "rules[].holds": {
    help: "Orders to keep some of the data beyond its period, for example for an inquiry.",
  },
  "rules[].holds[].reason": {
    help: "Why you must keep the data.",
    example: "child-safeguarding inquiry",
  },
  "rules[].holds[].authority": {
    help: "Role or body that ordered it.",
    ...HOLD,
    example: "records officer",
  },
  "rules[].holds[].scope": {
    help: "The records that the hold covers.",
    example: "flagged bookings",
  },
  "rules[].holds[].review_by": {
    help: "Day by which someone reviews whether the hold still applies.",
    ...HOLD,
    example: "2027-03-01",
  },
  "rules[].notify_recipients": {
    help: "Whether those who got the data are told of its deletion.",
    example: "true",
  },
  exempt: { help: "Stores that need no rule, and why." },
  "exempt[].store": {
    help: "Id of the store.",
    from: "alpha",
    example: "page-cache",
  },
  "exempt[].reason": {
    help: "Why it needs no rule.",
    example: "holds published pages only",
  },
};

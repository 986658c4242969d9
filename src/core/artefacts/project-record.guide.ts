import { edition, isStated, REVIEW, SERVICE_ID, SERVICE_NAME } from "./common.guide.ts";
import type { FieldGuide, Guide } from "./guide.ts";

/** What the schema requires: an element without it says nothing. */
function always(help: string, example: string): FieldGuide {
  return { help, from: "discovery", example };
}

/** Only the three artefacts must name their service, and need reviews. */
const OPTIONAL_HEAD: Guide = Object.fromEntries(
  Object.entries({ ...SERVICE_ID, ...REVIEW }).map(([path, { from: _from, ...row }]) => [
    path,
    row,
  ]),
);

const OF_AN_OPEN_ONE = {
  from: "alpha",
  condition: "if it is still open",
  rule: "majority-not-addressed",
} satisfies Partial<FieldGuide>;

const OF_A_SCHEDULE = {
  from: "post-live",
  rule: "mapping-exercise-overdue",
} satisfies Partial<FieldGuide>;

const INTERNAL = {
  from: "post-live",
  when: ({ audience }) => audience === "internal",
  condition: "if the audience is internal",
} satisfies Partial<FieldGuide>;

/**
 * What each field of the project record means. Required is only what an entry is of no use without.
 * Source: `domain.md` sections 1.2, 1.3 and 4.3 to 4.5.
 */
export const PROJECT_RECORD_GUIDE: Guide = {
  schema: edition("dsp/project@1"),
  ...OPTIONAL_HEAD,
  "service.name": SERVICE_NAME,

  issues: { help: "Ways in which security or privacy may affect what is built, or when." },
  "issues[].id": always("Short name of the issue.", "i1"),
  "issues[].affects": always("What it may affect: functionality or delivery.", "functionality"),
  "issues[].area": {
    help: "Part of the service that the issue concerns.",
    from: "discovery",
    example: "access needs as free text",
  },
  "issues[].requirement": {
    help: "The duty that causes the issue.",
    from: "discovery",
    example: "only necessary health data may be held",
  },
  "issues[].effect": {
    help: "What it does to the plans.",
    from: "discovery",
    example: "fixed choices take the place of the text box",
  },
  "issues[].owner": {
    help: "Role or team that deals with it.",
    from: "discovery",
    example: "visits-team",
  },
  "issues[].discussed_with": {
    help: "The experts you discussed it with: legal or business.",
    example: "legal",
  },
  "issues[].date": { help: "Day of that talk.", example: "2026-02-11" },
  "issues[].outcome": { help: "Link to what came of it.", example: "docs/adr/0002.md" },

  considerations: {
    help: "Status of each of the considerations C01 to C19 (one that is not listed is not started).",
  },
  "considerations[].id": always("Which consideration, C01 to C19.", "C06"),
  "considerations[].status": always(
    "Its status: not-started, in-progress, addressed or not-applicable.",
    "addressed",
  ),
  "considerations[].owner": {
    help: "Role or team that deals with it.",
    ...OF_AN_OPEN_ONE,
    example: "visits-team",
  },
  "considerations[].due": {
    help: "Day by which it will be addressed.",
    ...OF_AN_OPEN_ONE,
    example: "2027-03-31",
  },
  "considerations[].evidence": {
    help: "Link to the evidence that it is addressed.",
    from: "alpha",
    when: ({ status }) => status === "addressed",
    condition: "if the status is addressed",
    example: "docs/retention.md",
  },
  "considerations[].reason": {
    help: "Why it does not apply.",
    from: "alpha",
    condition: "if the status is `not-applicable`",
    rule: "majority-not-addressed",
    example: "no law-enforcement processing",
  },

  attestations: { help: "What people sign off because no file can show it." },
  "attestations[].expectation": always("Id of the expectation that it is about.", "DSP-DISC-6"),
  "attestations[].statement": {
    help: "What the person signs off, in a sentence.",
    from: "discovery",
    example: "Storage and deletion design agreed",
  },
  "attestations[].role": {
    help: "Role in which the person signs off.",
    example: "technical-architect",
  },
  "attestations[].by": always("Account or role that signs off.", "custody-architects"),
  "attestations[].date": always("Day of the sign-off.", "2026-02-20"),
  "attestations[].evidence": always(
    "Links, paths, issues or commits that prove it.",
    "[docs/adr/0003.md]",
  ),
  "attestations[].valid_until": {
    help: "Last day on which it counts, at most a year after the sign-off.",
    example: "2027-02-20",
  },

  assessments: { help: "Service assessments that took place, or why one is not needed." },
  "assessments[].id": always("Short name of the assessment.", "a1"),
  "assessments[].stage": always("Stage that was assessed: alpha, beta or live.", "alpha"),
  "assessments[].panel": always(
    "Who assessed: internal (your own organisation) or external.",
    "internal",
  ),
  "assessments[].not_applicable": {
    help: "Whether this assessment is not needed.",
    example: "false",
  },
  "assessments[].reason": {
    help: "Why the assessment is not needed.",
    from: "alpha",
    condition: "if it is not applicable",
    rule: "assessment-missing",
    example: "below the threshold of the cross-government panel",
  },
  "assessments[].organisation": {
    help: "Organisation of the panel.",
    example: "Department of Custody Services",
  },
  "assessments[].lead_role": { help: "Role of the lead assessor.", example: "lead assessor" },
  "assessments[].date": {
    help: "Day of the assessment.",
    from: "alpha",
    condition: "unless it is not applicable",
    rule: "assessment-missing",
    example: "2026-04-22",
  },
  "assessments[].environment": {
    help: "What the panel saw, for example prototype, or `live` as beta requires.",
    from: "beta",
    condition: "if beta was assessed",
    rule: "assessment-missing",
    example: "live",
  },
  "assessments[].release": { help: "Release or commit that was assessed.", example: "v1.4.0" },
  "assessments[].data_protection_aspects": {
    help: "What the panel looked at in data protection.",
    from: "alpha",
    condition: "unless it is not applicable",
    rule: "assessment-missing",
    example: "[{ expectation: DSP-ALPHA-6, finding: met }]",
  },
  "assessments[].data_protection_aspects[].expectation": always(
    "Id of the expectation that was looked at.",
    "DSP-ALPHA-6",
  ),
  "assessments[].data_protection_aspects[].question": {
    help: "What the panel asked.",
    example: "How does a record leave the search index?",
  },
  "assessments[].data_protection_aspects[].evidence": {
    help: "Link to what the panel was shown.",
    example: "docs/adr/0005.md",
  },
  "assessments[].data_protection_aspects[].finding": always(
    "What the panel found: met, partly-met or not-met.",
    "met",
  ),
  "assessments[].rating": {
    help: "Overall rating: green, amber or red (older ones: met or not-met).",
    example: "green",
  },
  "assessments[].actions": { help: "Actions that the panel asked for." },
  "assessments[].actions[].text": always("What someone must do.", "name the owner of deletion"),
  "assessments[].actions[].owner": {
    help: "Role or team that does it.",
    example: "visits-team",
  },
  "assessments[].actions[].due": { help: "Day by which it is done.", example: "2026-07-29" },
  "assessments[].actions[].closed_on": {
    help: "Day on which it was done.",
    example: "2026-06-30",
  },
  "assessments[].decision": {
    help: "Outcome: proceed, proceed with actions, or reassess.",
    example: "proceed",
  },
  "assessments[].report": {
    help: "Link to the panel's report.",
    example: "https://wiki.custody.example/assessments/a1",
  },
  "assessments[].next_review": {
    help: "Day on which the panel looks again.",
    example: "2026-10-01",
  },
  "assessments[].security_confidence_profile": {
    help: "Link to the confidence profile of Secure by Design.",
    example: "https://wiki.custody.example/confidence",
  },

  reporting: { help: "Reports that someone needs regularly." },
  "reporting[].name": always("Name of the report.", "monthly visits return"),
  "reporting[].audience": always("Who gets it: internal, or ico.", "internal"),
  "reporting[].every": {
    help: "How often, as an ISO 8601 duration.",
    ...INTERNAL,
    example: "P1M",
  },
  "reporting[].mode": always("How it is made: manual or automatic.", "automatic"),
  "reporting[].last": {
    help: "Day on which it last went out.",
    ...INTERNAL,
    example: "2026-11-02",
  },

  mapping_exercises: {
    help: "Regular exercises in which you check the data map against the real service.",
  },
  "mapping_exercises.every": {
    help: "How often you hold them, as an ISO 8601 duration.",
    ...OF_A_SCHEDULE,
    example: "P1Y",
  },
  "mapping_exercises.done": { help: "Exercises that took place." },
  "mapping_exercises.done[].date": always("Day of the exercise.", "2026-06-01"),
  "mapping_exercises.done[].led_by": {
    help: "Role that led it.",
    from: "post-live",
    example: "information manager",
  },
  "mapping_exercises.done[].participants": {
    help: "Roles that took part.",
    from: "post-live",
    example: "[technical architect, visits-team]",
  },
  "mapping_exercises.done[].scope": {
    help: "What the exercise covered.",
    example: "all flows of the booking site",
  },
  "mapping_exercises.done[].contacted": {
    help: "Organisations and systems that you asked.",
    example: "[custody records team]",
  },
  "mapping_exercises.done[].confirmed": {
    help: "Ids of flows that are as described.",
    example: "[f1, f2]",
  },
  "mapping_exercises.done[].added": {
    help: "Ids of flows that were missing and that you added.",
    example: "[f9]",
  },
  "mapping_exercises.done[].removed": {
    help: "Ids of flows that no longer exist and that you removed.",
    example: "[f4]",
  },
  "mapping_exercises.done[].open_questions": {
    help: "Questions that are still open.",
    example: "[who receives the yearly extract]",
  },
  "mapping_exercises.done[].evidence": {
    help: "Link to the notes.",
    example: "https://wiki.custody.example/mapping/2026",
  },
  "mapping_exercises.done[].next_on": {
    help: "Day that you set for the next one.",
    example: "2027-06-01",
  },
  "mapping_exercises.next": {
    help: "Day of the next exercise.",
    ...OF_A_SCHEDULE,
    example: "2027-06-01",
  },

  compliance_checks: { help: "Regular runs of these checks after live." },
  "compliance_checks.every": {
    help: "How often, as an ISO 8601 duration (monthly, unless you say otherwise).",
    example: "P1M",
  },
  "compliance_checks.done": { help: "Runs whose result was kept." },
  "compliance_checks.done[].date": always("Day of the run.", "2026-11-01"),
  "compliance_checks.done[].ref": always(
    "Link to its result.",
    "https://ci.custody.example/runs/812",
  ),

  ico_reports: {
    help: "What you reported to the Information Commissioner's Office, or an empty list if there was nothing to report.",
  },
  "ico_reports[].date": always("Day of the report.", "2026-08-14"),
  "ico_reports[].trigger": always(
    "Why you reported: request, breach or prior-consultation.",
    "request",
  ),
  "ico_reports[].what": always("What was sent.", "record of processing activities"),
  "ico_reports[].sent_by": { help: "Role that sent it.", example: "data protection officer" },
  "ico_reports[].reference": { help: "The ICO's reference.", example: "IC-000000-X0X0" },
  "ico_reports[].next_due": {
    help: "Day by which the ICO expects the next report.",
    example: "2026-09-14",
  },

  breach: { help: "Whether there has been a personal data breach." },
  "breach.occurred": {
    help: "Whether one has occurred.",
    from: "discovery",
    when: isStated,
    condition: "if `breach` is stated",
    example: "false",
  },
  "breach.record": {
    help: "Link to the record of the breach.",
    from: "discovery",
    when: ({ occurred }) => occurred === true,
    condition: "if one has occurred",
    example: "https://wiki.custody.example/breaches/3",
  },
};

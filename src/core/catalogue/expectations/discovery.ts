import type { Expectation } from "../types.ts";

const HEADING = "Pre-Discovery and Discovery";

/** What holds from the very start. */
export const DISCOVERY: readonly Expectation[] = [
  {
    id: "DSP-DISC-1",
    stage: "discovery",
    level: "must",
    statement:
      "You have examined in depth what the project's requirements mean for data security and privacy.",
    why: "The guidance tells you to do this thoroughly. You will find what you miss now later, when it costs more to change.",
    how: "Start the data map: write `activities` with `purpose`, `data_subjects` and `data_categories`. Add `systems`, `stores`, `parties` and `flows` as far as you know them. Start the data protection impact assessment (DPIA) and set `dpia.status`. Sign off the assessment under `attestations` in the project record. If the project has no personal data, write `no_personal_data` with a reason in `.github/dsp.yml`.",
    shown: {
      all: [
        { rule: "artefact-missing", variant: "data-map" },
        { fact: "personal-data-described" },
        { rule: "required-field-missing", variant: "from-discovery" },
        { fact: "dpia-started" },
        { rule: "dpia-missing" },
        {
          attestation:
            "The team has examined what every requirement of the project means for data security and privacy.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-2",
    stage: "discovery",
    level: "must",
    statement:
      "You consider security and privacy as part of the project's main work, not separately.",
    why: "The guidance asks for this as part of the wider work on the project's strategy. Findings that reach the people who decide scope and money can still change both.",
    how: "Write a section on security and privacy in the business case or the discovery report. Link the section as `evidence` of an attestation under `attestations` in the project record.",
    shown: {
      attestation:
        "The business case or the discovery report covers data security and privacy, and the evidence links to that section.",
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-3",
    stage: "discovery",
    level: "must",
    statement:
      "From the start, you consider how security and privacy could affect the project's functionality.",
    why: "The guidance asks for this from the start and for as long as the project lasts. If privacy rules a feature out, it is cheapest to drop it before you build it.",
    how: "Write each effect under `issues` in the project record with `affects: functionality`. If the team looked and found no effect, sign that off under `attestations`.",
    shown: {
      any: [
        { fact: "functionality-issue-recorded" },
        {
          attestation:
            "The team has considered how security and privacy could affect functionality, and has found no effect.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-4",
    stage: "discovery",
    level: "must",
    statement:
      "From the start, you consider how security and privacy could affect the project's delivery.",
    why: "The guidance names delivery beside functionality. Agreements, transfers and assessments take weeks, and your plan must allow for them.",
    how: "Write each effect on time, cost or order of work under `issues` in the project record with `affects: delivery`. If the team looked and found no effect, sign that off under `attestations`.",
    shown: {
      any: [
        { fact: "delivery-issue-recorded" },
        {
          attestation:
            "The team has considered how security and privacy could affect delivery, and has found no effect.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-5",
    stage: "discovery",
    level: "must",
    statement: "You keep reviewing security and privacy for the life of the project.",
    why: "The guidance says throughout. Services change, and a file that nobody has reviewed describes an earlier version.",
    how: "Add a `review` with `owner`, `last_reviewed` and `review_by` to every file. Set the dates at most a year apart, and review each file by its date.",
    shown: { all: [{ fact: "review-scheduled" }, { rule: "stale-review" }] },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-6",
    stage: "discovery",
    level: "must",
    statement: "You consult technical architects to inform and improve how you deliver the work.",
    why: "The guidance asks for the consultation and says what it is for. Architects know which choices security and privacy leave open, while you can still choose.",
    how: "Talk the options through and keep a dated note or decision record. Link it as `evidence` of an attestation with `role: technical-architect` in the project record.",
    shown: {
      attestation:
        "Technical architects were consulted on how the work is delivered, and the evidence is a dated note or decision record.",
      role: "technical-architect",
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-7",
    stage: "discovery",
    level: "must",
    statement: "Changes made after talking to architects do not weaken compliance.",
    why: "The guidance sets this condition together with the consultation. A change that breaks a legal duty is not an improvement.",
    how: "In each decision record, name the requirement that the choice affects and say how you keep meeting it. Link the records as `evidence` of an attestation in the project record.",
    shown: {
      attestation:
        "Each decision that came out of the consultation names the requirements it affects and says how each is still met.",
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-8",
    stage: "discovery",
    level: "must",
    statement:
      "You discuss every problem or consequence that you find with legal or business experts.",
    why: "The guidance lets you choose between legal and business experts. A team that settles a problem alone takes a risk that is not its own.",
    how: "For each entry under `issues` in the project record, write `discussed_with` (legal or business) and the day as `date`. Link the result as `outcome`. Sign off under `attestations` that the list is complete.",
    shown: {
      where: { fact: "issues-discussed" },
      all: [
        {
          attestation:
            "Every problem that came up is in the record and was discussed with legal or business experts.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-9",
    stage: "discovery",
    level: "must",
    statement:
      "You know in which areas the required compliance could get in the way of functionality.",
    why: "The guidance asks you to identify these areas. When a clash has a name and an owner, you can design around it.",
    how: "For each issue with `affects: functionality` in the project record, write its `area`, the `requirement`, the `effect` and the `owner`.",
    shown: { fact: "functionality-issues-described" },
    holds: "onward",
    heading: HEADING,
  },
];

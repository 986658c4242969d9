import type { Expectation } from "../types.ts";

const HEADING = "Pre-Discovery and Discovery";

/** What holds from the very start. */
export const DISCOVERY: readonly Expectation[] = [
  {
    id: "DSP-DISC-1",
    stage: "discovery",
    level: "must",
    statement:
      "What the project is required to do has been examined in depth for its consequences for data security and privacy.",
    why: "The guidance puts this as an instruction and adds that it be thorough. Whatever goes unnoticed now is found later, when it costs more to change.",
    how: "Start the data map: `activities` with `purpose`, `data_subjects` and `data_categories`, then `systems`, `stores`, `parties` and `flows` as far as they are known. Start the DPIA and set `dpia.status`. Sign the assessment under `attestations` in the project record. A project without personal data says so as `no_personal_data`, with a reason, in `.github/dsp.yml`.",
    shown: {
      all: [
        { rule: "artefact-missing", variant: "data-map" },
        { fact: "personal-data-described" },
        { rule: "required-field-missing", variant: "from-discovery" },
        { fact: "dpia-started" },
        { rule: "dpia-missing" },
        {
          attestation:
            "The team has examined every requirement of the project for what it means for data security and privacy.",
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
      "The examination of security and privacy is part of the larger work on what the project is strategically there to do, and not a side track.",
    why: "The guidance asks for it as part of that work. Findings that reach the people who decide on scope and money can still change both.",
    how: "Let the business case or the discovery report have a passage on security and privacy, and link it as `evidence` of an attestation under `attestations` in the project record.",
    shown: {
      attestation:
        "The business case or the discovery report treats data security and privacy, and the evidence links to where.",
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-3",
    stage: "discovery",
    level: "must",
    statement:
      "From its first day the project considers what security and privacy could do to functionality.",
    why: "The guidance asks for this from the start and for as long as the project lasts. A feature that privacy rules out is cheap to drop before it is built.",
    how: "Write each effect under `issues` in the project record with `affects: functionality`. Where the team looked and found none, sign that under `attestations`.",
    shown: {
      any: [
        { fact: "functionality-issue-recorded" },
        {
          attestation:
            "The team has considered what security and privacy could do to functionality, and has found no effect.",
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
      "From its first day the project considers what security and privacy could do to delivery.",
    why: "The guidance names delivery beside functionality. Agreements, transfers and assessments take weeks that a plan has to hold.",
    how: "Write each effect on time, cost or order of work under `issues` in the project record with `affects: delivery`. Where the team looked and found none, sign that under `attestations`.",
    shown: {
      any: [
        { fact: "delivery-issue-recorded" },
        {
          attestation:
            "The team has considered what security and privacy could do to delivery, and has found no effect.",
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
    statement:
      "Thinking about security and privacy goes on for as long as the project does; it is not done once and put away.",
    why: "The guidance says throughout. Services change, and a file that nobody has looked at describes an earlier one.",
    how: "Give every file a `review` with `owner`, `last_reviewed` and `review_by`, at most a year apart, and go through each when it falls due.",
    shown: { all: [{ fact: "review-scheduled" }, { rule: "stale-review" }] },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-6",
    stage: "discovery",
    level: "must",
    statement:
      "Technical architects are consulted, so that how the work is delivered becomes better informed, and better.",
    why: "The guidance asks for the consultation and gives this as its aim. Architects know which choices security and privacy leave open, while there still is a choice.",
    how: "Talk the options through, keep a dated note or decision record, and link it as `evidence` of an attestation with `role: technical-architect` in the project record.",
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
    statement:
      "What comes out of talking to the architects keeps compliance intact: no better route is bought with a gap.",
    why: "The guidance adds this condition in the same breath as the consultation. An improvement that breaks a legal duty is none.",
    how: "Name in each decision record which requirement the choice touches and what keeps it met. Link the records as `evidence` of an attestation in the project record.",
    shown: {
      attestation:
        "Each decision that came out of the consultation names the requirements that it touches and how each goes on being met.",
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-DISC-8",
    stage: "discovery",
    level: "must",
    statement:
      "Any difficulty or consequence that comes to light is talked over with experts in law or in the business.",
    why: "The guidance leaves open which of the two it is, legal or business. A team that settles such a question alone takes on a risk that is not its own.",
    how: "For each entry under `issues` in the project record, write `discussed_with` (legal or business), the day as `date`, and link what came of it as `outcome`. Sign under `attestations` that the list is whole.",
    shown: {
      where: { fact: "issues-discussed" },
      all: [
        {
          attestation:
            "Every difficulty that came up is in the record and was talked over with legal or business experts.",
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
      "The places are known where compliance, as it is required, could get in the way of functionality.",
    why: "The guidance asks for these areas to be identified. Once a clash has a name and an owner it can be designed around.",
    how: "For each issue with `affects: functionality` in the project record, write its `area`, the `requirement`, the `effect` and the `owner`.",
    shown: { fact: "functionality-issues-described" },
    holds: "onward",
    heading: HEADING,
  },
];

import type { Expectation } from "../types.ts";

const HEADING = "Alpha";

/** What the service assessments at the end of alpha look at. */
export const ALPHA: readonly Expectation[] = [
  {
    id: "DSP-ALPHA-1",
    stage: "alpha",
    level: "must",
    statement: "A team from inside the organisation assesses the service at alpha.",
    why: "The guidance states as a fact that internal teams assess services at this stage. They know the organisation's own duties best.",
    how: "Book the department's panel. Record the assessment under `assessments` in the project record, with `stage: alpha`, `panel: internal`, `date`, `rating` and `decision`.",
    shown: {
      where: { assessment: "alpha", panel: "internal" },
      all: [{ rule: "assessment-missing", variant: "alpha-internal" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-2",
    stage: "alpha",
    level: "must",
    statement:
      "The Government Digital Service (GDS) or the Cabinet Office also assesses the service at alpha.",
    why: "The guidance names both an internal and an external team. Today's service manual sends many services to only one of them. If there is no external assessment, you can mark it as not applicable with the reason.",
    how: "Record the assessment under `assessments` in the project record, with `stage: alpha`, `panel: external`, `date`, `rating` and `decision`. If there will not be one, write `not_applicable: true` and the `reason`.",
    shown: {
      where: { assessment: "alpha", panel: "external" },
      all: [{ rule: "assessment-missing", variant: "alpha-external" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-3",
    stage: "alpha",
    level: "must",
    statement:
      "The alpha assessments check aspects of the GDPR and the Data Protection Act 2018 in particular.",
    why: "The guidance says that the assessments do so specifically. A panel that saw only the user journey has not looked at what this list is about. GDPR here means the UK GDPR.",
    how: "Agree with the panel beforehand which expectations it looks at. List each one under `data_protection_aspects` of the assessment, with `question`, `evidence` and `finding`.",
    shown: {
      all: [
        { assessment: "alpha", aspect: "any" },
        { rule: "assessment-missing", variant: "alpha-no-aspects" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-4",
    stage: "alpha",
    level: "must",
    statement:
      "By the end of alpha, you have addressed more than half of the compliance considerations.",
    why: "The guidance asks for the majority, but has no list to count. This tool counts the considerations C01 to C19 of MoJ's triage standards, and leaves out those that do not apply.",
    how: "Go through the considerations (`dsp explain C01`). List each under `considerations` in the project record with its `status`. If it is addressed, add `evidence`. If it does not apply, add a `reason`. If it is still open, add `owner` and `due`.",
    shown: { rule: "majority-not-addressed" },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-5",
    stage: "alpha",
    level: "must",
    statement: "The developers themselves can explain how what they build ensures compliance.",
    why: "The guidance expects this of the development team, not of its advisers. The people who write the code make the small decisions that privacy depends on.",
    how: "As a team, write a statement that covers each of the `activities` in the data map. Link the statement from an attestation in the project record. Set `lawful_basis`, `legal_power` and any conditions in the data map. Ask the panel to check this, and record its finding under `data_protection_aspects` with `expectation: DSP-ALPHA-5`.",
    shown: {
      all: [
        {
          attestation:
            "The development team has written down, for each processing activity, how its work ensures compliance.",
        },
        { assessment: "alpha", aspect: "DSP-ALPHA-5" },
        { rule: "no-lawful-basis" },
        { rule: "unsuitable-basis" },
        { rule: "special-without-condition" },
        { rule: "offence-without-condition" },
        { rule: "category-outside-activity" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-6",
    stage: "alpha",
    level: "must",
    statement: "You can test your architecture choices against security and privacy requirements.",
    why: "The guidance asks that they can be tested. To test them, you need both sides in writing: what you chose, and the requirements that it must meet.",
    how: "For each store of personal data in the data map, set `technology`, `location` and `removal`, and link the decision record or test as `decision`. Include both ends of every flow in the map. Sign off under `attestations` in the project record that you checked the choices against the requirements.",
    shown: {
      all: [
        { fact: "stores-testable" },
        { rule: "required-field-missing", variant: "from-alpha" },
        { rule: "dangling-reference" },
        { rule: "orphan-element" },
        { rule: "personal-data-in-test" },
        { rule: "le-log-incomplete" },
        {
          attestation:
            "The architecture choices were checked against the security and privacy requirements, and the evidence shows the result.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-7",
    stage: "alpha",
    level: "must",
    statement:
      "You only use technology that prevents automatic deletion (for example blockchain) if you have recorded the decision.",
    why: "The guidance names blockchain as an example and says that it might not be acceptable. This is not a ban: it calls for a decision that people can read.",
    how: "Look at each store with `removal: none` or `removal: key-destruction`, and at anything like a ledger. Remove the personal data, or write down why it may stay. Link that decision as `decision` in the data map.",
    shown: { rule: "irremovable-personal-data" },
    holds: "onward",
    heading: HEADING,
  },
];

import type { Expectation } from "../types.ts";

const HEADING = "Alpha";

/** What the service assessments at the end of alpha look at. */
export const ALPHA: readonly Expectation[] = [
  {
    id: "DSP-ALPHA-1",
    stage: "alpha",
    level: "must",
    statement: "A team from inside the organisation assesses the service during alpha.",
    why: "The guidance states as a fact that internal teams will assess services at this stage. They know the organisation's own duties best.",
    how: "Book the department's panel and record the assessment under `assessments` in the project record, with `stage: alpha`, `panel: internal`, `date`, `rating` and `decision`.",
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
      "A team from outside, of the Cabinet Office or the Government Digital Service, assesses the service during alpha too.",
    why: "The guidance names both an internal and an external team. Today's service manual sends many services to one of the two only, so an external assessment may be marked as not applicable with the reason.",
    how: "Record it under `assessments` in the project record, with `stage: alpha`, `panel: external`, `date`, `rating` and `decision`. Where there is to be none, write `not_applicable: true` and the `reason`.",
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
      "The alpha assessments look in particular at aspects of the GDPR and the Data Protection Act 2018.",
    why: "The guidance says that they will do so specifically. A panel that saw only the user journey has not looked at what this list is about. Where it says GDPR, the UK GDPR is meant.",
    how: "Agree with the panel beforehand which expectations it looks at. List each under `data_protection_aspects` of the assessment, with `question`, `evidence` and `finding`.",
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
      "By the end of alpha, more than half of what compliance calls for has been dealt with.",
    why: "The guidance speaks of the majority. It gives no list to count, so this one counts the considerations C01 to C19 of MoJ's triage standards, less those that do not apply.",
    how: "Go through the considerations (`dsp explain C01`) and list each under `considerations` in the project record with its `status`: with `evidence` where addressed, a `reason` where not applicable, and `owner` and `due` where still open.",
    shown: { rule: "majority-not-addressed" },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-ALPHA-5",
    stage: "alpha",
    level: "must",
    statement: "The developers themselves can explain how what they build ensures compliance.",
    why: "The guidance has the assessment look for this in the development team, not in its advisers. Those who write the code take the small decisions that privacy hangs on.",
    how: "Write, as a team, a statement that covers each of the `activities` in the data map, and link it from an attestation in the project record. State `lawful_basis`, `legal_power` and any conditions there. Have the panel ask, and record its finding under `data_protection_aspects` with `expectation: DSP-ALPHA-5`.",
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
    statement:
      "The choices of technical architecture are such that they can be put to the test against security and privacy requirements.",
    why: "The guidance asks that they can be tested, which takes both sides in writing: what was chosen, and what it has to live up to.",
    how: "For each store of personal data in the data map, state `technology`, `location` and `removal`, and link the decision record or test as `decision`. Let every flow have both its ends in the map. Sign under `attestations` in the project record that the choices were held against the requirements.",
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
            "The architecture choices were held against the security and privacy requirements, and the evidence shows the result.",
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
      "Technology that stands in the way of removing information automatically once it is not needed, as a blockchain can, is taken up only after a decision on just that.",
    why: "The guidance gives blockchain as its example and says that it might not be acceptable. That calls for a decision that can be read, not for a ban.",
    how: "Look at each store with `removal: none` or `removal: key-destruction`, and at anything like a ledger. Take personal data out, or write down why it may stay and link that as `decision` in the data map.",
    shown: { rule: "irremovable-personal-data" },
    holds: "onward",
    heading: HEADING,
  },
];

import type { Expectation } from "../types.ts";

const HEADING = "Post-Live (Ongoing)";

/** What completes the work, and what goes on for good. */
export const POST_LIVE: readonly Expectation[] = [
  {
    id: "DSP-POST-1",
    stage: "post-live",
    level: "context",
    statement:
      "The tasks that come after live make the last parts of the project's security and privacy possible.",
    why: "The guidance introduces its last list this way. Nothing is asked here.",
    how: "Use the list as the plan for closing the project: what stands open here blocks it.",
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-POST-2",
    stage: "post-live",
    level: "must",
    statement: "The automated tasks that were left for last are ready.",
    why: "The guidance states it as a fact of this stage: what beta and live were allowed to put off is now due. After the project nobody is left to do it by hand.",
    how: "On each rule of the deletion plan bring `automatic.status` to `running`, with `automatic.schedule` and a recent `automatic.last_run`. Bring each report under `reporting` in the project record to `mode: automatic`.",
    shown: {
      all: [
        { rule: "manual-deletion" },
        { rule: "deletion-not-running" },
        { rule: "manual-reporting" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-3",
    stage: "post-live",
    level: "must",
    statement: "The project stays open until its last automated tasks are ready.",
    why: "The guidance says that it cannot close before. A closed project has neither people nor money for unfinished deletion.",
    how: "Write `closing: true` in `.github/dsp.yml` once the team means to close. Then finish what the report lists as open, waivers included.",
    shown: {
      where: { fact: "closing-declared" },
      all: [{ rule: "closing-with-open-tasks" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-4",
    stage: "post-live",
    level: "must",
    statement: "Checks of security and privacy compliance become a standing routine.",
    why: "The guidance moves them to an ongoing status. With the assessments over, a routine is what notices when something slips.",
    how: "Run `dsp check` on a schedule, monthly unless agreed otherwise. In the project record set `compliance_checks.every`, and note each run under `compliance_checks.done` with `date` and `ref`.",
    shown: { fact: "compliance-check-in-time" },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-5",
    stage: "post-live",
    level: "must",
    statement: "Stakeholders inside the organisation receive the reports that are required.",
    why: "The guidance asks for reporting as required, and names internal stakeholders first. The SRO and the information asset owner answer for a risk that they have to be able to see.",
    how: "List the reports under `reporting` in the project record, with `audience: internal`, `every` and `last`. Sign under `attestations` that these are the ones required.",
    shown: {
      all: [
        { fact: "internal-reporting-in-time" },
        {
          rule: "required-field-missing",
          variant: "from-post-live",
          under: "projectRecord.reporting",
        },
        { attestation: "Internal stakeholders receive every report that they require." },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-6",
    stage: "post-live",
    level: "must",
    statement: "The ICO receives the reports that are required, where any are.",
    why: "The guidance names the ICO as the other recipient, again as required. Most services never have to; a breach notice, a prior consultation or a request for the record of processing would make it so.",
    how: "Log each such report under `ico_reports` in the project record: `date`, `trigger`, `what`. An empty list says that there was none. Keep the data map good enough to make the record of processing from it.",
    shown: {
      any: [
        { fact: "ico-reports-logged" },
        { attestation: "Whatever had to be reported to the ICO has been, or nothing had to be." },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-7",
    stage: "post-live",
    level: "must",
    statement: "Data mapping exercises stand in the calendar at regular intervals.",
    why: "The guidance asks for regular exercises to be scheduled and names no interval; a year is this tool's default. An exercise without a date does not take place.",
    how: "In the project record set `mapping_exercises.every` and `mapping_exercises.next`, and keep to them.",
    shown: { all: [{ fact: "mapping-exercise-scheduled" }, { rule: "mapping-exercise-overdue" }] },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-8",
    stage: "post-live",
    level: "must",
    statement: "Data mapping exercises take place.",
    why: "The guidance asks that they be run as well as scheduled. Only people who use the data know what has quietly changed.",
    how: "Go through the flows with the organisations and systems concerned. Record it under `mapping_exercises.done` in the project record: `date`, `led_by`, `participants` (as roles), `contacted`, `confirmed`, `added` and `removed`. Sign under `attestations`.",
    shown: {
      all: [
        { fact: "mapping-exercise-run" },
        {
          rule: "required-field-missing",
          variant: "from-post-live",
          under: "projectRecord.mapping_exercises",
        },
        {
          attestation:
            "The latest data mapping exercise took place as recorded, with those who know the flows.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-9",
    stage: "post-live",
    level: "must",
    statement:
      "Thanks to the data mapping exercises it is known, completely and as of now, what data goes to and comes from each organisation or system that relies on the information.",
    why: "The guidance gives this as what the exercises ensure: full, current, and in both directions. What nobody knows to flow, nobody can stop or protect.",
    how: "After each exercise set `last_confirmed` on every flow of the data map, turn `to-be-defined` into `defined` or remove the flow, and add a flow for every party that has none.",
    shown: {
      all: [
        { rule: "flow-unconfirmed" },
        { rule: "flow-to-be-defined" },
        { rule: "orphan-element" },
        { rule: "required-field-missing", variant: "from-post-live", under: "dataMap.flows" },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
];

import type { Expectation } from "../types.ts";

const HEADING = "Post-Live (Ongoing)";

/** What completes the work, and what goes on for good. */
export const POST_LIVE: readonly Expectation[] = [
  {
    id: "DSP-POST-1",
    stage: "post-live",
    level: "context",
    statement:
      "The tasks after live make the last parts of the project's security and privacy possible.",
    why: "The guidance introduces its last list this way. It asks for nothing here.",
    how: "Use the list as your plan for closing the project. Anything still open on it blocks closing.",
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-POST-2",
    stage: "post-live",
    level: "must",
    statement: "The last automated tasks are ready.",
    why: "The guidance states this as a fact of the stage. What you could put off at beta and live is now due. After the project, nobody is left to do it by hand.",
    how: "Make deletion run by itself: on each rule of the deletion plan, set `automatic.status` to `running`, with `automatic.schedule` and a recent `automatic.last_run`. Make the reports automatic: set `mode: automatic` for each under `reporting` in the project record.",
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
    why: "The guidance says that the project cannot close before. A closed project has neither people nor money for unfinished deletion.",
    how: "Write `closing: true` in `.github/dsp.yml` when the team wants to close the project. Then finish what the report lists as open, including waivers.",
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
    statement: "Checking security and privacy compliance becomes routine.",
    why: "The guidance moves the checks to an ongoing status. The assessments are over, so only a routine shows you when something slips.",
    how: "Run `dsp check` on a schedule: every month, unless you agree otherwise. In the project record, set `compliance_checks.every`. Note each run under `compliance_checks.done` with `date` and `ref`.",
    shown: { fact: "compliance-check-in-time" },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-5",
    stage: "post-live",
    level: "must",
    statement: "Internal stakeholders receive the reports that are required.",
    why: "The guidance asks for reporting as required, and names internal stakeholders first. The senior responsible owner (SRO) and the information asset owner answer for risks that they must be able to see.",
    how: "List the reports under `reporting` in the project record, with `audience: internal`, `every` and `last`. Sign off under `attestations` that these are the ones required.",
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
    statement:
      "The Information Commissioner's Office (ICO) receives any reports that are required.",
    why: "The guidance names the ICO as the other recipient, again as required. Most services never report to it. You must report after, for example, a breach that is notifiable, a prior consultation or a request for the record of processing.",
    how: "Log each report to the ICO under `ico_reports` in the project record, with `date`, `trigger` and `what`. An empty list says that there were no reports. Keep the data map good enough to make the record of processing from it.",
    shown: {
      any: [
        { fact: "ico-reports-logged" },
        {
          attestation:
            "Everything that you must report to the ICO has been reported, or there was nothing to report.",
        },
      ],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-7",
    stage: "post-live",
    level: "must",
    statement: "You schedule data mapping exercises at regular intervals.",
    why: "The guidance asks you to schedule regular exercises and names no interval. This tool's default is a year. An exercise without a date does not take place.",
    how: "In the project record set `mapping_exercises.every` and `mapping_exercises.next`, and keep to them.",
    shown: { all: [{ fact: "mapping-exercise-scheduled" }, { rule: "mapping-exercise-overdue" }] },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-POST-8",
    stage: "post-live",
    level: "must",
    statement: "You run data mapping exercises.",
    why: "The guidance asks you to run the exercises as well as schedule them. Only people who use the data know what has quietly changed.",
    how: "Go through the flows with the organisations and systems concerned. Record the exercise under `mapping_exercises.done` in the project record: `date`, `led_by`, `participants` (as roles), `contacted`, `confirmed`, `added` and `removed`. Sign off under `attestations`.",
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
            "The latest data mapping exercise took place as recorded, with people who know the flows.",
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
      "From the exercises, you know in full what data now goes to and comes from each organisation or system that depends on it.",
    why: "The guidance says that the exercises ensure this: in full, up to date and in both directions. You cannot stop or protect a flow that you do not know about.",
    how: "After each exercise, set `last_confirmed` on every flow of the data map. Turn `to-be-defined` into `defined`, or remove the flow. Add a flow for every party that does not have one.",
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

import type { Expectation } from "../types.ts";

const HEADING = "Live";

/** What the final service assessments look at, and what may still be open then. */
export const LIVE: readonly Expectation[] = [
  {
    id: "DSP-LIVE-1",
    stage: "live",
    level: "must",
    statement: "You hold the last of the service assessments: those for live.",
    why: "The guidance calls them final. After them, nobody from outside the team assesses the service as a matter of course.",
    how: "Record the live assessments under `assessments` in the project record, with `stage: live` and the day as `date`.",
    shown: {
      all: [{ assessment: "live" }, { rule: "assessment-missing", variant: "live-no-aspects" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-2",
    stage: "live",
    level: "must",
    statement: "A team from inside the organisation assesses the service again at live.",
    why: "The guidance asks internal teams to assess the service again, for the third time.",
    how: "Record the assessment under `assessments` in the project record, with `stage: live`, `panel: internal`, `date`, `rating` and `decision`.",
    shown: {
      where: { assessment: "live", panel: "internal" },
      all: [{ rule: "assessment-missing", variant: "live-internal" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-3",
    stage: "live",
    level: "must",
    statement: "A Government Digital Service (GDS) team assesses the service again at live.",
    why: "The guidance names GDS here too. If today's service manual provides for only one panel, the record says why the other does not apply.",
    how: "Record the assessment under `assessments` in the project record, with `stage: live`, `panel: external`, `date`, `rating` and `decision`. If there will not be one, write `not_applicable: true` and the `reason`.",
    shown: {
      where: { assessment: "live", panel: "external" },
      all: [{ rule: "assessment-missing", variant: "live-external" }],
    },
    holds: "onward",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-4",
    stage: "live",
    level: "later",
    statement: "Some aspects of how you share data may still be open at live.",
    why: "The guidance allows aspects of sharing that are not fully defined at this stage. By post-live you must define every flow (DSP-POST-9).",
    how: "You do not need to do anything. Keep planned flows in the data map with `status: to-be-defined`, which leads to a notice and no more. As soon as data moves, the flow is `defined`, and its party needs an agreement.",
    shown: { rule: "flow-to-be-defined" },
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-5",
    stage: "live",
    level: "context",
    statement:
      "Sharing may still be open because systems that supply or consume the information may not depend on it yet.",
    why: "The guidance says that this is the reason. It applies to data going out and to data coming in, for as long as a flow is not in use.",
    how: "When another system comes to depend on the data, or this service on another system's data, complete the flow in the data map. Set `activity`, `data_categories`, `method` and `status: defined`.",
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-6",
    stage: "live",
    level: "later",
    statement: "You may still do some of the reporting by hand at live.",
    why: "The guidance allows this for some aspects of reporting, not for all and not for good. By post-live, what is left to automate must be ready (DSP-POST-2).",
    how: "You do not need to do anything. List each report under `reporting` in the project record. `mode: manual` leads to a notice and no more.",
    shown: { rule: "manual-reporting" },
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-7",
    stage: "live",
    level: "context",
    statement:
      "You may still make reports by hand because the system is new and the business is still working out what management information it needs.",
    why: "The guidance says that this is the reason. If you automate a report before anyone knows what it is for, you do the work twice.",
    how: "Agree which reports to keep with the people who read them. Set `every` and `last` for each under `reporting` in the project record.",
    holds: "in-stage",
    heading: HEADING,
  },
];

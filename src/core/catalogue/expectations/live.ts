import type { Expectation } from "../types.ts";

const HEADING = "Live";

/** What the final service assessments look at, and what may still be open then. */
export const LIVE: readonly Expectation[] = [
  {
    id: "DSP-LIVE-1",
    stage: "live",
    level: "must",
    statement: "The last of the service assessments, those for live, are held.",
    why: "The guidance calls them final. After them nobody from outside the team comes to look as a matter of course.",
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
    statement:
      "A team from inside the organisation carries out the live assessment, as one did the earlier ones.",
    why: "The guidance has internal teams perform them again, for the third time.",
    how: "Record it under `assessments` in the project record, with `stage: live`, `panel: internal`, `date`, `rating` and `decision`.",
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
    statement: "A GDS team carries out the live assessment, as one did the earlier ones.",
    why: "The guidance names GDS here too. Where today's service manual provides for one panel only, the record says why the other does not apply.",
    how: "Record it under `assessments` in the project record, with `stage: live`, `panel: external`, `date`, `rating` and `decision`. Where there is to be none, write `not_applicable: true` and the `reason`.",
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
    statement: "How data is shared may still be open in places when the service goes live.",
    why: "The guidance allows that aspects of sharing are not fully defined at this stage. By post-live every flow has to be (DSP-POST-9).",
    how: "Nothing has to be done for this one. Keep planned flows in the data map with `status: to-be-defined`, which leads to a notice and no more. As soon as data moves, the flow is `defined`, and its party needs an agreement.",
    shown: { rule: "flow-to-be-defined" },
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-5",
    stage: "live",
    level: "context",
    statement:
      "Systems that supply or consume the shared information may not have come to rely on it yet, which is why sharing may still be open.",
    why: "The guidance gives this as the reason. It holds for data going out and for data coming in, as long as a flow is not in use.",
    how: "When another system comes to depend on the data, or this service on another's, settle the flow in the data map: `activity`, `data_categories`, `method` and `status: defined`.",
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-6",
    stage: "live",
    level: "later",
    statement: "A part of the reporting may still be done by hand when the service goes live.",
    why: "The guidance allows this for some aspects of reporting, not for all, and not for good: by post-live what is left to automate is to be ready (DSP-POST-2).",
    how: "Nothing has to be done for this one. List each report under `reporting` in the project record; `mode: manual` leads to a notice and no more.",
    shown: { rule: "manual-reporting" },
    holds: "in-stage",
    heading: HEADING,
  },
  {
    id: "DSP-LIVE-7",
    stage: "live",
    level: "context",
    statement:
      "The system is new and the management information that the business needs is still taking shape, which is why reports may still be made by hand.",
    why: "The guidance gives this as the reason. Automating a report before anyone knows what it is for is work done twice.",
    how: "Agree with those who read them which reports are to stay, and set `every` and `last` for each under `reporting` in the project record.",
    holds: "in-stage",
    heading: HEADING,
  },
];

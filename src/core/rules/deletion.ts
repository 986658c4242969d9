import type { AutomaticStatus, DeletionRule } from "../artefacts/deletion-plan.ts";
import { daysBetween, type IsoDate } from "../dates.ts";
import type { Path } from "../documents/place.ts";
import { addTo, duration, plus, times } from "../durations.ts";
import { byStage } from "../levels.ts";
import { name, nameList } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

export const manualDeletion = defineRule({
  id: "manual-deletion",
  code: "X07",
  summary: "No rule depends on deletion by hand, because the automatic mechanism has been built.",
  why: "Deletion by hand is enough while a service holds little data. Later people forget it, so it must become automatic.",
  source: "DSP-BETA-7 and DSP-POST-2; consideration C07",
  mend: "Build the automatic mechanism, then record its status. You may wait with this until post-live.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    manual: { procedure: docs/runbooks/delete-booking.md }
    automatic: { status: built, due: 2027-03-31, ref: jobs/delete-bookings.ts }`,
  levels: byStage("none", "none", "notice", "warning", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan }) =>
    deletionPlan.rules.flatMap((rule, index) =>
      rule.manual === undefined || !isUnbuilt(rule.automatic?.status)
        ? []
        : {
            in: "deletionPlan",
            at: automaticPath(rule, index, "status"),
            message: `rule ${name(rule.id)} runs by hand only: ${statusInWords(rule)}`,
            fix: "build the automatic mechanism, which must run by post-live, and set `automatic.status` to `built`",
            about: [rule.id],
          },
    ),
});

export const noAutomaticPlan = defineRule({
  id: "no-automatic-plan",
  code: "X08",
  summary:
    "Every rule says by when its automatic deletion is due and what does it, or why it needs no automatic deletion.",
  why: "Automatic deletion may come later, but the plan for it may not. A plan needs a day, and a thing to build.",
  source: "DSP-BETA-9; consideration C07",
  mend: "Set `automatic.due` and `automatic.ref`, or set the status `not-needed` with a reason.",
  example: `# deletion-plan.yml
rules:
  - id: bans
    stores: [bans-index]
    automatic: { status: planned, due: 2027-02-28, ref: https://tracker.example/V-290 }
  - id: paper-slips
    stores: [slips]
    automatic: { status: not-needed, reason: shredded by hand at the end of each day }`,
  levels: byStage("none", "notice", "failure-at-gate", "failure", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const fault = planFault(rule);
      if (!fault) return [];
      const at = ["rules", index, rule.automatic ? "automatic" : "id"];
      return { in: "deletionPlan", at, ...fault, about: [rule.id] };
    }),
});

export const mechanismNotBuilt = defineRule({
  id: "mechanism-not-built",
  code: "X09",
  summary: "Every rule that needs automatic deletion has its mechanism built.",
  why: "From beta on the mechanism should exist, even if it need not run yet.",
  source: "DSP-BETA-10; consideration C07",
  mend: "Build the mechanism and set `automatic.status` to `built`, later to `tested` and `running`.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    automatic: { status: built, due: 2027-03-31, ref: jobs/delete-bookings.ts }`,
  levels: byStage("none", "none", "warning", "warning", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan }) =>
    deletionPlan.rules.flatMap((rule, index) =>
      // The specification names `planned`; no plan at all cannot count as more than that.
      !isUnbuilt(rule.automatic?.status)
        ? []
        : {
            in: "deletionPlan",
            at: automaticPath(rule, index, "status"),
            message:
              rule.automatic?.status === "planned"
                ? `the automatic mechanism of rule ${name(rule.id)} is only planned`
                : `rule ${name(rule.id)} has no automatic mechanism: ${statusInWords(rule)}`,
            fix: "build the mechanism, and set `automatic.status` to `built`",
            about: [rule.id],
          },
    ),
});

export const deletionNotRunning = defineRule({
  id: "deletion-not-running",
  code: "X10",
  summary:
    "Automatic deletion runs for every rule that needs it, and its last run is no older than twice its schedule.",
  why: "When a service is live, some of its data is due every day. A job that has silently stopped keeps all of it.",
  source: "DSP-POST-2; UK GDPR Art 5(1)(e); consideration C07",
  mend: "Start the mechanism, and keep `automatic.last_run` up to date.",
  example: `# deletion-plan.yml
rules:
  - id: logs
    stores: [access-log]
    automatic: { status: running, due: 2026-08-01, ref: infra/logs.tf, schedule: P1D, last_run: 2026-11-22 }`,
  levels: byStage("none", "none", "none", "warning", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan, today }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const fault = runFault(rule, today);
      if (!fault) return [];
      const { field, ...words } = fault;
      const at = automaticPath(rule, index, field);
      return { in: "deletionPlan", at, ...words, about: [rule.id] };
    }),
});

export const mechanismOverdue = defineRule({
  id: "mechanism-overdue",
  code: "X11",
  summary: "Every automatic mechanism was built by the day in the plan.",
  why: "A plan whose day has passed is no longer a plan. Somebody must build the mechanism or agree another day.",
  source: "DSP-BETA-9 and DSP-BETA-10; consideration C07",
  mend: "Build the mechanism, or agree another day and write it down.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    automatic: { status: built, due: 2026-10-31, ref: jobs/delete-bookings.ts }`,
  levels: byStage("none", "warning", "warning", "failure", "failure"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan, today }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const { due, status } = rule.automatic ?? {};
      if (due === undefined || due >= today || !isUnbuilt(status)) return [];
      return {
        in: "deletionPlan",
        at: automaticPath(rule, index, "due"),
        message: `the automatic mechanism of rule ${name(rule.id)} was due on ${due}, and ${statusInWords(rule)}`,
        fix: "build it and set `automatic.status` to `built`, or agree another day and write it in `automatic.due`",
        about: [rule.id],
      };
    }),
});

type Fault = Pick<Problem, "message" | "fix">;
type AutomaticField = keyof NonNullable<DeletionRule["automatic"]>;

function isUnbuilt(status: AutomaticStatus | undefined): boolean {
  return status === undefined || status === "none" || status === "planned";
}

function statusInWords({ automatic }: DeletionRule): string {
  const status = automatic?.status;
  return status === undefined
    ? "`automatic.status` is missing"
    : `\`automatic.status\` is \`${status}\``;
}

/** The field of the automatic mechanism, or if it is missing, what it is missing from. */
function automaticPath({ automatic }: DeletionRule, index: number, field: AutomaticField): Path {
  if (!automatic) return ["rules", index, "id"];
  const mechanism = ["rules", index, "automatic"];
  return automatic[field] === undefined ? mechanism : [...mechanism, field];
}

function planFault({ id, automatic }: DeletionRule): Fault | undefined {
  const { status, reason } = automatic ?? {};
  if (status === "not-needed") {
    if (reason !== undefined) return undefined;
    return {
      message: `rule ${name(id)} says that automatic deletion is not needed, but not why`,
      fix: "add `automatic.reason`, or plan the deletion with `automatic.due` and `automatic.ref`",
    };
  }
  const missing = (["due", "ref"] as const).filter((field) => automatic?.[field] === undefined);
  if (missing.length === 0) return undefined;
  const fields = nameList(missing.map((field) => `automatic.${field}`));
  return {
    message: `the automatic deletion plan of rule ${name(id)} is missing ${fields}`,
    fix: `add ${fields} (\`due\`: the day it must be ready, \`ref\`: the mechanism or the ticket for it), or set the status \`not-needed\` with a \`reason\``,
  };
}

/** A run is known by its day only, and may have been in the last second of it. */
const REST_OF_THE_DAY = duration("PT23H59M59S");

function runFault(
  rule: DeletionRule,
  today: IsoDate,
): (Fault & { field: AutomaticField }) | undefined {
  const { status, schedule, last_run: lastRun } = rule.automatic ?? {};
  if (status === "not-needed") return undefined;
  if (status !== "running") {
    return {
      field: "status",
      message: `automatic deletion does not run for rule ${name(rule.id)}: ${statusInWords(rule)}`,
      fix: "start the mechanism, then set `automatic.status` to `running` and `automatic.last_run` to the day of its latest run",
    };
  }
  if (lastRun === undefined) {
    return {
      field: "last_run",
      message: `rule ${name(rule.id)} says that automatic deletion is running, but records no run`,
      fix: "set `automatic.last_run` to the day of its latest run",
    };
  }
  if (schedule === undefined) return undefined;
  const grace = plus(times(2, duration(schedule)), REST_OF_THE_DAY);
  if (addTo(lastRun, grace) >= today) return undefined;
  const days = daysBetween(lastRun, today);
  return {
    field: "last_run",
    message: `automatic deletion for rule ${name(rule.id)} last ran on ${lastRun}, ${days} days ago, on a schedule of ${schedule}`,
    fix: "find out why it stopped, and set `automatic.last_run` to the day of its latest run",
  };
}

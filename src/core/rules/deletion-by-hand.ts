import type { DeletionRule } from "../artefacts/deletion-plan.ts";
import type { IsoDate } from "../dates.ts";
import { addTo, duration, parseDuration } from "../durations.ts";
import { byStage } from "../levels.ts";
import { list, name, nameList } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

export const manualProcedureUntested = defineRule({
  id: "manual-procedure-untested",
  code: "X12",
  summary: "Every rule has a manual procedure that was tested within the last year, with evidence.",
  why: "From beta on, you must do what can be done by hand, and manual testing is expected. Steps that nobody has tried fail on the day you need them.",
  source: "DSP-BETA-5 and DSP-BETA-6; consideration C08",
  mend: "Write the steps down, try them on test records once a year, and link the evidence of the result.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    stores: [bookings-db]
    manual:
      procedure: docs/runbooks/delete-booking.md
      last_tested: 2026-10-12
      evidence: https://tracker.example/V-311`,
  levels: byStage("none", "notice", "failure", "failure", "warning"),
  needs: ["deletionPlan"],
  check: ({ deletionPlan, today }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const fault = procedureFault(rule, today);
      if (!fault) return [];
      const at = ["rules", index, rule.manual ? "manual" : "id"];
      return { in: "deletionPlan", at, ...fault, about: [rule.id] };
    }),
});

export const dueButNotDeleted = defineRule({
  id: "due-but-not-deleted",
  code: "X51",
  summary: "If the service has held data for longer than a rule's period, a deletion is on record.",
  why: "Automatic deletion may wait because a young service holds little that is due. When records are due, you must delete them, by hand if need be.",
  source: "UK GDPR Art 5(1)(e); DSP-BETA-5 and DSP-BETA-8",
  mend: "Delete what is due by the manual procedure, and record the day as `last_run`.",
  example: `# deletion-plan.yml
rules:
  - id: logs
    stores: [access-log]
    retention: { period: P90D, starts_from: log entry, reason: security monitoring }
    manual: { procedure: docs/runbooks/drop-log-stream.md, last_run: 2026-11-20 }`,
  levels: byStage("none", "none", "warning", "failure", "failure"),
  needs: ["dataMap", "deletionPlan"],
  check: ({ dataMap, deletionPlan, today }) =>
    deletionPlan.rules.flatMap((rule, index) => {
      const since = dueSince(rule, dataMap.service?.holding_since);
      if (since === undefined || since >= today) return [];
      const runs = [rule.manual?.last_run, rule.automatic?.last_run];
      // A run before anything was due cannot have deleted it.
      if (runs.some((on) => on !== undefined && on >= since)) return [];
      return {
        in: "deletionPlan",
        at: ["rules", index, "id"],
        message: `records under rule ${name(rule.id)} have been due for deletion since ${since}, but no run since then is recorded`,
        fix: "delete what is due, and set `manual.last_run` or `automatic.last_run` to the day you did it",
        about: [rule.id],
      };
    }),
});

/** How long a test of the manual procedure counts. Source: `domain.md` section 3, X12. */
const TEST_COUNTS_FOR = duration("P1Y");

function procedureFault(
  { id, manual }: DeletionRule,
  today: IsoDate,
): Pick<Problem, "message" | "fix"> | undefined {
  const { procedure, last_tested: tested, evidence } = manual ?? {};
  const missing = (["procedure", "last_tested", "evidence"] as const)
    .filter((field) => manual?.[field] === undefined)
    .map((field) => `manual.${field}`);
  const isStale = tested !== undefined && addTo(tested, TEST_COUNTS_FOR) < today;
  const faults = [
    ...(missing.length > 0 ? [`is missing ${nameList(missing)}`] : []),
    ...(isStale ? [`was last tested by hand on ${tested}, more than a year ago`] : []),
  ];
  if (faults.length === 0) return undefined;
  const fixes = [
    ...(procedure === undefined
      ? ["write the steps down and link them as `manual.procedure`"]
      : []),
    ...(tested === undefined || isStale
      ? ["try the procedure on test records and set `manual.last_tested` to that day"]
      : []),
    ...(evidence === undefined ? ["link the evidence of the result as `manual.evidence`"] : []),
  ];
  return { message: `rule ${name(id)} ${list(faults)}`, fix: fixes.join(", then ") };
}

/** The day since which the first records are due; undefined if that is not known. */
function dueSince(
  { retention }: DeletionRule,
  holdingSince: IsoDate | undefined,
): IsoDate | undefined {
  const span = parseDuration(retention?.period ?? "");
  return span && holdingSince !== undefined ? addTo(holdingSince, span) : undefined;
}

import { ARTEFACT_NAMES, type ArtefactName } from "../artefacts/index.ts";
import { formatPath, type Path } from "../documents/place.ts";
import { readableValue } from "../dossier.ts";
import { byStage } from "../levels.ts";
import { defineRule, type Problem } from "../rule.ts";

type Step = string | typeof EACH;
const EACH = Symbol("each element of a list");

/**
 * Fields that say when something was done, and what a reader would take them to show. Due dates and
 * expiries are not among them, nor what a rule of its own looks at (attestations, restore tests).
 */
const DONE_ON: readonly { in: ArtefactName; path: readonly Step[]; bearsOn?: string }[] = [
  ...ARTEFACT_NAMES.map((artefact) => ({
    in: artefact,
    path: ["review", "last_reviewed"],
    bearsOn: "DSP-DISC-5",
  })),
  { in: "dataMap", path: ["service", "holding_since"] },
  { in: "dataMap", path: ["privacy_notice", "reviewed"] },
  { in: "dataMap", path: ["flows", EACH, "last_confirmed"], bearsOn: "DSP-POST-9" },
  { in: "deletionPlan", path: ["approved_by", "date"] },
  { in: "deletionPlan", path: ["rules", EACH, "manual", "last_tested"], bearsOn: "DSP-BETA-6" },
  { in: "deletionPlan", path: ["rules", EACH, "manual", "last_run"], bearsOn: "DSP-BETA-5" },
  { in: "deletionPlan", path: ["rules", EACH, "automatic", "last_run"], bearsOn: "DSP-POST-2" },
  { in: "backupConfig", path: ["not_backed_up", EACH, "date"] },
  { in: "projectRecord", path: ["issues", EACH, "date"], bearsOn: "DSP-DISC-8" },
  { in: "projectRecord", path: ["reporting", EACH, "last"], bearsOn: "DSP-POST-5" },
  { in: "projectRecord", path: ["mapping_exercises", "done", EACH, "date"], bearsOn: "DSP-POST-8" },
  { in: "projectRecord", path: ["compliance_checks", "done", EACH, "date"], bearsOn: "DSP-POST-4" },
  { in: "projectRecord", path: ["ico_reports", EACH, "date"], bearsOn: "DSP-POST-6" },
];

export const datedAhead = defineRule({
  id: "dated-ahead",
  code: "P06",
  summary: "Nothing that is recorded as done is dated in the future.",
  why: "A test, a run or a review in the future proves nothing yet. A date far ahead would silence every reminder that counts from it.",
  source: "the project's own rule: evidence must be of things that happened",
  mend: "Write the day on which it was done. If it is only planned, leave the field out until then.",
  example: `# deletion-plan.yml
rules:
  - id: bookings
    manual: { procedure: docs/runbooks/delete.md, last_tested: 2026-10-12, evidence: docs/tests/1.md }`,
  levels: byStage("warning", "warning", "failure", "failure", "failure"),
  needs: [],
  check: ({ dossier, today }) =>
    DONE_ON.flatMap(({ in: artefact, path, bearsOn }) => {
      const value = readableValue(dossier, artefact);
      return value === undefined
        ? []
        : datesAt(value, path, []).flatMap(({ at, date }) =>
            date > today ? problem(artefact, at, date, bearsOn) : [],
          );
    }),
});

function problem(artefact: ArtefactName, at: Path, date: string, bearsOn?: string): Problem {
  return {
    in: artefact,
    at,
    message: `\`${formatPath(at)}\` is ${date}, which is in the future`,
    fix: "write a day up to today, or leave it out until then",
    about: [],
    expectations: bearsOn ? [bearsOn] : undefined,
  };
}

function datesAt(value: unknown, path: readonly Step[], at: Path): { at: Path; date: string }[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === "string" ? [{ at, date: value }] : [];
  if (step === EACH) {
    return Array.isArray(value)
      ? value.flatMap((element, index) => datesAt(element, rest, [...at, index]))
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return datesAt((value as Record<string, unknown>)[step], rest, [...at, step]);
}

import type { ArtefactName, Artefacts } from "./artefacts/index.ts";
import type { Outcome } from "./assessment.ts";
import { addTo, duration } from "./durations.ts";
import { isPersonal } from "./graph.ts";
import { list, nameList } from "./quote.ts";
import type { Circumstances } from "./rule.ts";

/** Something that the evidence shows and that no rule speaks of. */
export interface Fact<Needs extends ArtefactName = ArtefactName> {
  /** What is true if it is met, in a sentence. */
  says: string;
  needs: readonly Needs[];
  check(facts: Pick<Artefacts, Needs> & Circumstances): { outcome: Outcome; detail: string };
}

/** Compliance checks run monthly if the record sets no interval. Source: `domain.md`, DSP-POST-4. */
const DEFAULT_CHECK_INTERVAL = "P1M";

function defineFact<const Needs extends ArtefactName = never>(fact: Fact<Needs>): Fact<Needs> {
  return fact;
}

const met = (detail: string) => ({ outcome: "met" as const, detail });
const open = (detail: string) => ({ outcome: "open" as const, detail });
const notApplicable = (detail: string) => ({ outcome: "not-applicable" as const, detail });

/** Facts by the name that the catalogue uses. */
export const FACTS: Readonly<Record<string, Fact>> = {
  "personal-data-described": defineFact({
    says: "the data map describes at least one processing activity, or the policy says there is no personal data",
    needs: ["dataMap"],
    check: ({ dataMap, policy }) => {
      if (policy.noPersonalData) return met("the policy says that there is no personal data");
      const isEmpty = dataMap.activities.every(({ data_categories: used }) => used?.length === 0);
      return dataMap.activities.length > 0 && !isEmpty
        ? met(
            `${count(dataMap.activities.length, "processing activity", "processing activities")} described`,
          )
        : open(
            "describe at least one processing activity in the data map, with its data categories, or write `no_personal_data` in the policy",
          );
    },
  }),
  "dpia-started": defineFact({
    says: "the DPIA has been started, or is recorded as not required",
    needs: ["dataMap"],
    check: ({ dataMap }) => {
      const { status = "not-started", reason } = dataMap.dpia ?? {};
      if (status === "not-required" && reason === undefined) {
        return open("write in `dpia.reason` of the data map why no DPIA is required");
      }
      return status === "not-started"
        ? open("start the DPIA and set `dpia.status` in the data map")
        : met(`the DPIA's status is ${status}`);
    },
  }),
  "review-scheduled": defineFact({
    says: "the data map says by when it is reviewed next",
    needs: ["dataMap"],
    check: ({ dataMap }) => {
      const by = dataMap.review?.review_by;
      return by
        ? met(`the data map is due for review by ${by}`)
        : open("set `review.review_by` in the data map");
    },
  }),
  "functionality-issue-recorded": issueRecorded("functionality"),
  "delivery-issue-recorded": issueRecorded("delivery"),
  "issues-discussed": defineFact({
    says: "every recorded issue has been discussed with legal or business experts",
    needs: ["projectRecord"],
    check: ({ projectRecord: { issues } }) => {
      if (issues.length === 0) return notApplicable("no issue is recorded");
      const lacking = issues.filter((one) => !one.discussed_with || !one.date || !one.outcome);
      return lacking.length === 0
        ? met(`${count(issues.length, "issue", "issues")} discussed, with date and outcome`)
        : open(
            `${nameList(lacking.map(({ id }) => id))}: add \`discussed_with\` (legal or business), \`date\` and \`outcome\``,
          );
    },
  }),
  "functionality-issues-described": defineFact({
    says: "every issue that affects functionality states its area, requirement, effect and owner",
    needs: ["projectRecord"],
    check: ({ projectRecord: { issues } }) => {
      const concerned = issues.filter(({ affects }) => affects === "functionality");
      if (concerned.length === 0)
        return notApplicable("no issue that affects functionality is recorded");
      const lacking = concerned.filter(
        ({ area, requirement, effect, owner }) => !area || !requirement || !effect || !owner,
      );
      return lacking.length === 0
        ? met(`${count(concerned.length, "issue", "issues")} described`)
        : open(
            `${nameList(lacking.map(({ id }) => id))}: add \`area\`, \`requirement\`, \`effect\` and \`owner\``,
          );
    },
  }),
  "stores-testable": defineFact({
    says: "every store of personal data states technology, location and removal, and links a decision",
    needs: ["dataMap"],
    check: ({ dataMap }) => {
      const personal = dataMap.stores.filter(isPersonal);
      if (personal.length === 0) return notApplicable("no store holds personal data");
      const lacking = personal.filter(
        ({ technology, location, removal, decision }) =>
          !technology || !location || !removal || !decision,
      );
      return lacking.length === 0
        ? met(`${count(personal.length, "store", "stores")} of personal data described`)
        : open(
            `${nameList(lacking.map(({ id }) => id))}: set \`technology\`, \`location\` and \`removal\`, and link a \`decision\``,
          );
    },
  }),
  "internal-reporting-in-time": defineFact({
    says: "at least one report to internal stakeholders is set up, and each was last sent in time",
    needs: ["projectRecord"],
    check: ({ projectRecord: { reporting }, today }) => {
      const internal = reporting.filter(({ audience }) => audience === "internal");
      if (internal.length === 0)
        return open("add a report with `audience: internal` to `reporting`");
      const late = internal.filter(
        ({ every, last }) => !every || !last || addTo(last, duration(every)) < today,
      );
      return late.length === 0
        ? met(`${count(internal.length, "internal report", "internal reports")} in time`)
        : open(
            `${nameList(late.map(({ name }) => name))}: set \`every\` and \`last\`, and send it when it is due`,
          );
    },
  }),
  "ico-reports-logged": defineFact({
    says: "the record logs the reports to the ICO, even if there are no reports",
    needs: ["projectRecord"],
    check: ({ projectRecord: { ico_reports } }) =>
      ico_reports
        ? met(`${count(ico_reports.length, "report", "reports")} to the ICO logged`)
        : open(
            "add `ico_reports` to the project record (an empty list says that there was nothing to report)",
          ),
  }),
  "mapping-exercise-scheduled": defineFact({
    says: "data mapping exercises have an interval and a next date",
    needs: ["projectRecord"],
    check: ({ projectRecord: { mapping_exercises }, today }) => {
      const { every, next } = mapping_exercises ?? {};
      if (next !== undefined && next < today) {
        return open(`the next exercise was due on ${next}: run it, or agree another day`);
      }
      const lacking = [every ? "" : "`every`", next ? "" : "`next`"].filter(Boolean);
      return lacking.length === 0
        ? met(`every ${every}, next on ${next}`)
        : open(`add ${list(lacking)} to \`mapping_exercises\` in the project record`);
    },
  }),
  "mapping-exercise-run": defineFact({
    says: "a data mapping exercise has taken place, and its participants are recorded",
    needs: ["projectRecord"],
    check: ({ projectRecord: { mapping_exercises }, today }) => {
      const done = (mapping_exercises?.done ?? []).filter(({ date }) => date <= today);
      const last = done.reduce<(typeof done)[number] | undefined>(
        (latest, one) => (latest && latest.date >= one.date ? latest : one),
        undefined,
      );
      if (!last)
        return open("run a data mapping exercise and record it under `mapping_exercises.done`");
      return last.participants.length > 0
        ? met(`last run on ${last.date}`)
        : open(`record who took part in the exercise of ${last.date} (\`participants\`, by role)`);
    },
  }),
  "compliance-check-in-time": defineFact({
    says: "this check has run and been recorded within its interval",
    needs: ["projectRecord"],
    check: ({ projectRecord: { compliance_checks }, today }) => {
      const every = compliance_checks?.every ?? DEFAULT_CHECK_INTERVAL;
      const last = (compliance_checks?.done ?? [])
        .map(({ date }) => date)
        .filter((on) => on <= today)
        .sort()
        .at(-1);
      if (last === undefined) {
        return open("run the check on a schedule and record it under `compliance_checks.done`");
      }
      return addTo(last, duration(every)) < today
        ? open(`the last recorded check was on ${last}, every ${every}: run it and record it`)
        : met(`last recorded on ${last}, every ${every}`);
    },
  }),
  "closing-declared": defineFact({
    says: "the project is being closed",
    needs: [],
    check: ({ policy }) =>
      policy.closing
        ? met("the policy says `closing: true`")
        : notApplicable("the project is not being closed"),
  }),
};

function issueRecorded(affects: "functionality" | "delivery"): Fact {
  return defineFact({
    says: `the record has an issue that affects ${affects}`,
    needs: ["projectRecord"],
    check: ({ projectRecord: { issues } }) => {
      const found = issues.filter((issue) => issue.affects === affects);
      return found.length > 0
        ? met(`${count(found.length, "issue", "issues")} recorded`)
        : open(`record an issue with \`affects: ${affects}\`, or sign off that you found none`);
    },
  });
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

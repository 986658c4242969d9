import { LOGGED_OPERATIONS, type Store } from "../artefacts/data-map.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../artefacts/index.ts";
import type { IsoDate } from "../dates.ts";
import type { Reading } from "../dossier.ts";
import { addTo, duration } from "../durations.ts";
import { graphOf, isPersonal } from "../graph.ts";
import { byStage } from "../levels.ts";
import { list, name } from "../quote.ts";
import { defineRule, type Problem } from "../rule.ts";

/** The longest that a review holds. Source: rule X30 of the specification. */
const REVIEW_HOLDS = "P1Y";

export const staleReview = defineRule({
  id: "stale-review",
  code: "X30",
  summary: "Each file was reviewed within the last year and is not past its review date.",
  why: "You must keep thinking about security and privacy for as long as the project lasts. A file that nobody has reviewed for a year describes an earlier service.",
  source: "DSP-DISC-5; ICO accountability framework",
  mend: "Check the file against today's service, correct it, and set both review dates.",
  example: `# data-map.yml
review: { owner: visits-team, last_reviewed: 2026-10-05, review_by: 2027-04-05 }`,
  levels: byStage("notice", "warning", "warning", "failure-at-gate", "failure"),
  needs: [],
  check: ({ dossier, today }) =>
    ARTEFACT_NAMES.flatMap((artefact) => reviewProblems(artefact, dossier[artefact], today)),
});

export const leLogIncomplete = defineRule({
  id: "le-log-incomplete",
  code: "X37",
  summary: "Every store of a law-enforcement activity logs the six operations that the law names.",
  why: "You must be able to tell afterwards who looked at, changed or passed on law-enforcement data. You cannot tell what was not logged at the time.",
  source: "DPA 2018 s.62; consideration C19",
  mend: "Log the missing operations, and list in `audit_log.operations` those that are logged.",
  example: `# data-map.yml
stores:
  - id: bans-index
    data_categories: [name, criminal-offence]
    audit_log:
      operations: [collection, alteration, consultation, disclosure, combination, erasure]
      ref: docs/audit-log.md`,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  // The link to the log's description is required in the way of any required field: see rule X49.
  variants: { undescribed: byStage("none", "notice", "failure-at-gate", "failure", "failure") },
  needs: ["dataMap"],
  check: ({ dataMap }) => {
    const graph = graphOf(dataMap);
    return dataMap.stores.flatMap((store, index) => {
      const fault =
        isPersonal(store) && graph.isLawEnforcement(store.id) ? logFault(store) : undefined;
      if (!fault) return [];
      const at = ["stores", index, store.audit_log ? "audit_log" : "id"];
      return { in: "dataMap", at, ...fault, about: [store.id] };
    });
  },
});

export const manualReporting = defineRule({
  id: "manual-reporting",
  code: "X39",
  summary: "Required reports are automatic by post-live.",
  why: "The business learns late what it needs to know, so you may make reports by hand while a service is new. A project cannot close on a report that waits for someone to remember it.",
  source: "DSP-LIVE-6, DSP-LIVE-7 and DSP-POST-2",
  mend: "Automate the report, or drop it if nobody needs it any more.",
  example: `# project-record.yml
reporting:
  - { name: monthly visits return, audience: internal, every: P1M, mode: automatic, last: 2026-11-02 }`,
  levels: byStage("none", "none", "notice", "notice", "failure"),
  needs: ["projectRecord"],
  check: ({ projectRecord }) =>
    projectRecord.reporting.flatMap((report, index) =>
      report.mode !== "manual"
        ? []
        : {
            in: "projectRecord",
            at: ["reporting", index, "mode"],
            message: `report ${name(report.name)} is still made by hand`,
            fix: "automate it by post-live, then write `mode: automatic`",
            about: [report.name],
          },
    ),
});

/** What a law-enforcement store's log is missing: an operation, or else the link to its description. */
function logFault({
  id,
  audit_log,
}: Store): Pick<Problem, "message" | "fix" | "variant"> | undefined {
  const logged = new Set(audit_log?.operations);
  const missing = LOGGED_OPERATIONS.filter((operation) => !logged.has(operation));
  if (missing.length > 0) {
    return {
      message: `store ${name(id)} serves law enforcement but does not log ${list(missing, "or")}`,
      fix: `log ${missing.length === 1 ? "it" : "them"}, then add to \`audit_log.operations\`: ${missing.join(", ")}`,
    };
  }
  if (audit_log?.ref !== undefined) return undefined;
  return {
    message: `store ${name(id)} serves law enforcement, but nothing describes its audit log`,
    fix: "link the description of the log and its set-up as `audit_log.ref`",
    variant: "undescribed",
  };
}

/** What is wrong with the review dates of one file. Another rule reports missing ones. */
function reviewProblems<Name extends ArtefactName>(
  artefact: Name,
  reading: Reading<{ review?: { last_reviewed?: IsoDate; review_by?: IsoDate } }>,
  today: IsoDate,
): Problem[] {
  if (reading.state !== "read") return [];
  const { last_reviewed: last, review_by: by } = reading.value.review ?? {};
  const { title } = ARTEFACTS[artefact];
  const problem = (key: string, message: string, fix: string): Problem => ({
    in: artefact,
    at: ["review", key],
    message,
    fix,
    about: [],
  });
  const review = `review the ${title}, then set \`last_reviewed\` and \`review_by\``;
  const problems: Problem[] = [];
  const latest = last === undefined ? undefined : addTo(last, duration(REVIEW_HOLDS));
  if (by !== undefined && by < today) {
    problems.push(problem("review_by", `the ${title} was due for review on ${by}`, review));
  } else if (by !== undefined && latest !== undefined && by > latest) {
    const message = `the ${title} was last reviewed on ${last} and is next due on ${by}, more than a year later`;
    const fix = `set \`review_by\` to ${latest} at the latest`;
    problems.push(problem("review_by", message, fix));
  } else if (by === undefined && latest !== undefined && latest < today) {
    const message = `the ${title} was last reviewed on ${last}, more than a year ago`;
    problems.push(problem("last_reviewed", message, review));
  }
  return problems;
}

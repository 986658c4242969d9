import type { Assessment } from "../core/assessment.ts";
import {
  type AssessmentReplyView,
  commitLink,
  type ReadAssessmentReply,
} from "./assessment-reply-view.ts";
import { linkTarget } from "./escape.ts";
import { countsInWords, isLacking, OUTCOME_WORDS } from "./words.ts";

/** What changed since this stage was last assessed here. */
export function changes(view: AssessmentReplyView): string {
  const { assessment, previous } = view;
  if (!previous) {
    return `### What changed\n\nThis is the first assessment of ${assessment.stage} here.\n`;
  }
  const then = countsInWords({ ...previous.findings, waived: 0 });
  const now = countsInWords({ ...assessment.counts, waived: 0 });
  const items = [
    ...expectationsThatMoved(assessment, previous),
    then === now ? `Findings: ${now}, then and now` : `Findings: ${then} then; ${now} now`,
    commits(view, previous),
  ];
  return `### What changed since ${previous.at.slice(0, 10)}\n\n${items.map((item) => `- ${item}\n`).join("")}`;
}

function expectationsThatMoved(
  { expectations }: Assessment,
  { open: before }: ReadAssessmentReply,
): string[] {
  const open = expectations.filter(isLacking).map(({ id }) => id);
  const outcomes = new Map(expectations.map(({ id, outcome }) => [id, outcome]));
  const gone = before.filter((id) => !open.includes(id));
  const met = gone.filter((id) => outcomes.get(id) === "met");
  // An expectation can leave the list without being met: the text says how.
  const others = gone
    .filter((id) => !met.includes(id))
    .map((id) => `${id} (${OUTCOME_WORDS[outcomes.get(id) ?? "not-applicable"]})`);
  return [
    named(
      "Newly open",
      open.filter((id) => !before.includes(id)),
    ) ?? "Newly open: none",
    named("Newly met", met) ?? "Newly met: none",
    named("Open then, and now neither open nor met", others),
    named(
      "Still open",
      open.filter((id) => before.includes(id)),
    ),
  ].filter((line) => line !== undefined);
}

function named(lead: string, ids: readonly string[]): string | undefined {
  return ids.length > 0 ? `${lead}: ${ids.join(", ")}` : undefined;
}

function commits(view: AssessmentReplyView, previous: ReadAssessmentReply): string {
  const { sha, repositoryUrl } = view;
  const now = sha === undefined ? "none" : commitLink(view, sha);
  if (previous.sha === sha) return `Commit: ${now}, then and now`;
  const then = previous.sha === undefined ? "none" : commitLink(view, previous.sha);
  const between = linkTarget(`${repositoryUrl}/compare/${previous.sha}...${sha}`);
  const compared = previous.sha && sha ? ` ([compare](${between}))` : "";
  return `Commit: ${then} then, ${now} now${compared}`;
}

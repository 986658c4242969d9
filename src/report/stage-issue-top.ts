import type { ExpectationResult, Finding } from "../core/assessment.ts";
import { SOURCE } from "../core/catalogue/source.ts";
import { code, linkTarget, md } from "./escape.ts";
import { disagreements, firstItem } from "./markdown-parts.ts";
import { toDoFirst } from "./order.ts";
import { TURN_OFF } from "./stage-issue-bottom.ts";
import { howTo, statement } from "./stage-issue-items.ts";
import { judgedMark, ownersMark, stageMark } from "./stage-issue-marks.ts";
import { mendedAt, type StageIssueView } from "./stage-issue-view.ts";
import { count, isLacking, othersInWords, stageInWords, tallyOf, UNREADABLE } from "./words.ts";

/** Things to do next: as many as anyone reads. */
const MOST = 5;

/** Owners who are named; GitHub assigns no more than ten either. */
const MOST_OWNERS = 10;

/** Marks in the bar of progress. */
const BAR = 20;

/** What opens every stage issue and is never cut; `more` is more of its list. */
export function opening(view: StageIssueView, more: string): string {
  const { assessment } = view;
  const { stageSource, expectations, stage, verdict } = assessment;
  return `${stageMark(view)}
${view.ownersNoted ? ownersMark(view.ownersNoted) : ""}This issue is for the team of this repository. It shows what the *${SOURCE.title}* of the ${SOURCE.publisher} ask for at ${stage}, what is met and what to do next. The App keeps it up to date.

- Stage: ${stageInWords(assessment)}, from ${md(stageSource.name, 100)}
${more}- Commit: ${commit(view)}
- Checked: ${judgedMark(view.judgedAt)}
${keptClosing(view)}
${progress(expectations)}
${verdict === "unreadable" ? `\n${UNREADABLE}.\n` : ""}`;
}

/** No comment tells people each time, so the issue says what happens and how to stop it. */
function keptClosing({ reopened }: StageIssueView): string {
  if (reopened === undefined) return "";
  return `- Closed ${reopened} times while the same expectations were open. Each time the App waits longer before it opens this issue again. To stop this, meet the open expectations or turn off the checks (see "${TURN_OFF}" below).
`;
}

/** More on the stage: other stages that are named, the issue before this one, and the owners. */
export function background(view: StageIssueView): string {
  const { assessment, previous, repositoryUrl, owners } = view;
  const target = previous && linkTarget(`${repositoryUrl}/issues/${previous.number}`);
  const before = previous ? `- Previous stage: [${previous.stage} expectations](${target})\n` : "";
  // As code: a mention would notify the owners at each change. People are assigned instead.
  const named = owners.slice(0, MOST_OWNERS).map((owner) => code(owner));
  const by = named.length > 0 ? `- Owners: ${named.join(", ")}\n` : "";
  return `${disagreements(assessment)}${before}${by}${notAssigned(view)}`;
}

/** Owners that the policy names and GitHub does not assign, so that the team can correct them. */
function notAssigned({ notAssigned = [] }: StageIssueView): string {
  if (notAssigned.length === 0) return "";
  const named = notAssigned.slice(0, MOST_OWNERS).map((owner) => code(owner));
  return `- Owners not assigned: ${named.join(", ")}. GitHub assigns up to ten people, who must be able to read this repository. Correct \`owners\` in the policy, or add them to this repository.
`;
}

/** The findings to fix, worst first; if there are no findings, the expectations that are open. */
export function doNext(view: StageIssueView, standing: readonly Finding[]): string[] {
  const first = toDoFirst(standing, MOST);
  if (first.length > 0) {
    return first.map((one) => firstItem(one, (file, line) => mendedAt(view, file, line)));
  }
  return view.assessment.expectations
    .filter(isLacking)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST)
    .map((one) => `1. **${one.id}** ${statement(one)}\n   - ${howTo(one)}\n`);
}

/** First what cannot be read, because it hides everything else; then each "must", then each "should". */
function rank({ outcome, level }: ExpectationResult): number {
  if (outcome === "unreadable") return 0;
  return level === "must" ? 1 : 2;
}

/** The findings that are not among those to do next. */
export function further(standing: readonly Finding[]): readonly Finding[] {
  const first = toDoFirst(standing, MOST);
  return standing.filter((one) => !first.includes(one));
}

function commit({ sha, repositoryUrl, defaultBranch }: StageIssueView): string {
  if (sha === undefined) return "none yet: the repository is empty";
  const target = linkTarget(`${repositoryUrl}/commit/${sha}`);
  return `[${code(sha.slice(0, 7))}](${target}) of ${code(defaultBranch)}`;
}

/** `14 of 21 met`, with a bar that is full only if everything is met. */
function progress(expectations: readonly ExpectationResult[]): string {
  const { due, of } = tallyOf(expectations);
  const others = othersInWords(expectations);
  const rest = others === "" ? "" : ` · ${others}`;
  if (due === 0) return `**No expectation is due**${rest}`;
  const full = Math.floor((of.met / due) * BAR);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
  return `**${of.met} of ${count(due, "expectation")} met** \`${bar}\`${rest}`;
}

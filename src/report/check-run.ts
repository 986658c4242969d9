import { fails } from "../core/assess.ts";
import type { Assessment, ExpectationResult, Finding } from "../core/assessment.ts";
import type { PolicyProblem } from "../core/policy/found.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { list } from "../core/quote.ts";
import { type ChangeVerdict, notesOn } from "./change-notes.ts";
import { oneLine } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import { renderMarkdown } from "./markdown.ts";
import type { LinkTo, Note } from "./markdown-parts.ts";
import { policySummary, refusalSummary } from "./not-judged.ts";
import { byAge, standingAndWaived } from "./order.ts";
import { shortLine } from "./short-text.ts";
import { WITHOUT_ISSUES } from "./without-issues.ts";
import { capitalised, count, countsInWords, isLacking, stageInWords } from "./words.ts";

/** A remark on lines of a file, by GitHub's own names. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  /** GitHub takes columns only of what is within one line. */
  start_column?: number;
  end_column?: number;
  annotation_level: "notice" | "warning" | "failure";
  title: string;
  message: string;
}

/** What GitHub takes as an end. `neutral` and `skipped` let a required check pass: they are no end here. */
export type CheckConclusion = "success" | "failure" | "action_required" | "cancelled";

/** All that a check run says. */
export interface CheckRunText {
  conclusion: CheckConclusion;
  title: string;
  summary: string;
  annotations: CheckAnnotation[];
}

/** A verdict on a change, with what a check run shows of it. */
export interface CheckRunView extends ChangeVerdict {
  files: readonly JudgedFile[];
  failOn: FailOn;
  /** Whether the change touches what is judged. */
  isTouched: boolean;
  linkTo: LinkTo;
  /** The page of the stage issue, where there is one. */
  issueUrl?: string;
  /** Whether issues are switched off: then there is no stage issue, and nobody can attest in it. */
  isWithoutIssues?: boolean;
}

/** More remarks than these help nobody: the summary says how many there are beyond. */
export const MOST_ANNOTATIONS = 1_000;

/** GitHub takes 255 characters. Source: its REST API, check runs. */
const LONGEST_TITLE = 255;

/** Code points of a message and of a fix: GitHub takes 64 KB for both, and one can take four bytes. */
const LONGEST_MESSAGE = 8_000;

/** The verdict on a change as a check run. */
export function renderCheckRun(view: CheckRunView): CheckRunText {
  const { assessment, failOn, files, linkTo, isTouched } = view;
  // What was there before is no matter of the lines of this change: the summary has it, folded.
  const standing = byAge(standingAndWaived(assessment.findings).standing).fresh;
  return {
    conclusion: conclusionOf(assessment, failOn),
    title: titleOf(assessment),
    summary: renderMarkdown(assessment, {
      files,
      linkTo,
      notes: [...notesOn(view), ...moreNotes(view, standing.length)],
      hasFold: true,
      isTouched,
      // What is not the usual is said as a note.
      failOn: isTouched && failOn !== "failure" ? undefined : failOn,
    }),
    annotations: standing.slice(0, MOST_ANNOTATIONS).map(annotationOf),
  };
}

/** Where a policy that cannot be used stands. */
export interface TroublePlace {
  /** Whether a file is of the repository itself, so that a line of it can be shown. */
  isHere(file: string): boolean;
  /** Whether it is so where the change would go; else the change makes it so. */
  isBefore: boolean;
}

/** A change that could not be judged, for its policy cannot be used. */
export function renderPolicyTrouble(
  problems: readonly PolicyProblem[],
  { isHere, isBefore }: TroublePlace,
): CheckRunText {
  return {
    conclusion: "action_required",
    title: "Not judged: the policy cannot be used",
    summary: `${policySummary(problems)}\n${isBefore ? BROKEN_BEFORE : BROKEN_BY_CHANGE}`,
    annotations: problems
      .filter(({ file }) => isHere(file))
      .slice(0, MOST_ANNOTATIONS)
      .map(({ file, message, fix, ...place }) =>
        annotation({ file, place, level: "failure", title: "policy", message, fix }),
      ),
  };
}

const BROKEN_BEFORE =
  "It is so on the branch that this change goes to, whose policy judges. Mend it there, or here: a change that mends the policy is judged by its own.\n";

const BROKEN_BY_CHANGE =
  "This change would leave it so. On the branch that it goes to, the policy can be used.\n";

/** A change that could not be judged, and why. */
export function renderNotJudged(title: string, message: string): CheckRunText {
  return {
    conclusion: "action_required",
    title: shortLine(`Not judged: ${title}`, LONGEST_TITLE),
    summary: refusalSummary(message),
    annotations: [],
  };
}

/** What the run of a commit says that is not judged to its end, for there is a newer one. */
export const SUPERSEDED: Pick<CheckRunText, "title" | "summary"> = {
  title: "Superseded by a newer commit",
  summary: "The pull request has moved on: the check of its latest commit counts.\n",
};

/** What cannot be read cannot be judged, whatever the policy lets pass. */
function conclusionOf(assessment: Assessment, failOn: FailOn): CheckConclusion {
  if (assessment.verdict === "unreadable") return "action_required";
  return fails(assessment, failOn) ? "failure" : "success";
}

function titleOf(assessment: Assessment): string {
  const found = `${countsInWords(assessment.counts)} at ${stageInWords(assessment)}`;
  return shortLine(
    assessment.verdict === "unreadable"
      ? `An evidence file has errors; ${found}`
      : capitalised(found),
    LONGEST_TITLE,
  );
}

/** What fails the check, where that is not what the reader expects. */
const FAIL_ON_WORDS: Readonly<Record<Exclude<FailOn, "failure">, string>> = {
  notice: "The policy says `fail_on: notice`: whatever is found fails this check",
  warning: "The policy says `fail_on: warning`: a warning fails this check as a failure does",
  never: "The policy says `fail_on: never`: nothing that is found fails this check",
};

function moreNotes(
  { assessment, failOn, issueUrl, isWithoutIssues }: CheckRunView,
  standing: number,
): Note[] {
  const toAttest = assessment.expectations.filter(isForPeople).map(({ id }) => id);
  const beyond = standing - MOST_ANNOTATIONS;
  const where = issueUrl === undefined ? "" : " in the stage issue";
  const wait = `${count(toAttest.length, "expectation waits", "expectations wait")} for a person to attest${where}`;
  return [
    ...(failOn === "failure" ? [] : [{ text: FAIL_ON_WORDS[failOn] }]),
    ...(isWithoutIssues ? [{ text: WITHOUT_ISSUES }] : []),
    ...(toAttest.length > 0 ? [{ text: `${wait}: ${list(toAttest)}`, more: issueUrl }] : []),
    ...(beyond > 0
      ? [
          {
            text: `The first ${MOST_ANNOTATIONS} findings stand on their lines, ${beyond} more do not`,
          },
        ]
      : []),
    ...(issueUrl ? [{ text: "The stage issue lists all that is expected", more: issueUrl }] : []),
  ];
}

/** Whether a person's word is what an expectation lacks. */
function isForPeople(result: ExpectationResult): boolean {
  return (
    isLacking(result) &&
    result.by.some(({ kind, outcome }) => kind === "attestation" && outcome === "open")
  );
}

function annotationOf({ file, place, level, rule, code, message, fix }: Finding): CheckAnnotation {
  return annotation({ file, place, level, title: `${rule} (${code})`, message, fix });
}

function annotation({
  file,
  place: { line, column, endLine = line },
  level,
  title,
  message,
  fix,
}: Pick<Finding, "file" | "place" | "level" | "message" | "fix"> & {
  title: string;
}): CheckAnnotation {
  return {
    path: file,
    start_line: line,
    end_line: endLine,
    ...(endLine === line && { start_column: column, end_column: column }),
    annotation_level: level,
    title,
    message: `${oneLine(message, LONGEST_MESSAGE)}\nfix: ${oneLine(fix, LONGEST_MESSAGE)}`,
  };
}

import { fails } from "../core/assess.ts";
import type { Assessment, ExpectationResult, Finding } from "../core/assessment.ts";
import type { PolicyProblem } from "../core/policy/found.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { list } from "../core/quote.ts";
import { type ComparedVerdict, notesOn } from "./change-notes.ts";
import { oneLine } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import { CANNOT_CHECK, resultInWords } from "./last-line.ts";
import { renderMarkdown } from "./markdown.ts";
import type { LinkTo, Note } from "./markdown-parts.ts";
import { policySummary, refusalSummary } from "./not-judged.ts";
import { byAge, standingAndWaived } from "./order.ts";
import { shortLine } from "./short-text.ts";
import { WITHOUT_ISSUES } from "./without-issues.ts";
import { count, isLacking, stageInWords } from "./words.ts";

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

/** The conclusions that we use. `neutral` and `skipped` would let a required check pass. */
export type CheckConclusion = "success" | "failure" | "action_required" | "cancelled";

/** Everything that a check run says. */
export interface CheckRunText {
  conclusion: CheckConclusion;
  title: string;
  summary: string;
  annotations: CheckAnnotation[];
}

/** A verdict on a change, with what a check run shows of it. */
export interface CheckRunView extends ComparedVerdict {
  files: readonly JudgedFile[];
  failOn: FailOn;
  /** Whether the change touches what is judged. */
  isTouched: boolean;
  linkTo: LinkTo;
  /** The page of the stage issue, if there is one. */
  issueUrl?: string;
  /** Whether issues are turned off: then there is no stage issue, and nobody can sign off in it. */
  isWithoutIssues?: boolean;
}

/** More annotations than these help nobody: the summary says how many more there are. */
export const MOST_ANNOTATIONS = 1_000;

/** GitHub takes 255 characters. Source: its REST API, check runs. */
const LONGEST_TITLE = 255;

/** Code points of a message and of a fix: GitHub takes 64 KB for both, and one can take four bytes. */
const LONGEST_MESSAGE = 8_000;

/** The verdict on a change as a check run. */
export function renderCheckRun(view: CheckRunView): CheckRunText {
  const { assessment, failOn, files, linkTo, isTouched } = view;
  // Findings from before are not about the lines of this change: the summary lists them in a fold.
  const standing = byAge(standingAndWaived(assessment.findings).standing).fresh;
  return {
    conclusion: conclusionOf(assessment, failOn),
    title: titleOf(assessment, failOn),
    summary: renderMarkdown(assessment, {
      files,
      linkTo,
      notes: [...notesOn(view), ...moreNotes(view, standing.length)],
      hasFold: true,
      isTouched,
      failOn,
      isFailOnNoted: isTouched && failOn !== "failure",
    }),
    annotations: standing.slice(0, MOST_ANNOTATIONS).map(annotationOf),
  };
}

/** The place of the problems of a policy. */
export interface TroublePlace {
  /** Whether a file is of the repository itself, so that a line of it can be shown. */
  isHere(file: string): boolean;
  /** Whether the base branch has the problems already; else the change brings them. */
  isBefore: boolean;
}

/** A change that could not be judged, because its policy cannot be used. */
export function renderPolicyTrouble(
  problems: readonly PolicyProblem[],
  { isHere, isBefore }: TroublePlace,
): CheckRunText {
  return {
    conclusion: "action_required",
    title: `${CANNOT_CHECK}the policy cannot be used`,
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
  "The policy has these problems on the base branch already. Fix them there or in this change. A change that fixes the policy is checked by its own policy.\n";

const BROKEN_BY_CHANGE =
  "This change brings these problems: the policy of the base branch can be used.\n";

/** A change that could not be judged, and why. */
export function renderNotJudged(title: string, message: string): CheckRunText {
  return {
    conclusion: "action_required",
    title: shortLine(`${CANNOT_CHECK}${title}`, LONGEST_TITLE),
    summary: refusalSummary(message),
    annotations: [],
  };
}

/** What the check run of a commit says if a newer commit came before it was judged. */
export const SUPERSEDED: Pick<CheckRunText, "title" | "summary"> = {
  title: "Superseded by a newer commit",
  summary: "This pull request has a newer commit. Look at the check of its latest commit.\n",
};

/** A file that cannot be read cannot be judged, whatever the policy lets pass. */
function conclusionOf(assessment: Assessment, failOn: FailOn): CheckConclusion {
  if (assessment.verdict === "unreadable") return "action_required";
  return fails(assessment, failOn) ? "failure" : "success";
}

/** One word first, as in the last line of every run. */
function titleOf(assessment: Assessment, failOn: FailOn): string {
  const result = resultInWords(assessment, failOn);
  return shortLine(`${result} at ${stageInWords(assessment)}`, LONGEST_TITLE);
}

/** What fails the check, if that is not what the reader expects. */
const FAIL_ON_WORDS: Readonly<Record<Exclude<FailOn, "failure">, string>> = {
  notice: "The policy says `fail_on: notice`, so any finding fails this check",
  warning: "The policy says `fail_on: warning`, so warnings fail this check too",
  never: "The policy says `fail_on: never`, so findings do not fail this check",
};

function moreNotes(
  { assessment, failOn, issueUrl, isWithoutIssues }: CheckRunView,
  standing: number,
): Note[] {
  const toAttest = assessment.expectations.filter(isForPeople).map(({ id }) => id);
  const beyond = standing - MOST_ANNOTATIONS;
  const where = issueUrl === undefined ? "" : " in the stage issue";
  const wait = `A person must sign off ${count(toAttest.length, "expectation")}${where}`;
  return [
    ...(failOn === "failure" ? [] : [{ text: FAIL_ON_WORDS[failOn] }]),
    ...(isWithoutIssues ? [{ text: WITHOUT_ISSUES }] : []),
    ...(toAttest.length > 0 ? [{ text: `${wait}: ${list(toAttest)}`, more: issueUrl }] : []),
    ...(beyond > 0
      ? [
          {
            text: `The first ${MOST_ANNOTATIONS} findings are shown on their lines. The other ${beyond} are not`,
          },
        ]
      : []),
    ...(issueUrl
      ? [{ text: "The stage issue lists everything that is expected", more: issueUrl }]
      : []),
  ];
}

/** Whether an expectation needs a person's sign-off. */
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

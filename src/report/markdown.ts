import type { Assessment, ExpectationResult, Finding, Outcome } from "../core/assessment.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { fileRows, type JudgedFile } from "./files.ts";
import { lastLine } from "./last-line.ts";
import {
  disagreements,
  expectationFold,
  expectationHeading,
  fileTable,
  findingItem,
  firstItem,
  footer,
  heading,
  howToBegin,
  howToWaive,
  isWaivable,
  type LinkTo,
  lackingItem,
  metDetails,
  type Note,
  noteItem,
  oldFold,
  outcomeItem,
  statementItem,
  verdict,
  waivedItem,
} from "./markdown-parts.ts";
import { byAge, standingAndWaived, toDoFirst } from "./order.ts";
import { BETWEEN, bytesOf, MAX_BYTES, Room } from "./room.ts";
import { capitalised, isLacking, more, OUTCOME_WORDS, untouchedInWords } from "./words.ts";

export interface MarkdownOptions {
  /** The address of a line of a file; `line` is undefined if the file is missing. */
  linkTo?: LinkTo;
  /** The address of the docs, for links to rules; without it, `DOCS`. */
  docs?: string;
  /** The evidence files and their state; without them the table has only files with findings. */
  files?: readonly JudgedFile[];
  /** What else readers must know about this run. */
  notes?: readonly Note[];
  /** Whether the expectations are folded away, for readers who came for the findings. */
  hasFold?: boolean;
  /** The folder that was judged; absent: the root. */
  folder?: string;
  /** From which severity on the check fails; when it is given, how to begin is said, and the last line is the result. */
  failOn?: FailOn;
  /** Whether how to begin is not said, because a note says what fails the check. */
  isFailOnNoted?: boolean;
  /** Markdown that comes before the last line. */
  beforeLast?: string;
  /** False for a change that touches nothing that is judged: one sentence says so, and a fold has the rest. */
  isTouched?: boolean;
  /** Bytes that the text may take, 2,000 at least. */
  maxBytes?: number;
}

const LEAST_BYTES = 2_000;

const FIRST = 5;

/** Of the room that is left, the most that is kept for expectations while findings are listed. */
const KEPT_FOR_EXPECTATIONS = 0.3;

/** Outcomes that take a line each, in the order that they are shown. */
const BRIEF: readonly Outcome[] = ["waived", "allowed-later", "not-yet"];

/**
 * The report for a job summary, an issue or a check run; ends with a line feed. If it would be too
 * long, details go first, and lists end with how many more there are.
 */
export function renderMarkdown(assessment: Assessment, options: MarkdownOptions = {}): string {
  const { failOn, beforeLast = "", maxBytes = MAX_BYTES } = options;
  const last = failOn === undefined ? "" : `\n**${lastLine(assessment, failOn)}**\n`;
  const end = `${beforeLast}${last}`;
  return body(assessment, { ...options, maxBytes: maxBytes - bytesOf(end) }) + end;
}

function body(assessment: Assessment, options: MarkdownOptions): string {
  if (options.isTouched === false) return untouched(assessment, options);
  const whole = compose(assessment, options, true);
  return whole.isCut ? compose(assessment, options, false).text : whole.text;
}

/** The notes are always shown: they are about the run, not about what was found. */
function untouched(assessment: Assessment, options: MarkdownOptions): string {
  const { folder, notes = [], failOn, maxBytes = MAX_BYTES } = options;
  const top = heading(assessment, folder);
  const sentence = `${untouchedInWords(assessment, failOn)}.\n`;
  const said = notes.length > 0 ? `\n${notes.map(noteItem).join("")}` : "";
  const [opening, closing] = [
    "<details><summary>Everything expected and found</summary>\n\n",
    "\n</details>\n",
  ];
  const frame = `${top}\n${sentence}${said}\n${opening}${closing}`;
  const rest = { ...options, isTouched: undefined, notes: [], maxBytes: maxBytes - bytesOf(frame) };
  // The fold says by itself that its findings were there before.
  const findings = assessment.findings.map((one) => ({ ...one, isNew: undefined }));
  const inner = body({ ...assessment, findings }, rest).slice(top.length + 1);
  return `${top}\n${sentence}${said}\n${opening}${inner}${closing}`;
}

function compose(
  assessment: Assessment,
  {
    linkTo,
    docs,
    files = [],
    notes = [],
    hasFold = false,
    folder,
    failOn,
    isFailOnNoted = false,
    maxBytes = MAX_BYTES,
  }: MarkdownOptions,
  hasDetails: boolean,
): { text: string; isCut: boolean } {
  const { findings, expectations } = assessment;
  const { standing, waived } = standingAndWaived(findings);
  const lacking = expectations.filter(isLacking);
  const room = new Room(Math.max(maxBytes, LEAST_BYTES) - BETWEEN);
  const top = room.take(verdict(assessment, folder));
  const bottom = room.take(footer(assessment));
  const begin = failOn && !isFailOnNoted && standing.length > 0 ? howToBegin(failOn, folder) : "";
  const waive = standing.some(isWaivable) ? howToWaive(folder) : "";
  const how = room.take([begin, waive].filter((text) => text !== "").join("\n"));
  const frame = hasFold ? expectationFold(assessment) : [expectationHeading(assessment), ""];
  const first = toDoFirst(standing, FIRST);
  const { fresh, old } = byAge(standing.filter((one) => !first.includes(one)));
  const item = (finding: Finding) => findingItem(finding, linkTo, docs);
  const sections = [
    room.list("", notes, noteItem, more("note")),
    room.take(disagreements(assessment)),
    room.list(
      "### Do this first\n\n",
      first,
      (finding) => firstItem(finding, linkTo, docs),
      more("thing"),
    ),
    room.take(fileTable(fileRows(files, findings))),
    room.list(
      first.length > 0 ? "### Further findings\n\n" : "### Findings\n\n",
      fresh,
      item,
      more("finding"),
      keptFor(frame, lacking, room),
    ),
    ...(old.length > 0
      ? [
          framed(oldFold(old), room, () => [
            room.list("", old, item, more("finding"), keptFor(frame, lacking, room)),
          ]).join(""),
        ]
      : []),
    how,
    room.list(
      "### Waived\n\n",
      waived,
      (finding) => waivedItem(finding, linkTo, docs),
      more("waived finding"),
      keptFor(frame, lacking, room),
    ),
    ...framed(frame, room, () => [
      room.list(
        "",
        lacking,
        hasDetails ? (one) => lackingItem(one, docs) : outcomeItem,
        more("expectation"),
      ),
      ...BRIEF.map((outcome) =>
        room.list(
          `${capitalised(OUTCOME_WORDS[outcome])}:\n\n`,
          expectations.filter((one) => one.outcome === outcome),
          statementItem,
          more("expectation"),
        ),
      ),
      hasDetails ? room.take(metDetails(expectations)) : "",
    ]),
  ];
  const text = [top, ...sections, bottom].filter((section) => section !== "").join("\n");
  return { text, isCut: room.isFull };
}

/** The marks of the fold are written before its sections, so that no fold is left open. */
function framed(
  [opening = "", closing = ""]: readonly string[],
  room: Room,
  sections: () => string[],
): string[] {
  const hasFrame = room.take(`${opening}${closing}`) !== "";
  return hasFrame ? [opening, ...sections(), closing] : sections();
}

/** Bytes that findings leave for the expectations that are not met. */
function keptFor(
  frame: readonly string[],
  lacking: readonly ExpectationResult[],
  room: Room,
): number {
  const wanted = [...frame, ...lacking.map(outcomeItem), more("expectation")(lacking.length)];
  return Math.min(bytesOf(wanted.join("")), room.left * KEPT_FOR_EXPECTATIONS);
}

import { fails } from "../core/assess.ts";
import type { Assessment, Finding } from "../core/assessment.ts";
import { dayInWords } from "../core/dates.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { oneLine } from "./escape.ts";
import { excerptOf, SourceLines } from "./excerpt.ts";
import { lastLine } from "./last-line.ts";
import { standingAndWaived, toDoFirst } from "./order.ts";
import { type Paint, unpainted } from "./paint.ts";
import { expectationLines } from "./text-expectations.ts";
import {
  closingLine,
  count,
  HOW_TO_BEGIN,
  nothingFound,
  stageInWords,
  UNREADABLE,
} from "./words.ts";
import { WIDTH } from "./wrap.ts";

export interface TextOptions {
  /** Colours, for a terminal that wants them. */
  paint?: Paint;
  /** Files by path, to show the lines that findings are about. */
  sources?: ReadonlyMap<string, string>;
  /** Columns of the terminal. */
  width?: number;
  /** From which severity on the run fails; if it is given, the last line says the result. */
  failOn?: FailOn;
  /** Also lists expectations that are met or not applicable. */
  verbose?: boolean;
}

const LEAST_WIDTH = 40;
const MOST_WIDTH = 140;

/** The report for a terminal: findings worst first, then expectations, then what to do and the counts. */
export function renderText(assessment: Assessment, options: TextOptions = {}): string {
  const paint = options.paint ?? unpainted;
  const width = Math.min(Math.max(options.width ?? WIDTH, LEAST_WIDTH), MOST_WIDTH);
  const { standing, waived } = standingAndWaived(assessment.findings);
  const lines = new SourceLines(options.sources ?? new Map());
  const blocks = [
    headerLines(assessment, paint),
    ...(assessment.verdict === "unreadable" ? [[`${UNREADABLE}.`]] : []),
    ...findingBlocks(standing, lines, width, paint),
    ...(standing.length === 0 && assessment.verdict !== "unreadable"
      ? [[`${nothingFound(assessment)}.`]]
      : []),
    waivedLines(waived, paint),
    ...expectationLines(assessment, { verbose: options.verbose ?? false, width, paint }),
    doFirst(assessment, standing, paint),
    closingLines(assessment, options.failOn, paint),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join("\n")}\n`)
    .join("\n");
}

function headerLines(assessment: Assessment, paint: Paint): string[] {
  const { stageSource, today } = assessment;
  const source = oneLine(stageSource.name, 200);
  return [
    paint(
      "strong",
      `Checked at ${stageInWords(assessment)} (from ${source}) on ${dayInWords(today)}`,
    ),
    ...stageSource.disagreeing.map(
      (other) => `  ${oneLine(other, 200)}, but ${source} comes first`,
    ),
  ];
}

/** Failures and warnings are blocks with the line that they are about; notices are one block. */
function findingBlocks(
  standing: readonly Finding[],
  lines: SourceLines,
  width: number,
  paint: Paint,
): string[][] {
  const graver = standing.filter(({ level }) => level !== "notice");
  const notices = standing.filter(({ level }) => level === "notice");
  return [
    ...graver.map((finding) => [
      headline(finding, paint),
      ...excerptLines(finding, lines, width, paint),
      fixLine(finding),
    ]),
    notices.flatMap((finding) => [headline(finding, paint), fixLine(finding)]),
  ];
}

function headline(finding: Finding, paint: Paint): string {
  const { level, message, rule } = finding;
  return `${placeInText(finding)}: ${paint(level, level)}: ${oneLine(message)} ${paint("faint", `[${oneLine(rule)}]`)}`;
}

/** `path:line:column`, or only the path if the file is missing. */
function placeInText({ file, place, inFile }: Finding): string {
  const path = oneLine(file);
  return inFile ? `${path}:${place.line}:${place.column}` : path;
}

function fixLine({ fix }: Finding): string {
  return `  fix: ${oneLine(fix)}`;
}

function excerptLines(
  { file, place, inFile }: Finding,
  lines: SourceLines,
  width: number,
  paint: Paint,
): string[] {
  const line = inFile ? lines.line(file, place.line) : undefined;
  if (line === undefined || line.trim() === "") return [];
  const number = String(place.line).padStart(4);
  const { source, caret } = excerptOf(line, place, width - number.length - 3);
  return [
    `${paint("faint", `${number} |`)} ${source}`,
    `${paint("faint", `${" ".repeat(number.length)} |`)} ${paint("strong", caret)}`,
  ];
}

function waivedLines(waived: readonly Finding[], paint: Paint): string[] {
  if (waived.length === 0) return [];
  return [
    paint("strong", `Waived: ${count(waived.length, "finding")}`),
    ...waived.flatMap((finding) => {
      const { approved_by = "", expires = "", reason = "" } = finding.waiver ?? {};
      const why = oneLine(reason, 300);
      return [
        headline(finding, paint),
        `  waived by ${oneLine(approved_by, 100)} until ${oneLine(expires, 20)}: ${why}`,
      ];
    }),
  ];
}

/** What to do first: the gravest failure or warning, else the first expectation that is open. */
function doFirst(assessment: Assessment, standing: readonly Finding[], paint: Paint): string[] {
  const [first] = toDoFirst(standing, 1);
  const open = assessment.expectations.find(({ outcome }) => outcome === "open");
  const title = paint("strong", "Do this first:");
  // The fix is with the finding above.
  if (first) {
    return [
      `${title} ${placeInText(first)} [${oneLine(first.rule)}]. Run \`dsp explain ${oneLine(first.rule)}\` to see why.`,
    ];
  }
  return open ? [`${title} ${open.id}. Run \`dsp explain ${open.id}\` to see what to do.`] : [];
}

function closingLines(assessment: Assessment, failOn: FailOn | undefined, paint: Paint): string[] {
  const closing = closingLine(assessment);
  if (failOn === undefined) return [closing];
  const hint = fails(assessment, failOn) ? [`${HOW_TO_BEGIN}.`] : [];
  return [...hint, closing, paint("strong", lastLine(assessment, failOn))];
}

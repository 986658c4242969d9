import { countsOf } from "../core/assess.ts";
import type { Assessment, Finding } from "../core/assessment.ts";
import type { Place } from "../core/documents/place.ts";
import type { Severity } from "../core/levels.ts";
import type { FailOn } from "../core/policy/policy.ts";
import { visible } from "../core/quote.ts";
import { oneLine } from "./escape.ts";
import { lastLine } from "./last-line.ts";
import { byAge, standingAndWaived } from "./order.ts";
import { closingLine, countsInWords, nothingFound, UNREADABLE } from "./words.ts";

/** GitHub's names of the levels of an annotation. */
const COMMANDS: Readonly<Record<Severity, string>> = {
  failure: "error",
  warning: "warning",
  notice: "notice",
};

/** How many annotations of a level GitHub shows for one step; it drops the others silently. */
export const MOST_WORKFLOW_ANNOTATIONS = 10;

export interface GithubOptions {
  /** Annotations of each level; how many are beyond is said in a line. */
  most?: number;
  /** From which severity on the run fails; if it is given, the last line says the result. */
  failOn?: FailOn;
}

/**
 * The report as workflow commands, which GitHub Actions turns into annotations: worst first, since it
 * shows ten of each level and step. Waived findings stay plain lines.
 */
export function renderGithub(assessment: Assessment, { most, failOn }: GithubOptions = {}): string {
  const { standing, waived } = standingAndWaived(assessment.findings);
  const isUnreadable = assessment.verdict === "unreadable";
  const { fresh, old } = byAge(standing);
  const { shown, hidden } = withinLimit(fresh, most ?? Number.POSITIVE_INFINITY);
  const lines = [
    ...shown.map(command),
    ...before(old),
    ...(hidden.length > 0 ? [plain(`Not shown on the lines: ${hiddenInWords(hidden)}`)] : []),
    ...(isUnreadable ? [plain(UNREADABLE)] : []),
    ...(standing.length === 0 && !isUnreadable ? [plain(nothingFound(assessment))] : []),
    ...waived.map(waivedLine),
    plain(closingLine(assessment)),
    ...(failOn === undefined ? [] : [plain(lastLine(assessment, failOn))]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** Findings from before a change: one annotation, and lines in a fold. */
function before(old: readonly Finding[]): string[] {
  const [worst] = old;
  if (!worst) return [];
  const says = `${countsInWords(countsOf(old))}; the job summary lists them`;
  return [
    annotation(worst.level, {}, "There before this change", says),
    "::group::There before this change",
    ...old.map(({ level, message, fix, rule, ...at }) =>
      plain(`${placed(at)}: ${level}: ${message}; fix: ${fix} [${rule}]`),
    ),
    "::endgroup::",
  ];
}

function placed({ file, place, inFile }: Pick<Finding, "file" | "place" | "inFile">): string {
  return inFile ? `${file}:${place.line}:${place.column}` : file;
}

function command({ level, file, place, inFile, rule, code, message, fix }: Finding): string {
  const text = `${oneLine(message)}\nfix: ${oneLine(fix)}`;
  return annotation(level, { file, place: inFile ? place : undefined }, `${rule} (${code})`, text);
}

/** A workflow command that annotates a line; the file if there is no place; else the run. */
export function annotation(
  level: Severity,
  { file, place }: { file?: string; place?: Place },
  title: string,
  text: string,
): string {
  const properties = Object.entries({
    ...(file !== undefined && { file }),
    ...(place && { line: place.line }),
    ...(place?.endLine !== undefined && { endLine: place.endLine }),
    // The runner drops columns of what spans several lines.
    ...(place && place.endLine === undefined && { col: place.column }),
    title,
  }).map(([key, value]) => `${key}=${property(visible(String(value)))}`);
  return `::${COMMANDS[level]} ${properties.join(",")}::${data(text)}`;
}

function withinLimit(
  findings: readonly Finding[],
  most: number,
): { shown: Finding[]; hidden: Finding[] } {
  const seen = { failure: 0, warning: 0, notice: 0 };
  const shown: Finding[] = [];
  const hidden: Finding[] = [];
  for (const finding of findings) (++seen[finding.level] > most ? hidden : shown).push(finding);
  return { shown, hidden };
}

function hiddenInWords(hidden: readonly Finding[]): string {
  return `${countsInWords(countsOf(hidden))} more; the job summary lists them`;
}

function waivedLine({ waiver, file, place, inFile, level, message, rule }: Finding): string {
  const { approved_by = "", expires = "", reason = "" } = waiver ?? {};
  const where = placed({ file, place, inFile });
  return plain(
    `Waived until ${expires} by ${approved_by} (${oneLine(reason, 300)}): ${where}: ${level}: ${message} [${rule}]`,
  );
}

/** A workflow command whose text the log shows only when the job runs with debug logging. */
export function debugging(text: string): string {
  return `::debug::${data(text)}`;
}

/** Escapes the data of a workflow command. Source: `toolkit`, `core/src/command.ts`. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * A line that is no command. The runner looks for `::` after leading blanks, and for the older `##[`
 * anywhere.
 */
export function plain(text: string): string {
  return oneLine(text).replace(/^::/, ": :").replaceAll("##[", "# #[");
}

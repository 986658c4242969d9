import type { Assessment, Finding } from "../core/assessment.ts";
import type { Severity } from "../core/levels.ts";
import { visible } from "../core/quote.ts";
import { oneLine } from "./escape.ts";
import { standingAndWaived } from "./order.ts";
import { closingLine, nothingFound, UNREADABLE } from "./words.ts";

/** GitHub's names of the levels of an annotation. */
const COMMANDS: Readonly<Record<Severity, string>> = {
  failure: "error",
  warning: "warning",
  notice: "notice",
};

/**
 * The report as workflow commands, which GitHub Actions turns into annotations: worst first, since it
 * shows ten of each level and step. Waived findings stay plain lines.
 */
export function renderGithub(assessment: Assessment): string {
  const { standing, waived } = standingAndWaived(assessment.findings);
  const isUnreadable = assessment.verdict === "unreadable";
  const lines = [
    ...standing.map(command),
    ...(isUnreadable ? [plain(UNREADABLE)] : []),
    ...(standing.length === 0 && !isUnreadable ? [plain(nothingFound(assessment))] : []),
    ...waived.map(waivedLine),
    plain(closingLine(assessment)),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function command({ level, file, place, inFile, rule, code, message, fix }: Finding): string {
  const { line, column, endLine } = place;
  const properties = Object.entries({
    file,
    ...(inFile ? { line } : {}),
    ...(inFile && endLine !== undefined ? { endLine } : {}),
    // The runner drops columns of what spans several lines.
    ...(inFile && endLine === undefined ? { col: column } : {}),
    title: `${rule} (${code})`,
  }).map(([key, value]) => `${key}=${property(visible(String(value)))}`);
  const text = `${oneLine(message)}\nfix: ${oneLine(fix)}`;
  return `::${COMMANDS[level]} ${properties.join(",")}::${data(text)}`;
}

function waivedLine({ waiver, file, place, inFile, level, message, rule }: Finding): string {
  const { approved_by = "", expires = "", reason = "" } = waiver ?? {};
  const where = inFile ? `${file}:${place.line}:${place.column}` : file;
  return plain(
    `Waived until ${expires} by ${approved_by} (${oneLine(reason, 300)}): ${where}: ${level}: ${message} [${rule}]`,
  );
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
function plain(text: string): string {
  return oneLine(text).replace(/^::/, ": :").replaceAll("##[", "# #[");
}

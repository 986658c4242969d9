import type { Assessment, Finding } from "../core/assessment.ts";
import { CATALOGUE_VERSION, SOURCE } from "../core/catalogue/source.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { PLACES } from "../core/home.ts";
import { type Severity, severityOf } from "../core/levels.ts";
import type { Rule } from "../core/rule.ts";
import { VERSION } from "../core/version.ts";
import { linkTarget, md, oneLine, pathUri, plainJson } from "./escape.ts";
import { byPlace, worstFirst } from "./order.ts";
import { DOCS, ruleUrl } from "./rule-link.ts";

export interface SarifOptions {
  /** Every rule there is: those that found nothing are listed too. */
  rules: readonly Rule[];
  /** The address of the docs, for links to rules; without it, `DOCS`. */
  docs?: string;
  /** The tool's own page; without it the project's home. */
  home?: string;
  /** Whether findings that someone waived are in the log, too: as suppressed, which GitHub does not read. */
  waived?: boolean;
}

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const LEVELS: Readonly<Record<Severity, string>> = {
  notice: "note",
  warning: "warning",
  failure: "error",
};

/** Code points of a message and of a fix in Markdown: our own sentences are within. */
const LONGEST = 2000;

/** The report as a SARIF 2.1.0 log with one run; ends with a line feed. */
export function renderSarif(
  assessment: Assessment,
  { rules, docs = DOCS, home = PLACES.home, waived = false }: SarifOptions,
): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const { stage, access, gate, today, verdict } = assessment;
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "DSP Lifecycle",
            informationUri: linkTarget(home),
            version: VERSION,
            semanticVersion: VERSION,
            rules: rules.map((rule) => ruleIn(rule, assessment, docs)),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The repository's root" } } },
        results: resultsIn(assessment, waived).map((finding) =>
          resultIn(finding, indexes.get(finding.rule)),
        ),
        properties: {
          stage,
          access: access ?? null,
          gate,
          today,
          verdict,
          catalogueVersion: CATALOGUE_VERSION,
          sourceExpires: SOURCE.expires,
        },
      },
    ],
  };
  return `${plainJson(log)}\n`;
}

/**
 * Results of one run: a log with more is refused as a whole.
 * Source: docs.github.com, SARIF support for code scanning, "Validating your SARIF file".
 */
const MOST_RESULTS = 25_000;

/** By place; if there are more than GitHub takes, only the gravest. */
function resultsIn({ findings }: Assessment, waived: boolean): Finding[] {
  const kept = waived ? findings : findings.filter(({ waiver }) => !waiver);
  return byPlace(kept.length > MOST_RESULTS ? worstFirst(kept).slice(0, MOST_RESULTS) : kept);
}

function ruleIn(rule: Rule, { stage, gate }: Assessment, docs: string | undefined) {
  const { id, code, summary, why, mend, source, example, levels } = rule;
  const severity = severityOf(levels[stage], gate);
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    helpUri: ruleUrl(id, docs),
    help: {
      text: `${mend}\n\nExample:\n${example}\n\nSource: ${source}\n\nMore: dsp explain ${code}`,
      markdown: `${mend}\n\n\`\`\`yaml\n${example}\n\`\`\`\n\nSource: ${source}\n\nMore: \`dsp explain ${code}\``,
    },
    defaultConfiguration: severity ? { level: LEVELS[severity] } : { enabled: false },
    properties: { code },
  };
}

function resultIn(finding: Finding, ruleIndex: number | undefined) {
  const { rule, level, waiver, file, message, fix, expectations } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[level],
    message: {
      text: `${plainText(message)}\nfix: ${plainText(fix)}`,
      markdown: `${md(message, LONGEST)}\n\n**Fix:** ${md(fix, LONGEST)}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: pathUri(file), uriBaseId: "%SRCROOT%" },
          region: regionOf(finding),
        },
      },
    ],
    // GitHub reads no other key. Its own hash of the line would make two faults of one line the same.
    partialFingerprints: { primaryLocationLineHash: fingerprint([file, finding.fingerprint]) },
    // Every result must have them, or no result: an empty list says that nobody waived it.
    suppressions: waiver
      ? [
          {
            kind: "external",
            status: "accepted",
            justification: `${oneLine(waiver.reason)} (approved by ${oneLine(waiver.approved_by)}, until ${oneLine(waiver.expires)})`,
          },
        ]
      : [],
    properties: { code: finding.code, expectations },
  };
}

/** All four numbers, which GitHub requires: for a missing thing, the first character of its file. */
function regionOf({ place }: Finding) {
  const { line, column, endLine = line } = place;
  const { endColumn = endLine === line ? column + 1 : 1 } = place;
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Plain text of a SARIF message: in one, `[text](target)` is a link and `{0}` a placeholder. */
function plainText(text: string): string {
  return oneLine(text)
    .replaceAll("](", "]\u200b(")
    .replace(/\{(?=\d)/g, "{\u200b");
}

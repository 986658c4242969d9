import { gzipSync } from "node:zlib";

interface Text {
  text?: unknown;
}
interface Rule {
  id?: unknown;
  name?: unknown;
  shortDescription?: Text;
  fullDescription?: Text;
  help?: Text;
  defaultConfiguration?: { level?: unknown };
  properties?: { tags?: unknown[] };
}
interface Location {
  physicalLocation?: {
    artifactLocation?: { uri?: unknown };
    region?: Readonly<Record<string, unknown>>;
  };
}
interface Result {
  ruleId?: unknown;
  ruleIndex?: unknown;
  level?: unknown;
  message?: Text;
  locations?: Location[];
  partialFingerprints?: Readonly<Record<string, unknown>>;
  suppressions?: unknown[];
}
interface Run {
  tool?: { driver?: { name?: unknown; semanticVersion?: unknown; rules?: Rule[] } };
  results?: Result[];
}

const LEVELS = [undefined, "note", "warning", "error"];

/**
 * What GitHub would not take of a SARIF log, or would take otherwise than it is meant: the properties that it
 * requires, its limits, and what it identifies alerts by. Source: docs.github.com, "SARIF support for code
 * scanning" (supported properties; validating your SARIF file), read in November 2026.
 */
export function uploadFaults(log: string): string[] {
  const faults: string[] = [];
  const need = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const {
    $schema,
    version,
    runs = [],
  } = JSON.parse(log) as Record<string, unknown> & {
    runs?: Run[];
  };
  need(gzipSync(log).length <= 10 * 1024 * 1024, "more than 10 MB, compressed");
  need(isText($schema), "$schema");
  need(version === "2.1.0", "version");
  need(runs.length >= 1 && runs.length <= 20, "runs");
  for (const { tool, results } of runs) {
    const { name, semanticVersion, rules } = tool?.driver ?? {};
    need(isText(name), "tool.driver.name");
    need(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(`${semanticVersion}`), "semanticVersion");
    need(Array.isArray(rules) && rules.length <= 25_000, "rules");
    need(Array.isArray(results) && results.length <= 25_000, "results");
    const ids = (rules ?? []).map(({ id }) => id);
    need(new Set(ids).size === ids.length, "two rules of one id");
    for (const rule of rules ?? []) for (const fault of ruleFaults(rule)) faults.push(fault);
    const alerts = new Map<string, number>();
    for (const [index, result] of (results ?? []).entries()) {
      for (const fault of resultFaults(result, ids)) faults.push(`results[${index}]: ${fault}`);
      const alert = `${result.ruleId} ${result.partialFingerprints?.primaryLocationLineHash}`;
      const before = alerts.get(alert);
      if (before !== undefined) {
        faults.push(`results[${index}]: is the same alert as results[${before}]`);
      }
      alerts.set(alert, index);
    }
  }
  return faults;
}

function* ruleFaults(rule: Rule): Generator<string> {
  const { id, name, shortDescription, fullDescription, help, defaultConfiguration } = rule;
  if (!isText(id)) yield "a rule without an id";
  if (name !== undefined && !isText(name, 255)) yield `${id}: name`;
  if (!isText(shortDescription?.text, 1024)) yield `${id}: shortDescription.text`;
  if (!isText(fullDescription?.text, 1024)) yield `${id}: fullDescription.text`;
  if (!isText(help?.text)) yield `${id}: help.text`;
  if (!LEVELS.includes(defaultConfiguration?.level as string | undefined)) yield `${id}: level`;
  if ((rule.properties?.tags ?? []).length > 20) yield `${id}: tags`;
}

function* resultFaults(result: Result, ids: readonly unknown[]): Generator<string> {
  const { ruleId, ruleIndex, level, message, locations = [], partialFingerprints } = result;
  if (ruleIndex !== undefined && ids[ruleIndex as number] !== ruleId) yield "ruleIndex";
  if (!LEVELS.includes(level as string | undefined)) yield "level";
  if (!isText(message?.text)) yield "message.text";
  // Of several, GitHub reads the first.
  if (locations.length !== 1) yield "locations";
  const { artifactLocation, region = {} } = locations[0]?.physicalLocation ?? {};
  const uri = artifactLocation?.uri;
  if (!isText(uri) || /^(?:\/|[a-z][a-z\d+.-]*:)/i.test(`${uri}`)) yield "artifactLocation.uri";
  const { startLine, startColumn, endLine, endColumn } = region;
  const numbers = [startLine, startColumn, endLine, endColumn] as number[];
  if (!numbers.every((one) => Number.isInteger(one) && one >= 1)) yield "region";
  const [fromLine = 0, fromColumn = 0, toLine = 0, toColumn = 0] = numbers;
  if (toLine < fromLine || (toLine === fromLine && toColumn <= fromColumn)) yield "region is empty";
  if (!isText(partialFingerprints?.primaryLocationLineHash)) yield "primaryLocationLineHash";
  // They are not read: what is suppressed becomes an alert like any other.
  if ((result.suppressions ?? []).length > 0) yield "suppressions";
}

function isText(value: unknown, most = Number.POSITIVE_INFINITY): boolean {
  return typeof value === "string" && value !== "" && value.length <= most;
}

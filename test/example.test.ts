import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { ARTEFACTS } from "../src/core/artefacts/index.ts";
import { parseYaml } from "../src/core/documents/yaml.ts";
import { runCli } from "./support/cli.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const EXAMPLE = join(ROOT, "examples/custody-visits");

interface Report {
  verdict: string;
  findings: { code: string; level: string; file: string; line: number; message: string }[];
  expectations: { id: string; outcome: string }[];
}

function check(...args: string[]): Report & { code: number } {
  const { code, stdout, stderr } = runCli(
    ["check", "examples/custody-visits", "--today", "2026-11-23", "--format", "json", ...args],
    { cwd: ROOT },
  );
  expect(stderr).toBe("");
  return { ...(JSON.parse(stdout) as Report), code };
}

/** Code, level and the element that the message names first: `X09 warning on bans`. */
function inShort({ findings }: Report): string[] {
  return findings.map(({ code, level, message }) => {
    const [, element] = /(?:`|")([^`"]+)(?:`|")/.exec(message) ?? [];
    return `${code} ${level} on ${element}`;
  });
}

function idsOf({ expectations }: Report, outcome: string): string[] {
  return expectations.filter((one) => one.outcome === outcome).map(({ id }) => id);
}

describe("the example", () => {
  it("has the findings that the specification predicts, and no others", () => {
    const report = check();
    expect(inShort(report)).toEqual([
      "X29 notice on f7",
      "X07 notice on bans",
      "X09 warning on bans",
      "X39 notice on monthly visits return",
    ]);
    expect(report).toMatchObject({ verdict: "findings", code: 0 });
  });

  it("meets what private beta expects, but for the mechanism that is only planned", () => {
    const report = check();
    expect(idsOf(report, "open")).toEqual(["DSP-BETA-10"]);
    expect(idsOf(report, "not-yet")).toEqual([
      "DSP-BETA-1",
      "DSP-BETA-2",
      "DSP-BETA-3",
      "DSP-BETA-4",
    ]);
    expect(idsOf(report, "allowed-later")).toEqual(["DSP-BETA-7"]);
    expect(idsOf(report, "unreadable")).toEqual([]);
    expect(idsOf(report, "waived")).toEqual([]);
  });

  it("finds the same at the gate, where the assessments of beta are due", () => {
    const report = check("--gate");
    expect(inShort(report)).toEqual(inShort(check()));
    expect(report.code).toBe(0);
    expect(idsOf(report, "not-yet")).toEqual([]);
    expect(idsOf(report, "open")).toEqual([
      "DSP-BETA-1",
      "DSP-BETA-2",
      "DSP-BETA-3",
      "DSP-BETA-4",
      "DSP-BETA-10",
    ]);
  });

  it("fails at public beta for want of the assessments alone", () => {
    const report = check("--stage", "public-beta");
    expect(report.findings.filter(({ level }) => level === "failure")).toHaveLength(2);
    expect(report.findings.map(({ code }) => code)).toEqual([
      "X29",
      "X07",
      "X09",
      "X33",
      "X33",
      "X39",
    ]);
    expect(report.code).toBe(1);
  });

  it("is told what live asks for", () => {
    const report = check("--stage", "live");
    expect(report.findings.map(({ code, level, line }) => `${code} ${level} ${line}`)).toEqual([
      "X29 notice 55",
      "X10 warning 14",
      "X07 warning 29",
      "X09 warning 29",
      "X10 warning 29",
      "X33 failure 39",
      "X33 failure 39",
      "X39 notice 62",
    ]);
    expect(report.code).toBe(1);
    expect(idsOf(report, "allowed-later")).toEqual(["DSP-LIVE-4", "DSP-LIVE-6"]);
    expect(idsOf(report, "open")).toEqual([
      "DSP-BETA-1",
      "DSP-BETA-2",
      "DSP-BETA-3",
      "DSP-BETA-4",
      "DSP-BETA-10",
      "DSP-LIVE-1",
      "DSP-LIVE-2",
      "DSP-LIVE-3",
    ]);
  });

  it("holds every file that its evidence points to", () => {
    const paths = Object.values(ARTEFACTS).flatMap(({ defaultPath }) => pathsIn(defaultPath));
    expect(paths.length).toBeGreaterThan(30);
    expect([...new Set(paths)].filter((path) => !existsSync(join(EXAMPLE, path)))).toEqual([]);
  });
});

/** The texts of a YAML file that are paths of the example. */
function pathsIn(file: string): string[] {
  const reading = parseYaml(readFileSync(join(EXAMPLE, file), "utf8"));
  if (!reading.ok) throw new Error(`${file}: ${JSON.stringify(reading.problems)}`);
  return textsIn(reading.document.value).filter((text) => /^(?:docs|jobs|infra)\//.test(text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { PLACES } from "../../src/core/home.ts";
import { byStage } from "../../src/core/levels.ts";
import { defineRule } from "../../src/core/rule.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { assessment, finding, waiver } from "../support/assessments.ts";
import { runCli } from "../support/cli.ts";
import { uploadFaults } from "../support/code-scanning.ts";
import { hostileAssessment, RUNS } from "../support/hostile.ts";

// Draft 04, but it uses nothing that draft 07 reads otherwise, but for the name of `id`.
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(new URL("../support/sarif-schema-2.1.0.json", import.meta.url), "utf8"),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function faults(log: string): string[] {
  validate(JSON.parse(log));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const rule = (id: string, code: string) =>
  defineRule({
    id,
    code,
    summary: "Copies end with the data.",
    why: "A copy is the data.",
    source: "UK GDPR Art 5(1)(e)",
    mend: "Lower `retention`.",
    example: "retention: P90D",
    levels: byStage("none", "notice", "failure-at-gate", "failure", "failure"),
    needs: [],
    check: () => [],
  });
const rules = [rule("store-without-backup-decision", "X12"), rule("backup-outlives-data", "X13")];

describe("renderSarif", () => {
  it("leads to what each rule wants, where the docs have a place", () => {
    const uris = (docs?: string) =>
      JSON.parse(renderSarif(assessment({}), { rules, docs })).runs[0].tool.driver.rules.map(
        ({ helpUri }: { helpUri?: string }) => helpUri,
      );
    expect(uris("https://a.example/docs")).toEqual([
      "https://a.example/docs/rules.md#store-without-backup-decision",
      "https://a.example/docs/rules.md#backup-outlives-data",
    ]);
    expect(uris()).toEqual([undefined, undefined]);
    expect(uris("javascript:x")).toEqual([undefined, undefined]);
    const docs = "https://a.example/docs";
    expect(faults(renderSarif(assessment({}), { rules: RULES, docs }))).toEqual([]);
  });

  it("names the tool's own page, where it has one", () => {
    const uri = (home?: string) =>
      JSON.parse(renderSarif(assessment({}), { rules, home })).runs[0].tool.driver.informationUri;
    expect(uri("https://a.example/dsp")).toBe("https://a.example/dsp");
    expect(uri()).toBe(PLACES.home);
    expect(uri("javascript:x")).toBeUndefined();
  });

  it("gives rules, results, suppressions and fingerprints", () => {
    const findings = [
      finding({ place: { line: 3, column: 5, endLine: 7, endColumn: 4 }, waiver: waiver() }),
      finding({ file: "a b.yml", inFile: false, level: "notice", about: [] }),
      finding({ file: "z.yml", rule: "unknown-to-us", level: "warning" }),
    ];
    const log = JSON.parse(renderSarif(assessment({ findings }), { rules, waived: true }));
    const [run] = log.runs;
    expect(run.tool.driver.rules[1]).toEqual({
      id: "backup-outlives-data",
      name: "BackupOutlivesData",
      shortDescription: { text: "Copies end with the data." },
      fullDescription: { text: "A copy is the data." },
      help: {
        text: "Lower `retention`.\n\nExample:\nretention: P90D\n\nSource: UK GDPR Art 5(1)(e)\n\nMore: dsp explain X13",
        markdown:
          "Lower `retention`.\n\n```yaml\nretention: P90D\n```\n\nSource: UK GDPR Art 5(1)(e)\n\nMore: `dsp explain X13`",
      },
      defaultConfiguration: { level: "warning" },
      properties: { code: "X13" },
    });
    expect(run.results).toEqual([
      {
        ruleId: "backup-outlives-data",
        ruleIndex: 1,
        level: "error",
        message: {
          text: "copies of `bookings-db` are kept longer than the data\nfix: lower `retention` to `P90D`",
          markdown:
            "copies of `bookings-db` are kept longer than the data\n\n**Fix:** lower `retention` to `P90D`",
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: ".dsp/data-map.yml", uriBaseId: "%SRCROOT%" },
              region: { startLine: 3, startColumn: 5, endLine: 7, endColumn: 4 },
            },
          },
        ],
        partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}$/) },
        suppressions: [
          {
            kind: "external",
            status: "accepted",
            justification:
              "the supplier's setting changes in the new year (approved by data-protection-team, until 2027-02-28)",
          },
        ],
        properties: { code: "X13", expectations: ["DSP-BETA-5"] },
      },
      expect.objectContaining({
        level: "note",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "a%20b.yml", uriBaseId: "%SRCROOT%" },
              region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 6 },
            },
          },
        ],
        suppressions: [],
      }),
      expect.not.objectContaining({ ruleIndex: expect.anything() }),
    ]);
  });

  it.each([
    ["discovery", false, { enabled: false }],
    ["alpha", false, { level: "note" }],
    ["beta", false, { level: "warning" }],
    ["beta", true, { level: "error" }],
    ["live", false, { level: "error" }],
  ] as const)("configures rules as they are at %s (gate: %s)", (stage, gate, configuration) => {
    const log = JSON.parse(renderSarif(assessment({ stage, gate }), { rules }));
    expect(log.runs[0].tool.driver.rules[0].defaultConfiguration).toEqual(configuration);
  });

  it("makes no link and no placeholder of what the files say", () => {
    const findings = [finding({ message: "see [x](https://evil.example) and {0}" })];
    const log = JSON.parse(renderSarif(assessment({ findings }), { rules }));
    expect(log.runs[0].results[0].message.text).toBe(
      "see [x]\u200b(https://evil.example) and {\u200b0}\nfix: lower `retention` to `P90D`",
    );
  });

  it("leaves out what is waived, which GitHub would open an alert for", () => {
    const findings = [finding({ waiver: waiver() }), finding({ level: "warning" })];
    const levels = (waived?: boolean) =>
      JSON.parse(renderSarif(assessment({ findings }), { rules, waived })).runs[0].results.map(
        ({ level }: { level: string }) => level,
      );
    expect(levels()).toEqual(["warning"]);
    expect(levels(true)).toEqual(["error", "warning"]);
  });

  it("goes by a finding's fingerprint and its file for what an alert is", () => {
    const printOf = (given: Parameters<typeof finding>[0]) =>
      JSON.parse(renderSarif(assessment({ findings: [finding(given)] }), { rules })).runs[0]
        .results[0].partialFingerprints.primaryLocationLineHash;
    const first = printOf({ fingerprint: "one" });
    const moved = {
      place: { line: 90, column: 1 },
      message: "in other words",
      about: ["other-db"],
    };
    expect(printOf({ fingerprint: "one", ...moved })).toBe(first);
    expect(printOf({ fingerprint: "other" })).not.toBe(first);
    // Two services of one repository have the same faults.
    expect(printOf({ fingerprint: "one", file: "services/a/.dsp/data-map.yml" })).not.toBe(first);
  });

  it("keeps the gravest of more results than GitHub takes", () => {
    const findings = Array.from({ length: 25_001 }, (_, index) =>
      finding({ fingerprint: `${index}`, level: index === 25_000 ? "failure" : "notice" }),
    );
    const log = renderSarif(assessment({ findings }), { rules });
    expect(uploadFaults(log)).toEqual([]);
    const { results } = JSON.parse(log).runs[0];
    expect(results).toHaveLength(25_000);
    expect(results.some(({ level }: { level: string }) => level === "error")).toBe(true);
  });

  it.each([
    ["with findings", { findings: [finding(), finding({ waiver: waiver(), inFile: false })] }],
    ["without any", {}],
    ["at live", { stage: "live" as const, access: undefined }],
  ])("fits the official schema and GitHub's demands %s and with all our rules", (_name, given) => {
    const log = renderSarif(assessment(given), { rules: RULES });
    expect(faults(log)).toEqual([]);
    expect(uploadFaults(log)).toEqual([]);
  });

  it.each([
    "beta-backup-trouble",
    "alpha-with-gaps",
    "waivers-and-attestations",
    "unreadable-files",
  ])("fits both for %s", (repository) => {
    const cwd = fileURLToPath(new URL("../repos/", import.meta.url));
    const args = ["check", repository, "--format", "sarif", "--today", "2026-11-23"];
    const { stdout } = runCli(args, { cwd });
    expect(JSON.parse(stdout).runs[0].results.length).toBeGreaterThan(2);
    expect(faults(stdout)).toEqual([]);
    expect(uploadFaults(stdout)).toEqual([]);
  });

  it("would be told that a log does not fit", () => {
    const log = JSON.parse(renderSarif(assessment({ findings: [finding()] }), { rules }));
    log.runs[0].results[0].level = "failure";
    log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    expect(faults(JSON.stringify(log))).toEqual([
      "/runs/0/results/0/level must be equal to one of the allowed values",
      "/runs/0/results/0/locations/0/physicalLocation/region/startLine must be >= 1",
    ]);
  });

  it("would be told of what GitHub does not take", () => {
    const findings = [finding({ fingerprint: "one" }), finding({ fingerprint: "one" })];
    const log = JSON.parse(renderSarif(assessment({ findings }), { rules }));
    const [{ results, tool }] = log.runs;
    delete results[0].locations[0].physicalLocation.region.endColumn;
    results[1].suppressions = [{ kind: "external" }];
    results[1].message.text = "";
    results[1].locations[0].physicalLocation.artifactLocation.uri = "file:///x";
    tool.driver.rules[0].fullDescription.text = "x".repeat(1025);
    expect(uploadFaults(JSON.stringify(log))).toEqual([
      "store-without-backup-decision: fullDescription.text",
      "results[0]: region",
      "results[0]: region is empty",
      "results[1]: message.text",
      "results[1]: artifactLocation.uri",
      "results[1]: suppressions",
      "results[1]: is the same alert as results[0]",
    ]);
  });

  it("fits the official schema whatever the files say", () => {
    fc.assert(
      fc.property(hostileAssessment, (hostile) => {
        const log = renderSarif(hostile, { rules });
        expect(faults(log)).toEqual([]);
        // Two findings that are alike in all are no two findings, and no file is without a name.
        const made = uploadFaults(log).filter(
          (fault) => !/same alert|artifactLocation/.test(fault),
        );
        expect(made).toEqual([]);
      }),
      RUNS,
    );
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { byStage } from "../../src/core/levels.ts";
import { defineRule } from "../../src/core/rule.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { assessment, finding, waiver } from "../support/assessments.ts";
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

  it("gives rules, results, suppressions and fingerprints", () => {
    const findings = [
      finding({ place: { line: 3, column: 5, endLine: 7 }, waiver: waiver() }),
      finding({ file: "a b.yml", inFile: false, level: "notice", about: [] }),
      finding({ file: "z.yml", rule: "unknown-to-us", level: "warning" }),
    ];
    const log = JSON.parse(renderSarif(assessment({ findings }), { rules }));
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
              region: { startLine: 3, startColumn: 5, endLine: 7 },
            },
          },
        ],
        partialFingerprints: { "ruleFileAbout/v1": "3a97d28fa70e88b4" },
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

  it("keeps a fingerprint when the finding moves, and changes it with what it is about", () => {
    const printOf = (given: Parameters<typeof finding>[0]) =>
      JSON.parse(renderSarif(assessment({ findings: [finding(given)] }), { rules })).runs[0]
        .results[0].partialFingerprints["ruleFileAbout/v1"];
    const first = printOf({});
    expect(printOf({ place: { line: 90, column: 1 }, message: "in other words" })).toBe(first);
    expect(printOf({ about: ["other-db"] })).not.toBe(first);
    expect(printOf({ file: "other.yml" })).not.toBe(first);
  });

  it.each([
    ["with findings", { findings: [finding(), finding({ waiver: waiver(), inFile: false })] }],
    ["without any", {}],
    ["at live", { stage: "live" as const, access: undefined }],
  ])("fits the official schema %s and with all our rules", (_name, given) => {
    expect(faults(renderSarif(assessment(given), { rules: RULES }))).toEqual([]);
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

  it("fits the official schema whatever the files say", () => {
    fc.assert(
      fc.property(hostileAssessment, (hostile) => {
        expect(faults(renderSarif(hostile, { rules }))).toEqual([]);
      }),
      RUNS,
    );
  });
});

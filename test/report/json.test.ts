import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Assessment } from "../../src/core/assessment.ts";
import { renderJson } from "../../src/report/json.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { hostileAssessment, RUNS } from "../support/hostile.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

/** What the schema says against a report, as `/findings/0/line must be >= 1`. */
function faults(report: unknown): string[] {
  validate(report);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const full: Partial<Assessment> = {
  access: "public",
  gate: true,
  stageSource: { kind: "input", name: "--stage", disagreeing: [".github/dsp.yml says alpha"] },
  findings: [
    finding({ message: "first", file: ".dsp/backup-config.yml", waiver: waiver() }),
    finding({ message: "second", place: { line: 3, column: 5, endLine: 7 } }),
    finding({ message: "last", code: "X14" }),
  ],
  expectations: [
    result("DSP-BETA-5", "open", [
      { kind: "rule", ref: "backup-outlives-data", outcome: "open", detail: "kept longer" },
    ]),
  ],
};

describe("renderJson", () => {
  it("has exactly these keys, in this order", () => {
    expect(renderJson(assessment(full))).toBe(`{
  "version": 1,
  "stage": "beta",
  "access": "public",
  "gate": true,
  "stage_source": "--stage",
  "stage_disagreements": [
    ".github/dsp.yml says alpha"
  ],
  "today": "2026-11-23",
  "catalogue_version": "1.0.0",
  "source_expires": "2020-01-01",
  "verdict": "findings",
  "counts": {
    "failure": 2,
    "warning": 0,
    "notice": 0,
    "waived": 1
  },
  "expectations": [
    {
      "id": "DSP-BETA-5",
      "stage": "beta",
      "level": "must",
      "outcome": "open",
      "by": [
        {
          "kind": "rule",
          "ref": "backup-outlives-data",
          "outcome": "open",
          "detail": "kept longer"
        }
      ]
    }
  ],
  "findings": [
    {
      "rule": "backup-outlives-data",
      "code": "X13",
      "level": "failure",
      "waived": true,
      "waiver": {
        "reason": "the supplier's setting changes in the new year",
        "approved_by": "data-protection-team",
        "expires": "2027-02-28"
      },
      "file": ".dsp/backup-config.yml",
      "line": 3,
      "column": 5,
      "message": "first",
      "fix": "lower \`retention\` to \`P90D\`",
      "expectations": [
        "DSP-BETA-5"
      ]
    },
    {
      "rule": "backup-outlives-data",
      "code": "X13",
      "level": "failure",
      "waived": false,
      "file": ".dsp/data-map.yml",
      "line": 3,
      "column": 5,
      "end_line": 7,
      "message": "second",
      "fix": "lower \`retention\` to \`P90D\`",
      "expectations": [
        "DSP-BETA-5"
      ]
    },
    {
      "rule": "backup-outlives-data",
      "code": "X14",
      "level": "failure",
      "waived": false,
      "file": ".dsp/data-map.yml",
      "line": 3,
      "column": 5,
      "message": "last",
      "fix": "lower \`retention\` to \`P90D\`",
      "expectations": [
        "DSP-BETA-5"
      ]
    }
  ]
}
`);
  });

  it.each([
    ["full", full],
    ["clean", {}],
    ["at another stage", { stage: "live" as const, access: undefined }],
    ["unreadable", { verdict: "unreadable" as const, findings: [finding({ inFile: false })] }],
  ])("fits the schema when %s", (_name, given) => {
    expect(faults(JSON.parse(renderJson(assessment(given))))).toEqual([]);
  });

  it("says null where a stage has no access", () => {
    const report = JSON.parse(renderJson(assessment({ stage: "alpha", access: undefined })));
    expect(report.access).toBeNull();
  });

  it("gives back every text as it was", () => {
    fc.assert(
      fc.property(hostileAssessment, (hostile) => {
        const report = JSON.parse(renderJson(hostile));
        const texts = (findings: readonly { message: string; fix: string; file: string }[]) =>
          findings.map(({ message, fix, file }) => [message, fix, file].join("\0")).sort();
        expect(texts(report.findings)).toEqual(texts(hostile.findings));
        expect(report.stage_source).toBe(hostile.stageSource.name);
      }),
      RUNS,
    );
  });
});

describe("the schema of the report", () => {
  const changed = (change: (report: Record<string, never>) => void) => {
    const report = JSON.parse(renderJson(assessment(full)));
    change(report);
    return faults(report);
  };
  // biome-ignore lint/suspicious/noExplicitAny: each case breaks another part of the shape.
  const cases: [string, (report: any) => void, string][] = [
    ["another version", (r) => (r.version = 2), "/version must be equal to constant"],
    ["an unknown key", (r) => (r.extra = 1), " must NOT have additional properties"],
    ["a missing key", (r) => delete r.gate, " must have required property 'gate'"],
    [
      "an unknown stage",
      (r) => (r.stage = "gamma"),
      "/stage must be equal to one of the allowed values",
    ],
    [
      "beta without access",
      (r) => (r.access = null),
      "/access must be equal to one of the allowed values",
    ],
    ["live with access", (r) => (r.stage = "live"), "/access must be equal to constant"],
    [
      "an impossible day",
      (r) => (r.today = "2026-13-01"),
      '/today must match pattern "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"',
    ],
    ["a negative count", (r) => (r.counts.failure = -1), "/counts/failure must be >= 0"],
    [
      "an unknown outcome",
      (r) => (r.expectations[0].outcome = "done"),
      "/expectations/0/outcome must be equal to one of the allowed values",
    ],
    [
      "a basis of no kind",
      (r) => delete r.expectations[0].by[0].kind,
      "/expectations/0/by/0 must have required property 'kind'",
    ],
    ["line 0", (r) => (r.findings[1].line = 0), "/findings/1/line must be >= 1"],
    [
      "an absolute path",
      (r) => (r.findings[1].file = "/etc/passwd"),
      '/findings/1/file must match pattern "^[^/]"',
    ],
    [
      "a waived finding without a waiver",
      (r) => delete r.findings[0].waiver,
      "/findings/0 must have required property 'waiver'",
    ],
    [
      "a waiver on a finding that is not waived",
      (r) => (r.findings[0].waived = false),
      "/findings/0 must NOT be valid",
    ],
    [
      "a waiver without a reason",
      (r) => delete r.findings[0].waiver.reason,
      "/findings/0/waiver must have required property 'reason'",
    ],
    [
      "the core's own spelling",
      (r) => (r.findings[0].inFile = true),
      "/findings/0 must NOT have additional properties",
    ],
  ];

  it.each(cases)("refuses %s", (_name, change, fault) => {
    expect(changed(change)).toContain(fault);
  });
});

import { describe, expect, it } from "@jest/globals";
import {
  closingLine,
  count,
  countsInWords,
  expiryInWords,
  lackingIn,
  metInWords,
  othersInWords,
  ruleList,
  stageInWords,
  tallyOf,
} from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";

describe("count", () => {
  it.each([
    [0, "0 failures"],
    [1, "1 failure"],
    [2, "2 failures"],
  ])("counts %i", (number, words) => {
    expect(count(number, "failure")).toBe(words);
  });

  it("takes a plural of its own", () => {
    expect([count(1, "entry", "entries"), count(2, "entry", "entries")]).toEqual([
      "1 entry",
      "2 entries",
    ]);
  });
});

describe("countsInWords", () => {
  it.each([
    [
      { failure: 2, warning: 1, notice: 3, waived: 1 },
      "2 failures, 1 warning, 3 notices (1 waived)",
    ],
    [{ failure: 0, warning: 0, notice: 1, waived: 0 }, "1 notice"],
    [{ failure: 0, warning: 0, notice: 0, waived: 2 }, "no findings (2 waived)"],
    [{ failure: 0, warning: 0, notice: 0, waived: 0 }, "no findings"],
  ])("says %j", (counts, words) => {
    expect(countsInWords(counts)).toBe(words);
  });
});

describe("stageInWords", () => {
  it.each([
    [{}, "beta, private"],
    [{ access: "public" as const, gate: true }, "beta, public, at the gate"],
    [{ stage: "live" as const, access: undefined }, "live"],
  ])("says %j", (given, words) => {
    expect(stageInWords(assessment(given))).toBe(words);
  });
});

describe("expectations in words", () => {
  const mixed = [
    result("DSP-BETA-1", "not-yet"),
    result("DSP-BETA-5", "open"),
    result("DSP-BETA-6"),
    result("DSP-BETA-7", "allowed-later"),
    result("DSP-BETA-8", "not-applicable"),
    result("DSP-BETA-9", "waived"),
    result("DSP-BETA-10", "unreadable"),
  ];

  it("counts as due what asks for something now", () => {
    expect(tallyOf(mixed).due).toBe(4);
  });

  it.each([
    [
      mixed,
      "1 of 4 expectations met",
      "1 open, 1 unreadable, 1 waived, 1 allowed later, 1 not yet due",
    ],
    [[result("DSP-BETA-6")], "1 of 1 expectation met", ""],
    [[result("DSP-BETA-7", "allowed-later")], "no expectation is due", "1 allowed later"],
    [[], "no expectation is due", ""],
  ])("says how many are met and what became of the others", (expectations, met, others) => {
    expect([metInWords(expectations), othersInWords(expectations)]).toEqual([met, others]);
  });
});

describe("expiryInWords", () => {
  it.each([
    ["2026-11-23", "the guidance expired on 1 January 2020"],
    ["2020-01-02", "the guidance expired on 1 January 2020"],
    ["2020-01-01", "the guidance expires on 1 January 2020"],
  ])("says on %s: %s", (today, words) => {
    expect(expiryInWords(today)).toBe(words);
  });
});

describe("closingLine", () => {
  it("has counts, stage and source, expectations and the guidance's age", () => {
    const findings = [
      finding(),
      finding(),
      finding({ level: "warning" }),
      ...[1, 2, 3].map(() => finding({ level: "notice" })),
      finding({ waiver: waiver() }),
    ];
    const expectations = [result("DSP-BETA-5", "open"), result("DSP-BETA-6")];
    expect(closingLine(assessment({ findings, expectations }))).toBe(
      "2 failures, 1 warning, 3 notices (1 waived) · stage beta, private (from .github/dsp.yml) · 1 of 2 expectations of beta and earlier met · the guidance expired on 1 January 2020",
    );
  });
});

describe("lackingIn", () => {
  it("says once what several rules say alike, and leaves out what is met", () => {
    const absent = { outcome: "open", detail: "there is no deletion plan yet" } as const;
    const by = [
      { kind: "rule", ref: "unlimited-retention", ...absent },
      { kind: "rule", ref: "conflicting-rules", ...absent },
      { kind: "rule", ref: "due-but-not-deleted", outcome: "met", detail: "all is deleted" },
      { kind: "attestation", ref: "the team", outcome: "open", detail: "sign this off" },
      { kind: "fact", ref: "x", outcome: "unreadable", detail: "the data map cannot be read" },
      { kind: "assessment", ref: "beta", outcome: "not-yet", detail: "not due" },
    ] as const;
    expect(lackingIn(result("DSP-BETA-5", "open", by))).toEqual([
      { detail: absent.detail, rules: ["unlimited-retention", "conflicting-rules"] },
      { detail: "sign this off", rules: [] },
      { detail: "the data map cannot be read", rules: [] },
    ]);
  });
});

describe("ruleList", () => {
  it.each([
    [["a"], "a"],
    [["a", "b", "c"], "a, b and c"],
    [["a", "b", "c", "d", "e"], "a, b, c and 2 more"],
  ])("lists %j", (rules, words) => {
    expect(ruleList(rules)).toBe(words);
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { painted } from "../../src/cli/paint.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { visible } from "../../src/core/quote.ts";
import { renderText, type TextOptions } from "../../src/report/text.ts";
import { expiryInWords, HOW_TO_BEGIN, nothingFound, UNREADABLE } from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { hostileAssessment, RUNS } from "../support/hostile.ts";

const sources = new Map([
  [".dsp/data-map.yml", "schema: dsp/data-map@1\nstores:\n  - id: bookings-db\n\n"],
  [".dsp/deletion-plan.yml", "rules: []\n"],
]);

const lines = (given: Partial<Assessment>, options: TextOptions = {}) =>
  renderText(assessment(given), { sources, ...options }).split("\n");

const CLOSING = `stage beta, private (from .github/dsp.yml) · no expectation is due · ${expiryInWords("2026-11-23")}`;

describe("renderText", () => {
  it("shows findings worst first, waivers, what is lacking, what to do first, and the counts", () => {
    const given = {
      findings: [
        finding({
          rule: "manual-deletion",
          code: "X07",
          level: "notice",
          place: { line: 1, column: 1 },
          message: "rule `bans` is carried out by hand only",
          fix: "build the mechanism",
        }),
        finding(),
        finding({
          rule: "artefact-missing",
          code: "X00",
          file: ".dsp/backup-config.yml",
          place: { line: 1, column: 1 },
          inFile: false,
          message: "no backup config at `.dsp/backup-config.yml`",
          fix: "write `.dsp/backup-config.yml`",
        }),
        finding({
          level: "warning",
          file: ".dsp/deletion-plan.yml",
          place: { line: 1, column: 8 },
          message: "a waived thing",
          waiver: waiver(),
        }),
      ],
      expectations: [
        result("DSP-BETA-1", "not-yet"),
        result("DSP-BETA-6"),
        result("DSP-BETA-7", "allowed-later"),
        result("DSP-BETA-8", "not-applicable"),
        result("DSP-BETA-11", "open", [
          { kind: "rule", ref: "artefact-missing", outcome: "open", detail: "no backup config" },
          { kind: "attestation", ref: "the team", outcome: "open", detail: "sign this off" },
          { kind: "rule", ref: "no-restore-test", outcome: "met", detail: "restores are tested" },
        ]),
      ],
    };
    expect(lines(given, { failOn: "failure" })).toEqual([
      "Checked at beta, private (from .github/dsp.yml) on 23 November 2026",
      "",
      ".dsp/backup-config.yml: failure: no backup config at `.dsp/backup-config.yml` [artefact-missing]",
      "  fix: write `.dsp/backup-config.yml`",
      "",
      ".dsp/data-map.yml:3:5: failure: copies of `bookings-db` are kept longer than the data [backup-outlives-data]",
      "   3 |   - id: bookings-db",
      "     |     ^",
      "  fix: lower `retention` to `P90D`",
      "",
      ".dsp/data-map.yml:1:1: notice: rule `bans` is carried out by hand only [manual-deletion]",
      "  fix: build the mechanism",
      "",
      "Waived: 1 finding",
      ".dsp/deletion-plan.yml:1:8: warning: a waived thing [backup-outlives-data]",
      "  waived by data-protection-team until 2027-02-28: the supplier's setting changes in the new year",
      "",
      "Expectations of beta and earlier: 1 of 2 met, 1 open, 1 allowed later, 1 not yet due",
      "  DSP-BETA-11 open: You already back up data exactly as a live service must.",
      "    - no backup config [artefact-missing]",
      "    - sign this off",
      "",
      "Allowed later:",
      "  DSP-BETA-7   You can still delete data by hand at beta.",
      "",
      "Not yet due:",
      "  DSP-BETA-1   The service is assessed when it moves from private to public beta.",
      "",
      "Do this first: .dsp/backup-config.yml [artefact-missing]. Run `dsp explain artefact-missing` to see why.",
      "",
      `${HOW_TO_BEGIN}.`,
      `2 failures, 1 notice (1 waived) · ${CLOSING.replace("no expectation is due", "1 of 2 expectations of beta and earlier met")}`,
      "Failed: 2 failures, 1 notice (1 waived). 1 expectation is still open; open expectations do not fail this check.",
      "",
    ]);
  });

  it("says in plain words that nothing was found", () => {
    expect(lines({})).toEqual([
      "Checked at beta, private (from .github/dsp.yml) on 23 November 2026",
      "",
      `${nothingFound(assessment())}.`,
      "",
      `no findings · ${CLOSING}`,
      "",
    ]);
  });

  it("says that all that was found is waived", () => {
    expect(lines({ findings: [finding({ waiver: waiver() })] })).toContain(
      `${nothingFound(assessment({ findings: [finding({ waiver: waiver() })] }))}.`,
    );
  });

  it("says that a file cannot be read, and not that nothing was found", () => {
    const shown = lines({ verdict: "unreadable" });
    expect(shown[2]).toBe(`${UNREADABLE}.`);
    expect(shown.filter((line) => line.startsWith("Nothing"))).toEqual([]);
  });

  it("names sources that say another stage", () => {
    const stageSource = {
      kind: "input" as const,
      name: "--stage",
      disagreeing: [".github/dsp.yml says alpha", "topic dsp-live says live"],
    };
    expect(lines({ stageSource }).slice(0, 3)).toEqual([
      "Checked at beta, private (from --stage) on 23 November 2026",
      "  .github/dsp.yml says alpha, but --stage comes first",
      "  topic dsp-live says live, but --stage comes first",
    ]);
  });

  it.each([
    ["whose source is not at hand", finding({ file: "other.yml" })],
    ["on an empty line", finding({ place: { line: 4, column: 1 } })],
    ["past the end of the file", finding({ place: { line: 99, column: 1 } })],
  ])("shows no excerpt for a finding %s", (_name, one) => {
    const shown = lines({ findings: [one] });
    expect(shown[3]).toBe("  fix: lower `retention` to `P90D`");
  });

  it("cuts an excerpt to the terminal's width", () => {
    const wide = new Map([["a.yml", `key: ${"x".repeat(200)}`]]);
    const one = finding({ file: "a.yml", place: { line: 1, column: 6 } });
    const shown = lines({ findings: [one] }, { sources: wide, width: 40 });
    expect(shown.slice(3, 5)).toEqual([`   1 | key: ${"x".repeat(26)}…`, "     |      ^"]);
  });

  it("points at an open expectation where there are only notices", () => {
    const given = {
      findings: [finding({ level: "notice" })],
      expectations: [result("DSP-BETA-6", "open")],
    };
    expect(lines(given)).toContain(
      "Do this first: DSP-BETA-6. Run `dsp explain DSP-BETA-6` to see what to do.",
    );
  });

  it("lists what is met and what is not applicable only when asked to", () => {
    const expectations = [result("DSP-BETA-6"), result("DSP-BETA-8", "not-applicable")];
    const titles = ["Met:", "Not applicable:"];
    const shown = (verbose: boolean) =>
      lines({ expectations }, { verbose }).filter((line) => titles.includes(line));
    expect([shown(true), shown(false)]).toEqual([titles, []]);
  });

  it.each([
    ["failure", "Passed: ", false],
    ["warning", "Failed: ", true],
    ["notice", "Failed: ", true],
    ["never", "Passed: ", false],
  ] as const)("ends a run of one warning with %s as %s", (failOn, word, isHinted) => {
    const shown = lines({ findings: [finding({ level: "warning" })] }, { failOn });
    expect(shown.at(-2)?.startsWith(word)).toBe(true);
    expect(shown.includes(`${HOW_TO_BEGIN}.`)).toBe(isHinted);
  });

  it("colours only when asked to, and says the same", () => {
    const given = {
      findings: [finding(), finding({ level: "notice", waiver: waiver() })],
      expectations: [result("DSP-BETA-6", "open")],
    };
    const plain = renderText(assessment(given), { sources });
    const colored = renderText(assessment(given), { sources, paint: painted });
    expect(plain).not.toContain("\u001b");
    expect(colored).toContain("\u001b[1m\u001b[31mfailure\u001b[39m\u001b[22m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it takes the colours away again.
    expect(colored.replace(/\u001b\[[\d;]+m/g, "")).toBe(plain);
  });

  it("never says that anything is compliant", () => {
    expect(renderText(assessment({ expectations: [result("DSP-BETA-6")] }))).not.toMatch(
      /compliant/i,
    );
  });

  it("prints nothing that a terminal obeys, whatever the files say", () => {
    fc.assert(
      fc.property(hostileAssessment, (hostile) => {
        const sources = new Map(
          hostile.findings.map(({ file, message, fix }) => [
            file,
            `${message}\n${fix}\n${message}`,
          ]),
        );
        for (const line of renderText(hostile, { sources, verbose: true }).split("\n")) {
          expect(visible(line)).toBe(line);
        }
      }),
      RUNS,
    );
  });
});

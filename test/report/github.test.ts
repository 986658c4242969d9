import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Assessment } from "../../src/core/assessment.ts";
import { SEVERITIES } from "../../src/core/levels.ts";
import { visible } from "../../src/core/quote.ts";
import { oneLine } from "../../src/report/escape.ts";
import { MOST_WORKFLOW_ANNOTATIONS, renderGithub } from "../../src/report/github.ts";
import { standingAndWaived } from "../../src/report/order.ts";
import { expiryInWords, nothingFound, UNREADABLE } from "../../src/report/words.ts";
import { assessment, finding, waiver } from "../support/assessments.ts";
import { hostileAssessment, RUNS } from "../support/hostile.ts";

const CLOSING = `stage beta, private (from .github/dsp.yml) · no expectation is due · ${expiryInWords("2026-11-23")}`;

/** A workflow command as GitHub's runner reads it: blanks at the start do not matter. */
function parsed(line: string) {
  const match = /^\s*::(\w+) ([^:]*)::(.*)$/.exec(line);
  if (!match) return undefined;
  const [, command = "", list = "", data = ""] = match;
  const unescaped = (text: string) =>
    text
      .replaceAll("%2C", ",")
      .replaceAll("%3A", ":")
      .replaceAll("%0A", "\n")
      .replaceAll("%0D", "\r")
      .replaceAll("%25", "%");
  const properties = list.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), unescaped(pair.slice(at + 1))];
  });
  return { command, properties: Object.fromEntries(properties), data: unescaped(data) };
}

/** The lines of a report; a command in short, as its name and its message's first line. */
const inShort = (given: Partial<Assessment>, most?: number) =>
  renderGithub(assessment(given), { most })
    .split("\n")
    .map((line) => line.replace(/^::(\w+) .*?::(.*?)%0A.*$/, "$1 $2"));

describe("renderGithub", () => {
  it("annotates worst first, and leaves waived findings as lines", () => {
    const findings = [
      finding({ level: "notice", message: "50% done" }),
      finding({ level: "warning", place: { line: 3, column: 5, endLine: 7 } }),
      finding({ file: "odd, name:1.yml", inFile: false, place: { line: 1, column: 1 } }),
      finding({ waiver: waiver() }),
    ];
    expect(renderGithub(assessment({ findings })).split("\n")).toEqual([
      "::error file=odd%2C name%3A1.yml,title=backup-outlives-data (X13)::copies of `bookings-db` are kept longer than the data%0Afix: lower `retention` to `P90D`",
      "::warning file=.dsp/data-map.yml,line=3,endLine=7,title=backup-outlives-data (X13)::copies of `bookings-db` are kept longer than the data%0Afix: lower `retention` to `P90D`",
      "::notice file=.dsp/data-map.yml,line=3,col=5,title=backup-outlives-data (X13)::50%25 done%0Afix: lower `retention` to `P90D`",
      "Waived until 2027-02-28 by data-protection-team (the supplier's setting changes in the new year): .dsp/data-map.yml:3:5: failure: copies of `bookings-db` are kept longer than the data [backup-outlives-data]",
      `1 failure, 1 warning, 1 notice (1 waived) · ${CLOSING}`,
      "",
    ]);
  });

  it("says that nothing was found", () => {
    expect(renderGithub(assessment()).split("\n")).toEqual([
      nothingFound(assessment()),
      `no findings · ${CLOSING}`,
      "",
    ]);
  });

  it("says that a file cannot be read", () => {
    expect(renderGithub(assessment({ verdict: "unreadable" })).split("\n")[0]).toBe(UNREADABLE);
  });

  it("turns no text of a stage's source or a waiver into a command", () => {
    const stageSource = { kind: "topic" as const, name: "x\n::error::y", disagreeing: [] };
    const findings = [
      finding({ waiver: waiver({ reason: "##[error]z", approved_by: "\r::error::w" }) }),
    ];
    expect(renderGithub(assessment({ stageSource, findings })).split("\n").slice(1)).toEqual([
      "Waived until 2027-02-28 by ::error::w (# #[error]z): .dsp/data-map.yml:3:5: failure: copies of `bookings-db` are kept longer than the data [backup-outlives-data]",
      `no findings (1 waived) · ${CLOSING.replace(".github/dsp.yml", "x ::error::y")}`,
      "",
    ]);
  });

  it("annotates no more of each level than it may, and says how many are beyond", () => {
    const findings = (["notice", "warning", "failure"] as const).flatMap((level) =>
      ["a", "b", "c"]
        .slice(level === "warning" ? 1 : 0)
        .map((message) => finding({ level, message })),
    );
    const waived = finding({ waiver: waiver() });
    expect(inShort({ findings: [...findings, waived] }, 2)).toEqual([
      "error a",
      "error b",
      "warning b",
      "warning c",
      "notice a",
      "notice b",
      "Not shown on the lines: 1 failure, 1 notice more; the job summary lists them",
      "Waived until 2027-02-28 by data-protection-team (the supplier's setting changes in the new year): .dsp/data-map.yml:3:5: failure: copies of `bookings-db` are kept longer than the data [backup-outlives-data]",
      `3 failures, 2 warnings, 3 notices (1 waived) · ${CLOSING}`,
      "",
    ]);
  });

  it("says of nothing that it is beyond where all are within, or no limit is given", () => {
    const findings = Array.from({ length: 12 }, () => finding());
    expect(inShort({ findings }, 12).filter((line) => line.startsWith("Not shown"))).toEqual([]);
    expect(inShort({ findings }).filter((line) => line.startsWith("error"))).toHaveLength(12);
  });

  it("prints one command for each finding that counts, and no other, whatever the files say", () => {
    fc.assert(
      fc.property(hostileAssessment, (hostile) => {
        const { standing } = standingAndWaived(hostile.findings);
        const lines = renderGithub(hostile).split(/\r\n|\r|\n/);
        const commands = lines.flatMap((line) => parsed(line) ?? []);
        expect(commands.map(({ data, properties }) => ({ data, file: properties.file }))).toEqual(
          standing.map(({ message, fix, file }) => ({
            data: `${oneLine(message)}\nfix: ${oneLine(fix)}`,
            file: visible(file),
          })),
        );
        const others = lines.slice(commands.length);
        expect(others.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("shows ten of each level at most, and counts those that are beyond", () => {
    const commands = { failure: "error", warning: "warning", notice: "notice" } as const;
    const upTo = fc.nat(25);
    fc.assert(
      fc.property(fc.record({ failure: upTo, warning: upTo, notice: upTo }), (given) => {
        const findings = SEVERITIES.flatMap((level) =>
          Array.from({ length: given[level] }, () => finding({ level })),
        );
        const text = renderGithub(assessment({ findings }), { most: MOST_WORKFLOW_ANNOTATIONS });
        const beyond = /^Not shown on the lines: (.*) more; /m.exec(text)?.[1] ?? "";
        for (const level of SEVERITIES) {
          const shown = text.match(new RegExp(`^::${commands[level]} `, "gm")) ?? [];
          expect(shown).toHaveLength(Math.min(given[level], 10));
          const left = new RegExp(`(\\d+) ${level}`).exec(beyond)?.[1] ?? "0";
          expect(Number(left)).toBe(Math.max(given[level] - 10, 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("what was there before a change", () => {
  it("is one annotation and lines that are folded away, after what is new", () => {
    const findings = [
      finding({ message: "old fault", isNew: false, level: "warning" }),
      finding({ message: "::error::x", isNew: false }),
      finding({ message: "new fault", isNew: true, level: "notice" }),
    ];
    const lines = renderGithub(assessment({ findings })).split("\n");
    expect(lines.filter((line) => /^::(?:error|warning|notice)/.test(line))).toEqual([
      expect.stringMatching(/^::notice file=.*::new fault/),
      "::error title=There before this change::1 failure, 1 warning; the job summary lists them",
    ]);
    const [start, end] = [
      lines.indexOf("::group::There before this change"),
      lines.indexOf("::endgroup::"),
    ];
    expect(end - start).toBe(3);
  });
});

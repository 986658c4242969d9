import { describe, expect, it } from "@jest/globals";
import { byPlace, standingAndWaived, worstFirst } from "../../src/report/order.ts";
import { finding, waiver } from "../support/assessments.ts";

const messages = (findings: readonly { message: string }[]) => findings.map((one) => one.message);

const shuffled = [
  finding({ message: "h", level: "notice", file: "a.yml", place: { line: 1, column: 1 } }),
  finding({ message: "g", level: "warning", file: "a.yml", place: { line: 9, column: 1 } }),
  finding({ message: "f", file: "b.yml", place: { line: 1, column: 1 } }),
  finding({ message: "e", file: "a.yml", place: { line: 10, column: 1 }, code: "X14" }),
  finding({ message: "d", file: "a.yml", place: { line: 10, column: 1 }, code: "X15" }),
  finding({ message: "c", file: "a.yml", place: { line: 10, column: 1 } }),
  finding({ message: "b", file: "a.yml", place: { line: 9, column: 12 } }),
  finding({ message: "a", file: "a.yml", place: { line: 9, column: 2 } }),
];

describe("worstFirst", () => {
  it("goes by severity, then file, line, column, code and message", () => {
    expect(messages(worstFirst(shuffled))).toEqual(["a", "b", "c", "e", "d", "f", "g", "h"]);
  });
});

describe("byPlace", () => {
  it("goes by file, line, column, code and message, however grave", () => {
    expect(messages(byPlace(shuffled))).toEqual(["h", "g", "a", "b", "c", "e", "d", "f"]);
  });

  it("leaves what it was given as it was", () => {
    const given = [...shuffled];
    byPlace(given);
    expect(given).toEqual(shuffled);
  });
});

describe("standingAndWaived", () => {
  it("parts what counts from what someone waived, each worst first", () => {
    const findings = [
      finding({ message: "c", waiver: waiver(), level: "notice" }),
      finding({ message: "b", level: "warning" }),
      finding({ message: "d", waiver: waiver() }),
      finding({ message: "a" }),
    ];
    const { standing, waived } = standingAndWaived(findings);
    expect([messages(standing), messages(waived)]).toEqual([
      ["a", "b"],
      ["d", "c"],
    ]);
  });
});

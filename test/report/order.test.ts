import { describe, expect, it } from "@jest/globals";
import { byPlace, standingAndWaived, toDoFirst, worstFirst } from "../../src/report/order.ts";
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

describe("toDoFirst", () => {
  const missing = (slug: string, rest = {}) =>
    finding({
      rule: "artefact-missing",
      about: [`.dsp/${slug}.yml`, slug],
      file: `.dsp/${slug}.yml`,
      inFile: false,
      message: slug,
      ...rest,
    });

  it("follows what must exist, then what cannot be read, then how grave it is, the law first", () => {
    const inOrder = [
      missing("data-map", { level: "warning" }),
      missing("deletion-plan"),
      missing("backup-config"),
      finding({ rule: "assessment-missing", inFile: false, message: "record" }),
      finding({ rule: "artefact-unreadable", file: "z.yml", message: "unreadable" }),
      finding({ rule: "no-lawful-basis", file: "z.yml", message: "law" }),
      finding({ rule: "restore-test-overdue", file: "a.yml", message: "rest" }),
      finding({ rule: "no-lawful-basis", level: "warning", message: "milder" }),
    ];
    const notice = finding({ level: "notice" });
    const given = [notice, ...inOrder].reverse();
    expect(toDoFirst(given, 99).map(({ message }) => message)).toEqual(
      inOrder.map(({ message }) => message),
    );
    expect(toDoFirst(given, 2)).toEqual(inOrder.slice(0, 2));
  });

  it("has what a change brings before all that was there", () => {
    const old = missing("data-map", { isNew: false });
    const fresh = finding({ level: "warning", isNew: true });
    expect(toDoFirst([old, fresh], 9)).toEqual([fresh, old]);
  });
});

import { expect, it } from "@jest/globals";
import type { Level } from "../../../src/core/levels.ts";
import { levelsOf } from "../../../src/core/rule.ts";
import { findRule, RULES } from "../../../src/core/rules/index.ts";
import { STAGES } from "../../../src/core/stages.ts";

const MARKS: Readonly<Record<string, Level>> = {
  "·": "none",
  N: "notice",
  W: "warning",
  "W†": "failure-at-gate",
  F: "failure",
};

/** The table of `domain.md` section 3, by stage in order; rows with two marks have one per variant. */
const TABLE: readonly [string, string, string | undefined, string][] = [
  ["X00", "artefact-missing", "data-map", "W† F F F F"],
  ["X00", "artefact-missing", "deletion-plan", "· W† F F F"],
  ["X00", "artefact-missing", "backup-config", "· N F F F"],
  ["X01", "store-without-deletion-rule", undefined, "· W† F F F"],
  ["X02", "category-without-rule", undefined, "· N W† F F"],
  ["X03", "store-without-backup-decision", undefined, "· N F F F"],
  ["X04", "dangling-reference", undefined, "W F F F F"],
  ["X05", "orphan-element", undefined, "N N W W F"],
  ["X06", "irremovable-personal-data", "undecided", "N F F F F"],
  ["X06", "irremovable-personal-data", "decided", "N W W W W"],
  ["X07", "manual-deletion", undefined, "· · N W F"],
  ["X08", "no-automatic-plan", undefined, "· N W† F F"],
  ["X09", "mechanism-not-built", undefined, "· · W W F"],
  ["X10", "deletion-not-running", undefined, "· · · W F"],
  ["X11", "mechanism-overdue", undefined, "· W W F F"],
  ["X12", "manual-procedure-untested", undefined, "· N F F W"],
  ["X13", "backup-outlives-data", undefined, "· N W F F"],
  ["X14", "backup-residual-unstated", undefined, "· N W† F F"],
  ["X15", "no-redeletion-after-restore", undefined, "· N W W F"],
  ["X16", "backup-not-as-live", undefined, "· · F F F"],
  ["X17", "interval-exceeds-rpo", undefined, "· N W† F F"],
  ["X18", "restore-never-proved", undefined, "· · W† F F"],
  ["X19", "restore-test-overdue", undefined, "· · W W F"],
  ["X20", "no-offline-copy", undefined, "· N W W W"],
  ["X21", "unsafe-backup-retention", undefined, "· · N W W"],
  ["X22", "unexpiring-snapshot", undefined, "· N W W F"],
  ["X23", "no-lawful-basis", undefined, "N W† F F F"],
  ["X24", "unsuitable-basis", undefined, "N W W W W"],
  ["X25", "special-without-condition", undefined, "N W† F F F"],
  ["X26", "offence-without-condition", undefined, "N W† F F F"],
  ["X27", "recipient-without-agreement", "processor", "· N F F F"],
  ["X27", "recipient-without-agreement", "controller", "· N W W F"],
  ["X28", "agreement-review-overdue", undefined, "· · N W W"],
  ["X29", "flow-to-be-defined", undefined, "· N N N F"],
  ["X30", "stale-review", undefined, "N W W W† F"],
  ["X31", "mapping-exercise-overdue", undefined, "· · · N F"],
  ["X32", "flow-unconfirmed", undefined, "· · · N F"],
  ["X33", "assessment-missing", undefined, "· N F F F"],
  ["X34", "majority-not-addressed", undefined, "· W† F F F"],
  ["X35", "manual-requirement-unmet", undefined, "· N F F F"],
  ["X36", "transfer-without-mechanism", undefined, "N W† F F F"],
  ["X37", "le-log-incomplete", undefined, "· N F F F"],
  ["X38", "closing-with-open-tasks", undefined, "· · · F F"],
  ["X39", "manual-reporting", undefined, "· · N N F"],
  ["X40", "le-review-limit-missing", undefined, "· N F F F"],
  ["X41", "unlimited-retention", undefined, "N W† F F F"],
  ["X42", "conflicting-rules", undefined, "· W F F F"],
  ["X43", "hold-without-review", undefined, "· N W W F"],
  ["X44", "dpia-missing", undefined, "N W† F F F"],
  ["X45", "personal-data-in-test", undefined, "· W F F F"],
  ["X48", "person-named-in-public", undefined, "N N W W W"],
  ["X50", "category-outside-activity", undefined, "N W F F F"],
  ["X51", "due-but-not-deleted", undefined, "· · W F F"],
  // X49 has a row for each stage from which a field is required: N before it, W† in it, F after it.
  ["X49", "required-field-missing", "from-discovery", "W† F F F F"],
  ["X49", "required-field-missing", "from-alpha", "N W† F F F"],
  ["X49", "required-field-missing", "from-beta", "N N W† F F"],
  ["X49", "required-field-missing", "from-live", "N N N W† F"],
  ["X49", "required-field-missing", "from-post-live", "N N N N W†"],
  ["P07", "artefact-unreadable", "invalid", "F F F F F"],
  ["X00", "artefact-missing", "misplaced", "W W W W W"],
];

it.each(TABLE)("%s %s (%s) has the levels of the specification: %s", (code, id, variant, marks) => {
  const rule = findRule(code);
  expect(rule?.id).toBe(id);
  const levels = rule && levelsOf(rule, variant);
  expect(STAGES.map((stage) => levels?.[stage])).toEqual(
    marks.split(" ").map((mark) => MARKS[mark]),
  );
});

it("has every rule of the specification but X46 and X47, in order", () => {
  const codes = RULES.map(({ code }) => code).filter((code) => code.startsWith("X"));
  const expected = Array.from({ length: 52 }, (_, index) => `X${String(index).padStart(2, "0")}`);
  expect(codes).toEqual(expected.filter((code) => code !== "X46" && code !== "X47"));
});

it("gives ids and codes once each", () => {
  const names = RULES.flatMap(({ id, code }) => [id, code]);
  expect(new Set(names).size).toBe(names.length);
});

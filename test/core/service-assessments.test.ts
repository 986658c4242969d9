import { expect, it } from "@jest/globals";
import { projectRecordSchema } from "../../src/core/artefacts/project-record.ts";
import { isExempt, isHeld } from "../../src/core/service-assessments.ts";

function assessment(fields: object) {
  const record = projectRecordSchema.parse({
    schema: "dsp/project@1",
    assessments: [{ id: "a1", stage: "alpha", panel: "internal", ...fields }],
  });
  const [only] = record.assessments;
  if (!only) throw new Error("no assessment");
  return only;
}

it.each([
  ["one of today", { date: "2026-11-23" }, true],
  ["one still to come", { date: "2026-11-24" }, false],
  ["one without a date", {}, false],
  ["one to be taken again", { date: "2026-04-22", decision: "reassess" }, false],
  ["a red one that nobody let go on", { date: "2026-04-22", rating: "red" }, false],
  ["one rated not met, in the older words", { date: "2026-04-22", rating: "not-met" }, false],
  [
    "a red one that may go on with actions",
    { date: "2026-04-22", rating: "red", decision: "proceed with actions" },
    true,
  ],
  ["an amber one", { date: "2026-04-22", rating: "amber" }, true],
  ["one that is not applicable", { date: "2026-04-22", not_applicable: true, reason: "r" }, false],
])("whether %s was held", (_name, fields, held) => {
  expect(isHeld(assessment(fields), "2026-11-23")).toBe(held);
});

it("excuses only with a reason", () => {
  expect(isExempt(assessment({ not_applicable: true, reason: "r" }))).toBe(true);
  expect(isExempt(assessment({ not_applicable: true }))).toBe(false);
});

import { describe, expect, it } from "@jest/globals";
import {
  flowToBeDefined,
  flowUnconfirmed,
  mappingExerciseOverdue,
} from "../../../src/core/rules/mapping.ts";
import { problems } from "../../support/rules.ts";

describe("flow-to-be-defined", () => {
  it.each([
    ["a defined flow", "flows: [{ id: f1, from: a, to: b, status: defined }]"],
    ["a flow that states no status", "flows: [{ id: f1, from: a, to: b }]"],
  ])("accepts %s", (_name, dataMap) => {
    expect(problems(flowToBeDefined, { dataMap })).toEqual([]);
  });

  it("names the flow and both its ends", () => {
    const dataMap = "flows: [{ id: f7, from: bookings, to: prison, status: to-be-defined }]";
    expect(problems(flowToBeDefined, { dataMap })).toEqual([
      "data-map:1:55: flow `f7` from `bookings` to `prison` is still to be defined; decide what data it carries and how by post-live, then set `status: defined`. If you no longer plan this flow, remove it",
    ]);
  });

  it("is a notice until post-live", () => {
    expect(flowToBeDefined.levels).toEqual({
      discovery: "none",
      alpha: "notice",
      beta: "notice",
      live: "notice",
      "post-live": "failure",
    });
  });
});

describe("mapping-exercise-overdue", () => {
  it.each([
    ["one held within the interval", "{ every: P1Y, done: [{ date: 2025-11-23 }] }"],
    ["one held today", "{ every: P1Y, done: [{ date: 2026-11-23 }] }"],
    ["the latest of several", "{ every: P1Y, done: [{ date: 2026-06-01 }, { date: 2024-06-01 }] }"],
    ["none held while the first is to come", "{ every: P1Y, next: 2026-11-23 }"],
  ])("accepts %s", (_name, exercises) => {
    const projectRecord = `mapping_exercises: ${exercises}`;
    expect(problems(mappingExerciseOverdue, { projectRecord })).toEqual([]);
  });

  const schedule =
    "write under `mapping_exercises` how often you hold them, for example `every: P1Y`, and the day of the `next`";
  const hold = "hold the exercise and record it under `mapping_exercises.done`";

  it.each([
    [
      "there is no record of any",
      "issues: []",
      `1:1: mapping exercises have no interval or next date; ${schedule}`,
    ],
    [
      "the interval is missing",
      "mapping_exercises: { done: [{ date: 2026-11-01 }] }",
      `1:20: mapping exercises have no interval; ${schedule}`,
    ],
    [
      "the last is longer ago than the interval",
      "mapping_exercises: { every: P1Y, done: [{ date: 2025-11-22 }, { date: 2024-11-22 }] }",
      `1:20: the last mapping exercise was on 2025-11-22, so the next was due on 2026-11-22 (every P1Y); ${hold}`,
    ],
    [
      "none was held and none is planned",
      "mapping_exercises: { every: P1Y }",
      "1:20: no mapping exercise has taken place, and none is planned; set the day of the `next` exercise under `mapping_exercises`",
    ],
    [
      "the first was not held when it was planned",
      "mapping_exercises: { every: P1Y, next: 2026-11-22 }",
      `1:40: no mapping exercise has taken place, but the first was planned for 2026-11-22; ${hold}`,
    ],
    [
      "one is recorded ahead of its day",
      "mapping_exercises: { every: P1Y, done: [{ date: 2026-11-24 }], next: 2026-11-01 }",
      `1:70: no mapping exercise has taken place, but the first was planned for 2026-11-01; ${hold}`,
    ],
  ])("says when %s", (_name, projectRecord, problem) => {
    expect(problems(mappingExerciseOverdue, { projectRecord })).toEqual([
      `project-record:${problem}`,
    ]);
  });

  it("reads an absent record as an empty one", () => {
    expect(problems(mappingExerciseOverdue, {})).toEqual([
      `project-record: mapping exercises have no interval or next date; ${schedule}`,
    ]);
  });
});

describe("flow-unconfirmed", () => {
  const held =
    "mapping_exercises: { every: P1Y, done: [{ date: 2025-10-01 }, { date: 2026-10-01 }] }";
  const confirm =
    "confirm it with those at both its ends, then write the day as `last_confirmed`. If the flow no longer runs, remove it";

  it.each([
    [
      "a flow confirmed on the day of the latest exercise",
      "flows: [{ id: f1, from: a, to: b, last_confirmed: 2026-10-01 }]",
      held,
    ],
    ["any flow before the first exercise", "flows: [{ id: f1, from: a, to: b }]", ""],
    [
      "any flow while the first exercise is to come",
      "flows: [{ id: f1, from: a, to: b }]",
      "mapping_exercises: { done: [{ date: 2026-11-24 }] }",
    ],
    [
      "an external party with a flow",
      "parties: [{ id: p, relationship: processor }]\nflows: [{ id: f1, from: a, to: p, last_confirmed: 2026-10-01 }]",
      held,
    ],
    [
      "an external party that hosts a store",
      "parties: [{ id: p, relationship: processor }]\nstores: [{ id: s, hosted_by: p }]",
      held,
    ],
    [
      "parties that are not external, or do not say",
      "parties: [{ id: p, relationship: internal }, { id: q, relationship: data-subject }, { id: r }]",
      held,
    ],
  ])("accepts %s", (_name, dataMap, projectRecord) => {
    expect(problems(flowUnconfirmed, { dataMap, projectRecord })).toEqual([]);
  });

  it.each(["live", "current"])("accepts a party that hosts a backup copy in `%s`", (regimen) => {
    const dataMap = "parties: [{ id: vault, relationship: processor }]";
    const backupConfig = `backups: [{ store: s, ${regimen}: { copies: [{ hosted_by: vault }] } }]`;
    expect(problems(flowUnconfirmed, { dataMap, backupConfig })).toEqual([]);
  });

  it.each([
    [
      "was never confirmed",
      "",
      "1:15: flow `f1` was not confirmed at the mapping exercise of 2026-10-01",
    ],
    [
      "was confirmed before the latest exercise",
      ", last_confirmed: 2026-09-30",
      "1:51: flow `f1` was last confirmed on 2026-09-30, before the mapping exercise of 2026-10-01",
    ],
  ])("says that a flow %s", (_name, confirmed, problem) => {
    const dataMap = `flows: [{ id: f1, from: a, to: b${confirmed} }]`;
    expect(problems(flowUnconfirmed, { dataMap, projectRecord: held })).toEqual([
      `data-map:${problem}; ${confirm}`,
    ]);
  });

  it("names an external party that nothing reaches, even before the first exercise", () => {
    const dataMap = "parties: [{ id: courts, relationship: controller }]";
    expect(problems(flowUnconfirmed, { dataMap })).toEqual([
      "data-map:1:17: controller `courts` has no flow and hosts nothing; map what goes to it or comes from it under `flows`, or remove the party",
    ]);
  });
});

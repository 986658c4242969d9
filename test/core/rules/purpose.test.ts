import { describe, expect, it } from "@jest/globals";
import { categoryOutsideActivity, dpiaMissing } from "../../../src/core/rules/purpose.ts";
import type { Stage } from "../../../src/core/stages.ts";
import { problems } from "../../support/rules.ts";

describe("dpia-missing", () => {
  const check = (stage: Stage, dataMap: string) => problems(dpiaMissing, { stage, dataMap });

  it("accepts its own example", () => {
    expect(check("beta", dpiaMissing.example)).toEqual([]);
  });

  it.each<[Stage, string]>([
    ["discovery", "in-progress"],
    ["alpha", "in-progress"],
    ["alpha", "approved"],
    ["beta", "approved"],
    ["live", "approved"],
    ["post-live", "approved"],
    ["alpha", "not-required, reason: no personal data"],
    ["live", "not-required, reason: no personal data"],
  ])("accepts at %s the status %s", (stage, status) => {
    expect(check(stage, `dpia: { status: ${status} }`)).toEqual([]);
  });

  const begin =
    "take it past screening, then write `dpia.status: in-progress`. If you do not need a DPIA, write `not-required` with a `reason`";
  const approve = "get it approved, then write `dpia.status: approved` with its `ref`";

  it.each<[Stage, string, string, string]>([
    [
      "discovery",
      "stores: []",
      "1:1: the DPIA has not been started, but alpha needs a DPIA that is past screening",
      begin,
    ],
    [
      "alpha",
      "dpia: { ref: x }",
      "1:7: the DPIA has not been started, but alpha needs a DPIA that is past screening",
      begin,
    ],
    [
      "alpha",
      "dpia: { status: not-started }",
      "1:17: the DPIA has not been started, but alpha needs a DPIA that is past screening",
      begin,
    ],
    [
      "alpha",
      "dpia: { status: screening }",
      "1:17: the DPIA's status is screening, but alpha needs a DPIA that is past screening",
      begin,
    ],
    [
      "beta",
      "stores: []",
      "1:1: the DPIA has not been started, but beta needs an approved DPIA",
      approve,
    ],
    [
      "beta",
      "dpia: { status: screening }",
      "1:17: the DPIA's status is screening, but beta needs an approved DPIA",
      approve,
    ],
    [
      "live",
      "dpia: { status: in-progress, reason: x }",
      "1:17: the DPIA's status is in-progress, but live needs an approved DPIA",
      approve,
    ],
    [
      "post-live",
      "dpia: { status: in-progress }",
      "1:17: the DPIA's status is in-progress, but post-live needs an approved DPIA",
      approve,
    ],
    [
      "discovery",
      "dpia: { status: not-required }",
      "1:17: the DPIA is marked as not required without a reason",
      "add the `dpia.reason` that the data protection team has confirmed",
    ],
    [
      "live",
      "dpia: { status: not-required }",
      "1:17: the DPIA is marked as not required without a reason",
      "add the `dpia.reason` that the data protection team has confirmed",
    ],
  ])("rejects at %s: %s", (stage, dataMap, message, fix) => {
    expect(check(stage, dataMap)).toEqual([`data-map:${message}; ${fix}`]);
  });
});

describe("category-outside-activity", () => {
  const check = (dataMap: string) => problems(categoryOutsideActivity, { dataMap });
  const activities =
    "activities: [{ id: book, data_categories: [name, contact] }, { id: bans, data_categories: [criminal-offence] }, { id: new }]";
  const flow = (fields: string) => `flows: [{ id: f1, from: web, to: db, ${fields} }]`;
  const store = (categories: string) => `stores: [{ id: db, data_categories: ${categories} }]`;

  it("accepts its own example", () => {
    expect(check(categoryOutsideActivity.example)).toEqual([]);
  });

  it.each([
    [
      "what the activity declares",
      store("[name]"),
      flow("activity: book, data_categories: [contact]"),
    ],
    [
      "what several declare together",
      store("[name, criminal-offence]"),
      flow("activity: [book, bans]"),
    ],
    [
      "a store that no activity reaches, which another rule speaks of",
      store("[health]"),
      "flows: []",
    ],
    ["a flow without an activity", store("[health]"), flow("data_categories: [health]")],
    [
      "a flow for an activity that does not exist",
      store("[health]"),
      flow("activity: gone, data_categories: [health]"),
    ],
    [
      "an activity that declares nothing yet",
      store("[health]"),
      flow("activity: [book, new], data_categories: [health]"),
    ],
    ["a store and a flow without categories", "stores: [{ id: db }]", flow("activity: book")],
  ])("accepts %s", (_name, stores, flows) => {
    expect(check(`${activities}\n${stores}\n${flows}`)).toEqual([]);
  });

  it("rejects a store that holds more than its activity declares", () => {
    expect(
      check(
        `${activities}\n${store("[name, health, health, genetic]")}\n${flow("activity: book")}`,
      ),
    ).toEqual([
      "data-map:2:37: store `db` holds `health` and `genetic`, which its activity `book` does not declare; add `health` and `genetic` to `data_categories` of the activity that needs it, or remove it",
    ]);
  });

  it("rejects a store that holds more than all of its activities declare", () => {
    const flows =
      "flows: [{ id: f1, from: web, to: db, activity: book }, { id: f2, from: db, to: web, activity: bans }]";
    expect(check(`${activities}\n${store("[name, health]")}\n${flows}`)).toEqual([
      "data-map:2:37: store `db` holds `health`, which none of its activities `book` and `bans` declares; add `health` to `data_categories` of the activity that needs it, or remove it",
    ]);
  });

  it.each([
    ["activity: book", "its activity `book` does not declare"],
    ["activity: [book, book]", "its activity `book` does not declare"],
    ["activity: [book, bans, gone]", "none of its activities `book` and `bans` declares"],
  ])("rejects a flow with `%s` that carries more", (activity, which) => {
    const carried = "data_categories: [name, government-id], ";
    expect(check(`${activities}\n${flow(carried + activity)}`)).toEqual([
      `data-map:2:55: flow \`f1\` carries \`government-id\`, which ${which}; add \`government-id\` to \`data_categories\` of the activity that needs it, or remove it`,
    ]);
  });
});

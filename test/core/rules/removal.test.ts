import { describe, expect, it } from "@jest/globals";
import { irremovablePersonalData } from "../../../src/core/rules/removal.ts";
import { problems } from "../../support/rules.ts";

const found = (rest: string) =>
  problems(irremovablePersonalData, { dataMap: `stores: [{ id: s, ${rest} }]` });

describe("irremovable-personal-data", () => {
  it.each([
    ["removal by record", "data_categories: [name], removal: record"],
    ["removal by batch, on a ledger too", "data_categories: [name], removal: batch, kind: ledger"],
    ["a ledger without personal data", "data_categories: [], removal: none, kind: ledger"],
    ["a store that says nothing, and is no ledger", "data_categories: [name], kind: database"],
  ])("accepts %s", (_name, rest) => expect(found(rest)).toEqual([]));

  it("rejects personal data that nothing removes, and that nobody decided on", () => {
    expect(found("data_categories: [name], removal: none")).toEqual([
      "data-map:1:53 (undecided): store `s` holds personal data that it cannot remove; move the personal data to a store that removes by record or batch, or link the decision that accepts this as `decision`",
    ]);
  });

  it.each([
    [
      "a decision",
      "removal: none, decision: adr/7.md",
      'the decision to accept this is "adr/7.md"',
    ],
    ["keys that are destroyed", "removal: key-destruction", "only by destroying keys"],
  ])("tells of %s, as decided", (_name, rest, words) => {
    const [problem = "", ...others] = found(`data_categories: [name], ${rest}`);
    expect(problem).toContain(words);
    expect(problem).toMatch(/^data-map:\d+:\d+ \(decided\): /);
    expect(others).toEqual([]);
  });

  it.each([
    ["its kind", "kind: ledger"],
    ["a technology, in any case", "technology: Hyperledger Fabric"],
    ["a technology that is one word of several", "technology: Amazon QLDB"],
  ])("takes a store for a ledger by %s, and asks how it removes", (_name, rest) => {
    const [problem = ""] = found(`data_categories: [name], ${rest}`);
    expect(problem).toContain("looks like a ledger");
    expect(problem).toMatch(/^data-map:\d+:\d+ \(undecided\): /);
  });
});

import { describe, expect, it } from "@jest/globals";
import * as z from "zod/mini";
import { ARTEFACTS } from "../../../src/core/artefacts/index.ts";
import { MAX_PROBLEMS } from "../../../src/core/documents/limits.ts";
import { readDocument } from "../../../src/core/documents/read.ts";

const schema = z.strictObject({
  schema: z.literal("test@1"),
  id: z.string().check(z.regex(/^[a-z]+$/, { error: "use small letters" })),
});

describe("readDocument", () => {
  const faults = (count: number) =>
    Array.from({ length: count }, () => ({ at: ["id"], message: "wrong", fix: "mend it" }));
  function* oneByOne(count: number) {
    yield* faults(count);
    if (count > MAX_PROBLEMS + 1) throw new Error("asked for more than are shown");
  }
  const shown = (crossCheck: Parameters<typeof readDocument<unknown>>[3]) => {
    const reading = readDocument<unknown>(schema, "schema: test@1\nid: a", undefined, crossCheck);
    return reading.ok ? [] : reading.problems.map(({ message }) => message);
  };

  it.each([
    ["nothing", () => [], []],
    ["a fault", () => faults(1), ["wrong"]],
    ["faults one by one", () => oneByOne(2), ["wrong", "wrong"]],
    ["as many as are shown", () => oneByOne(50), Array(50).fill("wrong")],
    [
      "a list of more",
      () => faults(70),
      [...Array(50).fill("wrong"), "20 more problems are not listed"],
    ],
    ["one more", () => oneByOne(51), [...Array(50).fill("wrong"), "more problems are not listed"]],
  ])("lists what a further check finds: %s", (_name, crossCheck, messages) => {
    expect(shown(crossCheck)).toEqual(messages);
  });

  it("asks a further check for no more than are shown", () => {
    expect(shown(() => oneByOne(99))).toHaveLength(MAX_PROBLEMS + 1);
  });

  it("makes no further check of what the schema refuses", () => {
    const reading = readDocument<unknown>(schema, "schema: test@1\nid: A", undefined, () =>
      faults(1),
    );
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message)).toEqual([
      '`id` is "A"',
    ]);
  });

  it("reads files of thousands of entries, where the cap on bytes is raised", () => {
    const many = (count: number, line: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => line(index)).join("");
    const limits = { maxBytes: 16 * 1024 * 1024 };
    const stores = many(10_000, (at) => `  - { id: s${at}, data_categories: [name, contact] }\n`);
    const flows = many(
      20_000,
      (at) => `  - { id: f${at}, from: s${at % 10_000}, to: crown-court }\n`,
    );
    const rules = many(10_000, (at) => `  - { id: r${at}, stores: [s${at}], action: delete }\n`);
    const map = `schema: dsp/data-map@1\nstores:\n${stores}flows:\n${flows}`;
    const plan = `schema: dsp/deletion-plan@1\nrules:\n${rules}`;

    const mapRead = readDocument(ARTEFACTS.dataMap.schema, map, limits);
    const planRead = readDocument(ARTEFACTS.deletionPlan.schema, plan, limits);

    expect(mapRead.ok && [mapRead.value.stores.length, mapRead.value.flows.length]).toEqual([
      10_000, 20_000,
    ]);
    expect(planRead.ok && planRead.value.rules.length).toBe(10_000);
  });
});

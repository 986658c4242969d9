import { describe, expect, it } from "@jest/globals";
import * as z from "zod/mini";
import {
  country,
  durationText,
  id,
  idOrIds,
  isoDate,
  text,
} from "../../../src/core/artefacts/fields.ts";
import { oneOf, unknownKey } from "../../../src/core/documents/explain.ts";
import { MAX_PROBLEMS } from "../../../src/core/documents/limits.ts";
import { readDocument } from "../../../src/core/documents/read.ts";

const inner = z.strictObject({
  size: z.optional(durationText),
  kind: z.optional(z.enum(["full", "part"])),
});

const schema = z.strictObject({
  schema: z.literal("test@1"),
  id: z.optional(id),
  name: z.optional(text),
  date: z.optional(isoDate),
  count: z.optional(z.number()),
  whole: z.optional(z.int()),
  flag: z.optional(z.boolean()),
  kind: z.optional(z.enum(["database", "cache", "log"])),
  where: z.optional(z.array(country).check(z.minLength(1, { error: "list at least one country" }))),
  refs: z.optional(idOrIds),
  category: z.optional(
    z.union([
      z.enum(["name", "health"]),
      z.string().check(z.regex(/^x-/, { error: "or one that starts with `x-`" })),
    ]),
  ),
  current: z.optional(z.union([z.literal("same"), inner])),
  part: z.optional(inner),
  any: z.optional(z.record(z.string(), z.union([z.enum(["never", "once"]), inner]))),
  entries: z._default(z.array(z.strictObject({ id, kind: z.enum(["a", "b"]), part: inner })), []),
});

/** What is said about a document that is right but for these lines. */
function problems(yaml: string): string[] {
  const reading = readDocument(schema, `schema: test@1\n${yaml}`);
  if (reading.ok) return [];
  return reading.problems.map((one) => `${one.line}:${one.column}: ${one.message}; ${one.fix}`);
}

const ID = "use lower-case letters, digits and single hyphens, for example `bookings-db`";
const DAY = "write a day that exists as YYYY-MM-DD, for example 2026-11-23";
const SPAN = "write an ISO 8601 duration, for example P2Y, P6M, P8W, P30D or PT4H";

describe("a value of the wrong type", () => {
  it.each([
    ["name: 7", "2:7: `name` is 7; put the value in quotes"],
    ["name: true", "2:7: `name` is true; put the value in quotes"],
    ["name: [a]", "2:7: `name` is a list; write text"],
    ["name: {}", "2:7: `name` is an empty mapping; write text"],
    ["id: 7", "2:5: `id` is 7; put the value in quotes"],
    ["id: 1.5", `2:5: \`id\` is 1.5; ${ID}`],
    ["date: 2026", `2:7: \`date\` is 2026; ${DAY}`],
    ["date: [2026-11-23]", `2:7: \`date\` is a list; ${DAY}`],
    ["count: many", '2:8: `count` is "many"; write a number'],
    ["count: .inf", "2:8: `count` is Infinity; write a number"],
    ["whole: 1.5", "2:8: `whole` is 1.5; write a whole number"],
    ["whole: 1e30", "2:8: `whole` is 1e+30; write a whole number"],
    ["flag: yes", '2:7: `flag` is "yes"; write true or false'],
    ["kind: true", "2:7: `kind` is true; use database, cache or log"],
    ["where: GB", '2:8: `where` is "GB"; write a list: `[GB]`'],
    ["where: the UK", '2:8: `where` is "the UK"; write a list'],
    ["where: []", "2:8: `where` is an empty list; list at least one country"],
    ["entries: 7", "2:10: `entries` is 7; write a list"],
    [
      "entries: { a: b }",
      "2:10: `entries` is a mapping; write a list, each entry starting with `- `",
    ],
    ["entries:\n  -id: b", "3:3: `entries` is a mapping; put a space after each `-`"],
    ["part: 7", "2:7: `part` is 7; write a mapping (`key: value`)"],
    ["part: [a]", "2:7: `part` is a list; write a mapping (`key: value`)"],
    ["any: x", '2:6: `any` is "x"; write a mapping (`key: value`)'],
    ["entries: [~]", "2:11: `entries[0]` is empty; write a mapping (`key: value`)"],
  ])("%s", (yaml, problem) => {
    expect(problems(yaml)).toEqual([problem]);
  });

  it.each([
    [
      "text",
      '1:1: the file is "text"; write a mapping (`key: value`) that starts `schema: test@1`',
    ],
    ["- a", "1:1: the file is a list; write a mapping (`key: value`) that starts `schema: test@1`"],
    [
      "[]",
      "1:1: the file is an empty list; write a mapping (`key: value`) that starts `schema: test@1`",
    ],
    ["{}", "1:1: `schema` is missing; add `schema: test@1`"],
    ["schema:", "1:8: `schema` is empty; write test@1"],
    ["schema: test@2", '1:9: `schema` is "test@2"; write test@1'],
  ])("a whole file: %s", (yaml, problem) => {
    const reading = readDocument(schema, yaml);
    const found = reading.ok ? [] : reading.problems;
    expect(found.map((one) => `${one.line}:${one.column}: ${one.message}; ${one.fix}`)).toEqual([
      problem,
    ]);
  });
});

describe("a value of the wrong form", () => {
  it.each([
    ["id: A b", `2:5: \`id\` is "A b"; ${ID}`],
    ["name: ' '", '2:7: `name` is " "; write some text, or leave the key out'],
    ["date: 2026-02-30", `2:7: \`date\` is "2026-02-30"; ${DAY}`],
    [
      "kind: databse",
      '2:7: `kind` is "databse"; did you mean `database`? use database, cache or log',
    ],
    ["kind: paper", '2:7: `kind` is "paper"; use database, cache or log'],
    ["part: { size: 2 days }", `2:15: \`part.size\` is "2 days"; did you mean \`P2D\`? ${SPAN}`],
    [
      "where: [false]",
      '2:9: `where[0]` is false; write `"NO"`, in quotes: a tool of YAML 1.1 has read the word that was here as `false`',
    ],
    [
      "where: [UK]",
      '2:9: `where[0]` is "UK"; did you mean `GB`? use a country code of two letters, for example GB for the United Kingdom (`dsp explain where` lists them)',
    ],
    [
      "where: [GB, fr]",
      '2:13: `where[1]` is "fr"; did you mean `FR`? use a country code of two letters, for example GB for the United Kingdom (`dsp explain where` lists them)',
    ],
  ])("%s", (yaml, problem) => {
    expect(problems(yaml)).toEqual([problem]);
  });
});

describe("what is not there", () => {
  it("is missing where its key is, and empty where only its value is", () => {
    expect(problems("entries:\n  - kind:\n    part: {}\n")).toEqual([
      `3:5: \`entries[0].id\` is missing; ${ID}`,
      "3:10: `entries[0].kind` is empty; use a or b",
    ]);
  });

  it("is named by what it should be", () => {
    expect(problems("entries:\n  - id: a\n")).toEqual([
      "3:5: `entries[0].kind` is missing; use a or b",
      "3:5: `entries[0].part` is missing; write a mapping (`key: value`)",
    ]);
  });
});

describe("an unknown key", () => {
  it.each([
    [
      "nmae: a",
      '2:1: unknown key "nmae"; did you mean `name`? accepted here: schema, id, name, date, count, whole, flag, kind, where, refs, category, current, part, any, entries',
    ],
    [
      "part: { seize: P1D }",
      '2:9: unknown key "seize" in `part`; did you mean `size`? accepted here: size, kind',
    ],
    [
      "part:\n  zzz: 1\n  yyy: 2",
      '3:3: unknown key "zzz" in `part`; accepted here: size, kind|4:3: unknown key "yyy" in `part`; accepted here: size, kind',
    ],
    [
      "current: { seize: P1D }",
      '2:12: unknown key "seize" in `current`; did you mean `size`? accepted here: size, kind',
    ],
    ["on: 2026-09-21", '2:1: unknown key "on"; write `date`: this field was called `on` before'],
    [
      "true: 2026-09-21",
      '2:1: unknown key "true"; write `date`: a tool of YAML 1.1 has rewritten the key `on`, which this field was called before',
    ],
    ["part: { on: a }", '2:9: unknown key "on" in `part`; accepted here: size, kind'],
    [
      'any: { a b: { "x\\u202e": 1 } }',
      '2:15: unknown key "x\\u202e" in `any["a b"]`; accepted here: size, kind',
    ],
  ])("%s", (yaml, problem) => {
    expect(problems(yaml).join("|")).toBe(problem);
  });

  it("where none is accepted, is to go", () => {
    expect(unknownKey([], "a", [])).toEqual({
      at: [],
      key: "a",
      message: 'unknown key "a"',
      fix: "remove it",
    });
  });
});

describe("a value that may be one of several things", () => {
  it.each([
    [
      "category: nmae",
      '2:11: `category` is "nmae"; did you mean `name`? use name or health, or one that starts with `x-`',
    ],
    ["category: 7", "2:11: `category` is 7; use name or health, or one that starts with `x-`"],
    ["refs: A b", `2:7: \`refs\` is "A b"; ${ID}, or write a list`],
    ["refs: [a, B]", `2:11: \`refs[1]\` is "B"; ${ID}`],
    ["current: smae", '2:10: `current` is "smae"; write same, or write a mapping (`key: value`)'],
    ["current: 7", "2:10: `current` is 7; write same, or write a mapping (`key: value`)"],
    ["current: { size: x }", `2:18: \`current.size\` is "x"; ${SPAN}`],
    [
      "current: { siz: x, kind: y }",
      '2:12: unknown key "siz" in `current`; did you mean `size`? accepted here: size, kind|2:26: `current.kind` is "y"; use full or part',
    ],
    [
      "any: { a: onec }",
      '2:11: `any.a` is "onec"; did you mean `once`? use never or once, or write a mapping (`key: value`)',
    ],
    ["any: { a: { kind: y } }", '2:19: `any.a.kind` is "y"; use full or part'],
  ])("%s", (yaml, problem) => {
    expect(problems(yaml).join("|")).toBe(problem);
  });

  it.each([
    "category: x-own",
    "refs: a",
    "refs: [a]",
    "current: same",
    "current: { size: P1D }",
    "any: { a: once, b: { kind: full } }",
  ])("takes %s", (yaml) => {
    expect(problems(yaml)).toEqual([]);
  });
});

describe("many problems", () => {
  it("are counted where they are not listed", () => {
    const found = problems(`entries:\n${"  - id: A\n    kind: a\n    part: {}\n".repeat(60)}`);
    expect(found).toHaveLength(MAX_PROBLEMS + 1);
    expect(found[MAX_PROBLEMS]).toBe(
      "150:9: 10 more problems are not listed; fix those above first",
    );
  });

  it("are not even counted in a long list", () => {
    const found = problems(
      `entries:\n${"  - id: A\n    kind: a\n    part: {}\n".repeat(300)}name: 7\n`,
    );
    expect(found).toHaveLength(MAX_PROBLEMS + 1);
    expect(found[0]).toBe(`3:9: \`entries[0].id\` is "A"; ${ID}`);
    expect(found[MAX_PROBLEMS]).toBe("150:9: more problems are not listed; fix those above first");
  });

  it("of which few stand in a long list are all listed", () => {
    const right = "  - id: a\n    kind: a\n    part: {}\n".repeat(300);
    expect(problems(`entries:\n${right}${right.replace("id: a", "id: A")}name: 7\n`)).toEqual([
      `903:9: \`entries[300].id\` is "A"; ${ID}`,
      "1803:7: `name` is 7; put the value in quotes",
    ]);
  });

  it("of one mapping are counted as well", () => {
    const keys = Array.from({ length: 60 }, (_, index) => `zz${index}: 1\n`).join("");
    expect(problems(keys).at(-1)).toBe(
      "51:1: 10 more problems are not listed; fix those above first",
    );
  });
});

describe("oneOf", () => {
  it.each([
    [["a"], "b", "write a"],
    [["yes", "no"], "yse", "use yes or no"],
    [["first", "last"], "frist", "did you mean `first`? use first or last"],
    [["on", "off"], "in", "use on or off"],
    [["on", "off"], "ON", "did you mean `on`? use on or off"],
    [["on", "off"], undefined, "use on or off"],
  ])("of %j for %j says %j", (values, found, said) => {
    expect(oneOf(values, found)).toBe(said);
  });

  it("names the field whose values are too many to list", () => {
    const many = Array.from({ length: 13 }, (_, index) => `word-${index}`);
    expect(oneOf(many, 7, "kinds")).toBe(
      "use one of 13 words, for example word-0 (`dsp explain kinds` lists them)",
    );
    expect(oneOf(many.slice(1), 7, "kinds")).toBe(oneOf(many.slice(1), 7));
  });
});

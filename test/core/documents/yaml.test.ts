import { describe, expect, it } from "@jest/globals";
import { MAX_DEPTH, MAX_KEYS, MAX_PROBLEMS } from "../../../src/core/documents/limits.ts";
import type { Path } from "../../../src/core/documents/place.ts";
import { parseYaml, type YamlDocument } from "../../../src/core/documents/yaml.ts";

function document(text: string): YamlDocument {
  const reading = parseYaml(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.document;
}

function problems(text: string, maxBytes?: number): string[] {
  const reading = parseYaml(text, maxBytes === undefined ? undefined : { maxBytes });
  if (reading.ok) return [];
  return reading.problems.map((one) => `${one.line}:${one.column}: ${one.message}`);
}

describe("parseYaml", () => {
  it.each([
    ["text, numbers and truths", "a: b\nc: 1.5\nd: true\n", { a: "b", c: 1.5, d: true }],
    [
      "words that YAML 1.1 took for truths",
      "a: [yes, no, on, off]",
      { a: ["yes", "no", "on", "off"] },
    ],
    ["days, as text", "a: 2026-11-23", { a: "2026-11-23" }],
    ["numbers as keys, as text", "1: a\n0x1: b", { 1: "a", "0x1": "b" }],
    [
      "empty values, as if left out",
      "a:\nb: ~\nc: null",
      { a: undefined, b: undefined, c: undefined },
    ],
    ["empty entries, which are there", "- \n- ~", [null, null]],
    ["lists at the indent of their key", "a:\n- b\n- c\n", { a: ["b", "c"] }],
    ["brackets over several lines", "a: [b,\n  {c: d},\n  ]\n", { a: ["b", { c: "d" }] }],
    ["text over several lines", "a: b\n  c\n\n  d\n", { a: "b c\nd" }],
    ["block text", "a: |\n  b\n\n  # c\nd: >-\n  e\n  f\n", { a: "b\n\n# c\n", d: "e f" }],
    [
      "block text above keys",
      "a:\n  b: |\n    c\n  d: e\nf: |\n  g\n",
      { a: { b: "c\n", d: "e" }, f: "g\n" },
    ],
    ["quoted text", "a: 'it''s'\nb: \"\\u00e9\\t\\\\\"", { a: "it's", b: "é\t\\" }],
    [
      "comments anywhere",
      "# a\nb: # c\n\n  # d\n  e: f # g\n # h\ni: [j, # k\n  # l\n  m]\n#",
      { b: { e: "f" }, i: ["j", "m"] },
    ],
    ["blank lines of white space", "a: b\n  \n\t\n\nc: d\n \t", { a: "b", c: "d" }],
    ["CRLF line ends", "a:\r\n  - b\r\n\r\n  - |\r\n    c\r\n", { a: ["b", "c\n"] }],
    ["a byte-order mark", "\ufeffa: b", { a: "b" }],
    ["marks of one document", "---\na: b\n...\n", { a: "b" }],
    ["a key that is only asked for", "? a\n? b\n: c", { a: undefined, b: "c" }],
    ["a text alone", "hello", "hello"],
    ["tabs between words", "a:\tb\t# c\n", { a: "b" }],
    ["emoji and right-to-left marks", "a: 🏴\u200d \u200f", { a: "🏴\u200d \u200f" }],
  ])("reads %s", (_name, text, value) => {
    expect(document(text).value).toEqual(value);
  });

  it.each([
    ["an anchor", "a: &x b", '1:4: "&x" is a YAML anchor'],
    ["an alias", "a:\n  *x", '2:3: "*x" is a YAML alias'],
    ["a tag", "a: !!str b", '1:4: "!!str" is a YAML tag'],
    ["a tag on a mapping", "!x\na: b", '1:1: "!x" is a YAML tag'],
    ["a directive", "%YAML 1.1\n---\na: b", '1:1: "%YAML 1.1" is a YAML directive'],
    ["a merge key", "a:\n  <<: { b: c }", "2:3: there is a merge key (`<<`) here"],
    ["a key twice", "a: 1\nb: 2\na: 3", '3:1: "a" is written twice in this mapping'],
    ["a key twice in brackets", '{a: 1, "a": 2}', '1:8: "a" is written twice in this mapping'],
    ["a key that is a list", "? [a]\n: b", "1:3: a list or mapping is used as a key"],
    ["no key", ": a", "1:1: there is a `:` here without a key before it"],
    ["a second document", "a: b\n---\nc: d", "2:1: a second document starts here"],
    ["a second document, unmarked", "a: b\n...\nc: d", "3:1: a second document starts here"],
    [
      "text behind the end",
      "a\n... c",
      "2:5: there is text after the `...` that ends the document",
    ],
    [
      "a control character",
      "a: b\u0007",
      "1:5: there is a character U+0007 here, which is not allowed",
    ],
    [
      "the lexer's own marks",
      "a: \u001f\u0018\u0002",
      "1:4: there is a character U+001F here, which is not allowed",
    ],
    [
      "DEL and the like",
      "a: \u0085",
      "1:4: there is a character U+0085 here, which is not allowed",
    ],
    [
      "half a pair of surrogates",
      "a: b\ud800",
      "1:5: there is a character U+D800 here, which is not allowed",
    ],
    // The library would leave out the rest of these two lines.
    [
      "a line separator",
      "a: b\n  c\u2028d\n  e",
      "2:4: there is a character U+2028 here, which is not allowed",
    ],
    ["a lone CR", "a: b\n  c\rd\n  e", "2:4: a line ends in a carriage return alone (U+000D)"],
    ["an escape for a control", 'a: "b\\0"', "1:4: an escape in this text stands for U+0000"],
    ["an escape in a key", '"\\ud800": a', "1:1: an escape in this text stands for U+D800"],
    [
      "an escaped quote at the end",
      'a: "b\\"',
      '1:4: the text that starts here with " has no closing "',
    ],
    [
      "a pair of quotes at the end",
      "a: 'b''",
      "1:4: the text that starts here with ' has no closing '",
    ],
    ["one quote", "a: '", "1:4: the text that starts here with ' has no closing '"],
    ["nothing", "", "1:1: the file is empty"],
    ["white space", " \n\t\n", "1:1: the file is empty"],
    [
      "a text in braces that holds a comma",
      "a: {b: events (one topic, any may read), c: 1}",
      '1:27: "any may read)" has no `:` after it: the comma before it ends the value of "b"',
    ],
    ["a word in braces without a colon", "a: {b, c: 1}", '1:5: "b" has no `:` after it'],
    ["a word behind a list", "a: {b: [1], c}", '1:13: "c" has no `:` after it'],
    ["comments", "# a\n# b", "1:1: the file holds no value"],
    ["an empty value", "~", "1:1: the file holds no value"],
  ])("refuses %s", (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each([
    ["nothing between two", "a: ''\nb: \"\"", { a: "", b: "" }],
    ["a pair of single ones within", "a: ''''", { a: "'" }],
    ["an escaped backslash at the end", 'a: "b\\\\"', { a: "b\\" }],
  ])("takes quotes to be closed: %s", (_name, text, value) => {
    expect(document(text).value).toEqual(value);
  });

  it("lists what it refuses in the order of the file, and no syntax besides", () => {
    expect(problems("a: &x b\nc: [*x, !y z]\nd: }\n")).toEqual([
      '1:4: "&x" is a YAML anchor',
      '2:5: "*x" is a YAML alias',
      '2:9: "!y" is a YAML tag',
    ]);
  });

  it("says one thing about a line, and what is wrong further down as well", () => {
    expect(problems("a: b: c: d\ne: @f\ng: h\n")).toEqual([
      "1:4: there is a second `:` in this value",
      '2:4: a value without quotes cannot start with "@"',
    ]);
  });

  it("blames tabs alone where there are any", () => {
    expect(problems("a:\n  -\tb: c\n    d: e\nf: @g\n")).toEqual([
      "2:4: there is a tab here, but YAML needs spaces",
    ]);
  });

  it("says so in the order of the file, whoever found it", () => {
    expect(problems("a: b: c\n]\n")).toEqual([
      "1:4: there is a second `:` in this value",
      "2:1: there is a `]` here without a `[` that opens it",
    ]);
  });

  it("ends at the fiftieth thing that it refuses", () => {
    expect(problems("- *a\n".repeat(50))).toHaveLength(50);
    expect(problems("- *a\n".repeat(51)).at(-1)).toBe("50:3: more problems are not listed");
  });

  it("counts what it does not list", () => {
    const found = problems(`{ ${"a: 1, ".repeat(MAX_PROBLEMS + 30)}}`);
    expect(found).toHaveLength(MAX_PROBLEMS + 1);
    expect(found.at(-1)).toMatch(/: 29 more problems are not listed$/);
  });
});

describe("keys that reach into prototypes", () => {
  const WHERE: readonly (readonly [string, (key: string) => string])[] = [
    ["at the top", (key) => `${key}: { polluted: true }`],
    ["in a mapping", (key) => `service:\n  ${key}: { polluted: true }`],
    ["in an entry", (key) => `stores:\n  - id: a\n    ${key}: { polluted: true }`],
    ["in brackets", (key) => `stores: [{ id: a, ${key}: { polluted: true } }]`],
    ["in quotes", (key) => `"${key}": { polluted: true }`],
    ["by escapes", (key) => `"\\x${key.charCodeAt(0).toString(16)}${key.slice(1)}": a`],
    ["asked for", (key) => `? ${key}\n: a`],
  ];

  it.each(
    ["__proto__", "constructor", "prototype"].flatMap((key) =>
      WHERE.map(([where, text]) => [key, where, text(key)] as const),
    ),
  )("%s is refused %s", (key, _where, text) => {
    expect(problems(text)).toEqual([expect.stringContaining(`"${key}" cannot be a key`)]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("are fine as values", () => {
    const { value } = document("a: __proto__\nb: [constructor]");
    expect(value).toEqual({ a: "__proto__", b: ["constructor"] });
  });
});

describe("the bounds", () => {
  const brackets = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join("");

  it.each([
    ["brackets", brackets],
    ["brackets round a word", (levels: number) => brackets(levels).replace("[]", "[a]")],
    ["mappings", (levels: number) => many(levels, (level) => `${" ".repeat(level)}a:\n`)],
    ["dashes", (levels: number) => `${"- ".repeat(levels)}a`],
  ])("on depth let 32 through and no more: %s", (_name, text) => {
    expect(problems(text(MAX_DEPTH))).toEqual([]);
    expect(problems(text(MAX_DEPTH + 1))).toEqual([
      expect.stringMatching(/: more than 32 levels of nesting$/),
    ]);
  });

  it.each([
    ["on lines", (count: number) => many(count, (index) => `k${index}: 1\n`)],
    ["in braces", (count: number) => `{${many(count, (index) => `k${index}: 1,`)}}`],
    ["among comments", (count: number) => many(count, (index) => `k${index}:\n\n# c\n`)],
  ])("on keys let 500 through and no more: %s", (_name, text) => {
    expect(problems(text(MAX_KEYS))).toEqual([]);
    expect(problems(text(MAX_KEYS + 1))).toEqual([
      expect.stringMatching(/: more than 500 keys in one mapping$/),
    ]);
  });

  it("on bytes count those of UTF-8", () => {
    expect(problems("a: é", 40)).toEqual([]);
    expect(problems(`a: ${"é".repeat(20)}`, 43)).toEqual([]);
    expect(problems(`a: ${"é".repeat(20)}`, 42)).toEqual(["1:1: the file is larger than 42 bytes"]);
  });

  it("on words and marks grow with that on bytes", () => {
    const text = `[${"a,".repeat(600)}]`;
    expect(problems(text, 4 * text.length + 4)).toEqual([]);
    expect(problems(text, 4 * 900)).toEqual(["1:901: more than 900 words and marks up to here"]);
  });

  it("on words and marks spare comments and blank lines", () => {
    expect(problems(`a: b # c\n${"\n  # d\n".repeat(100)}`, 720)).toEqual([]);
  });

  it("let a list be as long as it will", () => {
    const flows = many(20_000, (index) => `- {id: f${index}, from: a, to: b}\n`);
    const reading = parseYaml(`flows:\n${flows}`, { maxBytes: 4 * 1024 * 1024 });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { value, locate } = reading.document;
    expect((value as { flows: unknown[] }).flows).toHaveLength(20_000);
    expect(locate(["flows", 19_999, "to"])).toEqual({ line: 20_001, column: 29, endColumn: 30 });
  });
});

describe("locate", () => {
  const text = [
    "# comment",
    "service:",
    "  id: visits # the id",
    "  name:",
    "stores:",
    "  - id: a",
    "    note: |",
    "      one",
    "      two",
    "",
    "  - { id: b, list: [x, y],",
    "      more: z }",
    "",
  ];
  const PLACES: readonly (readonly [Path, number, number, number, number?])[] = [
    [[], 2, 1, 12, 16],
    [["service"], 3, 3, 4, 8],
    [["service", "id"], 3, 7, 3, 13],
    [["service", "name"], 4, 8, 4],
    [["service", "contact"], 3, 3, 4, 8],
    [["service", "id", "deeper"], 3, 7, 3, 13],
    [["stores"], 6, 3, 12, 16],
    [["stores", 0], 6, 5, 9, 10],
    [["stores", 0, "note"], 7, 11, 9, 10],
    [["stores", 1, "id"], 11, 11, 11, 12],
    [["stores", 1], 11, 5, 12, 16],
    [["stores", 1, "list", 1], 11, 24, 11, 25],
    [["stores", 1, "list", 2], 11, 20, 11, 26],
    [["stores", 2, "id"], 6, 3, 12, 16],
    [["stores", "length"], 6, 3, 12, 16],
    [["nothing", "there"], 2, 1, 12, 16],
  ];
  const place = (line: number, column: number, endLine: number, endColumn?: number) => ({
    line,
    column,
    ...(endLine !== line && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  });

  it.each(PLACES)("finds %j, or its nearest parent", (path, ...where) => {
    expect(document(text.join("\n")).locate(path)).toEqual(place(...where));
  });

  it.each(PLACES)("finds %j where lines end in CRLF", (path, ...where) => {
    expect(document(text.join("\r\n")).locate(path)).toEqual(place(...where));
  });

  it.each([
    [["service"], "name", place(4, 3, 4, 7)],
    [["stores", 1], "more", place(12, 7, 12, 11)],
    [[], "stores", place(5, 1, 5, 7)],
    [["service"], "contact", place(3, 3, 4, 8)],
    [["stores"], "id", place(6, 3, 12, 16)],
  ])("finds of %j the key %j, or the mapping", (path, key, at) => {
    expect(document(text.join("\n")).locateKey(path, key)).toEqual(at);
  });
});

import { describe, expect, it } from "@jest/globals";
import { list, name, nameList, quote, visible } from "../../src/core/quote.ts";

describe("quote", () => {
  it.each([
    ["text", "a b", '"a b"'],
    ["quotes and backslashes", 'a"b\\', '"a\\"b\\\\"'],
    ["line ends and tabs", "a\n\tb\r", '"a\\n\\tb\\r"'],
    ["an escape for terminals", "\u001b[2J", '"\\u001b[2J"'],
    ["controls beyond ASCII", "\u007f\u009b", '"\\u007f\\u009b"'],
    ["text turned round", "a\u202eb\u2066c", '"a\\u202eb\\u2066c"'],
    ["what has no width", "a\u200bb\ufeff\u00ad", '"a\\u200bb\\ufeff\\u00ad"'],
    ["letters that show nothing", "\u3164\u115f\u2800\ufe0f", '"\\u3164\\u115f\\u2800\\ufe0f"'],
    ["spaces that are not the usual one", "a\u00a0b\u2003c d", '"a\\u00a0b\\u2003c d"'],
    ["line and paragraph separators", "a\u2028b\u2029", '"a\\u2028b\\u2029"'],
    ["tags beyond the basic plane", "a\u{e0041}", '"a\\u{e0041}"'],
    ["half a pair of surrogates", "a\ud83d", '"a\\ud83d"'],
    ["a whole pair", "😀", '"😀"'],
    ["letters of any script", "é ж 訪 ع", '"é ж 訪 ع"'],
    ["a number", 7, "7"],
    ["no number", Number.NaN, "NaN"],
    ["true", true, "true"],
    ["nothing", null, "empty"],
    ["nothing at all", undefined, "empty"],
    ["a list", [1], "a list"],
    ["a mapping", { a: 1 }, "a mapping"],
  ])("writes %s", (_name, value, text) => {
    expect(quote(value)).toBe(text);
  });

  it.each([
    ["60 letters", "x".repeat(60), "x".repeat(60)],
    ["61 letters", "x".repeat(61), `${"x".repeat(59)}…`],
    ["60 pairs of surrogates", "😀".repeat(60), "😀".repeat(60)],
    ["61 pairs", "😀".repeat(61), `${"😀".repeat(59)}…`],
    ["1,000 pairs", "😀".repeat(1000), `${"😀".repeat(59)}…`],
    ["59 letters and many pairs", `${"x".repeat(59)}${"😀".repeat(500)}`, `${"x".repeat(59)}…`],
    ["a pair across the cut", `x${"😀".repeat(100)}`, `x${"😀".repeat(58)}…`],
  ])("cuts at sixty characters: %s", (_name, value, text) => {
    expect(quote(value)).toBe(`"${text}"`);
  });
});

describe("name", () => {
  it.each([
    ["bookings-db", "`bookings-db`"],
    [".dsp/data-map.yml", "`.dsp/data-map.yml`"],
    ["a b", '"a b"'],
    ["a`b", '"a`b"'],
    ["", '""'],
    ["x\n", '"x\\n"'],
    ["x".repeat(81), `"${"x".repeat(59)}…"`],
  ])("writes %j as %s", (text, written) => {
    expect(name(text)).toBe(written);
  });
});

describe("list", () => {
  it.each([
    [[], "and", ""],
    [["a"], "and", "a"],
    [["a", "b"], "and", "a and b"],
    [["a", "b", "c"], "or", "a, b or c"],
  ] as const)("joins %j", (words, conjunction, text) => {
    expect(list(words, conjunction)).toBe(text);
  });
});

describe("nameList", () => {
  it.each([
    [["a"], 5, "`a`"],
    [["a", "b"], 2, "`a` and `b`"],
    [["a", "b", "c"], 2, "`a`, `b` and 1 more"],
    [["a\u202e", "b", "c", "d"], 1, '"a\\u202e" and 3 more'],
  ])("names %j, at most %d", (names, most, text) => {
    expect(nameList(names, most)).toBe(text);
  });
});

describe("visible", () => {
  it("leaves what can be seen, and shows what cannot", () => {
    expect(visible('a "b" \\ `c`\u0007\ud800')).toBe('a "b" \\ `c`\\u0007\\ud800');
  });
});

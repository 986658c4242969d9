import { describe, expect, it } from "@jest/globals";
import { wrap } from "../../src/report/wrap.ts";

describe("wrap", () => {
  it.each([
    ["fits", "one two", "", ["one two"]],
    ["just fits", "one two three", "", ["one two three"]],
    ["is one column too long", "one two threes", "", ["one two", "threes"]],
    ["follows a lead", "one two three", "- ", ["- one two", "  three"]],
    [
      "holds a word too long for any line",
      "a incomprehensible b",
      "",
      ["a", "incomprehensible", "b"],
    ],
    ["starts with such a word", "incomprehensible", "  ", ["  incomprehensible"]],
    ["has line breaks of its own", "one\n  two", "", ["one two"]],
    ["is empty", "", "- ", ["-"]],
    ["holds code", "write `every: P1M` there", "", ["write", "`every: P1M`", "there"]],
    ["holds code in brackets", "so (`a: b`), ends", "", ["so (`a: b`),", "ends"]],
    ["holds a lone backtick", "one ` two", "", ["one ` two"]],
  ])("breaks a paragraph that %s", (_name, paragraph, lead, lines) => {
    expect(wrap(paragraph, lead, 13)).toEqual(lines);
  });
});

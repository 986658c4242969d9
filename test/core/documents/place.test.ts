import { describe, expect, it } from "@jest/globals";
import { formatPath, Lines } from "../../../src/core/documents/place.ts";

describe("formatPath", () => {
  it.each([
    [[], ""],
    [["stores"], "stores"],
    [["stores", 2, "removal"], "stores[2].removal"],
    [[0, "id"], "[0].id"],
    [["levels", "no-offline-copy"], "levels.no-offline-copy"],
    [["levels", "a b"], 'levels["a b"]'],
    [["levels", "a\u202e`\n"], 'levels["a\\u202e`\\n"]'],
    [["levels", ""], 'levels[""]'],
    [["levels", "x".repeat(90)], `levels["${"x".repeat(59)}…"]`],
  ])("writes %j as %j", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe("Lines", () => {
  const text = "ab\ncd\r\n\n😀e\n";
  const lines = new Lines(text);

  it.each([
    ["the start", 0, 1, 1],
    ["the end of a line", 2, 1, 3],
    ["the start of the next", 3, 2, 1],
    ["a carriage return, which belongs to its line", 5, 2, 3],
    ["an empty line", 7, 3, 1],
    ["behind a pair of surrogates", 10, 4, 3],
    ["the end of the text", text.length, 5, 1],
  ])("knows %s", (_name, offset, line, column) => {
    expect(lines.place(offset)).toEqual({ line, column });
  });

  it.each([
    ["on one line", 0, 2, undefined, 3],
    ["up to and with the line end", 0, 3, undefined, 3],
    ["up to and with a carriage return", 3, 7, undefined, 3],
    ["over two lines", 0, 4, 2, 2],
    ["over all", 0, text.length, 4, 4],
    ["of no length", 3, 3, undefined, undefined],
    ["that ends before it starts", 3, 0, undefined, undefined],
  ])("gives the end of a range %s", (_name, offset, end, endLine, endColumn) => {
    const place = lines.place(offset, end);
    expect([place.endLine, place.endColumn]).toEqual([endLine, endColumn]);
  });

  it("knows an empty text", () => {
    expect(new Lines("").place(0)).toEqual({ line: 1, column: 1 });
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { visible } from "../../src/core/quote.ts";
import { excerptOf, SourceLines } from "../../src/report/excerpt.ts";
import { hostileText, RUNS } from "../support/hostile.ts";

const at = (column: number) => ({ line: 1, column });

describe("excerptOf", () => {
  it.each([
    ["the first column", "stores: []", 1, "stores: []", "^"],
    ["a column further on", "stores: []", 9, "stores: []", "        ^"],
    ["the end of the line", "stores:", 8, "stores:", "       ^"],
    ["a column past the end", "stores:", 99, "stores:", "       ^"],
    ["what follows a tab", "\ta: b", 2, "→a: b", " ^"],
    ["what follows wide characters", "漢字: x", 5, "漢字: x", "      ^"],
    ["what follows an emoji", "😀: x", 5, "😀: x", "    ^"],
    ["the second half of a pair", "😀: x", 2, "😀: x", "^"],
    ["what follows a combining mark", "e\u0301: x", 5, "e\u0301: x", "   ^"],
    ["what follows an escape", "\u001b[2J x", 6, "\\u001b[2J x", "          ^"],
    ["what follows a turn of direction", "\u202ex", 2, "\\u202ex", "      ^"],
    ["a line of nothing", "", 1, "", "^"],
  ])("points at %s", (_name, line, column, source, caret) => {
    expect(excerptOf(line, at(column), 40)).toEqual({ source, caret });
  });

  it.each([
    ["at its start", 1, "abcdefghijklmnopqr…", "^"],
    ["in its middle", 27, "…opqrstuvwxyzabcdef…", "             ^"],
    ["at its end", 52, "…ijklmnopqrstuvwxyz", "                  ^"],
  ])("cuts a long line around a column %s", (_name, column, source, caret) => {
    const alphabet = "abcdefghijklmnopqrstuvwxyz";
    expect(excerptOf(alphabet + alphabet, at(column), 20)).toEqual({ source, caret });
  });

  it("stays within its room and shows nothing that a terminal obeys", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 80 }), (text, column) => {
        const line = text.replace(/\n/g, "");
        const { source, caret } = excerptOf(line, at(column), 30);
        expect(visible(source)).toBe(source);
        expect(caret).toMatch(/^ *\^$/);
        expect(Array.from(source.replace(/\p{M}/gu, "")).length).toBeLessThanOrEqual(30);
        expect(caret.length).toBeLessThanOrEqual(31);
      }),
      RUNS,
    );
  });

  it("looks only at what is near: 256 KB take hardly longer than two lines of a screen", () => {
    const pattern = "a: b, ";
    const [long, short] = [pattern.repeat(44_000), pattern.repeat(27)];
    /** Of several rounds the shortest, in which nothing else had the processor. */
    const timeOf = (line: string) => {
      const rounds = Array.from({ length: 10 }, () => {
        const start = performance.now();
        for (let time = 0; time < 100; time++) excerptOf(line, at(line.length / 2), 80);
        return performance.now() - start;
      });
      return Math.min(...rounds);
    };
    expect(timeOf(long) / timeOf(short)).toBeLessThan(20);
  });
});

describe("SourceLines", () => {
  const lines = new SourceLines(new Map([["a.yml", "one\r\ntwo\nthree"]]));

  it.each([
    ["a.yml", 1, "one"],
    ["a.yml", 2, "two"],
    ["a.yml", 3, "three"],
    ["a.yml", 4, undefined],
    ["b.yml", 2, undefined],
  ])("gives of %s line %i", (file, number, line) => {
    expect(lines.line(file, number)).toBe(line);
  });
});

import { describe, expect, it } from "@jest/globals";
import { decodeUtf8 } from "../../../src/core/documents/decode.ts";

const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const utf16 = (text: string) => [...text].flatMap((one) => [one.charCodeAt(0), 0]);
const swapped = (bytes: number[]) => bytes.map((_, index) => bytes[index ^ 1] ?? 0);
const FIX = "save the file as UTF-8";

describe("decodeUtf8", () => {
  it.each([
    ["nothing", [], ""],
    ["one letter", utf8("a"), "a"],
    ["two letters", utf8("ab"), "ab"],
    ["letters of one to four bytes", utf8("aé€😀\n"), "aé€😀\n"],
    ["a byte-order mark, which goes", [0xef, 0xbb, 0xbf, ...utf8("a: b")], "a: b"],
    ["a second one, which stays", [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], "\ufeff"],
    ["a replacement character", utf8("\ufffd"), "\ufffd"],
    ["a NUL further in: that is for the reader of YAML", utf8("ab\0"), "ab\0"],
  ])("takes %s", (_name, bytes, text) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ ok: true, text });
  });

  it.each([
    ["at the start", [0x80, 0x61], "0x80", 1, 1],
    ["after others", [...utf8("name: Caf"), 0xe9, 0x0a], "0xe9", 1, 10],
    ["on a later line", [...utf8("a: é\nb: €"), 0xff], "0xff", 2, 5],
    ["behind a CRLF", [...utf8("a\r\nb"), 0xc0, 0xaf], "0xc0", 2, 2],
    ["behind a pair of surrogates, which is two columns", [...utf8("😀"), 0xc3], "0xc3", 1, 3],
    ["behind a byte-order mark, which is none", [0xef, 0xbb, 0xbf, 0x61, 0xfe], "0xfe", 1, 2],
    ["as the first of a cut character", [...utf8("a"), 0xe2, 0x82], "0xe2", 1, 2],
    ["as the first of a character that goes wrong", [0x61, 0xe2, 0x82, 0x41], "0xe2", 1, 2],
    ["as half of a surrogate pair", [...utf8("aé"), 0xed, 0xa0, 0x80], "0xed", 1, 3],
    ["beyond U+10FFFF", [...utf8("a"), 0xf4, 0x90, 0x80, 0x80], "0xf4", 1, 2],
    ["behind a real replacement character", [...utf8("\ufffd"), 0x80], "0x80", 1, 2],
    [
      "in the middle of a long file",
      [...utf8("x\n".repeat(50_000)), 0x80, 0x0a],
      "0x80",
      50_001,
      1,
    ],
  ])("says where a wrong byte stands: %s", (_name, bytes, byte, line, column) => {
    const problem = { message: `byte ${byte} is not UTF-8`, fix: FIX, line, column };
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ ok: false, problem });
  });

  it.each([
    ["UTF-16, little end first", [0xff, 0xfe, ...utf16("a: b")]],
    ["UTF-16, big end first", [0xfe, 0xff, ...swapped(utf16("a: b"))]],
    ["UTF-16 without a mark", utf16("a: b")],
    ["UTF-16 without a mark, big end first", swapped(utf16("a: b"))],
    ["UTF-32", [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]],
    ["UTF-32, big end first", [0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]],
  ])("knows %s", (_name, bytes) => {
    const problem = { message: "the file is UTF-16 or UTF-32", fix: FIX, line: 1, column: 1 };
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ ok: false, problem });
  });
});

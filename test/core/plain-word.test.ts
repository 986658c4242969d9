import { describe, expect, it } from "@jest/globals";
import { plainWord, unquoted } from "../../src/core/plain-word.ts";

describe("a word as it was meant", () => {
  it.each([
    ["DSP-BETA-11", "DSP-BETA-11"],
    ["DSP\u2010BETA\u201111", "DSP-BETA-11"],
    ["DSP\u2013BETA\u201411", "DSP-BETA-11"],
    ["DSP\u2212BETA\ufe5811", "DSP-BETA-11"],
    ["DSP\uff0dBETA\uff0d\uff11\uff11", "DSP-BETA-11"],
    ["\u201cX13\u201d", "X13"],
    ["\u2018X13\u2019", "X13"],
    ["\u201eX13\u201c", "X13"],
    ["\u00abX13\u00bb", "X13"],
    ["'X13'", "X13"],
    ["`X13`", "X13"],
    ["\ufeffX\u00ad1\u200b3\u2060", "X13"],
    ["\u200b\u201cX13\u201d\u200b", "X13"],
    ["X13.", "X13."],
    ['"X13', '"X13'],
    ["", ""],
    // What reorders text is no accident.
    ["\u202eX13", "\u202eX13"],
  ])("%j: %j", (word, plain) => expect(plainWord(word)).toBe(plain));
});

describe("what may hold any character", () => {
  it.each([
    ["\u201cdocs/a\u2013b.md\u201d", "docs/a\u2013b.md"],
    ["\ufeffdocs/a.md\u200b", "docs/a.md"],
    ["docs/a\u200db.md", "docs/a\u200db.md"],
  ])("%j: %j", (word, plain) => expect(unquoted(word)).toBe(plain));
});

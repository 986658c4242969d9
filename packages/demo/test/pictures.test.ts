import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { imageFile, PICTURES, wordsFile } from "../pictures/list.ts";
import { seePictures, withoutTime, wordsIn } from "../pictures/views.ts";
import { builtBundles } from "./demo-process.ts";

jest.setTimeout(60_000);

/** A picture that weighs more is slow to read about. */
const MOST_BYTES = 300_000;

const folder = builtBundles();

/** What the page says today where each picture was taken. */
const today = new Map<string, string>();

beforeAll(() =>
  seePictures(join(folder, "app.mjs"), async (picture, page) => {
    today.set(picture.name, await wordsIn(picture, page));
  }),
);

describe.each(PICTURES)("the picture $name", (picture) => {
  it("shows today's words; if not, run `npm run pictures`, look at it and commit", () =>
    expect(readFileSync(wordsFile(picture), "utf8")).toBe(today.get(picture.name)));

  it("is small enough to be read about", () =>
    expect(statSync(imageFile(picture)).size).toBeLessThan(MOST_BYTES));
});

it.each([
  ["a day", "held since 2026-11-24, opened on 3 Nov 2026", "held since <date>, opened on <date>\n"],
  ["a time", "2026-11-24 08:05 UTC", "<date> <time>\n"],
  ["a commit", "9856736 and c2e1413e8a22307371a3398a1193e8b7947721af", "<commit> and <commit>\n"],
  ["how it is set", "  a\n\n\tb\u00a0 c\t\n", "a\nb c\n"],
  ["but nothing else", "19 of 21: DSP-BETA-10", "19 of 21: DSP-BETA-10\n"],
])("compares words without %s", (_what, text, words) => expect(withoutTime(text)).toBe(words));

// Brings the demo's page to what each of the README's pictures shows.
import type { Browser, Page } from "puppeteer-core";
import { startBrowser } from "../browser.ts";
import { playStep } from "../play.ts";
import { SCENARIO } from "../scenario.ts";
import { Site } from "../site/site.ts";
import { startWorld } from "../world.ts";
import { PICTURES, type Picture } from "./list.ts";

const PATIENCE_MS = 20_000;

/** About the width of a README on GitHub, with half of what the page leaves at both sides. */
const WIDTH = 880;
const MARGIN = 12;

/** Sharp on fine screens, and a quarter of a megabyte at most. */
const SCALE = 1.35;

/**
 * Plays the story with a bundle of the App, and hands over the page wherever a picture is to be seen.
 * Rejects where a step does not come out as it should.
 */
export async function seePictures(
  bundle: string,
  see: (picture: Picture, page: Page) => Promise<void>,
): Promise<void> {
  const world = await startWorld(bundle);
  let site: Site | undefined;
  let browser: Browser | undefined;
  try {
    site = await Site.start(world, 0);
    browser = await startBrowser();
    const page = await browser.newPage();
    await page.setViewport({ width: WIDTH, height: 900, deviceScaleFactor: SCALE });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    const left = new Set(PICTURES);
    for (const step of SCENARIO) {
      const { breaches } = await playStep(step, world, PATIENCE_MS);
      if (breaches.length > 0) throw new Error(`${step.title}: ${JSON.stringify(breaches)}`);
      for (const picture of [...left].filter(({ after }) => after === step.title)) {
        await page.goto(`${site.url}${picture.path}`);
        if (picture.folded) await page.click(`${picture.folded} > summary`);
        await see(picture, page);
        left.delete(picture);
      }
      if (left.size === 0) return;
    }
    throw new Error(`the story has no step ${JSON.stringify([...left][0]?.after)}`);
  } finally {
    await browser?.close();
    await site?.stop();
    await world.stop();
  }
}

/** The picture, as PNG. */
export async function shoot({ from, to }: Picture, page: Page): Promise<Uint8Array> {
  const first = await boxOf(page, from);
  const last = await boxOf(page, to);
  const y = first.y - MARGIN;
  return page.screenshot({
    clip: {
      x: first.x - MARGIN,
      y,
      width: first.width + 2 * MARGIN,
      height: last.y + last.height - y,
    },
  });
}

async function boxOf(page: Page, selector: string) {
  const box = await (await page.$(selector))?.boundingBox();
  if (!box) throw new Error(`the page shows no ${selector}`);
  return box;
}

/** The words in it, a line for each block of text: as they would be copied from the page. */
export async function wordsIn({ from, to }: Picture, page: Page): Promise<string> {
  const copied = await page.evaluate(`(() => {
    const range = document.createRange();
    range.setStartBefore(document.querySelector(${JSON.stringify(from)}));
    range.setEndAfter(document.querySelector(${JSON.stringify(to)}));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const text = selection.toString();
    selection.removeAllRanges();
    return text;
  })()`);
  return withoutTime(String(copied));
}

/** A text without what differs from one day, and one commit, to the next; a line without words is none. */
export function withoutTime(text: string): string {
  const same = text
    .replace(/\b\d{4}-\d\d-\d\d\b/g, "<date>")
    .replace(/\b\d\d? [A-Z][a-z]{2} \d{4}\b/g, "<date>")
    .replace(/\b\d\d:\d\d UTC/g, "<time>")
    .replace(/\b[\da-f]{7,40}\b/g, "<commit>");
  const lines = same.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

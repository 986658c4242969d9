import { join } from "node:path";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import axe from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { startBrowser } from "../browser.ts";
import { builtBundles, DemoProcess } from "./demo-process.ts";

jest.setTimeout(60_000);

const folder = builtBundles();
let demo: DemoProcess;
let browser: Browser;
let page: Page;
let url: string;

/** What the page loaded, what of it is from elsewhere, and what went wrong in it. */
const loaded: string[] = [];
const strange: string[] = [];
const troubles: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  demo = new DemoProcess("--keep", "--app", join(folder, "app.mjs"));
  url = await demo.said(/try it yourself at (\S+);/);
  page = await browser.newPage();
  // Who waits too long is told by the test's own limit.
  page.setDefaultTimeout(0);
  await page.setViewport({ width: 1200, height: 900 });
  page.on("request", (request) => {
    loaded.push(request.url());
    if (!request.url().startsWith(url)) strange.push(request.url());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
});
afterAll(async () => {
  await browser.close();
  demo.child.kill("SIGTERM");
  await demo.ended();
});

/** Resolves when an element of the page that is open holds a text; nobody loads the page again. */
function shown(selector: string, text: string): Promise<unknown> {
  const wanted = JSON.stringify(text);
  return page.waitForFunction(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => one.textContent.includes(${wanted}))`,
  );
}

/**
 * Clicks on an element in one step with finding it, within the page: between two steps the page may have
 * been drawn anew, and the element found be none of it any more.
 */
async function click(selector: string): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
}

/** Clicks on what leads to another page; resolves when that is there. */
async function follow(selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), click(selector)]);
}

/** Writes into a field, at once. */
async function write(selector: string, text: string): Promise<void> {
  await page.evaluate(
    `document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(text)}`,
  );
}

function count(selector: string): Promise<unknown> {
  return page.evaluate(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
}

async function be(visitor: string): Promise<void> {
  // That another one is chosen sends nothing: a keyboard goes through all of them.
  await page.select("#person", visitor);
  await Promise.all([page.waitForNavigation(), page.click(".person button")]);
}

async function setStage(topic: string): Promise<void> {
  await page.select("#stage", topic);
  await follow(".stage button");
}

async function say(text: string): Promise<void> {
  await write("#said", text);
  await follow(".say button.primary");
}

it("shows the issue of a stage that is set, and what the App answers to a command", async () => {
  await page.goto(`${url}issues`);
  await be("maintainer");
  await setStage("dsp-post-live");
  await shown(".notice", "You set the stage: the topic is dsp-post-live now.");
  await shown(".list .name", "Data security and privacy: post-live expectations");
  await follow(".list .name");
  await shown(".heading", "post-live expectations");
  await say("/dsp assess beta");
  await shown(".comment", "At the gate of beta");
});

it("ticks a box as the person that one is, and shows what the App says to it", async () => {
  await be("writer");
  await click(".task-list-item input:not(:checked)");
  await shown(".comment", "writer ticked DSP-");
});

it.each(["light", "dark"])("has nothing that axe-core finds, %s", async (value) => {
  const other = await browser.newPage();
  await other.setBypassCSP(true);
  await other.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
  const paths = ["", "issues", "issues/1", "pulls", "pulls/2", "edit/main/README.md", "nothing"];
  for (const path of paths) {
    await other.goto(url + path);
    await other.evaluate(axe.source);
    const run = "axe.run(document, { resultTypes: ['violations'] })";
    const { violations } = (await other.evaluate(run)) as { violations: { id: string }[] };
    expect([path, violations.map(({ id }) => id)]).toEqual([path, []]);
  }
  const names = await other
    .goto(`${url}issues/1`)
    .then(() =>
      other.$$eval(".task-list-item input", (all) =>
        all.map((one) => one.getAttribute("aria-label")),
      ),
    );
  expect(names.filter((name) => !name || name === "Done")).toEqual([]);
  await other.close();
});

it("lets an outsider neither tick, nor set a stage, nor push to the default branch", async () => {
  await be("outsider");
  expect(await count(".task-list-item input:not(:disabled)")).toBe(0);
  expect(await count(".stage :is(select, button):not(:disabled)")).toBe(0);
  await page.goto(`${url}edit/main/.dsp/data-map.yml`);
  expect(await count("button[value=main]:not(:disabled)")).toBe(0);
});

it("opens a pull request with an edit, and shows the lines that differ", async () => {
  await page.goto(`${url}edit/main/.dsp/data-map.yml`);
  await page.type("textarea", "# A line of somebody's\n");
  await follow("button[value=pull]");
  await shown(".diff .added", "# A line of somebody's");
  expect(await count(".diff .removed")).toBe(0);
  // At post-live, more is expected than the example has.
  await shown(".checks .conclusion", "failure");
  await shown(".commits .dot", "✗");
  await shown(".checks", "Data security and privacy");
});

it("draws a diagram that somebody writes, in a frame without an origin", async () => {
  await say("```mermaid\nflowchart LR\n  form --> database[(bookings-db)]\n```");
  await shown(".comment details summary", "The diagram as text");
  const frame = page.frames().find((one) => one.url().endsWith("/diagram"));
  expect(await frame?.evaluate("document.querySelector('svg').textContent")).toContain(
    "bookings-db",
  );
  expect(await frame?.evaluate("origin")).toBe("null");
  // That it is drawn is no change of the page: it is not drawn again.
  loaded.length = 0;
  await page.reload();
  await shown(".comment details summary", "The diagram as text");
  expect(loaded.filter((one) => one.endsWith("/diagram"))).toHaveLength(1);
});

it("loads nothing from elsewhere, and nothing goes wrong in it", () => {
  expect(strange).toEqual([]);
  expect(troubles).toEqual([]);
});

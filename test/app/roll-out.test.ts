import { afterEach, expect, it } from "@jest/globals";
import { RunningApp } from "../support/running-app.ts";
import { until } from "../support/until.ts";

let app: RunningApp;

afterEach(() => app.stop());

const NAMES = Array.from({ length: 42 }, (_, index) => `moj/service-${index}`);

/** The App comes up where forty-two repositories of one organisation have a topic, and none an issue. */
async function rollOut(): Promise<void> {
  app = await RunningApp.start({ owners: ["moj", "other"] });
  await app.halt();
  for (const name of NAMES) await app.github.createRepository(name, { topics: ["dsp-alpha"] });
  app.holdsTime = true;
  app.lines.length = 0;
  await app.boot();
  await app.github.createRepository("other/visits");
}

async function issuesIn(names: readonly string[]): Promise<number> {
  const issues = await Promise.all(names.map((name) => app.issues(name)));
  return issues.flat().length;
}

const linesWith = (text: string) => app.lines.filter((line) => line.includes(text)).length;

/** Resolves when thirty have their issue, and so many more wait for their turn. */
async function waiting(count: number): Promise<void> {
  // The list of the repositories took the first place of the thirty.
  await until(() => linesWith('"reconciled"') === 29);
  app.pass(500);
  await until(() => linesWith('"reconciled"') === 30);
  for (let one = 1; one <= count; one++) {
    // The sweep's own starts are at a pace of two in a second.
    app.pass(500);
    await until(() => linesWith("pace of creation") === one);
  }
}

it("a first roll-out holds up neither another organisation nor the people of its own (F38)", async () => {
  await rollOut();
  await waiting(10);
  expect(await issuesIn(NAMES)).toBe(30);
  await app.github.setTopics("other/visits", ["dsp-beta"]);
  await app.github.settled();
  expect(await app.issues("other/visits")).toHaveLength(1);
  const [asked = ""] = NAMES;
  await app.github.as("triager").comment(asked, 1, "/dsp help");
  await app.github.settled();
  expect((await app.comments(asked, 1)).at(-1)?.body).toContain("dsp-lifecycle reply");
});

it("a first roll-out comes to its end: one issue in each repository, at the pace that GitHub takes", async () => {
  await rollOut();
  const start = app.clock.now.getTime();
  await until(() => {
    app.pass(500);
    return linesWith('"swept"') > 0;
  });
  expect(await Promise.all(NAMES.map(async (name) => (await app.issues(name)).length))).toEqual(
    NAMES.map(() => 1),
  );
  expect(app.clock.now.getTime() - start).toBeGreaterThanOrEqual(12 * 8_000);
}, 60_000);

it("told to stop in the middle of a roll-out, it stops at once, and goes on with it at its start (F36)", async () => {
  await rollOut();
  await waiting(5);
  await app.halt();
  expect(await issuesIn(NAMES)).toBe(30);
  app.holdsTime = false;
  const swept = app.swept();
  await app.boot();
  await swept;
  expect(await issuesIn(NAMES)).toBe(NAMES.length);
}, 60_000);

import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { Conversation } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";
import { until } from "../support/until.ts";

let app: RunningApp;

beforeEach(async () => {
  app = await RunningApp.start({ owners: ["moj", "other"] });
});

afterEach(() => app.stop());

const linesWith = (text: string) => app.lines.filter((line) => line.includes(text)).length;

const LIMITED = {
  status: 429,
  headers: { "retry-after": "120" },
  body: { message: "You have exceeded a secondary rate limit." },
};

it("a rate limit parks its organisation until the time that GitHub names, and no other (F09, F10)", async () => {
  await app.github.createRepository("moj/visits");
  await app.github.createRepository("other/visits");
  await app.github.settled();
  app.holdsTime = true;
  app.github.requests();
  app.github.fail("POST /graphql", LIMITED);
  await app.github.setTopics("moj/visits", ["dsp-alpha"]);
  await until(() => linesWith("rate limit") > 0);
  const asked = () => app.github.requests().filter(({ route }) => route === "POST /graphql").length;
  expect(asked()).toBe(1);
  await app.github.setTopics("moj/visits", ["dsp-beta"]);
  await app.github.setTopics("other/visits", ["dsp-alpha"]);
  await until(async () => (await app.issues("other/visits")).length > 0);
  expect(await app.issues("moj/visits")).toEqual([]);
  app.pass(120_000);
  await app.github.settled();
  expect((await app.issues("moj/visits")).map(({ title }) => title)).toEqual([
    "Data security and privacy: beta expectations",
  ]);
});

it("in a limit, what an event showed and what was asked are kept, and an answer comes once", async () => {
  await app.github.createRepository("moj/visits");
  await app.github.settled();
  app.github.fail("POST /graphql", LIMITED);
  await app.github.setProperty("moj/visits", "lifecycle-stage", "beta");
  await app.github.settled();
  expect(await app.issues("moj/visits")).toHaveLength(1);
  const asked = await Conversation.in(app, "moj/asked");
  app.github.fail("POST /repos/:owner/:repo/issues/:number/comments", LIMITED);
  expect(await asked.answersTo("/dsp help")).toHaveLength(1);
  expect(app.waits.filter((wait) => wait >= 120_000)).toHaveLength(2);
  expect(linesWith('"level":"error"')).toBe(0);
});

it("a sweep whose list meets a limit goes on when it is over, and takes place", async () => {
  await app.halt();
  await app.github.createRepository("moj/visits", { topics: ["dsp-alpha"] });
  app.github.fail("GET /installation/repositories", LIMITED);
  const swept = app.swept();
  await app.boot();
  await swept;
  expect(await app.issues("moj/visits")).toHaveLength(1);
  expect(linesWith("could not sweep")).toBe(0);
});

it("an issue that a limit refused is opened once, and not looked for before", async () => {
  await app.github.createRepository("moj/visits");
  await app.github.settled();
  app.github.fail("POST /repos/:owner/:repo/issues", LIMITED);
  app.github.requests();
  await app.github.setTopics("moj/visits", ["dsp-alpha"]);
  await app.github.settled();
  expect(await app.issues("moj/visits")).toHaveLength(1);
  const { writes } = app.github;
  expect(writes.filter(({ path }) => path.endsWith("/issues"))).toHaveLength(2);
});

it("a delivery whose work is given up at the end is not told to be done: GitHub keeps it", async () => {
  await app.github.createRepository("moj/visits");
  await app.github.settled();
  app.holdsTime = true;
  app.github.fail("POST /graphql", LIMITED);
  await app.github.setTopics("moj/visits", ["dsp-alpha"]);
  await until(() => linesWith("rate limit") > 0);
  await app.halt();
  expect(linesWith("a delivery failed")).toBe(1);
  app.holdsTime = false;
  const swept = app.swept();
  await app.boot();
  await swept;
  expect(await app.issues("moj/visits")).toHaveLength(1);
});

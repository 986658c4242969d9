import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { HOW_TO_COMMAND } from "../../app/commands/help.ts";
import type { Fault } from "../../packages/fake-github/embedded-github.ts";
import { BOT, Conversation } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";

// What GitHub shows late is waited for, and what it is away for is made up for: no event is needed for it.

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let asked: Conversation;
beforeEach(async () => {
  asked = await Conversation.in(app, `moj/late-${++count}`);
  app.waits.length = 0;
  app.lines.length = 0;
});

const ISSUES = "GET /repos/:owner/:repo/issues";
const OPEN = "POST /repos/:owner/:repo/issues";
const COMMENTS = "GET /repos/:owner/:repo/issues/:number/comments";
const REACTION = "POST /repos/:owner/:repo/issues/comments/:id/reactions";
const SECONDS = [2_000, 5_000, 15_000];

/** A listing as it was before: what is new is not in it. */
const EMPTY: Fault = { status: 200, body: [] };

const times = (number: number, fault: Fault) => Array.from({ length: number }, () => fault);
const errors = () => app.lines.filter((line) => line.includes('"level":"error"'));
const ours = async () =>
  (await app.issues(asked.repository)).filter(({ user }) => user.login === BOT);

async function somethingHappens(): Promise<void> {
  await app.github.tell(asked.repository, "repository", { action: "renamed" });
  await app.github.settled();
}

describe("a comment with a command", () => {
  it.each([1, 2, 3])("that is not in %i listings is answered, once", async (missing) => {
    const number = await app.github.openIssue(asked.repository, { title: "Talk" });
    // After them, each run reads those of the stage issue.
    app.github.fail(COMMENTS, ...times(missing, EMPTY).flatMap((fault) => [fault, {}]));
    expect(await asked.answersTo("/dsp help", "writer", number)).toHaveLength(1);
    expect(app.waits).toEqual(SECONDS.slice(0, missing));
    expect(errors()).toEqual([]);
  });

  it("that is gone by then is looked for so long, and not with every event after it", async () => {
    const number = await app.github.openIssue(asked.repository, { title: "Talk" });
    app.github.hold();
    const id = await app.github.as("writer").comment(asked.repository, number, "/dsp help");
    await app.github.as("writer").deleteComment(asked.repository, id);
    app.github.release();
    await app.github.settled();
    expect(app.waits).toEqual(SECONDS);
    await somethingHappens();
    expect(app.waits).toEqual(SECONDS);
    expect(errors()).toEqual([]);
  });
});

describe("an issue that is open", () => {
  it.each([1, 3])("and is not in %i listings gets no second one beside it", async (missing) => {
    app.github.fail(ISSUES, ...times(missing, EMPTY));
    await somethingHappens();
    expect(app.waits).toEqual(SECONDS.slice(0, missing));
    expect(app.github.counts()[OPEN]).toBeUndefined();
    expect(await ours()).toHaveLength(1);
  });

  it("is known to the process that has seen it, whatever became of its labels", async () => {
    app.github.hold();
    for (const label of ["dsp", "dsp:beta"]) {
      await app.github.unlabelIssue(asked.repository, 1, label);
    }
    app.github.release(() => []);
    app.github.fail(ISSUES, EMPTY);
    await somethingHappens();
    expect(app.waits).toEqual([2_000]);
    expect(app.github.counts()[OPEN]).toBeUndefined();
  });

  it("is known to a process that has just started, too: its label says that it is there", async () => {
    await app.halt();
    app.github.fail(ISSUES, EMPTY);
    const swept = app.swept();
    await app.boot();
    await swept;
    await somethingHappens();
    expect(app.github.counts()[OPEN]).toBeUndefined();
    expect(await ours()).toHaveLength(1);
  });

  it("and was deleted has another in its place", async () => {
    await app.github.deleteIssue(asked.repository, 1);
    await app.github.settled();
    await somethingHappens();
    expect((await ours()).map(({ state }) => state)).toEqual(["open"]);
  });
});

describe("GitHub away for a minute", () => {
  const AWAY = { status: 502 };

  it("loses nothing of what happens meanwhile, in ten repositories at once", async () => {
    const names = Array.from({ length: 10 }, (_none, at) => `moj/away-${at}`);
    for (const name of names) await app.github.createRepository(name);
    await app.github.settled();
    // Each run's first call is tried four times.
    app.github.fail("POST /graphql", ...times(4 * names.length, AWAY));
    for (const name of names) void app.github.setTopics(name, ["dsp-alpha"]);
    for (const name of names) await app.github.setTopics(name, ["dsp-alpha", "more"]);
    await app.github.settled();
    for (const name of names) expect(await app.issues(name)).toHaveLength(1);
    const told = app.lines.filter((line) => line.includes('"could not reconcile"'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((line) => !/"level":"warn".*"waitMs":\d/.test(line))).toEqual([]);
  });

  it("keeps a command, and answers it once when GitHub is back", async () => {
    app.github.fail("GET /repos/:owner/:repo/collaborators/:login/permission", ...times(8, AWAY));
    expect(await asked.answersTo("/dsp help", "writer")).toEqual([
      expect.stringContaining(HOW_TO_COMMAND),
    ]);
    expect(app.waits.filter((wait) => wait >= 60_000)).toEqual([60_000, 300_000]);
    expect(app.lines.filter((line) => line.includes('"could not answer"'))).toHaveLength(2);
  });

  it.each([AWAY, { reset: true }, { status: 200, body: "<html>" }, { status: 403 }])(
    "when a comment is to be shown as seen costs nothing else: %j",
    async (fault) => {
      app.github.fail(REACTION, fault);
      expect(await asked.answersTo("/dsp help", "writer")).toHaveLength(1);
      expect(app.waits).toEqual([]);
    },
  );

  it("when a label is made costs no more than a second try", async () => {
    app.github.fail("POST /repos/:owner/:repo/labels", { ...AWAY, after: true });
    await app.github.setTopics(asked.repository, ["dsp-live"]);
    await app.github.settled();
    expect(app.waits.filter((wait) => wait > 2_000)).toEqual([]);
    expect((await ours()).filter(({ state }) => state === "open")).toHaveLength(1);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Conversation } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";

// What holds over time, and after trouble: attestations, boxes, installations, the App's own name.

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let repository = "";
beforeEach(() => {
  repository = `moj/again-${++count}`;
});

const bodyOf = async (number: number) => (await app.issues(repository))[number - 1]?.body ?? "";

/** Ticks the box of DSP-DISC-2, as someone who may write; gives what the App has said since the beginning. */
async function tick(asked: Conversation): Promise<string[]> {
  const before = await bodyOf(1);
  const ticked = before.replace(/- \[ \] (.*<!-- attest DSP-DISC-2 -->)/, "- [x] $1");
  expect(ticked).not.toBe(before);
  await app.github.as("writer").editIssue(repository, 1, { body: ticked });
  await app.github.settled();
  return asked.said();
}

it("what was attested at one stage holds at the next", async () => {
  await app.github.createRepository(repository, { topics: ["dsp-discovery"] });
  await app.github.settled();
  const asked = new Conversation(app, repository);
  expect(await tick(asked)).toHaveLength(1);
  await app.github.setTopics(repository, ["dsp-alpha"]);
  await app.github.settled();
  expect(await bodyOf(2)).toContain("1 of 14 expectations met");
  expect(await bodyOf(2)).not.toContain("<!-- attest DSP-DISC-2 -->");
  await app.github.push(repository, { "a.yml": "a: 1\n" });
  await app.github.settled();
  expect(await bodyOf(2)).not.toContain("<!-- attest DSP-DISC-2 -->");
});

it("what has run out can be attested once more", async () => {
  const { now } = app.clock;
  await app.github.createRepository(repository, { topics: ["dsp-discovery"] });
  await app.github.settled();
  const asked = new Conversation(app, repository);
  expect(await tick(asked)).toHaveLength(1);
  app.clock.now = new Date(now.getTime() + 370 * 24 * 3600 * 1000);
  await app.sweep();
  expect(await tick(asked)).toHaveLength(2);
  expect(await bodyOf(1)).not.toContain("<!-- attest DSP-DISC-2 -->");
  app.clock.now = now;
});

describe("a box", () => {
  const ticked = async (id: string) => {
    const before = await bodyOf(1);
    const after = before.replace(new RegExp(`- \\[ \\] (.*<!-- attest ${id} -->)`), "- [x] $1");
    expect(after).not.toBe(before);
    return after;
  };
  const begin = async () => {
    await app.github.createRepository(repository, { topics: ["dsp-discovery"] });
    await app.github.settled();
    return new Conversation(app, repository);
  };

  it("that one of two has ticked who edited before the App could look is nobody's, and can be ticked again", async () => {
    const asked = await begin();
    const before = await bodyOf(1);
    app.github.hold();
    await app.github.as("maintainer").editIssue(repository, 1, { body: `${before}A note.\n` });
    await app.github.as("writer").editIssue(repository, 1, { body: await ticked("DSP-DISC-2") });
    app.github.release();
    await app.github.settled();
    const said = await asked.said();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^Several people .* who ticked DSP-DISC-2\. .*\/dsp attest DSP-DISC-2/m,
    );
    expect(await bodyOf(1)).toBe(`${before}A note.\n`);
    expect(await tick(asked)).toEqual([said[0], expect.stringContaining("`writer` ticked")]);
  });

  it("that was ticked longer ago than GitHub lists edits is nobody's: another may have ticked it", async () => {
    const asked = await begin();
    const before = await bodyOf(1);
    app.github.hold();
    await app.github.as("outsider").editIssue(repository, 1, { body: await ticked("DSP-DISC-2") });
    const body = await bodyOf(1);
    for (let edit = 1; edit <= 100; edit++) {
      await app.github.as("writer").editIssue(repository, 1, { body: `${body}Note ${edit}.\n` });
    }
    app.github.release();
    await app.github.settled();
    const said = await asked.said();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("the App cannot tell who ticked DSP-DISC-2");
    expect(await bodyOf(1)).toBe(`${before}Note 100.\n`);
  });

  it("that an account has ticked which is gone by now is nobody's: no role is asked for", async () => {
    const asked = await begin();
    const empty = await bodyOf(1);
    app.github.hold();
    await app.github.as("writer").editIssue(repository, 1, { body: await ticked("DSP-DISC-2") });
    const nodes = [{ editor: null, editedAt: "2026-11-23T12:00:00Z" }];
    const body = { data: { also: { issue: { userContentEdits: { nodes } } } } };
    app.github.fail("POST /graphql issue", { status: 200, body });
    app.github.requests();
    app.github.release();
    await app.github.settled();
    const paths = app.github.requests().map(({ path }) => path);
    expect(paths.join("\n")).not.toContain("/collaborators/");
    expect(await asked.said()).toEqual([]);
    expect(await bodyOf(1)).toBe(empty);
  });

  it("is said of once, where the write that empties it fails", async () => {
    const asked = await begin();
    app.github.hold();
    await app.github
      .as("maintainer")
      .editIssue(repository, 1, { body: await ticked("DSP-DISC-2") });
    await app.github.as("writer").editIssue(repository, 1, { body: `${await bodyOf(1)}A note.\n` });
    app.github.fail("PATCH /repos/:owner/:repo/issues/:number", { status: 403 });
    app.github.release();
    await app.github.settled();
    const refused = app.lines.filter((line) => line.includes(repository) && line.includes("403"));
    expect(refused).toHaveLength(1);
    await app.github.tell(repository, "repository", { action: "renamed" });
    await app.github.settled();
    expect(await asked.said()).toHaveLength(1);
    expect(await bodyOf(1)).not.toContain("- [x]");
  });
});

/** What GitHub answers where more comments are there than are read. */
function flood() {
  const spam = Array.from({ length: 100 }, (_none, at) => ({
    id: 1_000_000 + at,
    body: "+1",
    user: { login: "outsider" },
    created_at: "2026-11-23T13:00:00Z",
  }));
  const headers = { link: '<https://x/y?per_page=100&page=11>; rel="last"' };
  return Array.from({ length: 11 }, () => ({ status: 200, headers, body: spam }));
}

it.each<[string, (body: string, links: string) => string, number | undefined]>([
  ["forty, for whoever may edit it can link to any", (body, links) => `${links}\n${body}`, 40],
  ["none below the line, where people write", (body, links) => `${body}\n${links}\n`, undefined],
])("of the older comments that a body links to, it looks for %s", async (_what, edit, looked) => {
  await app.github.createRepository(repository, { topics: ["dsp-discovery"] });
  await app.github.settled();
  const links = Array.from({ length: 60 }, (_none, at) => `/issues/1#issuecomment-${5_000 + at}`);
  const body = edit(await bodyOf(1), links.join(" "));
  app.github.hold();
  await app.github.as("writer").editIssue(repository, 1, { body });
  app.github.fail("GET /repos/:owner/:repo/issues/:number/comments", ...flood());
  app.github.requests();
  app.github.release();
  await app.github.settled();
  expect(app.github.counts()["GET /repos/:owner/:repo/issues/:number/comments"]).toBeGreaterThan(
    10,
  );
  expect(app.github.counts()["GET /repos/:owner/:repo/issues/comments/:id"]).toBe(looked);
});

it("what was attested holds, and nothing is said again, however many comments others have written since", async () => {
  await app.github.createRepository(repository, { topics: ["dsp-discovery"] });
  await app.github.settled();
  const asked = new Conversation(app, repository);
  const said = await tick(asked);
  const after = await bodyOf(1);
  app.github.fail("GET /repos/:owner/:repo/issues/:number/comments", ...flood());
  app.github.requests();
  await app.github.tell(repository, "repository", { action: "renamed" });
  await app.github.settled();
  expect(app.github.counts()["GET /repos/:owner/:repo/issues/:number/comments"]).toBe(11);
  expect(app.github.writes).toEqual([]);
  expect(await bodyOf(1)).toBe(after);
  expect(await asked.said()).toEqual(said);
});

it("reads the organisation's policy, and says nothing of it where it cannot be used", async () => {
  const other = await RunningApp.start({ owners: ["justice"] });
  try {
    const files = { ".github/dsp.yml": "reminders: [\n" };
    await other.github.createRepository("justice/.github", { files });
    await other.github.createRepository("justice/visits", { topics: ["dsp-alpha"] });
    await other.github.settled();
    expect(await other.issues("justice/visits")).toEqual([]);
    expect(await other.issues("justice/.github")).toEqual([]);
    await other.github.push("justice/.github", { ".github/dsp.yml": "reminders: {every: P1M}\n" });
    await other.sweep();
    expect(await other.issues("justice/visits")).toHaveLength(1);
  } finally {
    await other.stop();
  }
});

it("a sweep finds an installation again whose events came in another order (F03)", async () => {
  await app.github.createRepository(repository);
  await app.github.settled();
  app.github.hold();
  await app.github.suspend();
  await app.github.unsuspend();
  app.github.release((held) => [...held].reverse());
  await app.github.settled();
  await app.github.setTopics(repository, ["dsp-alpha"]);
  await app.github.settled();
  await app.sweep();
  expect(await app.issues(repository)).toHaveLength(1);
});

it("a sweep goes on where one installation cannot be listed", async () => {
  const two = await RunningApp.start({ owners: ["first", "second"] });
  try {
    two.github.deliverTo(undefined);
    await two.github.createRepository("second/one", { topics: ["dsp-alpha"] });
    two.github.fail("GET /installation/repositories", { status: 403 });
    await two.sweep();
    expect(two.lines.join("")).toContain('"message":"could not sweep"');
    expect(await two.issues("second/one")).toHaveLength(1);
  } finally {
    await two.stop();
  }
});

it("asks for its own name again where GitHub did not tell it", async () => {
  const deaf = await RunningApp.start();
  try {
    await deaf.halt();
    deaf.github.fail("GET /app", ...Array.from({ length: 8 }, () => ({ status: 502 })));
    await deaf.boot();
    await deaf.github.createRepository("moj/one", { topics: ["dsp-alpha"] });
    await deaf.github.settled();
    await deaf.sweep();
    expect(await deaf.issues("moj/one")).toHaveLength(1);
  } finally {
    await deaf.stop();
  }
});

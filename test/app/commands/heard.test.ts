import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { HOW_TO_COMMAND } from "../../../app/commands/help.ts";
import { COMMANDS } from "../../../app/commands/table.ts";
import { BOT, Conversation } from "../../support/conversation.ts";
import { RunningApp } from "../../support/running-app.ts";
import { WITHOUT_A_RULE } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let asked: Conversation;
beforeEach(async () => {
  asked = await Conversation.in(app, `moj/asked-${++count}`);
});

describe("who may", () => {
  const ROLES = ["outsider", "reader", "triager", "writer", "maintainer", "admin"];
  const LEAST = { triage: 2, write: 3, maintain: 4, admin: 5 };
  const EXAMPLES = COMMANDS.map(({ example, who, name }) => [example, who, name] as const);

  it.each(EXAMPLES)("%s: %s and up", async (example, who) => {
    const carriedOut: string[] = [];
    for (const login of ROLES) {
      const [reply = ""] = await asked.answersTo(example, login);
      const isRefused = /^(?:<!--.*-->\n)*You cannot use/.test(reply);
      expect(reply).not.toBe("");
      if (!isRefused) carriedOut.push(login);
    }
    expect(carriedOut).toEqual(ROLES.slice(LEAST[who]));
  });

  it("whom the policy says, where it raises the role; the reply names who", async () => {
    await app.github.push(asked.repository, {
      ".github/dsp.yml": "stage: beta\ncommands: {attest: admin, assess: write}\n",
    });
    const attest = "/dsp attest DSP-DISC-6 #1";
    const [refused = ""] = await asked.answersTo(attest, "maintainer");
    expect(refused).toContain("here. You need the role `admin` or more");
    expect(refused).toContain("as the policy says");
    expect((await asked.answersTo(attest, "admin"))[0]).toContain("signed off **DSP-DISC-6**");
    const number = await asked.pullRequest();
    for (const [login, who] of [
      ["triager", 1],
      ["outsider", number],
    ] as const) {
      const [reply = ""] = await asked.answersTo("/dsp assess", login, who);
      expect(reply).toContain("You need the role `write` or more, as the policy says.");
    }
    const [help = ""] = await asked.answersTo("/dsp help");
    expect(help).toMatch(/`\/dsp attest .* role `admin` or more, as the policy says\.\n/);
    expect(help).toMatch(/`\/dsp revoke .* role `write` or more\.\n/);
  });

  it("the author of a pull request may assess it, and nothing else", async () => {
    const number = await asked.pullRequest();
    const others = COMMANDS.filter(({ name }) => name !== "assess").map(({ example }) => example);
    for (const example of others) {
      const [reply = ""] = await asked.answersTo(example, "outsider", number);
      expect(reply).toContain("You need the role `triage` or more");
    }
  });

  it("the author, too, where the policy names the role that is asked for anyway", async () => {
    const number = await asked.pullRequest();
    await app.github.push(asked.repository, {
      ".github/dsp.yml": "stage: beta\ncommands: {assess: triage}\n",
    });
    const [reply = ""] = await asked.answersTo("/dsp assess", "outsider", number);
    expect(reply).toContain("At the gate of beta");
  });

  it("nobody is told what the role cannot be read for: the next run answers (T4)", async () => {
    const permission = "GET /repos/:owner/:repo/collaborators/:login/permission";
    app.github.fail(permission, { status: 403 });
    expect(await asked.answersTo("/dsp help", "admin")).toEqual([]);
    await app.github.push(asked.repository, { "a.yml": "a: 1\n" });
    await app.github.settled();
    expect(await asked.said()).toEqual([expect.stringContaining(HOW_TO_COMMAND)]);
  });
});

it("somebody whom GitHub does not know may nothing (T4)", async () => {
  app.github.fail("GET /repos/:owner/:repo/collaborators/:login/permission", { status: 404 });
  expect(await asked.answersTo("/dsp help", "admin")).toEqual([
    expect.stringContaining("You cannot use commands here"),
  ]);
});

describe("what is a command", () => {
  it("each is answered once and in order, and the comment is acknowledged", async () => {
    const id = await app.github.as("writer").comment(asked.repository, 1, "/dsp help\n/dsp status");
    await app.github.settled();
    const replies = await asked.said();
    expect(replies).toEqual([
      expect.stringContaining(HOW_TO_COMMAND),
      expect.stringContaining("### Rights"),
    ]);
    expect(app.github.reactionsTo(id)).toEqual([`${BOT}: eyes`]);
    await asked.answersTo("Thank you");
    await app.sweep();
    expect(await asked.said()).toEqual(replies);
  });

  it("delivered fifty times, it is answered once (F01)", async () => {
    app.github.hold();
    await app.github.as("writer").comment(asked.repository, 1, "/dsp help");
    app.github.release((held) =>
      Array.from({ length: 50 }, (_, copy) =>
        held.map((one) => ({ ...one, id: one.id.replace(/^../, String(copy + 10)) })),
      ).flat(),
    );
    await app.github.settled();
    expect(await asked.said()).toHaveLength(1);
  });

  it.each([
    ["an edited comment", "/dsp helo", "/dsp help"],
    ["a comment that has become one", "Hello", "/dsp help"],
  ])("%s is none (F24)", async (_what, before, after) => {
    app.github.hold();
    const id = await app.github.as("admin").comment(asked.repository, 1, before);
    await app.github.as("admin").editComment(asked.repository, id, after);
    app.github.release();
    await app.github.settled();
    expect(await asked.said()).toEqual([]);
  });

  it.each([
    ["in code", "```\n/dsp help\n```"],
    ["quoted", "> /dsp help"],
    ["in the midst of a line", "Write /dsp help for help"],
    ["of another tool", "/dsplay"],
  ])("not %s (T5)", async (_what, body) => {
    expect(await asked.answersTo(body, "admin")).toEqual([]);
  });

  it.each([
    ["a no-break space", "\u00a0/dsp explain X13"],
    ["a byte order mark", "\ufeff/dsp explain X13"],
    ["a character without a width", "Hello\n\u200b/dsp\u00a0explain \u201cX13\u201d"],
  ])("answered although %s stands before it", async (_what, body) => {
    expect(await asked.answersTo(body)).toEqual([expect.stringContaining("X13")]);
  });

  it("one in a comment that is too long to read is answered by what to do", async () => {
    const long = "This is quoted from elsewhere. ".repeat(300);
    expect(await asked.answersTo(`${long}\n\n/dsp status`)).toEqual([
      expect.stringContaining("write the command in a comment of its own"),
    ]);
    expect(await asked.answersTo(`${long}\n\n/dsp is what this is about`)).toEqual([]);
  });

  it("a comment that is deleted before it is looked at is none (F24)", async () => {
    app.github.hold();
    const id = await app.github
      .as("admin")
      .comment(asked.repository, 1, "/dsp attest DSP-DISC-6 #1");
    await app.github.as("admin").deleteComment(asked.repository, id);
    app.github.release();
    await app.github.settled();
    expect(await asked.said()).toEqual([]);
  });

  it("not of an App (F25)", async () => {
    expect(await asked.answersTo("/dsp help", "other-app[bot]")).toEqual([]);
    await app.github.as("admin").comment(asked.repository, 1, "/dsp status");
    await app.github.settled();
    expect(await asked.said()).toEqual([expect.stringContaining("### Rights")]);
  });

  it("not when it is older than three days", async () => {
    const { now } = app.clock;
    await app.halt();
    await app.github.as("admin").comment(asked.repository, 1, "/dsp recheck");
    app.clock.now = new Date(now.getTime() + 4 * 24 * 3600 * 1000);
    await app.boot();
    expect(await asked.answersTo("/dsp help", "admin")).toEqual([
      expect.stringContaining(HOW_TO_COMMAND),
    ]);
    app.clock.now = now;
  });

  it.each([
    ["/dsp asess beta", "there is no command"],
    ["/dsp assess gamma", "the stage is"],
    ["/dsp explain", "something is missing"],
    ["/dsp explain DSP-BETA-99", "Rules are called like `X13`"],
    ["/dsp help me", "is more than it takes"],
  ])("%s is answered by what is accepted", async (body, expected) => {
    expect(await asked.answersTo(body)).toEqual([expect.stringContaining(expected)]);
  });

  it("what someone writes stays inert in the answer (T6)", async () => {
    const [reply = ""] = await asked.answersTo("/dsp @moj/everyone <img src=x> #1 closes #2");
    const [text = ""] = reply.split("\n\nA line of");
    expect(text.replace(/`[^`]*`/g, "")).not.toMatch(/@moj|<img|#\d/);
  });
});

it("each command is answered once on a pull request, and what is recorded is sent to the stage issue", async () => {
  const number = await asked.pullRequest();
  const recorded = ["attest", "revoke", "snooze"];
  for (const { name, example } of COMMANDS) {
    const [reply = "", ...more] = await asked.answersTo(example, "admin", number);
    expect(more).toEqual([]);
    expect([name, reply.includes("comments are the record: [#1](")]).toEqual([
      name,
      recorded.includes(name),
    ]);
    expect(reply).not.toContain("You cannot use");
  }
  // Nothing is read from where a head may come from: a fork's commits are looked up in the repository.
  const others = app.github
    .requests()
    .filter(
      ({ path }) => path.startsWith("/repos/") && !path.startsWith(`/repos/${asked.repository}`),
    );
  expect(others).toEqual([]);
});

it("the same command in two comments is answered twice, and the later entry counts", async () => {
  const first = await asked.answersTo("/dsp attest DSP-DISC-6 #1", "writer");
  const second = await asked.answersTo("/dsp attest DSP-DISC-6 #1", "admin");
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(second[0]).toContain("- Replaces: the sign-off by `writer` on 2026-11-23");
  const body = (await app.issues(asked.repository))[0]?.body ?? "";
  expect(body).toContain("Signed off by admin as technical-architect");
  expect(body).not.toContain("Signed off by writer");
});

it("where nothing can be said, the repository is looked at all the same", async () => {
  const number = await app.github.openIssue(asked.repository, { title: "Talk" });
  await app.github.lockIssue(asked.repository, number);
  await app.github.push(asked.repository, WITHOUT_A_RULE);
  expect(await asked.answersTo("/dsp help", "admin", number)).toEqual([]);
  expect((await app.issues(asked.repository))[0]?.body).toContain(
    "(`store-without-deletion-rule`)",
  );
  const lines = app.lines.map((line) => JSON.parse(line));
  expect(lines.filter(({ message }) => message === "could not answer").slice(-1)).toEqual([
    expect.objectContaining({
      level: "warn",
      repository: asked.repository,
      issue: number,
      error: expect.objectContaining({
        message: `github:${asked.repository}: the conversation is locked, so nothing can be said in it; unlock it (403)`,
      }),
    }),
  ]);
  app.github.requests();
  await app.sweep();
  expect(app.github.counts()["POST /repos/:owner/:repo/issues/:number/comments"]).toBeUndefined();
  await app.github.unlockIssue(asked.repository, number);
  await app.github.settled();
  expect(await asked.said(number)).toEqual([expect.stringContaining(HOW_TO_COMMAND)]);
});

it.each([
  ["the repository", "POST /graphql"],
  ["what was asked", "GET /repos/:owner/:repo/issues/:number/comments"],
])("where %s cannot be read, it is read again, and answered", async (_what, route) => {
  app.github.fail(route, { status: 404 });
  expect(await asked.answersTo("/dsp help", "admin", 1)).toEqual([
    expect.stringContaining(HOW_TO_COMMAND),
  ]);
});

it("where what was asked cannot be read, the repository is looked at all the same", async () => {
  const number = await app.github.openIssue(asked.repository, { title: "Talk" });
  app.github.hold();
  await app.github.push(asked.repository, WITHOUT_A_RULE);
  await app.github.as("admin").comment(asked.repository, number, "/dsp help");
  app.github.fail("GET /repos/:owner/:repo/issues/:number/comments", { status: 410 });
  app.github.release((held) => held.filter(({ event }) => event === "issue_comment"));
  await app.github.settled();
  expect((await app.issues(asked.repository))[0]?.body).toContain(
    "(`store-without-deletion-rule`)",
  );
});

it("what was asked under an issue that is gone by then is not asked about again", async () => {
  const number = await app.github.openIssue(asked.repository, { title: "Talk" });
  app.github.hold();
  await app.github.as("writer").comment(asked.repository, number, "/dsp help");
  await app.github.deleteIssue(asked.repository, number);
  app.github.release();
  await app.github.settled();
  app.github.requests();
  await asked.answersTo("/dsp help");
  const paths = app.github.requests().map(({ path }) => path);
  expect(paths.filter((path) => path.includes(`/issues/${number}/`))).toEqual([]);
});

it("somebody's copy of the mark of an answer keeps nothing from being answered (T7)", async () => {
  app.github.hold();
  const { github } = app;
  const id = await github.as("writer").comment(asked.repository, 1, "/dsp help");
  const copied = `Answered.\n<!-- dsp-lifecycle reply ${id}.0 -->`;
  await github.as("outsider").comment(asked.repository, 1, copied);
  github.release();
  await github.settled();
  expect(await asked.said()).toEqual([expect.stringContaining(HOW_TO_COMMAND)]);
});

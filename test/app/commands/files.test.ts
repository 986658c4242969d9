import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parseRepositoryPolicy } from "../../../src/core/policy/parse.ts";
import { findRule } from "../../../src/core/rules/index.ts";
import { Conversation, EVIDENCE } from "../../support/conversation.ts";
import { nodesOf } from "../../support/markdown.ts";
import { RunningApp } from "../../support/running-app.ts";
import { without } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let asked: Conversation;
beforeEach(async () => {
  asked = await Conversation.in(app, `moj/files-${++count}`);
});

const POLICY = ".github/dsp.yml";
const links = (text: string) =>
  nodesOf(text).flatMap((node) => (node.type === "link" ? [node.url] : []));
const block = (text: string) =>
  nodesOf(text).flatMap((node) => (node.type === "code" ? [node.value] : []));
const parsed = (text: string) => {
  const read = parseRepositoryPolicy(text, POLICY, "2026-11-23");
  return read.ok ? read.policy.value.waivers : read.problems.map(({ message }) => message);
};

describe("/dsp waive", () => {
  const WAIVE = "/dsp waive X20 bookings-db until 2027-03-31 because a second account is ordered";
  const WAIVER = {
    rule: "no-offline-copy",
    target: "bookings-db",
    reason: "a second account is ordered",
    approved_by: "information asset owner",
    expires: "2027-03-31",
  };

  it("gives the lines, which the policy's own parser takes once someone approves", async () => {
    const [reply = ""] = await asked.answersTo(WAIVE, "writer");
    const [lines = "", ...others] = block(reply);
    expect(others).toEqual([]);
    expect(parsed(lines)).toEqual([expect.stringContaining("approved_by")]);
    expect(parsed(lines.replace("approved_by:", `approved_by: ${WAIVER.approved_by}`))).toEqual([
      WAIVER,
    ]);
    const [link = ""] = links(reply);
    expect(link).toContain(`/${asked.repository}/new/main?filename=.github/dsp.yml&value=`);
    expect(new URL(link).searchParams.get("value")).toBe(`${lines}\n`);
  });

  it.each(["2026-11-24", "2027-11-23"])("takes %s as the last day", async (day) => {
    const [reply = ""] = await asked.answersTo(`/dsp waive X20 until ${day} because x`, "writer");
    expect(block(reply)).toEqual([expect.stringContaining(`expires: ${day}`)]);
  });

  it("changes nothing by itself", async () => {
    await app.github.push(asked.repository, { ".dsp/deletion-plan.yml": null });
    const before = await asked.answersTo("/dsp assess");
    const [reply = ""] = await asked.answersTo(
      "/dsp waive artefact-missing until 2027-03-31 because it is being written",
      "admin",
    );
    expect(reply).toContain("This comment does not waive anything");
    const after = await asked.answersTo("/dsp assess");
    expect(/\d+ failures?/.exec(after[0] ?? "")?.[0]).toBe(
      /\d+ failures?/.exec(before[0] ?? "")?.[0],
    );
  });

  it.each([
    ["stage: beta\n", "and add this:", 1],
    ["stage: beta\nwaivers: []\n", "and change its `waivers` to this:", 0],
    [
      "stage: beta\nwaivers:\n  - {rule: X07, reason: x, approved_by: SRO, expires: 2026-12-01}\n",
      "and add this to its `waivers`, which begin on line 3:",
      1,
    ],
  ])("fits into the policy %j", async (policy, how, isAdded) => {
    await app.github.push(asked.repository, { [POLICY]: policy });
    const [reply = ""] = await asked.answersTo(WAIVE, "writer");
    expect(reply).toContain(how);
    expect(links(reply)[0]).toContain(`/${asked.repository}/edit/main/.github/dsp.yml`);
    const [lines = ""] = block(reply);
    const before = isAdded === 1 ? policy : policy.replace(/waivers.*\n/, "");
    const text = `${before}${lines}\n`.replace(
      "approved_by:\n",
      "approved_by: information asset owner\n",
    );
    expect(parsed(text)).toContainEqual(WAIVER);
  });

  it("says what it would waive, and what it would not", async () => {
    await app.github.push(asked.repository, {
      ".dsp/deletion-plan.yml": EVIDENCE[".dsp/deletion-plan.yml"]?.replace(
        /^ {2}- id: logs\n[\s\S]*/m,
        "",
      ) as string,
    });
    const until = "until 2027-03-31 because x";
    const all = (await asked.answersTo(`/dsp waive X01 ${until}`, "writer"))[0];
    expect(all).toMatch(/it would waive \d+ findings? today/);
    const other = (await asked.answersTo(`/dsp waive X01 nowhere ${until}`, "writer"))[0];
    expect(other).toContain("it would waive nothing today. What the rule found is about `");
  });

  it.each([
    ["a file that cannot be read", "schema: [\n", "it would waive nothing today"],
    ["a file that is not there", null, "it would waive 1 finding today"],
  ])("says of %s what it would come to", async (_what, plan, expected) => {
    await app.github.push(asked.repository, { ".dsp/deletion-plan.yml": plan });
    const words = "artefact-missing .dsp/deletion-plan.yml until 2027-03-31 because x";
    const [reply = ""] = await asked.answersTo(`/dsp waive ${words}`, "writer");
    expect(reply).toContain(expected);
  });

  it("says nothing of lines where the policy that is there cannot be used", async () => {
    await app.github.push(asked.repository, { [POLICY]: "stage: bta\n" });
    await app.github.settled();
    const [reply = ""] = await asked.answersTo(WAIVE, "writer");
    expect(reply).toContain("The policy cannot be used");
    expect(block(reply)).toEqual([]);
  });

  it.each([
    ["X99 until 2027-03-31 because x", "There is no rule"],
    ["no-ofline-copy until 2027-03-31 because x", "Did you mean `no-offline-copy`?"],
    ["waiver-expired until 2027-03-31 because x", "Nobody can waive `waiver-expired`"],
    ["X21 until 2027-02-30 because x", 'the last day is "2027-02-30"'],
    ["X21 until tomorrow because x", "as YYYY-MM-DD"],
    ["X21 until 2026-11-23 because x", "2026-11-23 is not in the future"],
    ["X21 until 2027-11-24 because x", "more than a year from now"],
    ["X21 bookings-db 2027-03-31 because x", "a waiver names a rule"],
    ["X21 until 2027-03-31 because", "something is missing"],
    [`X21 until 2027-03-31 because ${"x".repeat(501)}`, "the reason has 501 characters"],
  ])("%s: says what is accepted", async (words, expected) => {
    const [reply = ""] = await asked.answersTo(`/dsp waive ${words}`, "writer");
    expect(reply).toContain(expected);
    expect(block(reply)).toEqual([]);
  });

  it("says whose policy lets nobody waive a rule", async () => {
    const files = { [POLICY]: "floor: {unwaivable: [X21]}\n" };
    await app.github.createRepository("moj/.github", { files });
    const until = "until 2027-03-31 because x";
    const rule = findRule("X21")?.id ?? "";
    for (const named of ["X21", rule]) {
      const [reply = ""] = await asked.answersTo(`/dsp waive ${named} ${until}`, "writer");
      expect(reply).toContain(
        `Nobody can waive \`${rule}\` in this repository: \`moj/.github/${POLICY}\``,
      );
      expect(block(reply)).toEqual([]);
    }
    const [other = ""] = await asked.answersTo(`/dsp waive X20 ${until}`, "writer");
    expect(block(other)).toHaveLength(1);
    await app.github.push("moj/.github", { [POLICY]: null });
    await app.github.settled();
  });

  it("lets no reason out of its line, and no target (T6)", async () => {
    const reason = '"}\\n``` @moj/all <img src=x> closes #1 [x](http://evil.example) --> /dsp help';
    const [reply = "", ...more] = await asked.answersTo(
      `/dsp waive X21 ]\`\`\`:@x until 2027-03-31 because ${reason}`,
      "writer",
    );
    expect(more).toEqual([]);
    const [lines = ""] = block(reply);
    expect(parsed(lines.replace("approved_by:", "approved_by: SRO"))).toEqual([
      expect.objectContaining({ reason, target: "]```:@x" }),
    ]);
    const outside = reply.replace(/```yaml[\s\S]*?\n```\n/, "").replace(/\(https:\S+\)/g, "");
    expect(outside).not.toMatch(/@|<img|evil|closes/);
  });
});

describe("/dsp init", () => {
  it("gives a link for each missing file, filled in for the repository and its stage", async () => {
    await app.github.push(asked.repository, {
      ".dsp/data-map.yml": null,
      ".dsp/backup-config.yml": null,
    });
    const [reply = ""] = await asked.answersTo("/dsp init");
    const pages = links(reply).map((link) => new URL(link));
    expect(pages.map(({ searchParams }) => searchParams.get("filename"))).toEqual([
      POLICY,
      ".dsp/data-map.yml",
      ".dsp/backup-config.yml",
    ]);
    const [policy, map] = pages.map(({ searchParams }) => searchParams.get("value"));
    expect(policy).toContain("stage: beta  #");
    expect(map).toContain(`  id: files-${count}  #`);
    expect(reply).toContain("At beta these files are missing.");
    expect(reply).toContain("Start with the data map");
    expect(reply).toContain(
      "You already have: `.dsp/deletion-plan.yml`, `.dsp/project-record.yml`.",
    );
  });

  it("begins nothing while the policy that is there cannot be used", async () => {
    await app.github.push(asked.repository, { [POLICY]: "stage: bta\n" });
    await app.github.settled();
    const [reply = ""] = await asked.answersTo("/dsp init alpha");
    expect(reply).toContain("The policy cannot be used");
    expect(links(reply)).toEqual([]);
  });

  it("says where nothing is missing", async () => {
    await app.github.push(asked.repository, { [POLICY]: "stage: beta\n" });
    const [reply = ""] = await asked.answersTo("/dsp init");
    expect(reply).toContain("You have every file that you need at beta.");
    expect(links(reply)).toEqual([]);
  });

  it("names what is there by the name that it has", async () => {
    const map = without(POLICY)[".dsp/data-map.yml"] ?? "";
    await app.github.push(asked.repository, {
      ".dsp/data-map.yml": null,
      ".dsp/data-map.yaml": map,
    });
    const [reply = ""] = await asked.answersTo("/dsp init");
    expect(reply).toContain("You already have: `.dsp/data-map.yaml`, ");
  });

  it("keeps to the paths of the policy", async () => {
    await app.github.push(asked.repository, {
      [POLICY]: "stage: beta\npaths: {data_map: privacy/map.yml}\n",
    });
    const [reply = ""] = await asked.answersTo("/dsp init");
    expect(links(reply).map((link) => new URL(link).searchParams.get("filename"))).toEqual([
      "privacy/map.yml",
    ]);
  });

  it("begins a repository that has not opted in, at the stage that is named", async () => {
    const files = { ".dsp/data-map.yml": without(POLICY)[".dsp/data-map.yml"] ?? "" };
    const name = `moj/new-${count}`;
    await app.github.createRepository(name, { files });
    const number = await app.github.openIssue(name, { title: "Begin" });
    const other = new Conversation(app, name);
    const [hint = ""] = await other.answersTo("/dsp init", "triager", number);
    expect(hint).toContain("Nothing declares the stage of this repository");
    expect(hint).toContain("`/dsp init alpha`, with your stage");
    const [reply = ""] = await other.answersTo("/dsp init alpha", "triager", number);
    expect(links(reply)).toHaveLength(4);
    expect(reply).toContain("You already have: `.dsp/data-map.yml`.");
    expect(await app.issues(name)).toHaveLength(1);
  });
});

describe("/dsp snooze", () => {
  const REMINDED = { [POLICY]: "stage: beta\nreminders: {every: P7D}\n" };
  const inDays = (days: number) => new Date(Date.parse("2026-11-23T12:00:00Z") + days * 86_400_000);
  const reminders = async () =>
    (await asked.said()).filter((body) => body.startsWith("<!-- dsp-lifecycle reminded"));
  const lookAfter = async (days: number) => {
    app.clock.now = inDays(days);
    // Looks at this repository alone: a sweep would look at those of all tests.
    await app.github.push(asked.repository, { "looked-at.yml": `day: ${days}\n` });
    await app.github.settled();
  };

  it("holds reminders back until its last day, and the last one counts", async () => {
    try {
      await app.github.push(asked.repository, REMINDED);
      const [reply = ""] = await asked.answersTo("/dsp snooze 14", "maintainer");
      expect(reply).toContain("`maintainer` paused reminders for 14 days, until 2026-12-07.");
      expect(reply).not.toContain("turns reminders off");
      await lookAfter(14);
      expect(await reminders()).toEqual([]);
      await asked.answersTo("/dsp snooze 1", "maintainer");
      await lookAfter(15);
      expect(await reminders()).toEqual([]);
      await lookAfter(16);
      expect(await reminders()).toHaveLength(1);
    } finally {
      app.clock.now = inDays(0);
    }
  });

  it.each<[string, (id: number, body: string) => Promise<void>]>([
    ["deleted", (id) => app.github.deleteComment(asked.repository, id)],
    [
      "edited",
      (id, body) => app.github.editComment(asked.repository, id, body.replace(/\d{4}/, "2099")),
    ],
  ])("ends where what the App said is %s", async (_how, change) => {
    try {
      await app.github.push(asked.repository, REMINDED);
      await asked.answersTo("/dsp snooze 90", "maintainer");
      const all = await app.comments(asked.repository, 1);
      const reply = all.find(({ body }) => body.includes("snoozed until"));
      await change(reply?.id ?? 0, reply?.body ?? "");
      await lookAfter(8);
      expect(await reminders()).toHaveLength(1);
    } finally {
      app.clock.now = inDays(0);
    }
  });

  it("is of no use copied by someone else (T7)", async () => {
    try {
      await app.github.push(asked.repository, REMINDED);
      const copied = "<!-- dsp-lifecycle snoozed until 2027-01-01 -->";
      await app.github.as("admin").comment(asked.repository, 1, copied);
      await lookAfter(8);
      expect(await reminders()).toHaveLength(1);
    } finally {
      app.clock.now = inDays(0);
    }
  });

  it("says where none would have come, and that it is written on the stage issue", async () => {
    const [reply = ""] = await asked.answersTo("/dsp snooze 1", "maintainer");
    expect(reply).toContain("paused reminders for 1 day, until 2026-11-24");
    expect(reply).toContain("The policy turns reminders off already");
    const number = await app.github.openIssue(asked.repository, { title: "Talk" });
    const [elsewhere = ""] = await asked.answersTo("/dsp snooze 1", "maintainer", number);
    expect(elsewhere).toContain("comments are the record: [#1](");
  });

  it.each(["0", "91", "1.5", "-1", "P1D"])("takes no %s days", async (days) => {
    const [reply = ""] = await asked.answersTo(`/dsp snooze ${days}`, "maintainer");
    expect(reply).toContain("write one from 1 to 90");
  });
});

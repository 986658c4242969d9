import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Conversation, EVIDENCE } from "../../support/conversation.ts";
import { RunningApp } from "../../support/running-app.ts";
import { without } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

const RECORD = ".dsp/project-record.yml";
const FILES = {
  ...without(RECORD, EVIDENCE),
  "docs/adr/0003.md": "# Storage\n",
};

let count = 0;
let asked: Conversation;
beforeEach(async () => {
  const repository = `moj/attested-${++count}`;
  await app.github.createRepository(repository, { files: FILES, topics: ["dsp-discovery"] });
  await app.github.settled();
  app.github.requests();
  asked = new Conversation(app, repository);
});

const body = async () => (await app.issues(asked.repository))[0]?.body ?? "";
const isMet = async (id: string) =>
  (await body()).split("expectations met</summary>")[1]?.includes(`- **${id}**`) ?? false;
const ATTEST = "/dsp attest DSP-DISC-6 docs/adr/0003.md";

/** Gives the id of the comment. */
async function says(text: string, login = "writer"): Promise<number> {
  const id = await app.github.as(login).comment(asked.repository, 1, text);
  await app.github.settled();
  return id;
}

describe("/dsp attest", () => {
  it("records it in the reply, refreshes the stage issue, and shows the evidence, within fourteen requests", async () => {
    expect(await isMet("DSP-DISC-6")).toBe(false);
    const [reply = "", ...more] = await asked.answersTo(
      `${ATTEST} https://a.example/notes`,
      "writer",
    );
    const requests = app.github.requests().length;
    expect(more).toEqual([]);
    expect(reply).toContain("`writer` signed off **DSP-DISC-6** as `technical-architect`.");
    expect(reply).toContain("Statement: Technical architects were consulted");
    expect(reply).toMatch(
      /Evidence: \[`docs\/adr\/0003\.md`\]\(\S+\), `https:\/\/a\.example\/notes` and \[comment\]/,
    );
    expect(reply).toContain("Lasts: from 2026-11-23 until 2027-11-23");
    expect(reply).toContain("At discovery: **DSP-DISC-6** is met");
    expect(await isMet("DSP-DISC-6")).toBe(true);
    expect(requests).toBeLessThanOrEqual(14);
    const [assessed = ""] = await asked.answersTo("/dsp assess");
    expect(assessed).toMatch(
      /Signed off by writer as technical-architect on 2026-11-23.*0003\.md.*a\.example\/notes/,
    );
    app.github.requests();
    await app.sweep();
    expect(app.github.writes).toEqual([]);
  });

  it("says of a later command in the same comment what it has changed", async () => {
    const replies = await asked.answersTo(`${ATTEST}\n/dsp assess`, "writer");
    expect(replies[1]).toContain("Signed off by writer as technical-architect");
  });

  it("says of it in another issue, too, where one run finds both", async () => {
    const number = await app.github.openIssue(asked.repository, { title: "Talk" });
    await app.github.settled();
    // The first run cannot read what was asked here, and leaves it to the next.
    app.github.fail("GET /repos/:owner/:repo/issues/:number/comments", { status: 403 });
    await says(ATTEST);
    expect(await asked.said()).toEqual([]);
    const [reply = ""] = await asked.answersTo("/dsp assess", "writer", number);
    expect(reply).toContain("Signed off by writer as technical-architect");
    // Two replies, and the body of the stage issue.
    const runs = app.lines.filter((line) => line.includes('"message":"reconciled"'));
    expect(JSON.parse(runs.at(-1) ?? "{}").writes).toBe(3);
  });

  it.each<[string, (id: number) => Promise<void>]>([
    ["edited", (id) => app.github.as("writer").editComment(asked.repository, id, `${ATTEST} #1`)],
    ["deleted", (id) => app.github.as("writer").deleteComment(asked.repository, id)],
  ])("counts no longer once the comment was %s (F24)", async (_how, change) => {
    const id = await says(ATTEST);
    expect(await isMet("DSP-DISC-6")).toBe(true);
    await change(id);
    await app.github.settled();
    expect(await isMet("DSP-DISC-6")).toBe(false);
  });

  it("counts no longer once the reply was edited, whoever may (F24)", async () => {
    const id = await says(ATTEST);
    const all = await app.comments(asked.repository, 1);
    const reply = all.find((one) => one.id > id);
    await app.github.as("admin").editComment(asked.repository, reply?.id ?? 0, `${reply?.body} `);
    await app.github.settled();
    expect(await isMet("DSP-DISC-6")).toBe(false);
  });

  it("takes nobody's copy of an entry for one (T7)", async () => {
    const copied = `<!-- dsp-lifecycle attest DSP-DISC-6 by admin as technical-architect -->\nHello`;
    expect(await asked.answersTo(copied, "admin")).toEqual([]);
    expect(await isMet("DSP-DISC-6")).toBe(false);
  });

  it("is written on the stage issue, and says so elsewhere", async () => {
    const number = await app.github.openIssue(asked.repository, { title: "Talk" });
    const [reply = ""] = await asked.answersTo(ATTEST, "writer", number);
    expect(reply).toContain("Nothing is recorded here");
    expect(reply).toContain("[#1](https://github.com/");
    expect(reply).toContain(`/${asked.repository}/issues/1)`);
    expect(await isMet("DSP-DISC-6")).toBe(false);
  });

  it.each([
    ["a folder", "docs/adr"],
    ["a folder with a slash at its end", "docs/adr/"],
    ["a link", "https://a.example/x"],
    ["a link as Markdown writes it", "<https://a.example/x>"],
    ["an issue", "#1"],
    ["an issue of elsewhere", "moj/other#12"],
  ])("takes %s as evidence", async (_what, evidence) => {
    const [reply = ""] = await asked.answersTo(`/dsp attest DSP-DISC-6 ${evidence}`, "writer");
    expect(reply).toContain("**DSP-DISC-6** is met");
  });

  it("takes a commit as evidence, by the start of its name", async () => {
    const sha = await app.github.push(asked.repository, { "a.txt": "a" });
    for (const evidence of [sha, sha.slice(0, 7)]) {
      const [reply = ""] = await asked.answersTo(`/dsp attest DSP-DISC-6 ${evidence}`, "writer");
      expect(reply).toContain("**DSP-DISC-6** is met");
    }
  });

  it.each([
    ["a path that is not there", "docs/adr/0004.md"],
    ["a path in other letters", "Docs/adr/0003.md"],
    ["an issue that is not there", "#999"],
    ["a commit that is not there", "0123456789abcdef"],
    ["a link that is not encrypted", "http://a.example/x"],
    ["a link with a password in it", "https://me:secret@a.example/x"],
    ["a link with a password alone in it", "https://:secret@a.example/x"],
    ["a link with a name in it", "https://token@a.example/x"],
    ["a link of more characters than are shown", `https://a.example/${"x".repeat(500)}`],
    ["another kind of address", "javascript:alert(1)"],
    ["a path out of the repository", "../../etc/passwd"],
  ])("does not take %s", async (_what, evidence) => {
    const [reply = ""] = await asked.answersTo(`/dsp attest DSP-DISC-6 ${evidence}`, "writer");
    expect(reply).toContain("write a link (`https://…`), a path".replace(/[()]/g, "\\$&"));
    expect(await isMet("DSP-DISC-6")).toBe(false);
  });

  it("asks for nothing that it cannot look at: a link is not followed", async () => {
    await asked.answersTo("/dsp attest DSP-DISC-6 https://127.0.0.1:1/x moj/other#3", "writer");
    expect(
      app.github
        .requests()
        .map(({ path }) => path)
        .join("\n"),
    ).not.toMatch(/other|127/);
  });

  it.each([
    ["what files show", "DSP-ALPHA-7", "- rule X06 irremovable-personal-data: "],
    ["what nobody has to show", "DSP-GEN-1", "needs no evidence"],
    ["a rule", "X13", "`X13` is a rule"],
    ["what nothing is called", "DSP-BETA-66", "There is no rule, expectation"],
  ])("says of %s how that is shown", async (_what, id, expected) => {
    const [reply = ""] = await asked.answersTo(`/dsp attest ${id} #1`, "writer");
    expect(reply).toContain(expected);
    expect(reply).not.toContain("dsp-lifecycle attest");
  });

  it("records nothing while the policy cannot be used", async () => {
    await app.github.push(asked.repository, { ".github/dsp.yml": "stage: bta\n" });
    await app.github.settled();
    for (const command of [ATTEST, "/dsp attest C06 docs/adr", "/dsp revoke DSP-DISC-6"]) {
      const [reply = ""] = await asked.answersTo(command, "writer");
      expect(reply).toContain("The policy cannot be used");
      expect(reply).not.toMatch(/dsp-lifecycle (?:attest|revoke)/);
    }
  });

  it("is in place of nothing, and nothing can be taken back, once what was attested has run out", async () => {
    const { now } = app.clock;
    await says(ATTEST);
    try {
      app.clock.now = new Date("2027-11-24T12:00:00Z");
      const [none = ""] = await asked.answersTo("/dsp revoke DSP-DISC-6", "writer");
      expect(none).toContain("there is nothing to withdraw here");
      const [again = ""] = await asked.answersTo(ATTEST, "writer");
      expect(again).toContain("Lasts: from 2027-11-24 until 2028-11-24");
      expect(again).not.toContain("Replaces");
    } finally {
      app.clock.now = now;
    }
  });

  it("says what it is in place of", async () => {
    await asked.answersTo(ATTEST, "writer");
    const [reply = ""] = await asked.answersTo(ATTEST, "admin");
    expect(reply).toContain("- Replaces: the sign-off by `writer` on 2026-11-23\n");
    expect((await body()).match(/Signed off by/g)).toHaveLength(1);
  });

  it.each([
    ["", "There is no `.dsp/project-record.yml` yet. [Create it with these lines]("],
    ["schema: dsp/project@1\n", "and change its `considerations` to this"],
    [
      "schema: dsp/project@1\nconsiderations:\n  - {id: C01, status: in-progress}\n",
      "add this to its `considerations`, which begin on line 3",
    ],
    [
      "schema: dsp/project@1\nconsiderations:\n  - {id: C06, status: in-progress}\n",
      "line 3 says that it is in-progress",
    ],
    ["schema: [\n", "cannot be read. [Open"],
  ])("gives the lines for a consideration, which the record %j holds", async (record, expected) => {
    if (record !== "") await app.github.push(asked.repository, { [RECORD]: record });
    const [reply = ""] = await asked.answersTo("/dsp attest c06 docs/adr", "writer");
    expect(reply).toContain("This comment does not record anything");
    expect(reply).toContain(expected);
    expect(reply).toContain("  - id: C06\n    status: addressed\n    evidence: docs/adr\n```");
  });
});

it("gives no lines for a consideration whose evidence is not there", async () => {
  const [reply = ""] = await asked.answersTo("/dsp attest C06 docs/nowhere.md", "writer");
  expect(reply).toContain('The evidence "docs/nowhere.md" is not in this repository');
  expect(reply).not.toContain("```");
});

describe("/dsp revoke", () => {
  it("takes back what was attested, until it is attested again", async () => {
    await says(ATTEST);
    const [reply = ""] = await asked.answersTo("/dsp revoke dsp-disc-6", "writer");
    expect(reply).toContain("`writer` withdrew their sign-off of **DSP-DISC-6**");
    expect(reply).toContain("At discovery: **DSP-DISC-6** is open: ");
    expect(await isMet("DSP-DISC-6")).toBe(false);
    await says(ATTEST);
    expect(await isMet("DSP-DISC-6")).toBe(true);
  });

  it("counts no longer once the comment was edited (F24)", async () => {
    await says(ATTEST);
    const id = await says("/dsp revoke DSP-DISC-6");
    await app.github.as("writer").editComment(asked.repository, id, "Never mind");
    await app.github.settled();
    expect(await isMet("DSP-DISC-6")).toBe(true);
  });

  it("says where the project record attests it, and that there is nothing else", async () => {
    await app.github.push(asked.repository, {
      [RECORD]:
        "schema: dsp/project@1\nattestations:\n  - {expectation: DSP-DISC-6, role: technical-architect, by: a, date: 2026-11-01, evidence: [docs]}\n",
    });
    const [reply = ""] = await asked.answersTo("/dsp revoke DSP-DISC-6", "writer");
    expect(reply).toContain("Nobody signed off **DSP-DISC-6** in the comments");
    expect(reply).toMatch(
      /The project record signs it off: \[`\.dsp\/project-record\.yml:3`\]\(\S+#L3\)/,
    );
    expect(reply).toContain("/edit/main/.dsp/project-record.yml)");
    await says(ATTEST);
    const [both = ""] = await asked.answersTo("/dsp revoke DSP-DISC-6", "writer");
    expect(both).toContain("withdrew their sign-off");
    expect(both).toContain("The project record signs it off: ");
    expect(both).toContain("At discovery: **DSP-DISC-6** is met");
  });

  it.each([
    ["DSP-DISC-6", "there is nothing to withdraw here"],
    ["C06", "You can only withdraw the sign-off of an expectation"],
  ])("of %s, where nobody has attested, says so", async (id, expected) => {
    const [reply = ""] = await asked.answersTo(`/dsp revoke ${id}`, "writer");
    expect(reply).toContain(expected);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_POLICY } from "../../../src/core/policy/defaults.ts";
import { policyChangeInWords } from "../../../src/report/policy-change.ts";
import { Conversation } from "../../support/conversation.ts";
import { actedOn, nodesOf } from "../../support/markdown.ts";
import { RunningApp } from "../../support/running-app.ts";
import { VISITS, WITHOUT_A_RULE } from "../../support/visits.ts";

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

const VERDICT = /^\*\*.*\*\*$/m;
const PRIVATE_BETA = "**At the gate of beta, private: no failures, 1 warning, 3 notices; ";

describe("/dsp assess", () => {
  it("judges the default branch at the gate of the repository's stage, within twelve requests", async () => {
    const [reply = "", ...more] = await asked.answersTo("/dsp assess");
    expect(more).toEqual([]);
    expect(reply).toMatch(VERDICT);
    expect(reply).toContain(PRIVATE_BETA);
    expect(reply).toContain("asked by `triager` on 2026-11-23 12:00 UTC");
    expect(reply).toContain("This is the first assessment of beta here");
    expect(app.github.requests().length).toBeLessThanOrEqual(12);
  });

  it("judges at the stage that is named, in any spelling", async () => {
    const [reply = ""] = await asked.answersTo("Before the panel:\n\n /DSP Assess Public-Beta  ");
    expect(reply).toContain("**At the gate of beta, public: ");
    const [live = ""] = await asked.answersTo("/dsp assess live");
    expect(live).toContain("**At the gate of live: ");
    expect(live).toContain("This is the first assessment of live here");
  });

  it("says what changed since, and refreshes the stage issue", async () => {
    await asked.answersTo("/dsp assess");
    app.github.hold();
    await app.github.push(asked.repository, WITHOUT_A_RULE);
    await app.github.as("triager").comment(asked.repository, 1, "/dsp assess");
    app.github.release((held) => held.filter(({ event }) => event === "issue_comment"));
    await app.github.settled();
    const reply = (await asked.said()).at(-1) ?? "";
    expect(reply).toMatch(/Since the last|since 2026-11-23/i);
    expect(reply).toContain("(`store-without-deletion-rule`)");
    expect((await app.issues(asked.repository))[0]?.body).toContain(
      "(`store-without-deletion-rule`)",
    );
  });

  it("judges the head of a pull request, for its author too, within twelve requests", async () => {
    const number = await asked.pullRequest();
    const [reply = ""] = await asked.answersTo("/dsp assess", "outsider", number);
    expect(reply).toContain("(`store-without-deletion-rule`)");
    expect(reply).toContain(`\`#${number}\``);
    expect((await app.issues(asked.repository))[0]?.body).not.toContain(
      "store-without-deletion-rule",
    );
    expect(app.github.requests().length).toBeLessThanOrEqual(12);
    const [live = ""] = await asked.answersTo("/dsp assess live", "triager", number);
    expect(live).toContain("**At the gate of live: ");
  });

  it("lets no pull request weaken its own policy", async () => {
    const number = await asked.pullRequest({
      ...WITHOUT_A_RULE,
      ".github/dsp.yml": "stage: beta\nlevels:\n  store-without-deletion-rule: none\n",
    });
    const [reply = ""] = await asked.answersTo("/dsp assess", "triager", number);
    expect(reply).toMatch(VERDICT);
    expect(reply).toContain("The base branch has no `.github/dsp.yml` yet");
    await app.github.push(asked.repository, { ".github/dsp.yml": "stage: beta\n" });
    const [later = ""] = await asked.answersTo("/dsp assess", "triager", number);
    expect(later).toContain(policyChangeInWords({ change: "edited", policy: DEFAULT_POLICY }));
    expect(later).toContain("(`store-without-deletion-rule`)");
  });

  it("says where a policy that cannot be used is broken", async () => {
    await app.github.push(asked.repository, { ".github/dsp.yml": "stage: bta\n" });
    const [reply = ""] = await asked.answersTo("/dsp assess");
    expect(reply).toContain("The policy cannot be used");
    expect(reply).toContain("`.github/dsp.yml:1:8`");
  });
});

describe("/dsp status", () => {
  it("says what declares the stage, which policies hold, and what each file is", async () => {
    await app.github.push(asked.repository, {
      ".github/dsp.yml": "stage: live\n",
      ".dsp/data-map.yml": "{",
      ".dsp/backup-config.yml": null,
    });
    const [reply = ""] = await asked.answersTo("/dsp status");
    expect(reply).toContain("Stage: **beta, private**, by topic dsp-beta");
    expect(reply).toMatch(/- Not by .*live/);
    expect(reply).toContain("### Policy\n\n- `.github/dsp.yml`\n");
    expect(reply).toContain("`.dsp/data-map.yml` (data map): cannot be read");
    expect(reply).toContain("`.dsp/backup-config.yml` (backup config): not there");
    expect(reply).toContain("The App has all that it needs.");
  });

  it("shows a property that is no stage as text, whatever it holds (T6)", async () => {
    const said = "@octocat <img src=x> #12";
    await app.github.setProperty(asked.repository, "lifecycle-stage", said);
    const [reply = ""] = await asked.answersTo("/dsp status");
    const [line = ""] = /- Not a stage: .*/.exec(reply) ?? [];
    expect(line).toContain("octocat");
    const nodes = nodesOf(line);
    expect(actedOn(nodes)).toEqual([]);
    expect(nodes.filter(({ type }) => type === "html")).toEqual([]);
  });

  it("says when all was last looked at: nothing since the start, or when", async () => {
    const fresh = await RunningApp.start();
    try {
      fresh.github.fail("GET /installation/repositories", { status: 403 });
      await fresh.halt();
      const failed = fresh.swept();
      await fresh.boot();
      await failed;
      const there = await Conversation.in(fresh, "moj/fresh");
      const [before = ""] = await there.answersTo("/dsp status");
      expect(before).toContain(
        "All repositories were last looked at: not since the App was started",
      );
      await fresh.sweep();
      const [after = ""] = await there.answersTo("/dsp status");
      expect(after).toContain("All repositories were last looked at: 2026-11-23 12:00 UTC.");
    } finally {
      await fresh.stop();
    }
  });

  it("says which rights an owner has still to grant", async () => {
    const poor = await RunningApp.start({ permissions: { metadata: "write", issues: "write" } });
    try {
      await poor.github.createRepository("moj/poor", { files: VISITS });
      const number = await poor.github.openIssue("moj/poor", { title: "Status?" });
      await poor.github.comment("moj/poor", number, "/dsp status");
      await poor.github.settled();
      const [, reply] = await poor.comments("moj/poor", number);
      expect(reply?.body).toContain("- `contents: read`, and it has none");
      expect(reply?.body).not.toContain("`issues: write`");
      // More than is needed is enough.
      expect(reply?.body).not.toContain("`metadata: read`");
    } finally {
      await poor.stop();
    }
  });
});

it("/dsp recheck says what was put right", async () => {
  await app.github.editIssue(asked.repository, 1, { title: "Mine" });
  const [reply = ""] = await asked.answersTo("/dsp recheck", "writer");
  expect(reply).toMatch(/^Commit `[0-9a-f]{7}` of `main` was read\. At beta: .* met\. Everything/);
});

it("in a repository that has not opted in, it says how to, and judges nothing", async () => {
  asked = await Conversation.in(app, "moj/other", []);
  const number = await app.github.openIssue(asked.repository, { title: "A bug" });
  for (const command of ["/dsp assess beta", "/dsp recheck", "/dsp status"]) {
    const [reply = ""] = await asked.answersTo(command, "admin", number);
    expect(reply).toContain("Nothing declares the stage of this repository");
  }
  expect(await app.issues(asked.repository)).toHaveLength(1);
});

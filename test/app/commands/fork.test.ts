import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { COMMANDS } from "../../../app/commands/table.ts";
import { DEFAULT_POLICY } from "../../../src/core/policy/defaults.ts";
import { policyChangeInWords } from "../../../src/report/policy-change.ts";
import { Conversation } from "../../support/conversation.ts";
import { RunningApp } from "../../support/running-app.ts";
import { WITHOUT_A_RULE } from "../../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

const POLICY = ".github/dsp.yml";

let count = 0;
let asked: Conversation;
let number: number;
let sha: string;
beforeEach(async () => {
  asked = await Conversation.in(app, `moj/forked-${++count}`);
  await app.github.push(asked.repository, { [POLICY]: "stage: beta\n" });
  const person = app.github.as("outsider");
  const fork = await person.fork(asked.repository);
  const files = {
    ...WITHOUT_A_RULE,
    [POLICY]: "stage: beta\nlevels:\n  store-without-deletion-rule: none\n",
  };
  sha = await person.push(fork, files, "Change", "theirs");
  number = await person.openPullRequest(asked.repository, "outsider:theirs");
  await app.github.settled();
  app.github.requests();
});

/** What was asked of GitHub about the fork: by its address, or by a query that names its owner. */
function aboutFork(): string[] {
  return app.github
    .requests()
    .filter(({ path, body }) => path.startsWith("/repos/outsider/") || /"outsider"/.test(body))
    .map(({ route }) => route);
}

describe("a pull request from a fork", () => {
  it("is assessed for its author: its own commit, by the base's policy, through the repository alone", async () => {
    const [reply = "", ...more] = await asked.answersTo("/dsp assess", "outsider", number);
    expect(more).toEqual([]);
    expect(reply).toContain("(`store-without-deletion-rule`)");
    expect(reply).toContain(policyChangeInWords({ change: "edited", policy: DEFAULT_POLICY }));
    expect(reply).toContain("asked by `outsider`");
    expect(reply).toContain(
      `https://github.com/${asked.repository}/blob/${sha}/.dsp/data-map.yml#L`,
    );
    expect(aboutFork()).toEqual([]);
  });

  it("lets its author do nothing else", async () => {
    const before = (await app.issues(asked.repository))[0]?.body;
    const others = COMMANDS.filter(({ name }) => name !== "assess").map(({ example }) => example);
    for (const example of others) {
      const [reply = "", ...more] = await asked.answersTo(example, "outsider", number);
      expect(more).toEqual([]);
      expect(reply).toContain("You need the role `triage` or more");
    }
    expect((await app.issues(asked.repository))[0]?.body).toBe(before);
    expect(aboutFork()).toEqual([]);
  });

  it("lets no other outsider have it assessed, and those who may", async () => {
    const [refused = ""] = await asked.answersTo("/dsp assess", "reader", number);
    expect(refused).toContain("You cannot use");
    const [reply = ""] = await asked.answersTo("/dsp assess", "triager", number);
    expect(reply).toContain("(`store-without-deletion-rule`)");
  });
});

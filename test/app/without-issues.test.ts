import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { WITHOUT_ISSUES } from "../../src/report/without-issues.ts";
import { CHECK, Checked } from "../support/checked.ts";
import { Conversation, EVIDENCE } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

let count = 0;
let repository = "";
beforeEach(() => {
  repository = `moj/bare-${++count}`;
});

const SAID = WITHOUT_ISSUES;

/** What the App has logged of the repository that is no routine. */
const trouble = () =>
  app.lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.repository === repository && line.level !== "info");

/** A repository at beta whose issues are off, before the App hears of its stage. */
async function bare(files: Readonly<Record<string, string>> = EVIDENCE): Promise<Checked> {
  await app.github.createRepository(repository, { files });
  await app.github.disableIssues(repository);
  await app.github.setTopics(repository, ["dsp-beta"]);
  await app.github.settled();
  return new Checked(app, repository);
}

describe("a repository whose issues are switched off", () => {
  it("has its changes checked, and the check says what does not count; nothing is logged as trouble", async () => {
    const visits = await bare(VISITS);
    expect(app.github.writes.filter(({ path }) => path.includes("/issues"))).toEqual([]);
    const { sha } = await visits.open(WITHOUT_A_RULE);
    const { conclusion, details_url, output } = await visits.ours(sha);
    expect(visits.requests().routes).not.toContain("GET /repos/:owner/:repo/issues");
    expect([conclusion, output.title]).toEqual([
      "failure",
      "Failed: 1 failure, 1 warning, 3 notices at beta, private",
    ]);
    expect(details_url).toBeNull();
    expect(output.summary).toContain(SAID);
    expect(trouble()).toEqual([]);
  });

  it("is a fork, which comes so: it is checked where a topic says its stage", async () => {
    await app.github.createRepository(repository, { files: VISITS, isFork: true });
    await app.github.disableIssues(repository);
    await app.github.setTopics(repository, ["dsp-beta"]);
    await app.github.settled();
    const visits = new Checked(app, repository);
    const { sha } = await visits.open({ "README.md": "# Visits\n" });
    expect((await visits.of(sha)).map(({ name, conclusion }) => [name, conclusion])).toEqual([
      [CHECK, "success"],
    ]);
    expect(trouble()).toEqual([]);
  });

  it("had its issues switched off a moment ago: GitHub's 410 is no fault, of a check or of a look", async () => {
    const visits = await Checked.in(app, repository, VISITS);
    app.github.fail("GET /repos/:owner/:repo/issues", { status: 410 }, { status: 410 });
    const { sha } = await visits.open(WITHOUT_A_RULE);
    expect((await visits.ours(sha)).output.summary).toContain(SAID);
    app.github.requests();
    await app.github.tell(repository, "repository", { action: "publicized" });
    await app.github.settled();
    expect(app.github.writes).toEqual([]);
    expect(trouble()).toEqual([]);
  });

  it("has its stage issue again when they are switched on", async () => {
    await bare();
    await app.github.enableIssues(repository);
    await app.sweep();
    await app.github.settled();
    expect((await app.issues(repository)).map(({ title }) => title)).toEqual([
      "Data security and privacy: beta expectations",
    ]);
  });

  it.each([
    ["/dsp assess", "maintainer"],
    ["/dsp status", "maintainer"],
    ["/dsp attest DSP-DISC-6 README.md", "maintainer"],
    ["/dsp snooze 14", "maintainer"],
  ])("answers %s on a pull request, and says so", async (command, login) => {
    await bare();
    const asked = new Conversation(app, repository);
    const number = await asked.pullRequest();
    const answers = await asked.answersTo(command, login, number);
    expect(answers).toEqual([expect.stringContaining(SAID)]);
    expect(trouble()).toEqual([]);
  });

  it("without a stage is told that it has none, and nothing of issues", async () => {
    await app.github.createRepository(repository, {
      files: { ".github/dsp.yml": "owners: [admin]\n" },
    });
    await app.github.disableIssues(repository);
    const asked = new Conversation(app, repository);
    const number = await asked.pullRequest();
    const [answer = ""] = await asked.answersTo("/dsp snooze 14", "maintainer", number);
    expect(answer).toContain("Nothing declares the stage of this repository");
    expect(answer).not.toContain("switched off");
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { Conversation, EVIDENCE } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";
import { WITHOUT_A_RULE, without } from "../support/visits.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

const FILES = {
  ...without(".dsp/project-record.yml", EVIDENCE),
  "docs/adr/0003.md": "# Storage\n",
};

const LESS = { ".dsp/data-map.yml": WITHOUT_A_RULE[".dsp/data-map.yml"]?.slice(0, 400) ?? "" };

let count = 0;
let asked: Conversation;
beforeEach(async () => {
  const repository = `moj/counted-${++count}`;
  await app.github.createRepository(repository, { files: FILES, topics: ["dsp-discovery"] });
  await app.github.settled();
  asked = new Conversation(app, repository);
  app.verdicts = 0;
});

const ATTEST = "/dsp attest DSP-DISC-6 docs/adr/0003.md";
const REVOKE = "/dsp revoke DSP-DISC-6";
const WAIVE = "/dsp waive no-offline-copy until 2027-03-31 because a second account is ordered";

/** What a comment needs: one verdict as it is, one after each entry, one for each question of what is not so. */
const COMMENTS: [commands: string[], verdicts: number][] = [
  [["/dsp status"], 1],
  [["/dsp recheck"], 1],
  [["/dsp init"], 1],
  [["/dsp snooze 7"], 1],
  [[REVOKE], 1],
  [["/dsp attest C01 docs/adr/0003.md"], 1],
  [["/dsp status", "/dsp recheck", "/dsp init", "/dsp help", "/dsp snooze 7"], 1],
  [[ATTEST], 2],
  // What is in force, who attests it and by which comment are the same again.
  [[ATTEST, REVOKE], 2],
  [[ATTEST, "/dsp status", REVOKE, "/dsp recheck", "/dsp snooze 7"], 2],
  [["/dsp assess"], 2],
  [["/dsp assess", "/dsp assess discovery", "/dsp assess alpha", "/dsp assess alpha"], 4],
  [[WAIVE], 2],
];

it.each(COMMENTS)("%j takes %d verdicts", async (commands, verdicts) => {
  const replies = await asked.answersTo(commands.join("\n"), "admin");
  expect(replies).toHaveLength(commands.length);
  expect(app.verdicts).toBe(verdicts);
});

it("a push that changes nothing takes one verdict, and so does one that changes the list", async () => {
  const issue = async () => (await app.issues(asked.repository))[0]?.body;
  const before = await issue();
  await app.github.push(asked.repository, { ".dsp/other.yml": "a: 1\n" }, "Other");
  await app.github.settled();
  expect(app.verdicts).toBe(1);
  expect(await issue()).toBe(before);
  await app.github.push(asked.repository, LESS, "Change");
  await app.github.settled();
  expect(await issue()).not.toBe(before);
  expect(app.verdicts).toBe(2);
});

it("a first issue, and one that takes its place when the stage moves on, take one verdict", async () => {
  const { repository } = await Conversation.in(app, "moj/counted-first");
  expect(app.verdicts).toBe(1);
  app.verdicts = 0;
  await app.github.setTopics(repository, ["dsp-live"]);
  await app.github.settled();
  expect((await app.issues(repository)).map(({ state }) => state)).toEqual(["closed", "open"]);
  expect(app.verdicts).toBe(1);
});

it("a check takes one verdict of its commit, and the sweep one of each repository", async () => {
  await app.github.push(asked.repository, WITHOUT_A_RULE, "Change", "feature");
  app.verdicts = 0;
  await app.github.as("outsider").openPullRequest(asked.repository, "feature");
  await app.github.settled();
  expect(app.verdicts).toBe(1);
  app.verdicts = 0;
  expect(await app.sweep()).toBe(app.verdicts);
});

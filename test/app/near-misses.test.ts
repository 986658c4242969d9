import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { RunningApp } from "../support/running-app.ts";

// A policy of almost the right name: one that is surely ours is spoken of, another tool's file is not.

let app: RunningApp;
beforeEach(async () => {
  app = await RunningApp.start();
});
afterEach(() => app.stop());

/** The titles and bodies of a repository's issues, once the App is done. */
async function said(files: Record<string, string>, topics: string[] = []): Promise<string> {
  await app.github.createRepository("moj/other", { files, topics });
  await app.github.settled();
  const issues = await app.issues("moj/other");
  return issues.map(({ title, body }) => `${title}\n${body}`).join("\n");
}

it("opens the stage's issue by a policy with the other ending", async () => {
  expect(await said({ ".github/dsp.yaml": "stage: alpha\n" })).toContain(".github/dsp.yaml");
});

it("says nothing of a file in the root where nothing tells of us", async () => {
  expect(await said({ "dsp.yml": "filters: [low-pass]\n" })).toBe("");
});

it.each([
  ["in the root, of a repository that has a topic", { "dsp.yml": "stage: alpha\n" }, ["dsp-alpha"]],
  ["in other letters", { ".github/DSP.yml": "stage: alpha\n" }, []],
])("says that a policy is not read: %s", async (_name, files, topics) => {
  const [file] = Object.keys(files);
  const text = await said(files, topics);
  expect(text).toContain(`\`${file}\` is not read`);
});

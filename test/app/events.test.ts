import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { accountOf } from "../../app/account.ts";
import { EVENTS, wakesOf } from "../../app/events.ts";
import { RIGHTS } from "../../app/rights.ts";
import type { Json } from "../../packages/fake-github/values.ts";
import { eventNames, examplesOf, payloadOf } from "../support/payloads.ts";

const SLUG = "dsp-lifecycle";
const ACCOUNT = accountOf(SLUG);
const OTHER_APP = { login: "stale[bot]", type: "Bot" };
const BOT = { login: `${SLUG}[bot]`, type: "Bot" };
const PERSON = { login: "octocat", type: "User" };
const REPOSITORY = { id: 42, name: "visits", owner: { login: "moj" }, default_branch: "main" };

const wakes = (event: string, payload: unknown) => wakesOf({ id: "1", event, payload }, ACCOUNT);

/** Whether an event of this shape has the repository looked at. */
function isWoken(event: string, action: string | undefined, changes: Json): boolean {
  const payload = { action, installation: { id: 5 }, repository: REPOSITORY, ...changes };
  return wakes(event, payload).repositories.length > 0;
}

describe("a repository is looked at", () => {
  it.each([
    [
      "its stage's property",
      "custom_property_values",
      undefined,
      { new_property_values: [{ property_name: "lifecycle-stage", value: "beta" }] },
      true,
    ],
    [
      "another property",
      "custom_property_values",
      undefined,
      { new_property_values: [{ property_name: "team", value: "x" }], old_property_values: [] },
      false,
    ],
    [
      "its stage's property that went",
      "custom_property_values",
      undefined,
      { new_property_values: [], old_property_values: [{ property_name: "lifecycle-stage" }] },
      true,
    ],
    [
      "a topic of a stage that came",
      "repository",
      "edited",
      { changes: { topics: { from: [] } }, repository: { ...REPOSITORY, topics: ["dsp-beta"] } },
      true,
    ],
    [
      "a topic of a stage that went",
      "repository",
      "edited",
      { changes: { topics: { from: ["dsp-beta"] } }, repository: { ...REPOSITORY, topics: [] } },
      true,
    ],
    [
      "another topic",
      "repository",
      "edited",
      { changes: { topics: { from: [] } }, repository: { ...REPOSITORY, topics: ["ruby"] } },
      false,
    ],
    [
      "another description",
      "repository",
      "edited",
      { changes: { description: { from: "" } } },
      false,
    ],
    [
      "another description, beside the topic of a stage",
      "repository",
      "edited",
      {
        changes: { description: { from: "" } },
        repository: { ...REPOSITORY, topics: ["dsp-beta"] },
      },
      false,
    ],
    [
      "another default branch",
      "repository",
      "edited",
      { changes: { default_branch: { from: "master" } } },
      true,
    ],
    ["its creation", "repository", "created", {}, true],
    ["its return from the archive", "repository", "unarchived", {}, true],
    ["its archiving: nothing can be written", "repository", "archived", {}, false],
    ["another name", "repository", "renamed", {}, true],
    ["another owner", "repository", "transferred", {}, true],
    ["its becoming private", "repository", "privatized", {}, true],
    ["its becoming public", "repository", "publicized", {}, true],
    ["a stage's label that was made", "label", "created", { label: { name: "dsp:beta" } }, true],
    ["one in other letters", "label", "created", { label: { name: "DSP:Beta" } }, true],
    [
      "a stage's label that has another name now",
      "label",
      "edited",
      { label: { name: "x" }, changes: { name: { from: "dsp:beta" } } },
      true,
    ],
    ["the App's own label that was deleted", "label", "deleted", { label: { name: "dsp" } }, true],
    ["another label", "label", "created", { label: { name: "bug" } }, false],
  ])("for %s", (_what, event, action, changes, expected) => {
    expect(isWoken(event, action, changes as Json)).toBe(expected);
  });

  const commit = (change: Json) => [{ added: [], modified: [], removed: [], ...change }];
  it.each([
    ["evidence that was added", { commits: commit({ added: [".dsp/data-map.yml"] }) }, true],
    [
      "evidence that was removed, elsewhere",
      { commits: commit({ removed: ["privacy/map.yaml"] }) },
      true,
    ],
    ["evidence in capitals", { commits: commit({ modified: [".DSP/DATA-MAP.YML"] }) }, true],
    ["no commit: a branch that was made or moved", { commits: [] }, true],
    ["code alone", { commits: commit({ modified: ["src/index.ts", "docs/yml.md"] }) }, false],
    ["another branch", { ref: "refs/heads/feature", commits: commit({ added: ["a.yml"] }) }, false],
    [
      "a push that rewrites history",
      { forced: true, commits: commit({ modified: ["a.ts"] }) },
      true,
    ],
    [
      "more commits than are listed",
      { commits: Array.from({ length: 20 }, () => ({ modified: ["a.ts"] })) },
      true,
    ],
  ])("for a push of %s", (_what, changes, expected) => {
    const payload = {
      installation: { id: 5 },
      repository: REPOSITORY,
      ref: "refs/heads/main",
      forced: false,
      ...changes,
    };
    expect(wakes("push", payload).repositories.length > 0).toBe(expected);
  });

  const ours = { user: BOT, labels: [] };
  const theirs = { user: PERSON, labels: [] };
  it.each([
    ["our issue that a person edits", "edited", { issue: ours, sender: PERSON }, true],
    ["our issue that a person closes", "closed", { issue: ours, sender: PERSON }, true],
    ["our issue that a person deletes", "deleted", { issue: ours, sender: PERSON }, true],
    ["what the App itself does", "edited", { issue: ours, sender: BOT }, false],
    [
      "what another bot does",
      "edited",
      { issue: ours, sender: { login: "x[bot]", type: "Bot" } },
      false,
    ],
    ["ours that another App has closed", "closed", { issue: ours, sender: OTHER_APP }, true],
    ["ours that another App has labelled", "labeled", { issue: ours, sender: OTHER_APP }, false],
    [
      "one of somebody's that another App has closed",
      "closed",
      { issue: theirs, sender: OTHER_APP },
      false,
    ],
    ["ours that the App itself has closed", "closed", { issue: ours, sender: BOT }, false],
    ["one of somebody's that is unlocked", "unlocked", { issue: { ...theirs, number: 3 } }, true],
    ["one of somebody's that is locked", "locked", { issue: { ...theirs, number: 3 } }, false],
    ["an issue of somebody's", "opened", { issue: theirs, sender: PERSON }, false],
    [
      "a stage's label put on it",
      "labeled",
      { issue: theirs, label: { name: "dsp:beta" }, sender: PERSON },
      true,
    ],
    [
      "a stage's label in other letters put on it",
      "labeled",
      { issue: theirs, label: { name: "Dsp:Beta" }, sender: PERSON },
      true,
    ],
    [
      "a stage's label taken off it",
      "unlabeled",
      { issue: theirs, label: { name: "dsp:beta" }, sender: PERSON },
      true,
    ],
    [
      "another label put on it",
      "labeled",
      { issue: theirs, label: { name: "bug" }, sender: PERSON },
      false,
    ],
    [
      "one that bears a stage's label and is closed",
      "closed",
      { issue: { user: PERSON, labels: [{ name: "dsp:beta" }] }, sender: PERSON },
      true,
    ],
  ])("for an issue: %s", (_what, action, changes, expected) => {
    const payload = { action, installation: { id: 5 }, repository: REPOSITORY, ...changes };
    expect(wakes("issues", payload).repositories.length > 0).toBe(expected);
  });

  it.each(["created", "edited", "deleted"])(
    "for a comment that a person has %s under our issue",
    (action) => {
      const payload = {
        action,
        installation: { id: 5 },
        repository: REPOSITORY,
        issue: ours,
        sender: PERSON,
      };
      expect(wakes("issue_comment", payload).repositories).toHaveLength(1);
      expect(wakes("issue_comment", { ...payload, sender: BOT }).repositories).toEqual([]);
      expect(wakes("issue_comment", { ...payload, issue: theirs }).repositories).toEqual([]);
    },
  );
});

describe("what is told of it", () => {
  const created = (repository: Json) =>
    wakes("repository", { action: "created", installation: { id: 5 }, repository }).repositories;

  it("is where it is, and whether it has the stage's property", () => {
    const at = { installation: 5, id: 42, owner: "moj", name: "visits" };
    expect(created({ ...REPOSITORY, custom_properties: {} })).toEqual([
      { ...at, hasProperty: false },
    ]);
    const properties = { "lifecycle-stage": "beta" };
    expect(created({ ...REPOSITORY, custom_properties: properties })).toEqual([
      { ...at, hasProperty: true },
    ]);
  });

  it("is that it may have the property, if the event shows none at all; a person's has none", () => {
    expect(created(REPOSITORY)).toMatchObject([{ hasProperty: true }]);
    const owner = { login: "octocat", type: "User" };
    expect(created({ ...REPOSITORY, owner })).toMatchObject([{ hasProperty: false }]);
  });
});

it("is told that a property is to be looked for by the event of one, even where it has gone", () => {
  const property = [{ property_name: "lifecycle-stage", value: null }];
  const [wake] = wakes("custom_property_values", {
    installation: { id: 5 },
    repository: REPOSITORY,
    new_property_values: property,
  }).repositories;
  expect(wake?.hasProperty).toBe(true);
});

describe("an installation", () => {
  it.each([
    ["created", { swept: 5 }],
    ["unsuspend", { swept: 5 }],
    ["new_permissions_accepted", { swept: 5 }],
    ["suspend", { ended: 5 }],
    ["deleted", { ended: 5 }],
  ])("that is %s", (action, expected) => {
    expect(wakes("installation", { action, installation: { id: 5 } })).toEqual({
      repositories: [],
      checks: [],
      ...expected,
    });
  });

  it("that is not named has nothing looked at", () => {
    const payload = { action: "created", repository: REPOSITORY };
    expect(wakes("repository", payload).repositories).toEqual([]);
  });

  describe("that sees other repositories", () => {
    const told = (count: number, rest: object = {}) => {
      const repositories_added = Array.from({ length: count }, (_, index) => ({
        id: 100 + index,
        full_name: `moj/service-${index}`,
      }));
      const payload = { installation: { id: 5 }, repositories_added, ...rest };
      return wakes("installation_repositories", payload);
    };

    it("has those looked at that were added, for a property as well", () => {
      expect(told(2).repositories).toEqual(
        [0, 1].map((index) => ({
          installation: 5,
          id: 100 + index,
          owner: "moj",
          name: `service-${index}`,
          hasProperty: true,
        })),
      );
      expect(told(20)).not.toHaveProperty("swept");
    });

    it("is swept where there are many of them", () => {
      expect(told(21)).toEqual({ repositories: [], checks: [], swept: 5 });
    });

    it("has nothing looked at where some are seen no more", () => {
      const payload = payloadOf("installation_repositories", {
        installation: { id: 5 },
        action: "removed",
        repositories_added: [],
      });
      expect(wakes("installation_repositories", payload)).toEqual({ repositories: [], checks: [] });
    });

    it.each([[[null, 5, {}, { id: 7 }, { id: 7, full_name: "moj" }]], ["all"]])(
      "takes any shape of the list: %j",
      (repositories_added) => {
        expect(told(0, { repositories_added })).toEqual({ repositories: [], checks: [] });
      },
    );
  });
});

it("takes every published payload, and any shape of one, without a fault (T3)", () => {
  let count = 0;
  for (const event of eventNames()) {
    for (const payload of examplesOf(event)) {
      count++;
      wakes(event, payload);
      wakes(event, {
        ...payload,
        repository: null,
        issue: [],
        label: "x",
        commits: {},
        changes: 1,
      });
    }
  }
  expect(count).toBeGreaterThan(300);
  for (const payload of [
    null,
    [],
    "x",
    1,
    { installation: { id: 5 }, repository: { id: "x", name: {}, owner: [] } },
  ]) {
    for (const event of ["push", "__proto__", "constructor", "issues"]) {
      expect(wakes(event, payload)).toEqual({ repositories: [], checks: [] });
    }
  }
});

it("hears the events that the manifest asks for, and no other", () => {
  const manifest = parse(readFileSync("app.yml", "utf8"));
  expect([...manifest.default_events].sort()).toEqual([...EVENTS].sort());
});

it("asks for these rights and no other (T22)", () => {
  const manifest = parse(readFileSync("app.yml", "utf8"));
  expect(manifest.default_permissions).toEqual({
    metadata: "read",
    contents: "read",
    issues: "write",
    pull_requests: "write",
    checks: "write",
    merge_queues: "read",
    repository_custom_properties: "read",
    organization_custom_properties: "read",
  });
  expect(manifest.default_permissions).toEqual(RIGHTS);
});

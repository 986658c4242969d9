import { describe, expect, it } from "@jest/globals";
import { accountOf } from "../../../app/account.ts";
import {
  CHECK_AGAIN,
  checkName,
  commonHashIn,
  externalId,
  pullRequestIn,
} from "../../../app/checks/marks.ts";
import { wakesOf } from "../../../app/events.ts";
import type { Json } from "../../../packages/fake-github/values.ts";
import { eventNames, examplesOf } from "../../support/payloads.ts";

const SLUG = "dsp-lifecycle";
const ACCOUNT = accountOf(SLUG);
const SHA = "a".repeat(40);
const REPOSITORY = { id: 42, name: "visits", owner: { login: "moj" } };

const checks = (event: string, payload: unknown) =>
  wakesOf({ id: "1", event, payload }, ACCOUNT).checks;

/** What an event of this shape has checked. */
function topics(event: string, action: string, more: Json) {
  const payload = { action, installation: { id: 5 }, repository: REPOSITORY, ...more };
  return checks(event, payload).map(({ topic }) => topic);
}

const pull = { pull_request: { number: 7 } };
const THE_PULL = [{ kind: "pull-request", number: 7 }];

describe("a pull request is checked", () => {
  it.each([
    ["opened", {}, true],
    ["synchronize", {}, true],
    ["reopened", {}, true],
    ["ready_for_review", {}, true],
    ["edited", { changes: { base: { ref: { from: "main" } } } }, true],
    ["edited", { changes: { title: { from: "A" } } }, false],
    ["edited", {}, false],
    ["closed", {}, false],
    ["labeled", {}, false],
    ["converted_to_draft", {}, false],
  ])("when it is %s with %j: %p", (action, more, expected) => {
    expect(topics("pull_request", action, { ...pull, ...more })).toEqual(expected ? THE_PULL : []);
  });

  it("whoever opened it, a bot too", () => {
    const sender = { login: "dependabot[bot]", type: "Bot" };
    expect(topics("pull_request", "opened", { ...pull, sender })).toEqual(THE_PULL);
  });
});

it("checks a merge queue's group on its own commit, by the branch that it goes to (F29)", () => {
  const merge_group = { head_sha: SHA, base_ref: "refs/heads/release/1" };
  expect(topics("merge_group", "checks_requested", { merge_group })).toEqual([
    { kind: "merge-group", sha: SHA, baseRef: "release/1" },
  ]);
  expect(topics("merge_group", "destroyed", { merge_group })).toEqual([]);
});

describe("a check that someone wants made again", () => {
  const app = { slug: SLUG };
  const ours = externalId(7, ["x"]);
  const named = { number: 7, base: { repo: { id: 42 } } };
  const queue = `gh-readonly-queue/release/1/pr-7-${SHA}`;
  const group = [{ kind: "merge-group", sha: SHA, baseRef: "release/1" }];

  it.each([
    ["GitHub's button", "rerequested", {}, {}, THE_PULL],
    ["ours", "requested_action", {}, { requested_action: { identifier: CHECK_AGAIN } }, THE_PULL],
    ["a button of nobody's", "requested_action", {}, { requested_action: { identifier: "x" } }, []],
    ["another App's run", "rerequested", { app: { slug: "other-app" } }, {}, []],
    ["our own run that began", "created", {}, {}, []],
    ["our own run that ended", "completed", {}, {}, []],
    [
      "a group's",
      "rerequested",
      { external_id: externalId(undefined, []), check_suite: { head_branch: queue } },
      {},
      group,
    ],
  ])("by %s", (_what, action, run, more, expected) => {
    const check_run = { app, external_id: ours, head_sha: SHA, pull_requests: [], ...run };
    expect(topics("check_run", action, { check_run, ...more })).toEqual(expected);
  });

  it.each([
    ["of a pull request", { pull_requests: [named] }, THE_PULL],
    [
      "of two",
      { pull_requests: [named, { ...named, number: 8 }] },
      [...THE_PULL, { kind: "pull-request", number: 8 }],
    ],
    ["of a group", { head_branch: queue, pull_requests: [] }, group],
    [
      "of a commit that GitHub says nothing of: a fork's",
      { head_branch: null, pull_requests: [] },
      [{ kind: "commit", sha: SHA }],
    ],
    [
      "of a pull request of the repository above",
      { pull_requests: [{ number: 9, base: { repo: { id: 1 } } }] },
      [{ kind: "commit", sha: SHA }],
    ],
    ["of another App", { app: { slug: "other-app" }, pull_requests: [named] }, []],
    ["of no commit", { head_sha: "x", pull_requests: [named] }, []],
  ])("all together, %s", (_what, more, expected) => {
    const check_suite = { app, head_sha: SHA, ...more };
    expect(topics("check_suite", "rerequested", { check_suite })).toEqual(expected);
    expect(topics("check_suite", "requested", { check_suite })).toEqual([]);
  });
});

describe("what is told of it", () => {
  const [opened] = checks("pull_request", {
    action: "opened",
    installation: { id: 5 },
    repository: { ...REPOSITORY, custom_properties: { "lifecycle-stage": "beta" } },
    pull_request: { number: 7, head: { sha: SHA } },
  });

  it("is where it is, and a key of its own: the repository's upkeep is not waited for", () => {
    expect(opened).toEqual({
      installation: 5,
      id: 42,
      owner: "moj",
      name: "visits",
      hasProperty: true,
      key: "check:42:7",
      topic: { kind: "pull-request", number: 7 },
      isAsked: false,
    });
  });

  it("is who asked for it, and by which commit a group is known", () => {
    const merge_group = { head_sha: SHA, base_ref: "refs/heads/main" };
    const payload = { installation: { id: 5 }, repository: REPOSITORY };
    const [group] = checks("merge_group", { ...payload, action: "checks_requested", merge_group });
    expect(group).toMatchObject({ key: `check:42:${SHA}`, isAsked: false });
    const check_run = { app: { slug: SLUG }, external_id: externalId(7, []) };
    const [again] = checks("check_run", { ...payload, action: "rerequested", check_run });
    expect(again).toMatchObject({ key: "check:42:7", isAsked: true });
  });
});

it("tells by its own mark of which pull request a check run is, and trusts no other", () => {
  expect(pullRequestIn(externalId(7, ["x"]))).toBe(7);
  expect(pullRequestIn(externalId(undefined, ["x"]))).toBeUndefined();
  for (const other of ["7", "7-x", `07-${"a".repeat(32)}`, ` 7-${"a".repeat(32)}`, "null"]) {
    expect(pullRequestIn(other)).toBeUndefined();
  }
  expect(commonHashIn(externalId(7, ["x"]))).toBe(externalId(undefined, ["x"]));
  expect(externalId(7, ["x"])).not.toBe(externalId(7, ["y"]));
});

it("names another branch in the check's name on one line, cut, with nothing hidden in it", () => {
  expect(checkName("main", "main")).toBe("Data security and privacy");
  expect(checkName("a\u202eb", "main")).not.toContain("\u202e");
  expect(checkName("x".repeat(300), "main").length).toBe(255);
  expect(checkName("x".repeat(300), "main")).not.toBe(checkName("x".repeat(301), "main"));
});

it("takes every published payload, and any shape of one, without a fault (T3)", () => {
  for (const event of eventNames()) {
    for (const payload of examplesOf(event)) {
      checks(event, payload);
      const odd = {
        pull_request: [],
        number: "x",
        check_run: 1,
        check_suite: null,
        merge_group: "x",
      };
      expect(checks(event, { ...payload, ...odd })).toEqual([]);
    }
  }
  for (const payload of [
    null,
    [],
    "x",
    1,
    { installation: { id: 5 }, action: "opened", ...pull },
  ]) {
    for (const event of ["pull_request", "__proto__", "constructor", "check_run"]) {
      expect(checks(event, payload)).toEqual([]);
    }
  }
});

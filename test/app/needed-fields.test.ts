import { describe, expect, it } from "@jest/globals";
import { accountOf } from "../../app/account.ts";
import { CHECK_AGAIN } from "../../app/checks/marks.ts";
import { absentFields, EVENTS, keptFields, wakesOf } from "../../app/events.ts";
import { asRecord } from "../../packages/fake-github/shapes.ts";
import type { Json } from "../../packages/fake-github/values.ts";
import { examplesOf, payloadOf } from "../support/payloads.ts";

const SLUG = "dsp-lifecycle";
const ACCOUNT = accountOf(SLUG);
const SHA = "a".repeat(40);
const installation = { id: 5 };
const person = { login: "octocat", type: "User" };

/** An event of each kind that wakes somebody, as GitHub sends it. */
const WAKING: readonly (readonly [string, string | undefined, Json])[] = [
  [
    "push",
    undefined,
    { ref: "refs/heads/main", repository: { default_branch: "main", master_branch: "main" } },
  ],
  ["repository", "created", {}],
  ["label", "created", { label: { name: "dsp:beta" } }],
  ["issues", "edited", { issue: { labels: [{ name: "dsp" }] }, sender: person }],
  ["issue_comment", "created", { comment: { body: "/dsp status" }, sender: person }],
  ["pull_request", "opened", {}],
  ["check_run", "rerequested", { check_run: { app: { slug: SLUG }, head_sha: SHA } }],
  [
    "check_run",
    "requested_action",
    {
      check_run: { app: { slug: SLUG }, head_sha: SHA },
      requested_action: { identifier: CHECK_AGAIN },
    },
  ],
  ["check_suite", "rerequested", { check_suite: { app: { slug: SLUG }, head_sha: SHA } }],
  ["installation_repositories", "added", {}],
  ["installation", "created", {}],
];

const whole = WAKING.map(
  ([event, action, changes]) =>
    [event, payloadOf(event, { ...changes, installation }, action)] as const,
);
// No payload of these is published, or none of ours.
const repository = { id: 42, name: "visits", full_name: "moj/visits", owner: { login: "moj" } };
whole.push(
  [
    "merge_group",
    {
      action: "checks_requested",
      installation,
      repository,
      merge_group: { head_sha: SHA, base_ref: "refs/heads/main" },
    },
  ],
  [
    "custom_property_values",
    {
      action: "updated",
      installation,
      repository,
      new_property_values: [{ property_name: "lifecycle-stage", value: "beta" }],
      old_property_values: [],
    },
  ],
);

// As an event comes in: of its payload only some fields are kept.
const of = (event: string, payload: unknown) => ({
  id: "1",
  event,
  payload: keptFields(event, payload),
});

/** Whether anything is done for an event. */
function isWoken(event: string, payload: unknown): boolean {
  const { repositories, ended, swept } = wakesOf(of(event, payload), ACCOUNT);
  const checks = wakesOf(of(event, payload), ACCOUNT).checks;
  return repositories.length + checks.length > 0 || ended !== undefined || swept !== undefined;
}

/** Every path of a payload, three deep. */
function pathsOf(value: unknown, depth = 3): string[] {
  return Object.entries(asRecord(value)).flatMap(([name, inner]) => [
    name,
    ...(depth > 1 ? pathsOf(inner, depth - 1).map((path) => `${name}.${path}`) : []),
  ]);
}

/** A payload without what stands at a path, or with nothing there. */
function without(payload: Json, path: string, isNull: boolean): Json {
  const [name = "", ...rest] = path.split(".");
  if (rest.length > 0) {
    return { ...payload, [name]: without(asRecord(payload[name]), rest.join("."), isNull) };
  }
  const { [name]: _gone, ...others } = payload;
  return isNull ? { ...others, [name]: null } : others;
}

it("has a whole event of every kind that the App hears", () => {
  const events = new Set(whole.map(([event]) => event));
  expect(EVENTS.filter((event) => !events.has(event))).toEqual([]);
});

describe.each(whole)("%s", (event, payload) => {
  it("is whole, and wakes", () => {
    expect([isWoken(event, payload), absentFields(of(event, payload))]).toEqual([true, []]);
  });

  it("without a field wakes all the same, or it is told which one is absent", () => {
    const silent = pathsOf(payload).flatMap((path) =>
      [true, false].flatMap((isNull) => {
        const less = without(payload, path, isNull);
        const isHeard = isWoken(event, less) || absentFields(of(event, less)).length > 0;
        return isHeard ? [] : [`${path}${isNull ? " is null" : ""}`];
      }),
    );
    expect(silent).toEqual([]);
  });
});

it("is said by its path, of each field", () => {
  const absent = (event: string, payload: unknown) => absentFields(of(event, payload));
  expect(absent("merge_group", { action: "checks_requested", installation })).toEqual([
    "repository.id",
    "repository.name",
    "repository.owner.login",
    "merge_group.head_sha",
    "merge_group.base_ref",
  ]);
  expect(absent("push", payloadOf("push", { repository: { owner: null }, installation }))).toEqual(
    [],
  );
  const check_suite = { app: null, head_sha: SHA };
  expect(
    absent("check_suite", { action: "rerequested", installation, repository, check_suite }),
  ).toEqual(["check_suite.app.slug"]);
  expect(absent("installation_repositories", { installation, repositories_added: [{}] })).toEqual([
    "repositories_added[].full_name",
  ]);
  expect(absent("label", { repository, label: { name: "x" } })).toEqual(["installation.id"]);
});

it("is nothing of an event that the App does not hear, or that matters to nobody", () => {
  for (const event of ["ping", "star", "__proto__", "constructor"]) {
    expect(absentFields(of(event, {}))).toEqual([]);
  }
  expect(absentFields(of("check_run", { action: "created", installation }))).toEqual([]);
  expect(absentFields(of("merge_group", { action: "destroyed", installation }))).toEqual([]);
  const events = [...EVENTS].filter((event) => !/^(?:merge_group|custom_prop)/.test(event));
  const told = events.flatMap((event) =>
    examplesOf(event).flatMap((example) => absentFields(of(event, { ...example, installation }))),
  );
  // Some of GitHub's own examples leave it out.
  expect([...new Set(told)]).toEqual([
    "issue.labels",
    "check_run.app.slug",
    "check_suite.app.slug",
  ]);
});

describe("what can be told without a field is done", () => {
  const wake = (event: string, more: Json) =>
    wakesOf(of(event, { installation, action: "created", ...more }), ACCOUNT).repositories[0];

  it.each([
    ["no owner", { owner: null }],
    ["an owner by another name", { owner: { name: "moj" } }],
    ["no name", { name: undefined }],
  ])("in a repository with %s", (_what, changes) => {
    expect(wake("repository", { repository: { ...repository, ...changes } })).toMatchObject({
      id: 42,
      owner: "moj",
      name: "visits",
    });
  });

  it("for a push whose default branch is not said, of whichever branch", () => {
    expect(wake("push", { ref: "refs/heads/other", repository })).toMatchObject({ id: 42 });
    const master = { ...repository, master_branch: "main" };
    expect(wake("push", { ref: "refs/heads/other", repository: master })).toBeUndefined();
  });

  it("for a check whose maker is not said: GitHub tells nobody but its maker", () => {
    for (const app of [null, undefined, {}, { slug: null }]) {
      const check_suite = { app, head_sha: SHA };
      const payload = { action: "rerequested", installation, repository, check_suite };
      expect(wakesOf(of("check_suite", payload), ACCOUNT).checks).toHaveLength(1);
      const check_run = { ...check_suite, external_id: "" };
      const again = { action: "rerequested", installation, repository, check_run };
      expect(wakesOf(of("check_run", again), ACCOUNT).checks).toHaveLength(1);
    }
  });
});

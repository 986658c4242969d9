import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../packages/fake-github/values.ts";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import { payloadOf } from "../support/payloads.ts";
import { repositoryFacts } from "../support/pull-request.ts";
import { edited, VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const server = await githubServer();
const repository = repositoryOn(server, builtAction());

const WEAK_POLICY = `${VISITS[".github/dsp.yml"]}levels: {store-without-deletion-rule: none}\n`;
/** It would pass by its own policy, and fails by the one of `main`. */
const WEAKENED = { ...WITHOUT_A_RULE, ".github/dsp.yml": WEAK_POLICY };
const BY_BASE = "checked by the policy of the base branch";

const state = (sha: string) => server.statuses("moj/visits", sha)["dsp/lifecycle"]?.state;
const put = (files: Readonly<Record<string, string>>) =>
  server.put("moj/visits", { files, visibility: "private" });
const commit = (files: Readonly<Record<string, string>>, ...refs: string[]) =>
  server.commit("moj/visits", { files, refs });
const ofRepository = (event: string, changes: Json, action?: string) =>
  payloadOf(event, { repository: repositoryFacts, ...changes }, action);

it("pull_request_target judges the head, as data, by the base's policy", async () => {
  const { head, payload } = repository.open(WEAKENED);
  const { code, stdout } = await repository.run(payload, { event: "pull_request_target" });
  expect([code, state(head)]).toEqual([1, "failure"]);
  expect(stdout).toContain(BY_BASE);
});

it("merge_group judges and reports on the group's own commit", async () => {
  const base = put(VISITS);
  const head = commit(WEAKENED, "gh-readonly-queue/main/pr-7");
  const payload = ofRepository("merge_group", {
    merge_group: { head_sha: head, base_sha: base, base_ref: "refs/heads/main" },
  });
  const { code, stdout } = await repository.run(payload, { event: "merge_group" });
  expect([code, state(head), state(base)]).toEqual([1, "failure", undefined]);
  expect(stdout).toContain(BY_BASE);
});

it("a pull request to another branch has statuses of other names, lest it is pointed at main", async () => {
  put(VISITS);
  commit({ ...VISITS, ".github/dsp.yml": WEAK_POLICY }, "release");
  const head = commit(WITHOUT_A_RULE, "feature");
  const payload = ofRepository(
    "pull_request",
    { pull_request: { number: 7, head: { sha: head }, base: { ref: "release" } } },
    "synchronize",
  );
  expect((await repository.run(payload)).code).toBe(0);
  expect(Object.keys(server.statuses("moj/visits", head)).sort()).toEqual([
    "dsp/backup-config (to release)",
    "dsp/data-map (to release)",
    "dsp/deletion-plan (to release)",
    "dsp/lifecycle (to release)",
  ]);
  const pointedAtMain = {
    ...payload,
    pull_request: { number: 7, head: { sha: head }, base: { ref: "main", sha: head } },
  };
  expect((await repository.run(pointedAtMain)).code).toBe(1);
  expect(state(head)).toBe("failure");
});

it("a pull request to another branch has them where a run comes to no verdict, and in a folder, too", async () => {
  put(VISITS);
  commit(VISITS, "release");
  const head = commit(VISITS, "feature");
  const payload = ofRepository(
    "pull_request",
    { pull_request: { number: 7, head: { sha: head }, base: { ref: "release" } } },
    "synchronize",
  );
  server.fail("POST /graphql", { status: 401 });
  expect((await repository.run(payload)).code).toBe(3);
  const inputs = { "working-directory": "a", stage: "discovery" };
  await repository.run(payload, { inputs });
  expect(Object.keys(server.statuses("moj/visits", head)).sort()).toEqual([
    "dsp/lifecycle (a, to release)",
    "dsp/lifecycle (to release)",
  ]);
});

it("a default branch of any name has statuses of the usual ones", async () => {
  server.put("moj/visits", { files: VISITS, visibility: "private", defaultBranch: "develop" });
  commit({ ...VISITS, ".github/dsp.yml": WEAK_POLICY }, "main");
  const head = commit(WITHOUT_A_RULE, "feature");
  const to = (ref: string) =>
    payloadOf(
      "pull_request",
      {
        repository: { ...repositoryFacts, default_branch: "develop" },
        pull_request: { number: 7, head: { sha: head }, base: { ref } },
      },
      "synchronize",
    );
  expect((await repository.run(to("main"))).code).toBe(0);
  expect(state(head)).toBeUndefined();
  expect((await repository.run(to("develop"))).code).toBe(1);
  expect(state(head)).toBe("failure");
});

it("a tag of the base's name does not stand in for the branch", async () => {
  const { payload } = repository.open(WEAKENED);
  commit({ ...VISITS, ".github/dsp.yml": WEAK_POLICY }, "refs/tags/main");
  expect((await repository.run(payload)).code).toBe(1);
});

it("a repository may hold personal mailboxes only where the event says that it is private", async () => {
  const files = edited(".dsp/data-map.yml", "dpo@custody", "jane.doe@custody");
  const { payload } = repository.open(files, files);
  const { private: _left, ...unknown } = repositoryFacts;
  const found = async (facts: Json) => {
    const inputs = { statuses: "never" };
    const { outputs } = await repository.run({ ...payload, repository: facts }, { inputs });
    return Number(outputs.warnings) + Number(outputs.notices);
  };
  const hidden = await found(repositoryFacts);
  expect(await found({ ...repositoryFacts, private: false })).toBe(hidden + 1);
  expect(await found(unknown)).toBe(hidden + 1);
});

describe("push", () => {
  it("to the default branch is judged by what was pushed", async () => {
    const head = put(WEAKENED);
    const payload = ofRepository("push", { ref: "refs/heads/main", deleted: false });
    const env = { GITHUB_SHA: head };
    const inputs = { comment: "always" };
    const { code, stdout } = await repository.run(payload, { event: "push", env, inputs });
    expect([code, state(head)]).toEqual([0, "success"]);
    expect(stdout).not.toContain("the base branch");
    expect(Object.keys(server.statuses("moj/visits", head))).toHaveLength(4);
    // A comment needs a pull request.
    expect(Object.keys(repository.requests()).sort()).toEqual([
      "GET /repos/:owner/:repo/commits/:ref*/status",
      "POST /graphql",
      "POST /repos/:owner/:repo/statuses/:sha",
    ]);
  });

  it.each(["refs/heads/feature", "refs/heads/a/main", "refs/tags/v1", "refs/tags/main"])(
    "to %s is judged by the default branch's policy: its status stands on a pull request, too",
    async (ref) => {
      put(VISITS);
      const head = commit(WEAKENED, ref);
      const payload = ofRepository("push", { ref, deleted: false });
      const env = { GITHUB_SHA: head };
      const { code, stdout } = await repository.run(payload, { event: "push", env });
      expect([code, state(head)]).toEqual([1, "failure"]);
      expect(stdout).toContain(BY_BASE);
    },
  );

  it("that deletes a branch has nothing to judge", async () => {
    put(VISITS);
    const payload = ofRepository("push", {
      ref: "refs/heads/feature",
      deleted: true,
    });
    const { code, stdout, outputs } = await repository.run(payload, { event: "push" });
    expect([code, outputs]).toEqual([0, { verdict: "not-judged" }]);
    expect(stdout).toContain("Nothing to judge: the branch was deleted\n");
    expect(repository.requests()).toEqual({});
  });
});

describe("workflow_dispatch", () => {
  it.each([
    ["refs/heads/main", 0],
    ["refs/heads/feature", 1],
  ])("on %s ends with %d", async (ref, code) => {
    put(ref === "refs/heads/main" ? WEAKENED : VISITS);
    const head = commit(WEAKENED, ref);
    const payload = ofRepository("workflow_dispatch", { ref });
    const ran = await repository.run(payload, {
      event: "workflow_dispatch",
      env: { GITHUB_SHA: head, GITHUB_REF: ref },
    });
    expect(ran.code).toBe(code);
  });
});

it("schedule asks GitHub for what its event does not say", async () => {
  const head = server.put("moj/visits", {
    files: VISITS,
    visibility: "private",
    topics: ["dsp-live"],
  });
  const { outputs } = await repository.run(
    { schedule: "0 6 * * 1" },
    { event: "schedule", env: { GITHUB_SHA: head } },
  );
  expect(outputs.stage).toBe("live");
  expect(repository.requests()).toMatchObject({ "GET /repos/:owner/:repo": 1 });
});

describe("workflow_run", () => {
  /** The run of a pull request's workflow, whose branch is in a fork. */
  function runOn(head: string, changes: Json = {}) {
    const fork = { full_name: "octocat/visits", owner: { login: "octocat" } };
    return ofRepository("workflow_run", {
      workflow_run: {
        event: "pull_request",
        head_sha: head,
        head_branch: "feature",
        head_repository: fork,
        pull_requests: [],
        ...changes,
      },
    });
  }

  function openFromFork(
    files: Readonly<Record<string, string>>,
    base = "main",
    number = 7,
  ): string {
    const head = commit(files);
    const at = { sha: head, ref: "feature", owner: "octocat" };
    server.pull("moj/visits", { number, head: at, base: { ref: base } });
    return head;
  }

  it("posts on a pull request from a fork, reading its files as data", async () => {
    put(VISITS);
    const head = openFromFork(WEAKENED);
    const { code, stdout } = await repository.run(runOn(head), {
      event: "workflow_run",
      inputs: { comment: "changes" },
    });
    expect([code, state(head)]).toEqual([1, "failure"]);
    expect(stdout).toContain(BY_BASE);
    expect(server.comments("moj/visits", 7)).toHaveLength(1);
    const requests = Object.values(repository.requests()).reduce((sum, count) => sum + count, 0);
    expect(requests).toBeLessThanOrEqual(10);
  });

  it.each(["pull_request_target", "pull_request_review"])(
    "after %s, it does so, too",
    async (event) => {
      put(VISITS);
      const head = openFromFork(WEAKENED);
      await repository.run(runOn(head, { event }), { event: "workflow_run" });
      expect(state(head)).toBe("failure");
    },
  );

  it("finds the pull request among those of many branches", async () => {
    put(VISITS);
    const head = openFromFork(WITHOUT_A_RULE, "main", 1);
    const other = commit(VISITS);
    for (let number = 2; number < 110; number++) {
      const at = { sha: other, ref: `b${number}`, owner: "octocat" };
      server.pull("moj/visits", { number, head: at, base: { ref: "main" } });
    }
    expect((await repository.run(runOn(head), { event: "workflow_run" })).code).toBe(1);
  });

  it("judges one to another branch by that one's policy, under its name", async () => {
    put(VISITS);
    commit({ ...VISITS, ".github/dsp.yml": WEAK_POLICY }, "release");
    const head = openFromFork(WITHOUT_A_RULE, "release");
    expect((await repository.run(runOn(head), { event: "workflow_run" })).code).toBe(0);
    expect(server.statuses("moj/visits", head)).toMatchObject({
      "dsp/lifecycle (to release)": { state: "success" },
    });
    expect(state(head)).toBeUndefined();
  });

  it("leaves a pull request alone that is closed", async () => {
    put(VISITS);
    const head = commit(WEAKENED);
    const at = { sha: head, ref: "feature", owner: "octocat" };
    server.pull("moj/visits", { number: 7, head: at, base: { ref: "main" }, state: "closed" });
    const { code } = await repository.run(runOn(head), { event: "workflow_run" });
    expect([code, state(head)]).toEqual([0, undefined]);
  });

  it("leaves a pull request alone that has moved on meanwhile", async () => {
    put(VISITS);
    const old = commit(WEAKENED);
    openFromFork(VISITS);
    const { code, stdout } = await repository.run(runOn(old), { event: "workflow_run" });
    expect([code, state(old)]).toEqual([0, undefined]);
    expect(stdout).toContain(
      "Nothing to judge: no open pull request has that commit as its head\n",
    );
  });

  it.each([6, 8])(
    "judges a commit that is in pull request %d to another branch, too, by the default branch's policy",
    async (number) => {
      put(VISITS);
      commit({ ...VISITS, ".github/dsp.yml": WEAK_POLICY }, "release");
      const head = openFromFork(WITHOUT_A_RULE, "release", number);
      const at = { sha: head, ref: "feature", owner: "octocat" };
      server.pull("moj/visits", { number: 7, head: at, base: { ref: "main" } });
      expect((await repository.run(runOn(head), { event: "workflow_run" })).code).toBe(1);
    },
  );

  it.each([
    ["main", 0],
    ["feature", 1],
  ])("after a push to %s is judged as that push", async (branch, code) => {
    put(branch === "main" ? WEAKENED : VISITS);
    const head = commit(WEAKENED, branch);
    const ours = { full_name: "MOJ/visits", owner: { login: "MOJ" } };
    const payload = runOn(head, { event: "push", head_branch: branch, head_repository: ours });
    expect((await repository.run(payload, { event: "workflow_run" })).code).toBe(code);
  });

  const ours = { full_name: "moj/visits", owner: { login: "moj" } };

  it.each([
    ["a fork that is gone", { head_repository: null }, "a branch or a fork that is gone"],
    [
      "a branch that is gone",
      { event: "push", head_branch: null, head_repository: ours },
      "a branch or a fork that is gone",
    ],
    ["a push to another repository", { event: "push" }, "another repository"],
  ])("has nothing to judge after %s", async (_name, changes, why) => {
    const head = put(VISITS);
    const { code, stdout } = await repository.run(runOn(head, changes), { event: "workflow_run" });
    expect(code).toBe(0);
    expect(stdout).toContain(`Nothing to judge: the run was of ${why}\n`);
  });
});

describe("what the Action is not for", () => {
  it("is refused with the events that it is for", async () => {
    put(VISITS);
    const { code, annotations } = await repository.run(ofRepository("issues", {}), {
      event: "issues",
    });
    expect(code).toBe(2);
    expect(annotations).toEqual([
      {
        level: "error",
        properties: { title: "DSP Lifecycle" },
        text: 'the event "issues" is not one that this checks; run it on pull_request, pull_request_target, merge_group, push, schedule, workflow_dispatch, workflow_run',
      },
    ]);
  });

  it("is refused where a payload is not as GitHub sends it", async () => {
    put(VISITS);
    const payload = { repository: repositoryFacts, pull_request: { number: "7" } };
    const { code, annotations } = await repository.run(payload);
    expect([code, annotations[0]?.text]).toEqual([
      2,
      'the event\'s payload is not that of "pull_request": pull_request.number, pull_request.head, pull_request.base is missing or wrong',
    ]);
  });

  const SHA = "a".repeat(40);
  const pull = { number: 7, head: { sha: SHA }, base: { ref: "main", sha: SHA } };
  const group = { head_sha: SHA, base_sha: SHA, base_ref: "refs/heads/main" };
  const ran = { event: "push", head_sha: SHA, head_branch: "main", head_repository: null };

  it.each<[string, string, Json]>([
    ["pull_request.number", "pull_request", { pull_request: { ...pull, number: "7" } }],
    ["pull_request.head.sha", "pull_request", { pull_request: { ...pull, head: { sha: "HEAD" } } }],
    [
      "pull_request.base.ref",
      "pull_request_target",
      { pull_request: { ...pull, base: { ref: "", sha: SHA } } },
    ],
    [
      "pull_request.base.sha",
      "pull_request",
      { pull_request: { ...pull, base: { ref: "main", sha: "main" } } },
    ],
    ["merge_group.head_sha", "merge_group", { merge_group: { ...group, head_sha: `${SHA}a` } }],
    ["merge_group.base_sha", "merge_group", { merge_group: { ...group, base_sha: "--all" } }],
    ["merge_group.base_ref", "merge_group", { merge_group: { ...group, base_ref: "" } }],
    ["ref", "push", { deleted: false }],
    ["deleted", "push", { ref: "refs/heads/main" }],
    ["workflow_run.event", "workflow_run", { workflow_run: { ...ran, event: "" } }],
    ["workflow_run.head_sha", "workflow_run", { workflow_run: { ...ran, head_sha: "main" } }],
  ])("is refused where %s of %s is wrong", async (field, event, changes) => {
    const payload = { repository: repositoryFacts, ...changes };
    const { code, annotations } = await repository.run(payload, { event });
    expect([code, annotations[0]?.text]).toEqual([
      2,
      `the event's payload is not that of "${event}": ${field} is missing or wrong`,
    ]);
    expect(repository.requests()).toEqual({});
  });

  it("takes hashes of both lengths", async () => {
    put(VISITS);
    const head = "a".repeat(64);
    const payload = ofRepository("pull_request", {
      pull_request: { ...pull, head: { sha: head } },
    });
    const { annotations } = await repository.run(payload, { env: { GITHUB_SHA: head } });
    expect(annotations[0]?.text).toContain(`github:moj/visits@${head}: it does not exist`);
  });

  it.each([
    ["GITHUB_REPOSITORY", "visits"],
    ["GITHUB_REPOSITORY", "moj/visits/x"],
    ["GITHUB_REPOSITORY", "moj/vi sits"],
    ["GITHUB_SHA", "main"],
    ["GITHUB_RUN_ID", "1/x"],
    ["GITHUB_SERVER_URL", "ftp://github.com"],
    ["GITHUB_SERVER_URL", "github"],
    ["GITHUB_REF", ""],
    ["GITHUB_WORKSPACE", ""],
  ])("is refused where %s is %j", async (name, value) => {
    const { code, annotations } = await repository.run({}, { env: { [name]: value } });
    expect([code, annotations[0]?.text]).toEqual([
      2,
      expect.stringContaining(`this is a step of GitHub Actions, which sets ${name}: not so here`),
    ]);
  });

  it("is refused where there is no event to read", async () => {
    const { code, annotations } = await repository.run({}, { env: { GITHUB_EVENT_PATH: "/gone" } });
    expect([code, annotations[0]?.text]).toEqual([
      2,
      "the file at GITHUB_EVENT_PATH is not the event that the runner writes there",
    ]);
  });

  it("is refused outside a runner, with the command that is meant for there", async () => {
    const { code, annotations } = await repository.run({}, { env: { GITHUB_REPOSITORY: "" } });
    expect([code, annotations[0]?.text]).toEqual([
      2,
      "this is a step of GitHub Actions, which sets GITHUB_REPOSITORY: not so here; on a machine of your own, run `dsp check`",
    ]);
  });
});

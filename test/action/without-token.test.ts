import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { builtAction } from "../support/fixtures.ts";
import { folderOf } from "../support/folders.ts";
import { GitRepository } from "../support/git.ts";
import { type Json, payloadOf } from "../support/payloads.ts";
import { repositoryFacts } from "../support/pull-request.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const action = builtAction();

/** Nothing listens there: a call would be a failure. */
const NOWHERE = "http://127.0.0.1:9";

function run(workspace: string, payload: Json, event = "pull_request", inputs = {}) {
  return action.run({
    event,
    payload,
    inputs: { token: "", ...inputs },
    env: { GITHUB_API_URL: NOWHERE, GITHUB_WORKSPACE: workspace },
  });
}

function pullRequest(base: string, head: string): Json {
  return payloadOf(
    "pull_request",
    {
      repository: repositoryFacts,
      pull_request: { number: 7, head: { sha: head }, base: { ref: "main", sha: base } },
    },
    "synchronize",
  );
}

/** `main` with these files, and another branch checked out with those. */
function checkout(baseFiles: Readonly<Record<string, string>>, headFiles: typeof baseFiles) {
  const repository = new GitRepository();
  const base = repository.commit(baseFiles);
  repository.git("checkout", "--quiet", "-b", "feature");
  const head = repository.commit(headFiles);
  return { repository, base, head, payload: pullRequest(base, head) };
}

const WEAKENED = {
  ...WITHOUT_A_RULE,
  ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}levels: {store-without-deletion-rule: off}\n`,
};

describe("without a token", () => {
  it("the checkout is judged by the base's policy in git's history, and nothing is asked", async () => {
    const { repository, payload } = checkout(VISITS, WEAKENED);
    const { code, stdout, stderr, annotations } = await run(repository.folder, payload);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(annotations[0]?.properties).toMatchObject({ file: ".dsp/data-map.yml", line: "41" });
    expect(stdout).toContain("it is judged by the policy as it is on the base branch\n");
    expect(stdout).toContain(
      "There is no token: the checkout was judged, without the organisation's policy, and nothing was posted\n",
    );
  });

  it("the remote's branch comes first, and the commit of the event last", async () => {
    const { repository, base, payload } = checkout(VISITS, WEAKENED);
    repository.git("update-ref", "refs/remotes/origin/main", base);
    repository.git("branch", "--quiet", "-D", "main");
    expect((await run(repository.folder, payload)).code).toBe(1);
    repository.git("update-ref", "-d", "refs/remotes/origin/main");
    expect((await run(repository.folder, payload)).code).toBe(1);
  });

  it("a policy is never taken from the pull request where the base's is not there", async () => {
    const { repository, head } = checkout(VISITS, WEAKENED);
    repository.git("branch", "--quiet", "-D", "main");
    const { code, annotations } = await run(repository.folder, pullRequest("a".repeat(40), head));
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "the policy of main cannot be read: there is no token, and the checkout does not have that branch; keep the default of the input `token`, or check out with `fetch-depth: 0`",
    ]);
  });

  it.each(["pull_request_target", "workflow_run"])("%s reads no checkout", async (event) => {
    const { repository, payload, head } = checkout(VISITS, WEAKENED);
    const after = {
      event: "pull_request",
      head_sha: head,
      head_branch: "feature",
      head_repository: { full_name: "moj/visits", owner: { login: "moj" } },
    };
    const { code, annotations } = await run(
      repository.folder,
      { ...payload, workflow_run: after },
      event,
    );
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "this event is judged by what stands on GitHub; keep the default of the input `token`",
    ]);
  });

  it("says that there is no checkout", async () => {
    const { code, annotations } = await run(
      folderOf({}),
      pullRequest("a".repeat(40), "b".repeat(40)),
    );
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "there is no checkout to read, and no token to read the repository on GitHub; keep the default of the input `token`",
    ]);
  });

  it("says that an event tells too little", async () => {
    const { repository } = checkout(VISITS, VISITS);
    const { code, annotations } = await run(repository.folder, {}, "schedule");
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "the event says nothing of the repository, and there is no token to ask with; keep the default of the input `token`",
    ]);
  });

  it("a push is judged by what was pushed, in its folder", async () => {
    const repository = new GitRepository();
    const inFolder = Object.entries(WITHOUT_A_RULE).map(([path, text]) => [`a/${path}`, text]);
    repository.commit(Object.fromEntries(inFolder));
    const payload = payloadOf("push", {
      repository: repositoryFacts,
      ref: "refs/heads/main",
      deleted: false,
    });
    const inputs = { "working-directory": "a" };
    const { code, annotations } = await run(repository.folder, payload, "push", inputs);
    expect([code, annotations[0]?.properties.file]).toEqual([1, "a/.dsp/data-map.yml"]);
  });

  it("never reads outside the workspace, however a commit links there (T11)", async () => {
    const outside = folderOf(VISITS);
    const { repository, payload } = checkout(
      { ".github/dsp.yml": VISITS[".github/dsp.yml"] ?? "" },
      { ".github/dsp.yml": VISITS[".github/dsp.yml"] ?? "" },
    );
    symlinkSync(join(outside, ".dsp"), join(repository.folder, ".dsp"));
    const { code, annotations, outputs } = await run(repository.folder, payload);
    expect([code, outputs.verdict]).toEqual([1, "unreadable"]);
    expect(annotations[0]?.text).toContain("a symbolic link leads out of the repository");
  });
});

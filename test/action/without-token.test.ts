import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../packages/fake-github/values.ts";
import { builtAction } from "../support/fixtures.ts";
import { folderOf } from "../support/folders.ts";
import { countingGit, type GitFile, GitRepository } from "../support/git.ts";
import { payloadOf } from "../support/payloads.ts";
import { repositoryFacts } from "../support/pull-request.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const action = builtAction();

/** Nothing listens there: a call would be a failure. */
const NOWHERE = "http://127.0.0.1:9";

function run(
  workspace: string,
  payload: Json,
  event = "pull_request",
  inputs = {},
  PATH = process.env.PATH ?? "",
) {
  return action.run({
    event,
    payload,
    inputs: { token: "", ...inputs },
    env: { GITHUB_API_URL: NOWHERE, GITHUB_WORKSPACE: workspace, PATH },
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
function checkout(baseFiles: Readonly<Record<string, GitFile>>, headFiles: typeof baseFiles) {
  const repository = new GitRepository();
  const base = repository.commit(baseFiles);
  repository.git("checkout", "--quiet", "-b", "feature");
  const head = repository.commit(headFiles);
  return { repository, base, head, payload: pullRequest(base, head) };
}

const WEAKENED = {
  ...WITHOUT_A_RULE,
  ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}levels: {store-without-deletion-rule: none}\n`,
};

describe("without a token", () => {
  it("the checkout is judged by the base's policy in git's history, and nothing is asked", async () => {
    const { repository, payload } = checkout(VISITS, WEAKENED);
    const { code, stdout, stderr, annotations } = await run(repository.folder, payload);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(annotations[0]?.properties).toMatchObject({ file: ".dsp/data-map.yml", line: "41" });
    expect(stdout).toContain("checked by the policy of the base branch\n");
    expect(stdout).toContain(
      "There is no token: the checkout was judged, without the organisation's policy, and nothing was posted\n",
    );
  });

  it("the commit that the event names is the base, whatever the branches here are called", async () => {
    const { repository, payload, head } = checkout(VISITS, WEAKENED);
    for (const ref of ["refs/remotes/origin/main", "refs/heads/main"]) {
      // The remote can be the fork that the pull request comes from.
      repository.git("update-ref", ref, head);
    }
    expect((await run(repository.folder, payload)).code).toBe(1);
  });

  it("a push to another branch is judged by the remote's default one, else by the local one", async () => {
    const { repository, base, head } = checkout(VISITS, WEAKENED);
    const payload = payloadOf("push", {
      repository: repositoryFacts,
      ref: "refs/heads/feature",
      deleted: false,
    });
    repository.git("update-ref", "refs/remotes/origin/main", base);
    repository.git("update-ref", "refs/heads/main", head);
    expect((await run(repository.folder, payload, "push")).code).toBe(1);
    repository.git("update-ref", "refs/heads/main", base);
    repository.git("update-ref", "-d", "refs/remotes/origin/main");
    expect((await run(repository.folder, payload, "push")).code).toBe(1);
  });

  it("a link is no policy on either side: none is mended by what it leads to", async () => {
    const linked = (policy: string) => ({
      ...VISITS,
      ".github/dsp.yml": { link: "../dsp.yml" },
      "dsp.yml": policy,
    });
    const { repository, payload } = checkout(
      linked("stage: beta\n"),
      linked("stage: discovery\nfail_on: never\n"),
    );
    const { code, annotations } = await run(repository.folder, payload);
    expect([code, annotations[0]?.text.split("\n")[0]]).toEqual([
      2,
      "this path is a symbolic link, which is not followed on GitHub",
    ]);
  });

  it("a clone that lacks a part of the base is refused: what is not there could be the policy", async () => {
    const { repository, payload } = checkout(VISITS, WEAKENED);
    repository.git("config", "uploadpack.allowFilter", "true");
    const clone = new GitRepository();
    clone.git(
      "fetch",
      "--quiet",
      "--filter=tree:0",
      `file://${repository.folder}`,
      "main",
      "feature",
    );
    clone.git("config", "remote.origin.url", "/nowhere");
    const head = (payload.pull_request as { head: { sha: string } }).head.sha;
    clone.git("update-ref", "HEAD", head);
    const { code, annotations } = await run(clone.folder, payload);
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "a part of a commit is missing from the local repository; fetch it whole, without a filter",
    ]);
  });

  it("a merge group is judged by its base's policy", async () => {
    const { repository, base, head } = checkout(VISITS, WEAKENED);
    const payload = payloadOf("merge_group", {
      repository: repositoryFacts,
      merge_group: { head_sha: head, base_sha: base, base_ref: "refs/heads/main" },
    });
    expect((await run(repository.folder, payload, "merge_group")).code).toBe(1);
    repository.git("branch", "--quiet", "-D", "main");
    expect((await run(repository.folder, payload, "merge_group")).code).toBe(1);
  });

  it("evidence that stands elsewhere is read on either side", async () => {
    const policy = `${VISITS[".github/dsp.yml"]}paths: {deletion_plan: a/plan.yml}\n`;
    const files = { ...VISITS, ".github/dsp.yml": policy };
    const plan = (from: typeof VISITS) => ({ "a/plan.yml": from[".dsp/deletion-plan.yml"] ?? "" });
    const good = { ...files, ...plan(VISITS) };
    const { repository, payload } = checkout(good, { ...files, ...plan(WITHOUT_A_RULE) });
    expect((await run(repository.folder, payload)).outputs.failures).toBe("1");
    const better = checkout({ ...files, ...plan(WITHOUT_A_RULE) }, good);
    expect((await run(better.repository.folder, better.payload)).outputs.failures).toBe("0");
  });

  it("the policy of a folder is that folder's, on either side", async () => {
    const inFolder = (files: typeof VISITS) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`a/${path}`, text]));
    const { repository, payload } = checkout(inFolder(VISITS), inFolder(WEAKENED));
    const inputs = { "working-directory": "a" };
    expect((await run(repository.folder, payload, "pull_request", inputs)).code).toBe(1);
  });

  it("an organisation's policy cannot be looked for, and is not missed", async () => {
    const extending = {
      ...VISITS,
      ".github/dsp.yml": `${VISITS[".github/dsp.yml"]}_extends: .github\n`,
    };
    const { repository, payload } = checkout(extending, extending);
    expect((await run(repository.folder, payload)).code).toBe(0);
  });

  it("a policy is never taken from the pull request where the base's is not there", async () => {
    const { repository, head } = checkout(VISITS, WEAKENED);
    repository.git("branch", "--quiet", "-D", "main");
    const { code, annotations } = await run(repository.folder, pullRequest("a".repeat(40), head));
    expect([code, annotations[0]?.text]).toEqual([
      3,
      "the policy of main cannot be read: there is no token, and the checkout does not have that branch; leave out `token`, or set `fetch-depth: 0`",
    ]);
  });

  it.each([
    ["pull_request_target", "pull_request"],
    ["workflow_run", "pull_request"],
    ["workflow_run", "push"],
  ])("%s reads no checkout (%s)", async (event, of) => {
    const { repository, payload, head } = checkout(VISITS, WEAKENED);
    const after = {
      event: of,
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
      "this event can only be judged on GitHub; keep the default of the input `token`",
    ]);
  });

  const OTHERWISE = "or keep the default of the input `token`";

  it.each([
    [
      "there is no checkout",
      () => ({ folder: folderOf({}) }),
      `there is no checkout to read, and no token to read the repository on GitHub; run actions/checkout before this step, ${OTHERWISE}`,
    ],
    [
      "the checkout is in a folder below",
      () => {
        const { repository } = checkout(VISITS, VISITS);
        const folder = folderOf({ "README.md": "" });
        renameSync(repository.folder, join(folder, "visits"));
        return { folder };
      },
      `the checkout is in \`visits\` below the workspace, but must be the workspace itself; leave out the input \`path\` of actions/checkout, ${OTHERWISE}`,
    ],
    [
      "there is no git",
      () => ({ folder: checkout(VISITS, VISITS).repository.folder, PATH: folderOf({}) }),
      `git is not installed on this runner, and without a token git reads the checkout; install git before actions/checkout runs, ${OTHERWISE}`,
    ],
    [
      "nothing is committed",
      () => ({ folder: new GitRepository().folder }),
      `the repository in the workspace has no commit checked out; run actions/checkout before this step, ${OTHERWISE}`,
    ],
  ])("says that %s", async (_name, given, message) => {
    const { folder, PATH }: { folder: string; PATH?: string } = given();
    const payload = pullRequest("a".repeat(40), "b".repeat(40));
    const { code, annotations } = await run(folder, payload, "pull_request", {}, PATH);
    expect([code, annotations[0]?.text]).toEqual([3, message]);
  });

  it("starts git twice, and twice more when the policy says that the evidence is elsewhere", async () => {
    const usual = checkout(VISITS, WEAKENED);
    const counted = countingGit();
    await run(usual.repository.folder, usual.payload, "pull_request", {}, counted.PATH);
    const policy = `${VISITS[".github/dsp.yml"]}paths: {deletion_plan: a/plan.yml}\n`;
    const moved = { ...VISITS, ".github/dsp.yml": policy };
    const unusual = checkout(moved, moved);
    const again = countingGit();
    await run(unusual.repository.folder, unusual.payload, "pull_request", {}, again.PATH);
    expect([counted.starts(), again.starts()]).toEqual([2, 4]);
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

  it("nothing of the working tree is read, wherever a link in it leads (T11)", async () => {
    const outside = folderOf(VISITS);
    const files = { ".github/dsp.yml": VISITS[".github/dsp.yml"] ?? "" };
    const { repository, payload } = checkout(files, files);
    symlinkSync(join(outside, ".dsp"), join(repository.folder, ".dsp"));
    const { code, stdout } = await run(repository.folder, payload);
    expect(code).toBe(1);
    expect(stdout).toContain("no backup config at `.dsp/backup-config.yml`");
  });
});

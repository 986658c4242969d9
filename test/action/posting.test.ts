import { describe, expect, it } from "@jest/globals";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import type { Right } from "../support/github-rights.ts";
import { TOKEN } from "../support/pull-request.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const server = await githubServer();
const repository = repositoryOn(server, builtAction());

const SEE = "GET /repos/:owner/:repo/commits/:ref*/status";
const POST = "POST /repos/:owner/:repo/statuses/:sha";
const ADD = "POST /graphql addComment";
const inputs = { comment: "changes" };

const comments = () => server.comments("moj/visits", 7);

describe("the comment", () => {
  it("is written once, kept up to date, and marked as settled in the end", async () => {
    const { base, payload } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload, { inputs });
    expect(comments()).toEqual([
      {
        id: expect.any(String),
        author: "github-actions[bot]",
        body: expect.stringMatching(
          /^<!-- dsp-lifecycle check \. -->\n## Data security and privacy at beta, private\n\n\*\*1 failure, /,
        ),
      },
    ]);
    const [first] = comments();
    const second = repository.push({ ...WITHOUT_A_RULE, "src/a.ts": "" }, base);
    await repository.run(second.payload, { inputs });
    expect(comments()).toEqual([
      { ...first, body: first?.body.replaceAll(String(headOf(payload)), second.head) },
    ]);
    const settled = { ...VISITS, ".dsp/deletion-plan.yml": `${PLAN_DONE}` };
    await repository.run(repository.push(settled, base).payload, { inputs });
    expect(comments()).toEqual([
      {
        ...first,
        body: `<!-- dsp-lifecycle check . -->
## Data security and privacy at beta, private

Settled: what was asked for here is done.

[Checks of this pull request](https://github.com/moj/visits/pull/7/checks)
`,
      },
    ]);
  });

  it("says that a pull request no longer changes what is judged", async () => {
    const { base, payload } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload, { inputs });
    await repository.run(repository.push(VISITS, base).payload, { inputs });
    expect(comments()[0]?.body).toContain(
      "\nThis pull request no longer changes what is judged here.\n",
    );
  });

  it.each([
    ["off", 0],
    ["changes", 0],
    ["always", 1],
  ])(
    "with `comment: %s`, there are %d where nothing that matters is touched",
    async (comment, count) => {
      const { payload } = repository.open({ ...VISITS, "src/a.ts": "" });
      await repository.run(payload, { inputs: { comment } });
      expect(comments()).toHaveLength(count);
    },
  );

  it("is told by its author, too: a copied marker is somebody else's (T7)", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    const theirs = { author: "mallory", body: "<!-- dsp-lifecycle check . -->\nAll is well." };
    server.pull("moj/visits", {
      number: 7,
      head: { sha: head, ref: "feature" },
      base: { ref: "main" },
      comments: [theirs],
    });
    await repository.run(payload, { inputs });
    expect(comments().map(({ author }) => author)).toEqual(["mallory", "github-actions[bot]"]);
    expect(comments()[0]).toMatchObject(theirs);
  });

  it("is found again among hundreds", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    const others = Array.from({ length: 230 }, (_, index) => ({
      author: "team",
      body: `${index}`,
    }));
    const ours = { author: "github-actions[bot]", body: "<!-- dsp-lifecycle check . -->\nold" };
    server.pull("moj/visits", {
      number: 7,
      head: { sha: head, ref: "feature" },
      base: { ref: "main" },
      comments: [...others, ours],
    });
    await repository.run(payload, { inputs });
    expect(comments()).toHaveLength(231);
    expect(comments()[230]?.body).toContain("**1 failure, ");
  });

  it.each([
    ["came to be all the same", { status: 502, after: true }],
    ["did not come to be", { status: 502 }],
  ])("is there once where GitHub's answer is lost and it %s (F07)", async (_name, fault) => {
    const { payload } = repository.open(WITHOUT_A_RULE);
    server.fail(ADD, fault);
    expect((await repository.run(payload, { inputs })).code).toBe(1);
    expect(comments()).toHaveLength(1);
  });
});

describe("a token that may not write (T20)", () => {
  const reading: Right[] = ["contents:read", "statuses:read", "pull_requests:read"];

  it("still checks, annotates, summarises and sets the exit code, and says what it could not post", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    server.allow(TOKEN, reading);
    const { code, annotations, stdout, summary } = await repository.run(payload, {
      inputs,
      env: { GITHUB_ACTION_REPOSITORY: "moj/dsp-lifecycle", GITHUB_ACTION_REF: "v0" },
    });
    expect([code, annotations.length]).toEqual([1, 5]);
    const lines = [
      ["The commit statuses", "statuses: write"],
      ["The comment", "pull-requests: write"],
    ].map(
      ([what, right]) =>
        `${what} could not be posted: the token may not (403); give the job \`${right}\`. A run for a fork can only read: there, a workflow of its own posts: https://github.com/moj/dsp-lifecycle/blob/v0/docs/action.md#forks`,
    );
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(lines));
    expect(summary).toContain(
      "there, a workflow of its own posts ([more](https://github.com/moj/dsp-lifecycle/blob/v0/docs/action.md#forks))\n",
    );
    expect([server.statuses("moj/visits", head), comments()]).toEqual([{}, []]);
    expect(repository.requests()).toEqual({
      "POST /graphql comments": 1,
      [SEE]: 1,
      [POST]: 1,
      [ADD]: 1,
    });
  });

  it("passes where the verdict does: it never fails for that reason", async () => {
    const { payload } = repository.open(VISITS);
    server.allow(TOKEN, ["contents:read"]);
    expect((await repository.run(payload, { inputs: { comment: "always" } })).code).toBe(0);
  });
});

describe("statuses", () => {
  it("that GitHub does not take are said, and fail nothing", async () => {
    const { payload } = repository.open(VISITS);
    server.fail(POST, { status: 422, body: { message: "Validation Failed" } });
    const { code, stdout } = await repository.run(payload);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "The commit statuses could not be posted: GitHub does not take them of this commit or pull request (422)",
    );
  });

  it("are posted again where the server stumbles", async () => {
    const { payload, head } = repository.open(VISITS);
    server.fail(POST, { status: 502 }, { status: 503, headers: { "retry-after": "0" } });
    expect((await repository.run(payload)).code).toBe(0);
    expect(Object.keys(server.statuses("moj/visits", head))).toEqual(["dsp/lifecycle"]);
  });

  it("replace what someone else has put there meanwhile (T21)", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload);
    await fetch(`${server.url}/repos/moj/visits/statuses/${head}`, {
      method: "POST",
      headers: { authorization: `token ${TOKEN}` },
      body: JSON.stringify({ context: "dsp/lifecycle", state: "success", description: "fine" }),
    });
    await repository.run(payload);
    expect(server.statuses("moj/visits", head)["dsp/lifecycle"]?.state).toBe("failure");
  });

  it("are pending first where reading takes its time", async () => {
    const { payload } = repository.open(VISITS);
    server.fail("POST /graphql", { delay: 3_500 });
    expect((await repository.run(payload)).code).toBe(0);
    expect(server.posted(POST)).toEqual([
      expect.objectContaining({ context: "dsp/lifecycle", state: "pending" }),
      expect.objectContaining({ context: "dsp/lifecycle", state: "success" }),
    ]);
  });
});

/** The example's plan with what it still lacks at beta: nothing of the graver kinds is left. */
const PLAN_DONE = (VISITS[".dsp/deletion-plan.yml"] ?? "").replace(
  "automatic: {status: planned,",
  "automatic: {status: built,",
);

function headOf(payload: Record<string, unknown>): unknown {
  return (payload.pull_request as { head: { sha: string } }).head.sha;
}

import { describe, expect, it } from "@jest/globals";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { policyChangeInWords } from "../../src/report/policy-change.ts";
import { builtAction, githubServer, repositoryOn } from "../support/fixtures.ts";
import type { Right } from "../support/github-rights.ts";
import { TOKEN } from "../support/pull-request.ts";
import { until } from "../support/until.ts";
import { VISITS, WITHOUT_A_RULE } from "../support/visits.ts";

const server = await githubServer();
const repository = repositoryOn(server, builtAction());

const SEE = "GET /repos/:owner/:repo/commits/:ref*/status";
const POST = "POST /repos/:owner/:repo/statuses/:sha";
const ADD = "POST /graphql addComment";
const inputs = { comment: "changes" };

const MARKER = "<!-- dsp-lifecycle check . -->";
const OURS = new RegExp(`^${MARKER.replace(".", "\\.")}\n## Data security and privacy`);
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
    expect(first?.body).toContain(`/moj/visits/blob/${headOf(payload)}/.dsp/data-map.yml#L41)`);
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

Settled: everything here is done.

[Checks of this pull request](https://github.com/moj/visits/pull/7/checks)

**Passed: no failures, 3 notices.**
`,
      },
    ]);
  });

  it("is left as it is where GitHub keeps the same text in its own way", async () => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload, { inputs });
    const kept = comments().map(({ author, body }) => ({
      author,
      body: body.trimEnd().replaceAll("\n", "\r\n"),
    }));
    const at = { sha: head, ref: "feature" };
    server.pull("moj/visits", { number: 7, head: at, base: { ref: "main" }, comments: kept });
    repository.requests();
    await repository.run(payload, { inputs });
    expect(repository.requests()).toEqual({ "POST /graphql comments": 1, [SEE]: 1 });
  });

  it("says by whose policy was judged", async () => {
    const policy = `${VISITS[".github/dsp.yml"]}fail_on: never\n`;
    const { payload } = repository.open({ ...WITHOUT_A_RULE, ".github/dsp.yml": policy });
    await repository.run(payload, { inputs });
    expect(comments()[0]?.body).toContain(
      `\n- ${policyChangeInWords({ change: "edited", policy: DEFAULT_POLICY })}\n`,
    );
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
    ["never", 0],
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

  it.each([
    ["a copied marker is somebody else's", "mallory", `${MARKER}\nAll is well.`],
    ["a quoted one is of another comment", "github-actions[bot]", `Not settled:\n${MARKER}`],
  ])("is told by its author and its first line: %s (T7)", async (_name, author, body) => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    const theirs = { author, body };
    server.pull("moj/visits", {
      number: 7,
      head: { sha: head, ref: "feature" },
      base: { ref: "main" },
      comments: [theirs],
    });
    await repository.run(payload, { inputs });
    expect(comments()).toEqual([
      expect.objectContaining(theirs),
      expect.objectContaining({ author: "github-actions[bot]", body: expect.stringMatching(OURS) }),
    ]);
    expect(repository.requests()).toMatchObject({ "POST /graphql comments": 1 });
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

it.each([
  ["FORBIDDEN", "the token may not (403); "],
  ["INSUFFICIENT_SCOPES", "the token may not (403); "],
  ["NOT_FOUND", "the token may not (404); "],
  ["UNPROCESSABLE", "GitHub does not take them of this commit or pull request (422)\n"],
])("a comment that is refused as %s is said, and fails nothing", async (type, said) => {
  const { payload } = repository.open(VISITS);
  server.fail(ADD, { status: 200, body: { data: null, errors: [{ type, message: "no" }] } });
  const { code, stdout } = await repository.run(payload, { inputs: { comment: "always" } });
  expect(code).toBe(0);
  expect(stdout).toContain(`\nThe comment could not be posted: ${said}`);
});

it("a comment that may not be looked for again is not written twice", async () => {
  const { payload } = repository.open(VISITS);
  const refused = { data: { also: null }, errors: [{ type: "FORBIDDEN", path: ["also"] }] };
  server.fail(ADD, { status: 502 });
  server.fail("POST /graphql comments", {}, { status: 200, body: refused });
  const { code, stdout } = await repository.run(payload, { inputs: { comment: "always" } });
  expect([code, repository.requests()[ADD]]).toEqual([0, 1]);
  expect(stdout).toContain("\nThe comment could not be posted: the token may not (404); ");
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
    expect([code, annotations.length]).toEqual([1, 2]);
    const lines = [
      ["The commit statuses", "statuses: write"],
      ["The comment", "pull-requests: write"],
    ].map(
      ([what, right]) =>
        `${what} could not be posted: the token may not (403); add \`${right}\` to the job. A run for a fork can only read: there, a workflow of its own posts: https://github.com/moj/dsp-lifecycle/blob/v0/docs/action.md#forks`,
    );
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(lines));
    expect(summary).toContain(
      "there, a workflow of its own posts ([more](https://github.com/moj/dsp-lifecycle/blob/v0/docs/action.md#forks))\n",
    );
    // Each finding leads to what its rule wants, at the version that ran.
    const rules = "(https://github.com/moj/dsp-lifecycle/blob/v0/docs/rules.md#";
    expect(summary).toContain(
      `[\`store-without-deletion-rule\`]${rules}store-without-deletion-rule)`,
    );
    expect([server.statuses("moj/visits", head), comments()]).toEqual([{}, []]);
    expect(repository.requests()).toEqual({
      "POST /graphql comments": 1,
      [SEE]: 1,
      [POST]: 1,
      [ADD]: 1,
    });
  });

  it.each([
    ["of its own repository", "", ""],
    ["of another kind", "docker://moj", "v0"],
    ["at no ref", "moj/dsp-lifecycle", "v0 x"],
  ])("is led to the path of the documentation by an action %s", async (_name, action, ref) => {
    const { payload } = repository.open(VISITS);
    server.allow(TOKEN, reading);
    const env = { GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref };
    const { stdout } = await repository.run(payload, { env });
    expect(stdout).toContain("there, a workflow of its own posts: docs/action.md#forks\n");
  });

  it("passes where the verdict does: it never fails for that reason", async () => {
    const { payload } = repository.open(VISITS);
    server.allow(TOKEN, ["contents:read"]);
    const { code, stdout } = await repository.run(payload, { inputs: { comment: "always" } });
    expect(code).toBe(0);
    for (const what of [
      "The commit statuses could not be posted: the token may not (403); add ",
      "The comment could not be posted: the token may not (404); add ",
    ]) {
      expect(stdout).toContain(`\n${what}`);
    }
    expect(repository.requests()).not.toHaveProperty([ADD]);
  });
});

describe("statuses", () => {
  it.each([
    [403, "the token may not (403); "],
    [404, "the token may not (404); "],
    [410, "GitHub does not take them of this commit or pull request (410)\n"],
    [422, "GitHub does not take them of this commit or pull request (422)\n"],
  ])("that GitHub refuses with %d are said, and fail nothing", async (status, said) => {
    const { payload } = repository.open(VISITS);
    server.fail(POST, { status, body: { message: "Validation Failed" } });
    const { code, stdout } = await repository.run(payload);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nThe commit statuses could not be posted: ${said}`);
  });

  it("are posted again where the server stumbles", async () => {
    const { payload, head } = repository.open(VISITS);
    server.fail(POST, { status: 502 }, { status: 503, headers: { "retry-after": "0" } });
    expect((await repository.run(payload)).code).toBe(0);
    expect(Object.keys(server.statuses("moj/visits", head))).toEqual(["dsp/lifecycle"]);
  });

  it.each([
    ["success", "fine"],
    ["failure", "something else"],
    ["success", undefined],
  ])("replace what someone else has put there meanwhile: %s, %s (T21)", async (state, other) => {
    const { payload, head } = repository.open(WITHOUT_A_RULE);
    await repository.run(payload);
    const ours = server.statuses("moj/visits", head)["dsp/lifecycle"];
    const description = other ?? ours?.description;
    await post(head, { context: "dsp/lifecycle", state, description });
    await repository.run(payload);
    expect(server.statuses("moj/visits", head)["dsp/lifecycle"]).toEqual(ours);
  });

  it("are found among those of many others", async () => {
    const { payload, head } = repository.open(VISITS);
    for (let index = 0; index < 60; index++) {
      await post(head, { context: `other/${index}`, state: "success", description: "" });
    }
    await repository.run(payload);
    repository.requests();
    await repository.run(payload);
    expect(repository.requests()).toEqual({ "POST /graphql": 1, [SEE]: 1 });
  });

  /** Resolves when a status has come in, whatever becomes of it. */
  const untilPosted = () => until(() => server.posted(POST).length > 0);

  it("are pending first where reading takes its time", async () => {
    const { payload } = repository.open(VISITS);
    server.fail("POST /graphql", { meanwhile: untilPosted });
    expect((await repository.run(payload)).code).toBe(0);
    expect(server.posted(POST)).toEqual([
      expect.objectContaining({ context: "dsp/lifecycle", state: "pending" }),
      expect.objectContaining({ context: "dsp/lifecycle", state: "success" }),
    ]);
  });

  it("are never pending in the end, however long it takes to say that", async () => {
    const { payload, head } = repository.open(VISITS);
    server.fail("POST /graphql", { meanwhile: untilPosted });
    server.fail(POST, { status: 503, headers: { "retry-after": "1" } });
    expect((await repository.run(payload)).code).toBe(0);
    expect(server.statuses("moj/visits", head)["dsp/lifecycle"]?.state).toBe("success");
  });
});

/** The example's plan with what it still lacks at beta: nothing of the graver kinds is left. */
const PLAN_DONE = (VISITS[".dsp/deletion-plan.yml"] ?? "").replace(
  "automatic: {status: planned,",
  "automatic: {status: built,",
);

/** Posts a status as somebody else would. */
function post(sha: string, status: Record<string, unknown>): Promise<Response> {
  return fetch(`${server.url}/repos/moj/visits/statuses/${sha}`, {
    method: "POST",
    headers: { authorization: `token ${TOKEN}` },
    body: JSON.stringify(status),
  });
}

function headOf(payload: Record<string, unknown>): unknown {
  return (payload.pull_request as { head: { sha: string } }).head.sha;
}

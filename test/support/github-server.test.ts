import { beforeEach, describe, expect, it } from "@jest/globals";
import { withApiVersion } from "../../src/github/api-version.ts";
import { githubServer } from "./fixtures.ts";

const STATUSES = "POST /repos/:owner/:repo/statuses/:sha";
const ADD = "POST /graphql addComment";
const PULLS = "/repos/moj/visits/pulls";
const LACKS_RIGHT = "Resource not accessible by integration";

const server = await githubServer();
let first = "";

beforeEach(() => {
  server.state.tokens.set("t0ken", ["moj/visits"]);
  first = server.put("moj/visits", { files: { "a.txt": "one" }, visibility: "private" });
});

async function call(path: string, body?: unknown, token = "t0ken") {
  const response = await fetch(`${server.url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: withApiVersion(token ? { authorization: `token ${token}` } : {}),
  });
  return {
    status: response.status,
    link: response.headers.get("link"),
    body: await response.json(),
  };
}

it("refuses a call that names no edition of the API", async () => {
  const answer = await fetch(`${server.url}/repos/moj/visits`);
  expect([answer.status, await answer.json()]).toEqual([400, { message: "No API version" }]);
});

const post = (status: object, sha = first) => call(`/repos/moj/visits/statuses/${sha}`, status);
const graphql = async (query: string, variables = {}, token = "t0ken") =>
  (await call("/graphql", { query, variables }, token)).body;

function pullWith(comments: { author: string; body: string }[], number = 7) {
  server.pull("moj/visits", {
    number,
    head: { sha: first, ref: "feature" },
    base: { ref: "main" },
    comments,
  });
}

const onPull = (fields: string) =>
  `{ repository(owner: "moj", name: "visits") { pullRequest(number: 7) { ${fields} } } }`;

const add = (body: string) => `mutation ($id: ID!) {
  addComment(input: { subjectId: $id, body: "${body}", clientMutationId: "m" }) {
    clientMutationId commentEdge { node { id body } }
  }
}`;

/** The pull request's id, as the list gives it. */
async function subject(): Promise<{ id: string }> {
  const [pull] = (await call(PULLS)).body as { node_id: string }[];
  return { id: pull?.node_id ?? "" };
}

describe("a commit", () => {
  it("is another each time, and moves the refs that lead to it", async () => {
    const files = { "a.txt": "two" };
    const loose = server.commit("moj/visits", { files });
    const led = server.commit("moj/visits", { files, refs: ["main", "refs/pull/7/head"] });
    expect(new Set([first, loose, led]).size).toBe(3);
    expect((await call("/repos/moj/visits/commits/main")).body).toEqual({ sha: led });
    const { status, body } = await call(`/repos/moj/visits/contents/a.txt?ref=${first}`);
    expect([status, body]).toMatchObject([200, { content: Buffer.from("one").toString("base64") }]);
  });

  it.each([
    ["main", "two"],
    ["HEAD", "two"],
    ["refs/heads/main", "two"],
    ["v1", "tagged"],
    ["refs/tags/v1", "tagged"],
    ["refs/pull/7/head", "pulled"],
    ["LOOSE", "loose"],
    ["refs/heads/v1", null],
    ["refs/tags/main", null],
    ["gone", null],
  ])("is found by GraphQL at %s", async (revision, text) => {
    const commit = (content: string, refs: string[]) =>
      server.commit("moj/visits", { files: { "a.txt": content }, refs });
    commit("two", ["main"]);
    commit("tagged", ["refs/tags/v1"]);
    commit("pulled", ["refs/pull/7/head"]);
    const expression = `${revision.replace("LOOSE", commit("loose", []))}:a.txt`;
    const query = `query ($e: String) {
      repository(owner: "moj", name: "visits") { object(expression: $e) { ... on Blob { text } } }
    }`;
    expect(await graphql(query, { e: expression })).toEqual({
      data: { repository: { object: text === null ? null : { text } } },
    });
    expect(server.counts()).toEqual({ "POST /graphql": 1 });
  });
});

describe("statuses", () => {
  it("are the last of each context, whatever its case", async () => {
    const other = server.commit("moj/visits");
    await post({ context: "dsp", state: "pending" });
    await post({ context: "DSP", state: "success", description: "done" });
    await post({ context: "lint", state: "error", target_url: "https://x.example/" });
    await post({ context: "dsp", state: "failure" }, other);
    const lint = { state: "error", description: null, target_url: "https://x.example/" };
    expect(server.statuses("moj/visits", first)).toEqual({
      DSP: { state: "success", description: "done", target_url: null },
      lint,
    });
    const { status, link, body } = await call(
      "/repos/moj/visits/commits/heads%2Fmain/status?per_page=1&page=2",
    );
    expect({ status, link }).toEqual({ status: 200, link: null });
    expect(body).toMatchObject({
      state: "failure",
      sha: first,
      total_count: 2,
      statuses: [{ context: "lint", ...lint }],
    });
    expect(server.posted(STATUSES)).toHaveLength(4);
  });

  it("are pending until all have succeeded", async () => {
    const states: unknown[] = [];
    for (const state of [undefined, "pending", "success"]) {
      if (state) await post({ context: "dsp", state });
      states.push((await call("/repos/moj/visits/commits/main/status")).body);
    }
    expect(states).toMatchObject([
      { state: "pending" },
      { state: "pending" },
      { state: "success" },
    ]);
  });

  it("take 140 characters, however many bytes those are", async () => {
    const state = "success";
    expect(await post({ state, description: "\u2713".repeat(140) })).toMatchObject({
      status: 201,
    });
    const { status, body } = await post({ state, description: "x".repeat(141) });
    expect([status, body]).toEqual([
      422,
      {
        message: "Validation Failed",
        errors: [
          {
            resource: "Status",
            code: "custom",
            field: "description",
            message: "description is too long (maximum is 140 characters)",
          },
        ],
      },
    ]);
  });

  it.each([
    ["another state", { state: "neutral" }, undefined, expect.stringContaining("/state must be")],
    ["an emoji", { state: "error", description: "\u{1F512}" }, undefined, "Validation Failed"],
    [
      "an emoji in its name",
      { state: "error", context: "\u{1F512}" },
      undefined,
      "Validation Failed",
    ],
    ["a long name", { state: "error", context: "x".repeat(256) }, undefined, "Validation Failed"],
    ["no commit", { state: "error" }, "a".repeat(40), `No commit found for SHA: ${"a".repeat(40)}`],
    ["a branch", { state: "error" }, "main", "Validation Failed"],
  ])("are refused for %s", async (_name, status, sha, message) => {
    expect(await post(status, sha)).toMatchObject({ status: 422, body: { message } });
    expect(server.statuses("moj/visits", first)).toEqual({});
  });
});

describe("pull requests", () => {
  it("are listed newest first, by what is asked", async () => {
    const pull = (number: number, head: { owner?: string; ref: string }, more = {}) =>
      server.pull("moj/visits", {
        number,
        head: { sha: first, ...head },
        base: { ref: "main" },
        ...more,
      });
    pull(1, { ref: "x", owner: "fork" });
    pull(2, { ref: "x" });
    pull(3, { ref: "x", owner: "fork" }, { state: "closed" });
    const numbers = async (query: string) => (await call(`${PULLS}?${query}`)).body;
    expect(await numbers("head=fork:x")).toMatchObject([
      {
        number: 1,
        head: { label: "fork:x", sha: first, repo: { full_name: "fork/visits" } },
        base: { ref: "main", sha: first },
      },
    ]);
    expect(await numbers("")).toMatchObject([{ number: 2 }, { number: 1 }]);
    expect(await numbers("head=fork:x&state=all")).toMatchObject([{ number: 3 }, { number: 1 }]);
    expect(await numbers("base=other")).toEqual([]);
    expect(await call(`${PULLS}?per_page=1`)).toMatchObject({
      body: [{ number: 2 }],
      link: `<${server.url}${PULLS}?per_page=1&page=2>; rel="next"`,
    });
  });

  it("keep their comments when their head moves", () => {
    pullWith([{ author: "octocat", body: "hello" }]);
    const sha = server.commit("moj/visits");
    const [before] = server.comments("moj/visits", 7);
    server.pull("moj/visits", { number: 7, head: { sha, ref: "feature" }, base: { ref: "main" } });
    expect(server.comments("moj/visits", 7)).toEqual([before]);
  });
});

describe("comments", () => {
  it("come in pages, also when one goes between them", async () => {
    pullWith(Array.from({ length: 5 }, (_, at) => ({ author: "octocat", body: `${at}` })));
    const page = async (after: string | null) => {
      const query = `query ($after: String) ${onPull(
        "comments(first: 2, after: $after) { nodes { id body } pageInfo { hasNextPage endCursor } totalCount }",
      )}`;
      return (await graphql(query, { after })) as {
        data: { repository: { pullRequest: { comments: { pageInfo: { endCursor: string } } } } };
      };
    };
    const shown = (bodies: string[], hasNextPage: boolean, totalCount: number) => ({
      nodes: bodies.map((body) => expect.objectContaining({ body })),
      pageInfo: { hasNextPage, endCursor: expect.any(String) },
      totalCount,
    });
    const { comments } = (await page(null)).data.repository.pullRequest;
    expect(comments).toEqual(shown(["0", "1"], true, 5));
    const [, second] = server.comments("moj/visits", 7);
    await graphql(`mutation { deleteIssueComment(input: { id: "${second?.id}" }) { __typename } }`);
    const next = (await page(comments.pageInfo.endCursor)).data.repository.pullRequest.comments;
    expect(next).toEqual(shown(["2", "3"], true, 4));
    const last = (await page(next.pageInfo.endCursor)).data.repository.pullRequest.comments;
    expect(last).toEqual(shown(["4"], false, 4));
    expect(server.counts()).toEqual({
      "POST /graphql comments": 3,
      "POST /graphql deleteIssueComment": 1,
    });
  });

  it("are at most 100 a page", async () => {
    pullWith([]);
    expect(await graphql(onPull("comments(first: 101) { totalCount }"))).toMatchObject({
      data: { repository: { pullRequest: null } },
      errors: [{ type: "EXCESSIVE_PAGINATION", path: ["repository", "pullRequest", "comments"] }],
    });
  });

  it("know who wrote them, and name bots as GraphQL does", async () => {
    pullWith([
      { author: "github-actions[bot]", body: "ours" },
      { author: "github-actions", body: "a person's" },
    ]);
    server.signIn("other", "github-actions");
    server.state.tokens.set("other", ["moj/visits"]);
    const query = `{ viewer { login } ${onPull(
      "comments(first: 9) { nodes { viewerDidAuthor author { __typename login } } }",
    ).slice(1)}`;
    const comments = (...mine: boolean[]) => ({
      nodes: mine.map((viewerDidAuthor, at) => ({
        viewerDidAuthor,
        author: { __typename: at === 0 ? "Bot" : "User", login: "github-actions" },
      })),
    });
    expect(await graphql(query)).toEqual({
      data: {
        viewer: { login: "github-actions[bot]" },
        repository: { pullRequest: { comments: comments(true, false) } },
      },
    });
    expect(await graphql(query, {}, "other")).toEqual({
      data: {
        viewer: { login: "github-actions" },
        repository: { pullRequest: { comments: comments(false, true) } },
      },
    });
  });

  it("are added, changed and taken away", async () => {
    pullWith([]);
    const added = await graphql(add("new"), await subject());
    const [comment] = server.comments("moj/visits", 7);
    expect(comment).toMatchObject({ author: "github-actions[bot]", body: "new" });
    expect(added).toEqual({
      data: {
        addComment: {
          clientMutationId: "m",
          commentEdge: { node: { id: comment?.id, body: "new" } },
        },
      },
    });
    const update = `mutation ($id: ID!) { updateIssueComment(input: { id: $id, body: "newer" }) {
      issueComment { body }
    } }`;
    expect(await graphql(update, { id: comment?.id })).toEqual({
      data: { updateIssueComment: { issueComment: { body: "newer" } } },
    });
    expect(server.comments("moj/visits", 7)).toEqual([{ ...comment, body: "newer" }]);
    expect(await graphql(update, { id: "IC_gone" })).toMatchObject({
      data: { updateIssueComment: null },
      errors: [{ type: "NOT_FOUND", path: ["updateIssueComment"] }],
    });
  });

  it("are at most 65,536 characters long", async () => {
    pullWith([]);
    expect(await graphql(add("x".repeat(65_537)), await subject())).toMatchObject({
      data: { addComment: null },
      errors: [{ type: "UNPROCESSABLE", path: ["addComment"] }],
    });
    expect(server.comments("moj/visits", 7)).toEqual([]);
    await graphql(add("x".repeat(65_536)), await subject());
    expect(server.comments("moj/visits", 7)).toHaveLength(1);
  });
});

describe("a token that is limited", () => {
  const MAIN = "/repos/moj/visits/commits/main";

  it.each([
    ["GET", MAIN, "contents:read"],
    ["GET", "/repos/moj/visits/contents/a.txt", "contents:read"],
    ["GET", `${MAIN}/status`, "statuses:read"],
    ["GET", PULLS, "pull_requests:read"],
    ["POST", "/repos/moj/visits/statuses/SHA", "statuses:write"],
  ] as const)("may not %s %s without %s", async (method, path, right) => {
    const ask = async () => {
      const body = method === "POST" ? { state: "success" } : undefined;
      const answer = await call(path.replace("SHA", first), body);
      return [answer.status, answer.body];
    };
    const others = (["contents", "statuses", "pull_requests"] as const)
      .filter((subject) => !right.startsWith(`${subject}:`))
      .map((subject) => `${subject}:write` as const);
    server.allow("t0ken", right === "statuses:write" ? [...others, "statuses:read"] : others);
    expect(await ask()).toEqual([403, { message: LACKS_RIGHT }]);
    expect(server.statuses("moj/visits", first)).toEqual({});
    server.allow("t0ken", [right]);
    expect([200, 201]).toContain((await ask())[0]);
  });

  it("may read what it may write", async () => {
    server.allow("t0ken", ["statuses:write"]);
    expect((await call(`${MAIN}/status`)).status).toBe(200);
  });

  it("gets errors beside the data from GraphQL", async () => {
    pullWith([{ author: "github-actions[bot]", body: "of an earlier run" }]);
    const id = await subject();
    server.allow("t0ken", ["pull_requests:read"]);
    const refused = (field: string) => ({
      data: { [field]: null },
      errors: [{ type: "FORBIDDEN", path: [field], message: LACKS_RIGHT }],
    });
    expect(await graphql(add("new"), id)).toEqual(refused("addComment"));
    const [comment] = server.comments("moj/visits", 7);
    const remove = `mutation { deleteIssueComment(input: { id: "${comment?.id}" }) { __typename } }`;
    expect(await graphql(remove)).toEqual(refused("deleteIssueComment"));
    expect(server.comments("moj/visits", 7)).toEqual([comment]);
    const read = `{ repository(owner: "moj", name: "visits") {
      pullRequest(number: 7) { number } object(expression: "main:a.txt") { oid }
    } }`;
    expect(await graphql(read)).toEqual({
      data: { repository: { pullRequest: { number: 7 }, object: null } },
      errors: [{ type: "FORBIDDEN", path: ["repository", "object"], message: LACKS_RIGHT }],
    });
  });

  it("may read of a public repository what everybody may", async () => {
    const sha = server.put("moj/open");
    server.allow("t0ken", []);
    expect((await call("/repos/moj/open/commits/main")).status).toBe(200);
    expect((await call("/repos/moj/open/pulls", undefined, "")).status).toBe(200);
    const status = { state: "success" };
    expect((await call(`/repos/moj/open/statuses/${sha}`, status)).status).toBe(403);
    expect((await call(`/repos/moj/open/statuses/${sha}`, status, "")).status).toBe(401);
  });
});

describe("a fault", () => {
  const status = { context: "dsp", state: "success" };

  it("takes the place of the effect", async () => {
    server.fail(STATUSES, { status: 502 }, { reset: true });
    expect(await post(status)).toMatchObject({ status: 502, body: { message: "Fault" } });
    await expect(post(status)).rejects.toThrow();
    expect(server.statuses("moj/visits", first)).toEqual({});
    expect(await post(status)).toMatchObject({ status: 201 });
  });

  it.each([
    ["a status", { status: 502 }],
    ["a reset", { reset: true }],
    ["an answer that breaks off", { cut: true, status: 201 }],
  ])("comes after the effect, if so asked: %s", async (_name, fault) => {
    pullWith([]);
    const id = await subject();
    server.fail(STATUSES, { ...fault, after: true });
    server.fail(ADD, { ...fault, after: true });
    const settled = await Promise.allSettled([post(status), graphql(add("new"), id)]);
    expect(JSON.stringify(settled)).not.toContain('"new"');
    expect(Object.keys(server.statuses("moj/visits", first))).toEqual(["dsp"]);
    expect(server.comments("moj/visits", 7)).toHaveLength(1);
    expect(server.counts()).toMatchObject({ [STATUSES]: 1, [ADD]: 1 });
  });

  it("is refused for a route that is not there", () => {
    expect(() => server.fail("POST /graphql addComments", { reset: true })).toThrow("no route");
  });
});

it("forgets everything", async () => {
  pullWith([]);
  server.allow("t0ken", []);
  server.signIn("t0ken", "octocat");
  server.reset();
  expect(() => server.comments("moj/visits", 7)).toThrow("no repository");
  expect((await call(PULLS)).status).toBe(401);
  server.state.tokens.set("t0ken", ["moj/visits"]);
  expect(await graphql("{ viewer { login } }")).toEqual({
    data: { viewer: { login: "github-actions[bot]" } },
  });
  server.put("moj/visits", { visibility: "private" });
  expect((await call(PULLS)).body).toEqual([]);
  expect(server.counts()).toMatchObject({ "POST /graphql viewer": 1 });
});

import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { LostAnswerError } from "../../app/again.ts";
import { apply } from "../../app/state/apply.ts";
import type { Reply } from "../../packages/fake-github/route.ts";
import { CannotRunError } from "../../src/core/errors.ts";
import { createClient } from "../../src/github/client.ts";
import { RateLimitError } from "../../src/github/retry.ts";
import { GithubServer, type Route } from "../support/github-server.ts";
import { ACCOUNT, IssueWorld, SLUG } from "../support/issue-world.ts";
import { TestNetwork } from "../support/network.ts";

const ISSUES = "/repos/moj/visits/issues";
const WANTED = { title: "Beta", body: "", assignees: ["ann"] };

/** What opening answers, one after the other, and what is there by then. */
let replies: Reply[] = [];
let there: object[] = [];

const ROUTES: Route[] = [
  { name: `POST ${ISSUES}`, answer: () => replies.shift() ?? { status: 201, body: issue(9) } },
  // Nobody whom it could be assigned to.
  { name: `PATCH ${ISSUES}/9`, answer: () => ({ status: 422 }) },
  { name: `GET ${ISSUES}`, answer: () => ({ status: 200, body: there }) },
];

function issue(number: number, title = "Beta") {
  return {
    number,
    title,
    state: "open",
    user: { login: `${SLUG}[bot]` },
    created_at: "2026-01-01T00:00:00Z",
  };
}

const server = new GithubServer(ROUTES);
await server.listen();
afterAll(() => server.close());
beforeEach(() => {
  server.log.length = 0;
  there = [];
});

/** Opens the issue in a repository that has had #1, of the same title; gives its number, and the calls. */
async function open(client = createClient({ baseUrl: server.url }, new TestNetwork())) {
  const reader = { client, token: undefined, limits: { maxBytes: 1_000 } };
  const world = new IssueWorld();
  const before = { ...WANTED, isLocked: false, isOpen: false, labels: [], createdAt: "" };
  world.issues = [{ ...before, number: 1 }];
  const action = { kind: "open-issue" as const, issue: WANTED };
  const writing = { reader, account: ACCOUNT, pace: async () => {} };
  const { issues, dropped } = await apply(action, world.facts(), writing);
  const calls = server.log.map(({ method }) => method);
  return { number: issues[0]?.number, calls, ...(dropped?.length && { dropped }) };
}

describe("an issue of which the answer was lost", () => {
  it.each([["is there: it is taken", [issue(2), issue(1)], 2, ["POST", "GET"]]])(
    "%s",
    async (_name, found, number, calls) => {
      replies = [{ status: 502 }];
      there = found;
      expect(await open()).toMatchObject({ number, calls });
    },
  );

  it.each([
    ["only an earlier one is", [issue(1)]],
    ["only one of another title is", [issue(2, "Live")]],
    ["none is", []],
  ])(
    "is not opened once more at once, if %s listed: it may be, a moment later",
    async (_what, found) => {
      replies = [{ status: 502 }];
      there = found;
      await expect(open()).rejects.toThrow(LostAnswerError);
      expect(server.log.map(({ method }) => method)).toEqual(["POST", "GET"]);
    },
  );
});

describe("an issue that is refused", () => {
  it("for whom it is assigned to is opened for nobody, and each is tried once", async () => {
    replies = [{ status: 422 }];
    const calls = ["POST", "POST", "PATCH"];
    expect(await open()).toEqual({ number: 9, calls, dropped: ["ann"] });
    const sent = server.log.map(({ body }) => JSON.parse(body).assignees);
    expect(sent).toEqual([["ann"], [], ["ann"]]);
  });

  it.each([400, 403, 404, 410])("with %i is asked for once", async (status) => {
    replies = [{ status }];
    await expect(open()).rejects.toThrow(CannotRunError);
    expect(server.log).toHaveLength(1);
  });
});

it.each([
  ["a limit on calls", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795437000" }],
  ["a limit on creating", 403, { "retry-after": "600" }],
  ["a limit on how many calls come at once", 429, { "retry-after": "600" }],
])("what %s refused is no lost answer: nothing is looked for", async (_what, status, headers) => {
  replies = [{ status, headers }];
  await expect(open()).rejects.toThrow(RateLimitError);
  expect(server.log.map(({ method }) => method)).toEqual(["POST"]);
});

it("our own fault is no lost answer: nothing is looked for", async () => {
  const client = createClient({ baseUrl: server.url }, new TestNetwork());
  client.request = client.request.defaults({
    request: {
      hook(request: (options: object) => unknown, options: { method: string }) {
        if (options.method === "POST") throw new TypeError("ours");
        return request(options);
      },
    },
  });
  await expect(open(client)).rejects.toThrow(TypeError);
  expect(server.log).toEqual([]);
});

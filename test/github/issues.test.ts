import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Call, Reply } from "../../packages/fake-github/route.ts";
import { CannotRunError } from "../../src/core/errors.ts";
import { createClient } from "../../src/github/client.ts";
import {
  acknowledge,
  commentBy,
  commentsUnder,
  conversationUnder,
  issuesBy,
  makeLabel,
  openIssue,
  refusedIssue,
  roleOf,
  writeComment,
} from "../../src/github/issues.ts";
import { RateLimitError } from "../../src/github/retry.ts";
import { GithubServer, type Route } from "../support/github-server.ts";
import { TestNetwork } from "../support/network.ts";

const REPOSITORY = { owner: "moj", name: "visits" };
const APP = "dsp-lifecycle[bot]";
const LABEL = { name: "dsp", color: "000000", description: "" };

/** What the server keeps; it filters nothing. */
let issues: object[] = [];
let comments = 0;
let reply: Reply = { status: 201 };

const page = (query: URLSearchParams) => Number(query.get("page"));
const PATH = "/repos/moj/visits";
const ROUTES: Route[] = [
  {
    name: `GET ${PATH}/issues`,
    answer: ({ query }) => ({
      status: 200,
      body: issues.slice((page(query) - 1) * 100, page(query) * 100),
    }),
  },
  { name: `GET ${PATH}/issues/1/comments`, answer: commentsPage },
  {
    name: `GET ${PATH}/issues/comments/7`,
    answer: () => ({
      status: 200,
      body: { ...comment(7), issue_url: `https://x${PATH}/issues/1` },
    }),
  },
  { name: `POST ${PATH}/labels`, answer: () => reply },
  { name: `POST ${PATH}/issues`, answer: () => reply },
  { name: `POST ${PATH}/issues/1/comments`, answer: () => reply },
  { name: `POST ${PATH}/issues/comments/7/reactions`, answer: () => reply },
  { name: `GET ${PATH}/collaborators/ann/permission`, answer: () => reply },
];

function commentsPage({ query }: Call): Reply {
  const last = Math.max(1, Math.ceil(comments / 100));
  const from = (page(query) - 1) * 100;
  const link = `<https://x/y?per_page=100&page=${last}>; rel="last"`;
  return {
    status: 200,
    headers: page(query) < last ? { link } : {},
    body: Array.from({ length: Math.min(100, comments - from) }, (_none, at) => comment(from + at)),
  };
}

function comment(id: number) {
  return { id, body: "", user: { login: "ann" }, created_at: "2026-01-01T00:00:00Z" };
}

const server = new GithubServer(ROUTES);
await server.listen();
afterAll(() => server.close());
const token = { name: "the installation", value: "" };
const client = createClient({ baseUrl: server.url }, new TestNetwork());
const reader = { client, token, limits: { maxBytes: 1_000 } };

beforeEach(() => {
  server.log.length = 0;
  issues = [];
  reply = { status: 201 };
});

const issue = (number: number, more: object = {}) => ({
  number,
  title: `Issue ${number}`,
  body: null,
  state: "open",
  user: { login: APP },
  labels: [],
  assignees: [],
  created_at: "2026-01-01T00:00:00Z",
  ...more,
});

describe("the issues of an account", () => {
  it("are its own, whatever the listing was filtered by, and no pull requests", async () => {
    issues = [
      issue(4),
      issue(3, { user: { login: "mallory" } }),
      issue(2, { pull_request: {} }),
      issue(1, { user: null }),
    ];
    const found = await issuesBy(reader, REPOSITORY, APP);
    expect(found.map(({ number }) => number)).toEqual([4]);
  });

  it.each([
    [0, 0, 1],
    [100, 100, 2],
    [250, 250, 3],
    [1_500, 1_000, 10],
  ])("that are %i are read as %i of them, by %i requests", async (there, read, requests) => {
    issues = Array.from({ length: there }, (_none, at) => issue(there - at));
    const found = await issuesBy(reader, REPOSITORY, APP);
    expect(found).toHaveLength(read);
    expect(found[0]?.number).toBe(there === 0 ? undefined : there);
    expect(server.log).toHaveLength(requests);
  });
});

describe("the comments under an issue", () => {
  it.each([
    [0, 0, 1, true],
    [100, 0, 1, true],
    [101, 0, 2, true],
    [1_000, 0, 10, true],
    [1_001, 100, 11, false],
    [90_050, 89_100, 11, false],
  ])(
    "that are %i are read from the one after %i on, by %i requests",
    async (there, from, requests, isAll) => {
      comments = there;
      const found = await conversationUnder(reader, REPOSITORY, 1);
      expect(found.comments.map(({ id }) => id)).toEqual(
        Array.from({ length: there - from }, (_none, at) => from + at),
      );
      expect(found.isAll).toBe(isAll);
      expect(server.log).toHaveLength(requests);
      expect(await commentsUnder(reader, REPOSITORY, 1)).toEqual(found.comments);
    },
  );

  it("can be asked for singly, where they stand under it", async () => {
    expect((await commentBy(reader, REPOSITORY, 1, 7))?.id).toBe(7);
    expect(await commentBy(reader, REPOSITORY, 2, 7)).toBeUndefined();
    expect(await commentBy(reader, REPOSITORY, 1, 8)).toBeUndefined();
  });
});

describe("a label", () => {
  it("that is there already is as good as made", async () => {
    reply = { status: 422 };
    await expect(makeLabel(reader, REPOSITORY, LABEL)).resolves.toBeUndefined();
  });

  it.each([403, 404, 500])("that cannot be made by an answer of %i is trouble", async (status) => {
    reply = { status };
    await expect(makeLabel(reader, REPOSITORY, LABEL)).rejects.toThrow(CannotRunError);
  });
});

describe("what is refused names the right that lacks", () => {
  const lacks = (right: string) =>
    `github:moj/visits: the token of the installation may not ${right.endsWith("write") ? "write to" : "read"} it (403); it needs the permission ${right}`;

  it.each<[string, string, () => Promise<unknown>]>([
    ["a label", "Issues: write", () => makeLabel(reader, REPOSITORY, LABEL)],
    ["a comment", "Issues: write", () => writeComment(reader, REPOSITORY, 1, "")],
    ["someone's role", "Metadata: read", () => roleOf(reader, REPOSITORY, "ann")],
  ])("for %s: %s", async (_name, right, call) => {
    reply = { status: 403 };
    await expect(call()).rejects.toThrow(lacks(right));
  });
});

describe("a sign that a comment was seen", () => {
  it.each([403, 404, 502])("costs nothing if it is answered with %i", async (status) => {
    reply = { status };
    await expect(acknowledge(reader, REPOSITORY, 7)).resolves.toBeUndefined();
  });

  it("tells of a limit, which holds for all that comes next", async () => {
    reply = { status: 403, headers: { "retry-after": "600" } };
    await expect(acknowledge(reader, REPOSITORY, 7)).rejects.toThrow(RateLimitError);
  });
});

describe("what is refused for another reason names that, and no right", () => {
  const told = (message: string, status = 403) => {
    reply = { status, body: { message } };
    return writeComment(reader, REPOSITORY, 1, "").then(
      () => "written",
      (error: Error) => error.message,
    );
  };

  it.each<[string, string, number]>([
    ["Unable to create comment because issue is locked.", "the conversation is locked", 403],
    ["Repository was archived so is read-only.", "the repository is archived", 403],
    ["This installation has been suspended", "the App's installation is suspended", 403],
    [
      "Although you appear to have the correct authorization credentials, the `moj` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
      "the organisation lets in only the addresses on its IP allow list",
      403,
    ],
    ["Repository access blocked", "GitHub has blocked access to the repository", 451],
    ["Issues has been disabled in this repository.", "issues are switched off", 410],
    ["This issue was deleted", "the issue was deleted", 410],
  ])("%s", async (message, words, status) => {
    const said = await told(message, status);
    expect(said).toContain(`github:moj/visits: ${words}`);
    expect(said).not.toContain("permission");
    expect(said).not.toContain(message);
  });

  it("names the right for any other words", async () => {
    expect(await told("Resource not accessible by integration")).toContain("Issues: write");
  });

  it("of an issue that is not opened, too", async () => {
    reply = { status: 403, body: { message: "Repository was archived so is read-only." } };
    const answer = await openIssue(reader, REPOSITORY, { title: "" });
    expect(answer).toEqual({ ok: false, status: 403, reason: "archived" });
    if (answer.ok) throw new Error("it was opened");
    expect(refusedIssue(reader, REPOSITORY, answer).message).toContain("is archived");
  });
});

describe("an issue", () => {
  it.each([403, 410, 422])(
    "that is refused with %i is not there: that is an answer",
    async (status) => {
      reply = { status };
      expect(await openIssue(reader, REPOSITORY, { title: "" })).toEqual({ ok: false, status });
    },
  );

  it("of which the answer was lost may be there", async () => {
    reply = { status: 502 };
    await expect(openIssue(reader, REPOSITORY, { title: "" })).rejects.toThrow(CannotRunError);
    expect(server.log).toHaveLength(1);
  });
});

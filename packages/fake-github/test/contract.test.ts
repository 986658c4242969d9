import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { jwtOf } from "../app.ts";
import { EmbeddedGithub } from "../embedded-github.ts";
import type { Reply } from "../route.ts";
import { FakeServer } from "../server.ts";
import { asRecord } from "../shapes.ts";

const REPOSITORY = "/repos/moj/visits";
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const CHECK = { name: "dsp", head_sha: COMMIT };

describe("the fake refuses what GitHub's description does not have:", () => {
  let github: EmbeddedGithub;
  let token: string;

  beforeEach(async () => {
    github = await EmbeddedGithub.start();
    await github.createRepository("moj/visits");
    const minted = await call(
      "POST",
      "/app/installations/5001/access_tokens",
      {},
      jwtOf(github.app),
    );
    token = String(minted.body.token);
  });

  afterEach(() => github.stop());

  async function call(method: string, path: string, body?: unknown, as = token) {
    const response = await fetch(`${github.baseUrl}${path}`, {
      method,
      headers: { authorization: `bearer ${as}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: asRecord(await response.json()) };
  }

  it.each<[string, string, string, unknown, string]>([
    [
      "an unknown key in a check run's output",
      "POST",
      "/check-runs",
      { ...CHECK, output: { title: "a", summary: "b", colour: "red" } },
      "colour",
    ],
    [
      "a conclusion of no check run",
      "POST",
      "/check-runs",
      { ...CHECK, conclusion: "met" },
      "enum|allowed",
    ],
    ["a check run without its commit", "POST", "/check-runs", { name: "dsp" }, "head_sha"],
    [
      "a reaction that is none",
      "POST",
      "/issues/comments/1/reactions",
      { content: "eye" },
      "allowed",
    ],
    [
      "an unknown key of an issue",
      "POST",
      "/issues",
      { title: "a", assigned: ["writer"] },
      "assigned",
    ],
    ["an issue without a title", "POST", "/issues", { body: "a" }, "title"],
    ["a state of no issue", "PATCH", "/issues/1", { state: "done" }, "allowed"],
    ["labels that are no list", "POST", "/issues", { title: "a", labels: "b" }, "labels"],
    ["a parameter that is none", "GET", "/issues?status=open", undefined, "status"],
    ["a parameter's value that is none", "GET", "/issues?state=opened", undefined, "allowed"],
  ])("%s", async (_what, method, path, body, word) => {
    expect(await call(method, `${REPOSITORY}${path}`, body)).toEqual({
      status: 422,
      body: { message: expect.stringMatching(new RegExp(word)) },
    });
  });

  it("a right that is none, of a token", async () => {
    const asked = { permissions: { merge_queue: "read" } };
    const path = "/app/installations/5001/access_tokens";
    const { status, body } = await call("POST", path, asked, jwtOf(github.app));
    expect([status, body.message]).toEqual([422, expect.stringContaining("merge_queue")]);
  });

  it.each([
    ["labels(first: 101) { nodes { name } }", "EXCESSIVE_PAGINATION"],
    ["labels(last: 101) { nodes { name } }", "EXCESSIVE_PAGINATION"],
    ["labels { nodes { name } }", "MISSING_PAGINATION_BOUNDARIES"],
    ["issue(number: 1) { comments { nodes { id } } }", "NOT_FOUND"],
    ["labels(first: 1, named: 1) { nodes { name } }", undefined],
    ["colour", undefined],
  ])("in GraphQL, %s", async (fields, type) => {
    const query = `{ repository(owner: "moj", name: "visits") { ${fields} } }`;
    const { body } = await call("POST", "/graphql", { query });
    expect(body.errors).toMatchObject([type === undefined ? {} : { type }]);
  });
});

it.each([{ merge_queue: "read" }, { contents: "admin" }] as Record<string, "read">[])(
  "grants an App nothing that GitHub has not: %j",
  async (permissions) => {
    await expect(EmbeddedGithub.start({ permissions })).rejects.toThrow("GitHub grants no");
  },
);

describe("an answer", () => {
  const ONE = `${REPOSITORY}/issues/1`;
  const SHOWN = { number: 1, title: "a", state: "open" };

  async function answered(reply: Reply, path = ONE) {
    const server = new FakeServer({
      routeOf: () => "any",
      checkRoute: () => {},
      answer: () => reply,
      now: () => new Date(),
    });
    await server.listen();
    const response = await fetch(`${server.url}${path}`);
    const body = await response.json();
    const held = await server.close().then(
      () => undefined,
      (error: Error) => error.message,
    );
    return { body, held };
  }

  it("as GitHub describes it comes as it is", async () => {
    expect(await answered({ status: 200, body: SHOWN })).toEqual({ body: SHOWN, held: undefined });
  });

  it("comes without fields that GitHub's has not", async () => {
    const body = { ...SHOWN, colour: "red", user: { login: "a", mood: "good" } };
    expect(await answered({ status: 200, body })).toEqual({
      body: { ...SHOWN, user: { login: "a" } },
      held: undefined,
    });
  });

  it.each<[string, Reply, string]>([
    ["a field of another kind", { status: 200, body: { ...SHOWN, number: "1" } }, ONE],
    ["a date that is none", { status: 200, body: { ...SHOWN, created_at: "today" } }, ONE],
    ["an object for a list", { status: 200, body: SHOWN }, `${REPOSITORY}/issues`],
    ["another status", { status: 202, body: SHOWN }, ONE],
    ["what GitHub has no address for", { status: 200, body: SHOWN }, "/colours"],
  ])("with %s fails whoever closes the server", async (_what, reply, path) => {
    expect((await answered(reply, path)).held).toMatch(/^not as GitHub describes it:\n/);
  });
});

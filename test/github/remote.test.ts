import { createHash } from "node:crypto";
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { CannotRunError, refusalOf } from "../../src/core/errors.ts";
import { readRemote, readRepository } from "../../src/github/remote.ts";
import { githubServer } from "../support/fixtures.ts";
import type { Fault } from "../support/github-server.ts";
import type { GivenRepository } from "../support/github-state.ts";
import { TestNetwork } from "../support/network.ts";

const TARGET = { owner: "moj", name: "visits" };
const MAP = ".dsp/data-map.yml";
const REPOSITORY = "GET /repos/:owner/:repo";
const COMMIT = "GET /repos/:owner/:repo/commits/:ref*";
const TREE = "GET /repos/:owner/:repo/git/trees/:sha";
const BLOB = "GET /repos/:owner/:repo/git/blobs/:sha";
const GRAPHQL = "POST /graphql";
const NOT_GITHUB =
  "the answer is not one of GitHub's; check GITHUB_API_URL, and any proxy on the way";

const server = await githubServer();

interface Reading {
  name?: string;
  given?: GivenRepository;
  token?: string;
  paths?: readonly string[];
  network?: TestNetwork;
}

async function read({
  name = "visits",
  given = { files: { [MAP]: "a: 1\n" } },
  token = "t",
  paths = [MAP],
  network = new TestNetwork(),
}: Reading = {}) {
  server.state.tokens.set("t", ["moj/visits"]);
  server.put(`moj/${name}`, given);
  const connection = {
    baseUrl: server.url,
    token: token ? { name: "GH_TOKEN", value: token } : undefined,
  };
  const wish = { limits: { maxBytes: 1_000 }, organisation: true, pathsOf: () => paths };
  return readRepository({ ...TARGET, name }, connection, wish, network);
}

/** The message of the `CannotRunError` that reading ends in. */
async function refusal(reading: Reading = {}): Promise<string> {
  return read(reading).then(
    () => "none",
    (error: unknown) => {
      expect(error).toBeInstanceOf(CannotRunError);
      return (error as Error).message;
    },
  );
}

async function fileAt(path: string, content: string | Uint8Array, token: string) {
  const { files } = await read({ given: { files: { [path]: content } }, paths: [path], token });
  return files.get(path);
}

describe.each([
  ["with a token", "t"],
  ["without a token", ""],
])("a repository, %s", (_name, token) => {
  it("comes with what GitHub knows of it", async () => {
    const given = {
      files: { ".github/dsp.yml": "stage: alpha\n" },
      topics: ["dsp-alpha"],
      customProperties: { team: "visits" },
      defaultBranch: "trunk",
      archived: true,
    };
    const { facts, sha, policies, files } = await read({ given, token });
    expect(facts).toEqual({
      ...TARGET,
      defaultBranch: "trunk",
      topics: ["dsp-alpha"],
      customProperties: { team: "visits" },
      visibility: "public",
      isArchived: true,
    });
    expect(sha).toMatch(/^[0-9a-f]{40}$/);
    expect(policies.own).toEqual({ ok: true, text: "stage: alpha\n" });
    expect(files.size).toBe(0);
  });

  it("comes with less from a server that knows less", async () => {
    const body = { name: "visits", owner: { login: "moj" }, default_branch: "main" };
    server.fail(REPOSITORY, { status: 200, body });
    expect((await read({ token })).facts).toEqual({
      ...TARGET,
      defaultBranch: "main",
      topics: [],
      customProperties: {},
      visibility: "unknown",
      isArchived: false,
    });
  });

  it.each([
    ["text", "é: ✓\r\n", "é: ✓\r\n"],
    ["text after a byte-order mark", "\uFEFFa: 1\n", "a: 1\n"],
    ["U+FFFD that is meant", "a: \uFFFD\n", "a: \uFFFD\n"],
    ["nothing", "", ""],
  ])("gives %s as it stands", async (_what, content, text) => {
    expect(await fileAt(MAP, content, token)).toEqual({ ok: true, text });
  });

  it("says where bytes that pass for a U+FFFD of the same length are not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("a: "), Buffer.from([0xf0, 0x9f, 0x98])]);
    expect(await fileAt(MAP, bytes, token)).toEqual({
      ok: false,
      problem: {
        message: "byte 0xf0 is not UTF-8",
        fix: "save the file as UTF-8",
        line: 1,
        column: 4,
      },
    });
  });

  it("has no file where a file stands in place of a folder", async () => {
    const { files } = await read({ given: { files: { ".dsp": "" } }, token });
    expect(files.size).toBe(0);
  });

  it("has no file at a path that leads elsewhere, whatever stands there", async () => {
    const { files } = await read({ paths: ["../x"], token });
    expect(files.get("../x")).toMatchObject({
      ok: false,
      problem: { message: "the path climbs out of the repository" },
    });
  });

  it.each([".github", ".GitHub"])("called %s has the organisation's policy", async (name) => {
    const given = { files: { ".github/dsp.yml": "fail_on: notice\n" } };
    const { policies } = await read({ name, given, token });
    expect(policies).toEqual({
      organisation: {
        path: "moj/.github/.github/dsp.yml",
        file: { ok: true, text: "fail_on: notice\n" },
      },
    });
  });

  it("has nothing but its facts where it is empty", async () => {
    const { sha, policies, files } = await read({ given: { empty: true }, token });
    expect([sha, policies, files.size]).toEqual([undefined, { organisation: "none" }, 0]);
  });

  it.each([
    ["502, then better", { status: 502 }],
    ["a reset, then better", { reset: true }],
    ["half an answer, then a whole one", { cut: true }],
  ])("is read through %s, at every step", async (_name, fault: Fault) => {
    for (const route of [REPOSITORY, COMMIT, TREE, BLOB, GRAPHQL]) {
      server.fail(route, fault);
    }
    const network = new TestNetwork();
    const { files } = await read({ token, network });
    expect(files.get(MAP)).toEqual({ ok: true, text: "a: 1\n" });
    expect(network.waits).toEqual(token ? [2_000, 2_000, 2_000] : [2_000, 2_000, 2_000, 2_000]);
  });

  it.each([
    ["a page", { status: 200, body: "<html>login</html>" }],
    ["an empty answer", { status: 200, body: "" }],
    ["JSON of something else", { status: 200, body: { ok: true } }],
    ["a list", { status: 200, body: [1] }],
    ["broken JSON", { status: 200, headers: { "content-type": "application/json" }, body: "{" }],
  ])("is not read from %s, at any step", async (_name, fault: Fault) => {
    const steps = token ? [REPOSITORY, COMMIT, GRAPHQL] : [REPOSITORY, COMMIT, TREE];
    for (const route of steps) {
      server.reset();
      server.fail(route, fault, fault, fault, fault);
      expect([route, await refusal({ token })]).toEqual([route, NOT_GITHUB]);
    }
  });
});

describe("a text that a query does not give as it stands", () => {
  it("is asked for again where GitHub has guessed its encoding", async () => {
    const bytes = Buffer.from("a: caf\xe9\n", "latin1");
    const oid = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    const entry = (name: string, mode: number) => ({ entries: [{ name, mode, oid }] });
    const guessed = {
      d0: entry(".dsp", 0o40000),
      d1: entry("data-map.yml", 0o100644),
      f0: { byteSize: bytes.length, isBinary: false, text: "a: café\n" },
    };
    server.fail(GRAPHQL, {}, { status: 200, body: { data: { r0: guessed } } });
    const { files } = await read({ given: { files: { [MAP]: bytes } } });
    expect(files.get(MAP)).toMatchObject({
      ok: false,
      problem: { message: "byte 0xe9 is not UTF-8", line: 1, column: 7 },
    });
  });

  it.each([
    ["binary", Buffer.from("a\0b"), "the file is binary, not text"],
    ["over the cap", "x".repeat(600_000), "the file is larger than 1000 bytes"],
  ])("is not asked for again where it is %s", async (_what, content, message) => {
    const { files } = await read({ given: { files: { [MAP]: content } } });
    expect(files.get(MAP)).toMatchObject({ ok: false, problem: { message } });
    expect(server.counts()[BLOB]).toBeUndefined();
  });
});

describe("a query", () => {
  const answer = (body: unknown, headers = {}): Fault => ({ status: 200, headers, body });
  const limited = (seconds: number) =>
    answer(
      { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] },
      {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.parse("2026-11-23T12:00:00Z") / 1_000 + seconds),
      },
    );

  it.each([
    ["a limit, said with status 200", limited(9), 10_000],
    [
      "a secondary limit, said with status 200",
      answer({ errors: [{ message: "You have exceeded a secondary rate limit" }] }),
      60_000,
    ],
    [
      "a timeout of GitHub's own",
      answer({
        data: null,
        errors: [{ message: "Something went wrong while executing your query." }],
      }),
      2_000,
    ],
  ])("is tried again after %s", async (_name, fault, wait) => {
    server.fail(GRAPHQL, fault);
    const network = new TestNetwork();
    const { files } = await read({ network });
    expect(files.size).toBe(1);
    expect(network.waits).toEqual([wait]);
  });

  it.each([
    [
      "a limit that lasts too long",
      limited(3_600),
      "GitHub's rate limit is used up until 2026-11-23T13:00:01Z; run again then",
    ],
    [
      "the organisation's policy being forbidden",
      answer({
        data: { r0: null, r1: null },
        errors: [{ type: "FORBIDDEN", path: ["r1"], message: "SAML" }],
      }),
      "github:moj/.github: the token of GH_TOKEN may not read it (403); it needs the permission Contents: read",
    ],
    [
      "any other error",
      answer({ data: { r0: null }, errors: [{ type: "SERVICE_UNAVAILABLE", path: ["r0"] }] }),
      "GitHub could not answer the query (SERVICE_UNAVAILABLE); run again later",
    ],
    [
      "an error without a kind",
      answer({ errors: [{ message: "Parse error" }] }),
      "GitHub could not answer the query; run again later",
    ],
    [
      "an error of a kind that is none of GitHub's",
      answer({ errors: [{ type: "X\n::error::y", message: "no" }] }),
      "GitHub could not answer the query; run again later",
    ],
    [
      "the repository being gone",
      answer({
        data: { r0: null, r1: null },
        errors: [
          { type: "NOT_FOUND", path: ["r0"] },
          { type: "NOT_FOUND", path: ["r1"] },
        ],
      }),
      "github:moj/visits: it does not exist, or the token of GH_TOKEN may not see it; check the name, and that the token has Contents: read on it",
    ],
    [
      "the commit being gone",
      answer({ data: { r0: { d0: null, d1: null, f0: null }, r1: null } }),
      "github:moj/visits: it does not exist, or the token of GH_TOKEN may not see it; check the name, and that the token has Contents: read on it",
    ],
    [
      "a folder that is listed, but cannot be",
      answer({
        data: {
          r0: {
            d0: { entries: [{ name: ".github", mode: 0o40000, oid: "0" }] },
            d1: null,
            f0: null,
          },
          r1: null,
        },
      }),
      NOT_GITHUB,
    ],
  ])("ends in a refusal after %s", async (_name, fault, message) => {
    server.fail(GRAPHQL, fault);
    expect(await refusal()).toBe(message);
  });

  it("goes to the place that GitHub Enterprise Server has for it", async () => {
    nock("https://ghes.example")
      .get("/api/v3/repos/moj/visits")
      .reply(200, {
        name: "visits",
        owner: { login: "moj" },
        default_branch: "main",
        private: true,
      })
      // It does not show them with the repository.
      .get("/api/v3/repos/moj/visits/properties/values")
      .reply(200, [{ property_name: "lifecycle-stage", value: "alpha" }])
      .get("/api/v3/repos/moj/visits/commits/heads%2Fmain")
      .reply(200, "a".repeat(40), { "content-type": "application/vnd.github.sha" })
      .post("/api/graphql")
      .reply(200, { data: { r0: { d0: { entries: [] } }, r1: null } })
      .post("/api/graphql")
      .reply(200, { data: { r0: { d0: { entries: [] } } } });
    const remote = await readRemote(
      "moj/visits",
      { GITHUB_API_URL: "https://ghes.example/api/v3", GITHUB_TOKEN: "t" },
      { limits: { maxBytes: 1_000 }, organisation: true, pathsOf: () => [MAP] },
      new TestNetwork(),
    );
    const customProperties = { "lifecycle-stage": "alpha" };
    const facts = { visibility: "private", customProperties };
    expect(remote).toMatchObject({ sha: "a".repeat(40), facts });
  });

  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());
});

describe("without a token", () => {
  it("refuses a listing of one folder that is cut short", async () => {
    server.fail(TREE, { status: 200, body: { tree: [], truncated: true } });
    server.fail(TREE, { status: 200, body: { tree: [], truncated: true } });
    expect(await refusal({ token: "" })).toBe(
      "github:moj/visits has a folder that is too large to list",
    );
  });

  it.each([
    ["a folder", { ".github/dsp.yml/x": "" }, "this path is a folder"],
    [
      "a link",
      { ".github/dsp.yml": { link: "x.yml" } },
      "this path is a symbolic link, which is not followed on GitHub",
    ],
    [
      "a submodule",
      { ".github/dsp.yml": { submodule: "1".repeat(40) } },
      "this path is a submodule: its files are in another repository",
    ],
    [
      "a file over the cap",
      { ".github/dsp.yml": "x".repeat(1_001) },
      "the file is larger than 1000 bytes",
    ],
  ])("does not take %s for the organisation's policy", async (_name, files, message) => {
    server.put("moj/.github", { files });
    const { policies } = await read({ token: "" });
    expect(policies.organisation).toMatchObject({
      path: "moj/.github/.github/dsp.yml",
      file: { ok: false, problem: { message } },
    });
  });

  it("has no policy of an organisation whose repository is empty", async () => {
    server.put("moj/.github", { empty: true });
    expect((await read({ token: "" })).policies.organisation).toBe("none");
  });

  it("says that a token raises the limit", async () => {
    server.fail(REPOSITORY, {
      status: 403,
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795438800" },
    });
    expect(await refusal({ token: "" })).toBe(
      "GitHub's rate limit is used up until 2026-11-23T13:00:01Z; run again then, or set GH_TOKEN: with a token, more is allowed",
    );
  });
});

describe("by what the environment says", () => {
  const wish = { limits: { maxBytes: 1_000 }, organisation: false, pathsOf: () => [] };

  it.each([
    ["moj", {}, "usage", /^"github:moj" names no repository; /],
    ["moj/visits", { GITHUB_API_URL: "x" }, "usage", /^GITHUB_API_URL is not/],
    [
      "moj/gone",
      { GITHUB_API_URL: server.url },
      "cannot-run",
      /^github:moj\/gone: it does not exist/,
    ],
  ])("refuses %s with %j", async (target, env, kind, message) => {
    const thrown = await readRemote(target, env, wish).catch((error: unknown) => error);
    expect(refusalOf(thrown)).toEqual({ kind, message: expect.stringMatching(message) });
  });

  it("what reading the policies throws comes through", async () => {
    server.put("moj/visits");
    const thrown = new Error("the caller's own");
    const reading = readRemote(
      "moj/visits",
      { GITHUB_API_URL: server.url },
      {
        ...wish,
        pathsOf() {
          throw thrown;
        },
      },
    );
    await expect(reading).rejects.toBe(thrown);
  });
});

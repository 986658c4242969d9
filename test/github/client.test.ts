import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { CannotRunError } from "../../src/core/errors.ts";
import { createClient } from "../../src/github/client.ts";
import { isRepeatable, steadyFetch } from "../../src/github/fetch.ts";
import { isGarbled } from "../../src/github/garbled.ts";
import { NETWORK } from "../../src/github/network.ts";
import { ask } from "../../src/github/reader.ts";
import { pauseAfter, RateLimitError } from "../../src/github/retry.ts";
import { githubServer } from "../support/fixtures.ts";
import { type Fault, GithubServer, type Route } from "../support/github-server.ts";
import { TestNetwork } from "../support/network.ts";

const TOKEN = "ghp_s3cret";
const REPOSITORY = { owner: "moj", name: "visits" };
const FACTS = "GET /repos/:owner/:repo";
const CREATE: Route = { name: "POST /repos/:owner/:repo/issues", answer: () => ({ status: 201 }) };
const MOVED: Route = { name: "GET /repos/moj/old", answer: () => ({ status: 404 }) };
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const AT_NEW = { location: "/repos/moj/visits" };

const server = await githubServer([CREATE, MOVED]);

const HOST = new URL(server.url).host;

interface Calling {
  token?: string;
  network?: TestNetwork;
  name?: string;
  baseUrl?: string;
}

/** Asks for a repository; gives what came of it, and how long each wait before it was. */
async function call({
  token = TOKEN,
  network = new TestNetwork(),
  name = "visits",
  baseUrl = server.url,
}: Calling = {}) {
  server.state.tokens.set(TOKEN, []);
  server.put("moj/visits");
  const given = token ? { name: "GH_TOKEN", value: token } : undefined;
  const client = createClient({ baseUrl, token: given }, network);
  const reader = { client, token: given, limits: { maxBytes: 1_000 } };
  const result = await ask(reader, { ...REPOSITORY, name }, ({ request }) =>
    request("GET /repos/{owner}/{repo}", { owner: "moj", repo: name }),
  ).then(
    ({ status }) => `status ${status}`,
    (error: unknown) => {
      expect(error).toBeInstanceOf(CannotRunError);
      const shown = JSON.stringify(error, Object.getOwnPropertyNames(error));
      expect(shown).not.toContain("s3cret");
      expect((error as Error).cause).toBeUndefined();
      return (error as Error).message;
    },
  );
  return { result, waits: network.waits, calls: server.log.length };
}

const times = (count: number, fault: Fault) => Array.from({ length: count }, () => fault);

describe("a read", () => {
  it("is allowed ten seconds", async () => {
    const network = new TestNetwork();
    await call({ network });
    expect(network.timeouts).toEqual([10_000]);
  });

  it.each([
    ["502", { status: 502 }],
    ["503 without JSON", { status: 503, body: "<html>busy</html>" }],
    ["a reset", { reset: true }],
    ["an answer that breaks off", { cut: true }],
    ["a page with status 200", { status: 200, body: "<html>log in</html>" }],
    ["a page that calls itself JSON", { status: 200, headers: JSON_TYPE, body: "<html>" }],
    ["nothing with status 200", { status: 200, headers: JSON_TYPE, body: "" }],
    ["JSON that was cut short", { status: 200, headers: JSON_TYPE, body: '{"name": "vis' }],
    ["JSON that is a word", { status: 200, headers: JSON_TYPE, body: '"ok"' }],
    ["a proxy's page for what it does not find", { status: 404, body: "<html>404</html>" }],
    ["a proxy's page for what it does not allow", { status: 403, body: "<html>no</html>" }],
  ])("is tried again after %s", async (_name, fault) => {
    server.fail(FACTS, fault, fault, fault);
    expect(await call()).toEqual({ result: "status 200", waits: [2_000, 4_000, 8_000], calls: 4 });
  });

  it.each([
    ["502", { status: 502 }, "GitHub is not available (502); run again later"],
    [
      "resets",
      { reset: true },
      "HOST cannot be reached (ECONNRESET, 4 times); check the network and GITHUB_API_URL",
    ],
    [
      "pages",
      { status: 200, body: "<html>log in</html>" },
      "the answer is not one of GitHub's; check GITHUB_API_URL, and any proxy on the way",
    ],
  ])("is given up after four tries that end in %s", async (_name, fault, message) => {
    server.fail(FACTS, ...times(5, fault));
    const { result, calls } = await call();
    // A connection that was used before breaks by another name.
    expect(result.replace("UND_ERR_SOCKET", "ECONNRESET")).toBe(message.replace("HOST", HOST));
    expect(calls).toBe(4);
  });

  it.each([
    ["is cut off, and tried again", 1, "status 200", 2],
    [
      "again and again is given up",
      4,
      "HOST did not answer within 10 seconds, 4 times; run again later",
      4,
    ],
  ])("that hangs %s", async (_name, hangs, message, calls) => {
    server.fail(FACTS, ...times(hangs, { hang: true }));
    const network = new TestNetwork(() => server.hung());
    expect(await call({ network })).toEqual({
      result: message.replace("HOST", HOST),
      waits: [2_000, 4_000, 8_000].slice(0, calls - 1),
      calls,
    });
  });

  it("spreads its waits over all of the time", async () => {
    const network = new TestNetwork();
    network.random = () => 0.25;
    server.fail(FACTS, ...times(3, { status: 500 }));
    expect((await call({ network })).waits).toEqual([500, 1_000, 2_000]);
  });

  it("never waits longer than half a minute for a fault to pass", () => {
    const network = new TestNetwork();
    expect(pauseAfter({ kind: "timeout" }, { attempt: 9, isAnonymous: false }, network)).toBe(
      30_000,
    );
  });

  it("takes no answer that is larger than any of GitHub's", async () => {
    server.fail(FACTS, { status: 200, body: "x".repeat(17 * 1024 * 1024) });
    expect(await call()).toEqual({
      result: "GitHub's answer is larger than 16777216 bytes",
      waits: [],
      calls: 1,
    });
  });

  it("does not wait for a server that is not there", async () => {
    const gone = new GithubServer();
    await gone.listen();
    const { url } = gone;
    await gone.close();
    const { result, waits } = await call({ baseUrl: url });
    expect(result).toBe(
      `${new URL(url).host} cannot be reached (ECONNREFUSED); check the network and GITHUB_API_URL`,
    );
    expect(waits).toEqual([]);
  });

  it.each(["SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"])(
    "says how an authority of one's own is made known: %s",
    async (code) => {
      const cause = Object.assign(new Error("no"), { code });
      const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
      const asked = steadyFetch({ ...NETWORK, fetch })("https://ghes.example/api/v3", {});
      await expect(asked).rejects.toThrow(
        `ghes.example shows a certificate of an authority that is not known here (${code}); set NODE_EXTRA_CA_CERTS to a PEM file with the certificate of that authority`,
      );
    },
  );

  it.each([301, 302, 307, 308])("follows a repository to its new name: %d", async (status) => {
    server.fail(MOVED.name, { status, headers: AT_NEW });
    expect(await call({ name: "old" })).toMatchObject({ result: "status 200", calls: 2 });
    expect(server.log.map(({ headers }) => headers.authorization)).toEqual([
      `token ${TOKEN}`,
      `token ${TOKEN}`,
    ]);
  });

  it("does not go round in a circle", async () => {
    server.fail(FACTS, ...times(9, { status: 302, headers: AT_NEW }));
    expect(await call()).toMatchObject({
      result: expect.stringContaining("redirects in a circle"),
      calls: 4,
    });
  });
});

it("shows a fault of ours as it is", async () => {
  const network = new TestNetwork();
  const bug = new RangeError("ours");
  network.timeout = () => {
    throw bug;
  };
  const reader = {
    client: createClient({ baseUrl: server.url }, network),
    token: undefined,
    limits: { maxBytes: 1_000 },
  };
  const request = ask(reader, REPOSITORY, (client) => client.request("GET /meta"));
  await expect(request).rejects.toBe(bug);
});

describe("a refusal", () => {
  it.each([
    [
      "404, with a token",
      404,
      TOKEN,
      "github:moj/visits: it does not exist, or the token of GH_TOKEN may not see it; check the name, and that the token has Contents: read on it (404)",
    ],
    [
      "404, without",
      404,
      "",
      "github:moj/visits: it does not exist, or is private; check the name, or set GH_TOKEN to a token with Contents: read (404)",
    ],
    [
      "401",
      401,
      TOKEN,
      "GitHub does not take the token of GH_TOKEN (401): it is wrong, expired or revoked; set another",
    ],
    [
      "403, with a token",
      403,
      TOKEN,
      "github:moj/visits: the token of GH_TOKEN may not read it (403); it needs the permission Contents: read",
    ],
    [
      "403, without",
      403,
      "",
      "github:moj/visits may not be read without a token (403); set GH_TOKEN to one with Contents: read",
    ],
    ["422", 422, TOKEN, "github:moj/visits: GitHub answered with 422, which is not expected here"],
  ])("%s is explained, and not repeated", async (_name, status, token, message) => {
    server.fail(FACTS, { status, body: { message: `no: ${TOKEN}` } });
    expect(await call({ token })).toEqual({ result: message, waits: [], calls: 1 });
  });

  it("names single sign-on where that is what lacks", async () => {
    server.fail(FACTS, { status: 403, headers: { "x-github-sso": "required; url=https://x" } });
    expect((await call()).result).toBe(
      "github:moj/visits: the token of GH_TOKEN is not authorised for the organisation's single sign-on (403); authorise it",
    );
  });
});

describe("a limit", () => {
  const at = (seconds: number) => String(Date.parse("2026-11-23T12:00:00Z") / 1_000 + seconds);
  const primary = (seconds: number) => ({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": at(seconds),
  });

  it.each([
    ["Retry-After in seconds", 403, { "retry-after": "30" }, 30_000],
    ["Retry-After as a date", 429, { "retry-after": "Mon, 23 Nov 2026 12:00:20 GMT" }, 20_000],
    ["Retry-After that is past", 429, { "retry-after": "Mon, 23 Nov 2026 11:00:00 GMT" }, 1_000],
    ["a limit that is over already", 403, primary(-45), 1_000],
    ["429 and no more", 429, {}, 60_000],
    ["the primary limit, soon over", 403, primary(45), 46_000],
    ["the primary limit, soon over, as 429", 429, primary(45), 46_000],
    ["Retry-After of a server that is busy", 503, { "retry-after": "7" }, 7_000],
  ])("%s is waited for", async (_name, status, headers, wait) => {
    server.fail(FACTS, { status, headers });
    expect(await call()).toEqual({ result: "status 200", waits: [wait], calls: 2 });
  });

  it.each([
    ["ten minutes behind", -600, "GitHub's rate limit is used up until 2026-11-23T11:51:01Z"],
    ["ten minutes ahead", 600, "GitHub's rate limit is used up until 2026-11-23T12:11:01Z"],
    ["thirty days behind", -2_592_000, "GitHub's rate limit is used up until 2026-10-24T12:01:01Z"],
  ])("is as long as GitHub's clock says, if ours is %s", async (_name, seconds, message) => {
    for (const headers of [primary(60), { "retry-after": "Mon, 23 Nov 2026 12:01:01 GMT" }]) {
      server.fail(FACTS, { status: 429, headers });
      const network = new TestNetwork();
      network.set(seconds * 1_000);
      expect((await call({ network })).result).toBe(`${message}; run again then`);
    }
  });

  it.each([
    ["a day, if Retry-After names a month", { "retry-after": "2592000" }, "2026-11-24T12:00:00Z"],
    ["an hour, if the reset is a month away", primary(2_592_000), "2026-11-23T13:00:01Z"],
  ])("is not believed to last longer than %s", async (_name, headers, until) => {
    server.fail(FACTS, { status: 429, headers });
    expect((await call()).result).toBe(
      `GitHub's rate limit is used up until ${until}; run again then`,
    );
  });

  it("is known by its words, where nothing else tells", async () => {
    server.fail(FACTS, {
      status: 403,
      body: { message: "You have exceeded a secondary rate limit." },
    });
    expect(await call()).toEqual({ result: "status 200", waits: [60_000], calls: 2 });
  });

  it.each([
    [
      "a primary limit",
      403,
      primary(3_599),
      "GitHub's rate limit is used up until 2026-11-23T13:00:00Z; run again then",
    ],
    [
      "a secondary one",
      429,
      { "retry-after": "61" },
      "GitHub's rate limit is used up until 2026-11-23T12:01:01Z; run again then",
    ],
    [
      "a server",
      503,
      { "retry-after": "600" },
      "GitHub is not available (503); run again at 2026-11-23T12:10:00Z",
    ],
  ])(
    "that lasts too long ends the run, with the time: %s",
    async (_name, status, headers, message) => {
      server.fail(FACTS, { status, headers });
      expect(await call()).toEqual({ result: message, waits: [], calls: 1 });
    },
  );

  it("is none of which only a file speaks", async () => {
    const body = JSON.stringify({ errors: [{ type: "RATE_LIMITED", message: "" }] });
    const headers = { "content-type": "application/vnd.github.raw+json; charset=utf-8" };
    server.fail(FACTS, { status: 200, headers, body });
    const network = new TestNetwork();
    const client = createClient({ baseUrl: server.url }, network);
    const { status } = await client.request("GET /repos/moj/visits", {
      headers: { accept: "application/vnd.github.raw+json" },
    });
    expect([status, network.waits, server.log.length]).toEqual([200, [], 1]);
  });

  it("that stays ends the run", async () => {
    server.fail(FACTS, ...times(4, { status: 429, headers: { "retry-after": "1" } }));
    expect(await call()).toEqual({
      result: "GitHub still asks to slow down, 4 times; run again in some minutes",
      waits: [1_000, 1_000, 1_000],
      calls: 4,
    });
  });

  it("is not waited for by whoever has other things to do: it ends the call, and names its end", async () => {
    server.fail(FACTS, { status: 429, headers: { "retry-after": "30" } });
    const network = Object.assign(new TestNetwork(), { patienceMs: 0 });
    const client = createClient({ baseUrl: server.url }, network);
    const error = await client.request("GET /repos/moj/visits").catch((thrown) => thrown.cause);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ until: Date.parse("2026-11-23T12:00:30Z") });
    expect(network.waits).toEqual([]);
  });
});

describe("a write", () => {
  const STATUS = "POST /repos/:owner/:repo/statuses/:sha";

  /** Makes an issue, or posts a status, while these faults stand in the way. */
  async function write(route: string, ...faults: Fault[]) {
    server.state.tokens.set(TOKEN, []);
    const sha = server.put("moj/visits");
    server.fail(route, ...faults);
    const network = new TestNetwork();
    const client = createClient(
      { baseUrl: server.url, token: { name: "T", value: TOKEN } },
      network,
    );
    const repository = { owner: "moj", repo: "visits" };
    const answer =
      route === CREATE.name
        ? client.request("POST /repos/{owner}/{repo}/issues", { ...repository, title: "t" })
        : client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
            ...repository,
            sha,
            state: "success",
          });
    const status = await answer.then((given) => given.status).catch((error) => error.status);
    return { status, waits: network.waits, calls: server.log.length };
  }

  it.each([
    ["502", { status: 502 }, 502],
    ["a reset", { reset: true }, 500],
    ["a page with status 201", { status: 201, body: "<html>" }, 500],
  ])("that creates is never repeated after %s", async (_name, fault, status) => {
    expect(await write(CREATE.name, fault)).toEqual({ status, waits: [], calls: 1 });
  });

  it("that creates is repeated where a limit refused it", async () => {
    const refused = { status: 403, headers: { "retry-after": "7" } };
    expect(await write(CREATE.name, refused)).toEqual({ status: 201, waits: [7_000], calls: 2 });
  });

  it.each([
    ["a list that is none", "GET", "/repos/o/r/issues?per_page=100", { message: "no" }, true],
    ["a list", "GET", "/repos/o/r/issues?per_page=100", [], false],
    ["a list in an object", "GET", "/installation/repositories?per_page=1", { repos: [] }, false],
    ["an answer to a write", "POST", "/repos/o/r/issues?per_page=100", { id: 1 }, false],
    ["no token", "POST", "/app/installations/1/access_tokens", { message: "no" }, true],
    ["a token", "POST", "/app/installations/1/access_tokens", { token: "t" }, false],
    ["neither data nor errors", "POST", "/graphql", { message: "no" }, true],
    ["data", "POST", "/graphql", { data: null }, false],
    ["errors", "POST", "/graphql", { errors: [] }, false],
  ])("%s: %s %s, %j is garbled: %s", (_name, method, path, value, expected) => {
    const headers = { accept: "application/vnd.github.v3+json" };
    const call = { url: `https://api.github.com${path}`, method, headers };
    expect(isGarbled(call, { status: 200, text: JSON.stringify(value) })).toBe(expected);
  });

  it("of a status is repeated: of two that are alike, the later counts", async () => {
    expect(await write(STATUS, { status: 502 }, { reset: true })).toMatchObject({
      status: 201,
      calls: 3,
    });
  });

  it("is not sent anywhere else than where it was meant to go", async () => {
    server.fail(CREATE.name, { status: 307, headers: { location: "/repos/moj/visits/issues" } });
    const client = createClient({ baseUrl: server.url }, new TestNetwork());
    const { status } = await client.request("POST /repos/{owner}/{repo}/issues", {
      owner: "moj",
      repo: "visits",
      title: "t",
    });
    expect([status, server.log.length]).toEqual([307, 1]);
  });

  const graphql = "https://api.github.com/graphql";
  const checkRun = "https://api.github.com/repos/o/r/check-runs/7";
  it.each([
    ["GET", "https://api.github.com/x", undefined, true],
    ["HEAD", "https://api.github.com/x", undefined, true],
    ["PUT", "https://api.github.com/x", "{}", true],
    ["PATCH", "https://api.github.com/x", "{}", true],
    ["DELETE", "https://api.github.com/x", undefined, false],
    ["POST", `https://api.github.com/repos/o/r/statuses/${"a".repeat(40)}`, "{}", true],
    ["POST", "https://api.github.com/repos/o/statuses/issues", "{}", false],
    ["PATCH", checkRun, JSON.stringify({ output: { annotations: [] } }), true],
    ["PATCH", checkRun, JSON.stringify({ output: { annotations: [{}] } }), false],
    ["PATCH", checkRun, undefined, true],
    ["POST", graphql, JSON.stringify({ query: "mutation ($i: I) { updateIssueComment }" }), true],
    ["POST", graphql, JSON.stringify({ query: "mutation ($i: I) { addComment }" }), false],
    ["POST", graphql, JSON.stringify({ query: "query ($a: Int) { a }" }), true],
    ["POST", graphql, JSON.stringify({ query: "\n{ a }" }), true],
    ["POST", graphql, JSON.stringify({ query: "mutation { a }" }), false],
    ["POST", graphql, JSON.stringify({ query: "queryish" }), false],
    ["POST", graphql, JSON.stringify({}), false],
    ["POST", "https://api.github.com/x", JSON.stringify({ query: "query { a }" }), false],
  ])("%s %s %s can be repeated: %s", (method, url, body, expected) => {
    expect(isRepeatable(url, { method, body })).toBe(expected);
  });
});

describe("another host", () => {
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());

  it("is never followed, nor given the token", async () => {
    const elsewhere = nock("https://elsewhere.example").get(/.*/).reply(200, {});
    const api = nock("https://api.github.com")
      .get("/repos/moj/visits")
      .reply(302, "", { location: "https://elsewhere.example/repos/moj/visits" });
    const { result } = await call({ baseUrl: "https://api.github.com" });
    expect(result).toBe(
      "api.github.com redirects to another host, which is not followed; set GITHUB_API_URL to the address of the API itself",
    );
    expect([api.isDone(), elsewhere.isDone()]).toEqual([true, false]);
  });

  it("is one of another scheme or port, too", async () => {
    const plain = nock("http://api.github.com").get(/.*/).reply(200, {});
    nock("https://api.github.com")
      .get("/repos/moj/visits")
      .reply(307, "", { location: "http://api.github.com/repos/moj/visits" });
    const { result } = await call({ baseUrl: "https://api.github.com" });
    expect(result).toContain("redirects to another host");
    expect(plain.isDone()).toBe(false);
  });
});

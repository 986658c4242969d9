import { type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EmbeddedGithub } from "../../fake-github/embedded-github.ts";
import { Site } from "../site/site.ts";
import type { World } from "../world.ts";

const REPOSITORY = "moj/visits";

let github: EmbeddedGithub;
let site: Site;

beforeAll(async () => {
  github = await EmbeddedGithub.start();
  const files = { "README.md": "# Visits\n", ".dsp/data-map.yml": "schema: none\n" };
  await github.createRepository(REPOSITORY, { files });
  await github.openIssue(REPOSITORY, { title: "Tasks", body: "- [ ] one\n- [x] two\n" });
  const stop = async () => {};
  const world: World = { github, app: { hasEnded: false }, repository: REPOSITORY, stop };
  site = await Site.start(world, 0);
});
afterAll(async () => {
  await site.stop();
  await github.stop();
});

/** Asks as no browser would let a page do: with any header. */
async function ask(path: string, options: RequestOptions = {}, body = "") {
  const asking = request(new URL(path, site.url), options);
  const answered = new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    asking.once("response", resolve).once("error", reject);
  });
  asking.end(body);
  const response = await answered;
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

function post(path: string, fields: Record<string, string>, visitor = "maintainer") {
  const { origin } = new URL(site.url);
  const headers = { origin, cookie: `visitor=${visitor}` };
  return ask(path, { method: "POST", headers }, new URLSearchParams(fields).toString());
}

const topics = async () =>
  ((await github.read(`/repos/${REPOSITORY}`)) as { topics: string[] }).topics;

const body = async () =>
  ((await github.read(`/repos/${REPOSITORY}/issues/1`)) as { body: string }).body;

describe("what is not answered", () => {
  it.each([
    ["another name that leads here", "GET", { host: "evil.example" }, 421],
    ["our name with another port", "GET", { host: "127.0.0.1:1" }, 421],
    ["a form of another site", "POST", { origin: "https://evil.example" }, 403],
    ["a form of a page without an origin", "POST", { origin: "null" }, 403],
    ["a form that tells no origin", "POST", {}, 403],
    ["another method", "DELETE", {}, 405],
  ])("%s", async (_name, method, headers, status) => {
    const answer = await ask("/stage", { method, headers }, "topic=dsp-beta");
    expect(answer.status).toBe(status);
    expect(await topics()).toEqual([]);
  });

  it("a form of another site that knows our origin, where the browser tells", async () => {
    const headers = { origin: new URL(site.url).origin, "sec-fetch-site": "cross-site" };
    expect((await ask("/stage", { method: "POST", headers }, "topic=dsp-beta")).status).toBe(403);
  });

  it("more than a form may hold", async () => {
    const long = "x".repeat(1024 * 1024);
    expect((await post("/issues/1/comments", { body: long })).status).toBe(413);
  });

  it("an address where nothing is", async () => {
    for (const path of ["/nothing", "/issues/99", "/blob/main/none.yml", "/blob/none/README.md"]) {
      const { status, body } = await ask(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toContain('<html lang="en-GB">');
      expect(body).toContain("<title>Nothing here</title>");
    }
  });
});

it("lets a page run no script but its own, and nobody show it in a frame", async () => {
  const policy = String((await ask("/")).headers["content-security-policy"]);
  expect(policy.split("; ")).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
  );
  expect(policy).not.toContain("unsafe");
});

describe("who may", () => {
  it.each([
    ["outsider", "/stage", { topic: "dsp-alpha" }],
    ["writer", "/stage", { topic: "dsp-alpha" }],
    ["triager", "/issues/1/tick", { line: "1", ticked: "true" }],
    ["triager", "/checks/1/again", {}],
    ["triager", "/push", { path: "a.yml", text: "a", to: "main" }],
  ])("%s may not %s", async (visitor, path, fields) => {
    const before = [await topics(), await body()];
    expect(await post(path, fields, visitor)).toMatchObject({
      status: 403,
      body: expect.stringMatching(`Refused: ${visitor} has the role \\w+; that takes the role `),
    });
    expect([await topics(), await body()]).toEqual(before);
  });
});

it("ticks and empties the box of a line, and refuses where the line has none", async () => {
  await post("/issues/1/tick", { line: "1", ticked: "true" }, "writer");
  await post("/issues/1/tick", { line: "2", ticked: "false" }, "writer");
  expect(await body()).toBe("- [x] one\n- [ ] two\n");
  expect((await post("/issues/1/tick", { line: "3", ticked: "true" }, "writer")).status).toBe(409);
});

it("sets a stage and takes it away, and knows no other topic", async () => {
  expect((await post("/stage", { topic: "dsp-beta" })).status).toBe(303);
  expect(await topics()).toEqual(["dsp-beta"]);
  expect((await post("/stage", { topic: "secret" })).status).toBe(400);
  await post("/stage", { topic: "" });
  expect(await topics()).toEqual([]);
});

it.each(["../package.json", "/etc/passwd", "a/../../b", "a//", ""])(
  "refuses to push to %j",
  async (path) => {
    expect((await post("/push", { path, text: "x", to: "main" })).status).toBe(400);
  },
);

it.each([
  ["/issues/1", "/issues/1"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
])("comes back from %j to %j", async (back, to) => {
  expect((await post("/person", { person: "writer", back })).headers.location).toBe(to);
});

it("takes what people wrote for text, wherever it stands", async () => {
  const evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
  await github.openIssue(REPOSITORY, { title: evil, body: evil, labels: [] });
  await github.push(REPOSITORY, { "evil.yml": evil }, evil);
  for (const path of ["/issues", "/issues/2", "/blob/main/evil.yml", "/edit/main/evil.yml"]) {
    const { body: page } = await ask(path);
    expect(page.replaceAll(/<script type="module" src="\/assets\/page.js">/g, "")).not.toMatch(
      /<script|<img[^>]*onerror/,
    );
  }
});

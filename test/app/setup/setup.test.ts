import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readEnvironment } from "../../../app/environment.ts";
import { type SetupWorld, setup } from "../../../app/setup/setup.ts";
import { manifestFaults } from "../../support/app-contract.ts";
import { nodesOf } from "../../support/markdown.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const SECRET = "4f9c2f1e8d7b6a5c4f9c2f1e8d7b6a5c4f9c2f1e";
const APP = {
  id: 77,
  slug: "dsp-lifecycle",
  html_url: "https://git.example/apps/dsp-lifecycle",
  pem: PEM,
  webhook_secret: SECRET,
  client_id: "Iv1.abc",
  client_secret: "not kept",
};

/** GitHub, as far as it hands an App over. */
let github: Server;
let apiUrl = "";
const codes: string[] = [];
let answer: [number, unknown] = [201, APP];

beforeAll(async () => {
  github = createServer((request, response) => {
    codes.push(`${request.method} ${request.url}`);
    const [status, body] = answer;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
  apiUrl = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
});
afterAll(() => {
  github.closeAllConnections();
  github.close();
});
beforeEach(() => {
  codes.length = 0;
  answer = [201, APP];
});

interface Run {
  /** Where the page is, once it is served. */
  page: Promise<string>;
  done: Promise<void>;
  text(): string;
  env(): string;
}

function run(changes: Partial<SetupWorld> = {}, before = ""): Run {
  let text = "";
  let env = before;
  let served: (page: string) => void = () => {};
  const page = new Promise<string>((resolve) => {
    served = resolve;
  });
  const done = setup({
    env: { GITHUB_API_URL: apiUrl, PORT: "0" },
    args: ["https://dsp.example.gov.uk"],
    appFile: readFileSync("app.yml", "utf8"),
    envFile: {
      read: () => env,
      write: (written) => {
        env = written;
      },
    },
    ...changes,
    write(more) {
      text += more;
      const found = /Open (\S+)/.exec(more)?.[1];
      if (found) served(found);
    },
  });
  return { page, done, text: () => text, env: () => env };
}

const unescaped = (html: string) =>
  html.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

/** What the served page would send to GitHub, and where to. */
async function form(page: string): Promise<{ action: URL; manifest: Record<string, unknown> }> {
  const html = await (await fetch(page)).text();
  const action = /<form action="([^"]*)" method="post">/.exec(html)?.[1] ?? "";
  const value = /name="manifest" value="([^"]*)"/.exec(html)?.[1] ?? "";
  return { action: new URL(unescaped(action)), manifest: JSON.parse(unescaped(value)) };
}

/** Lets GitHub lead the browser back. */
const back = (page: string, state: string | null, code = "c0de") =>
  fetch(`${page}/made?code=${code}&state=${state}`);

describe("npm run setup", () => {
  it("hands GitHub a manifest that it takes, for the account and address that were given", async () => {
    const { page, done } = run({ env: { GITHUB_API_URL: apiUrl, PORT: "0", GH_ORG: "moj" } });
    const { action, manifest } = await form(await page);
    // A GitHub on this machine is somebody's own server.
    expect(manifestFaults(manifest, true)).toEqual([]);
    expect(`${action.origin}${action.pathname}`).toBe(
      `${apiUrl}/organizations/moj/settings/apps/new`,
    );
    expect(manifest).toMatchObject({
      hook_attributes: { url: "https://dsp.example.gov.uk/api/github/webhooks" },
      redirect_url: `${await page}/made`,
    });
    await back(await page, action.searchParams.get("state"));
    await done;
  });

  it("leaves in .env what the App starts with, after what was there, and says what is next", async () => {
    const { page, done, text, env } = run({}, "LOG_LEVEL=warn");
    const { action } = await form(await page);
    expect(action.pathname).toBe("/settings/apps/new");
    const answered = await back(await page, action.searchParams.get("state"));
    expect([answered.status, await answered.text()]).toEqual([
      200,
      expect.stringContaining(`href="${APP.html_url}/installations/new"`),
    ]);
    await done;
    expect(codes).toEqual(["POST /app-manifests/c0de/conversions"]);
    const given = parseEnv(env()) as Record<string, string>;
    expect(Object.keys(given).sort()).toEqual([
      "APP_ID",
      "GITHUB_API_URL",
      "LOG_LEVEL",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
    ]);
    expect(readEnvironment(given, () => "")).toMatchObject({
      appId: 77,
      secrets: [SECRET],
      apiUrl,
      logLevel: "warn",
    });
    expect(text()).toContain(`Install it: ${APP.html_url}/installations/new\n`);
    expect(text()).not.toContain(SECRET);
  });

  it("takes a code from its own page only, once, and from no other name", async () => {
    const { page, done, env } = run();
    const url = await page;
    expect((await back(url, "other")).status).toBe(400);
    const { action } = await form(url);
    const state = action.searchParams.get("state");
    expect((await back(url, state, "a%2Fb")).status).toBe(400);
    expect((await fetch(`${url}/.env`)).status).toBe(404);
    expect((await fetch(url, { method: "POST" })).status).toBe(404);
    const { port } = new URL(url);
    expect((await fetch(`http://127.0.0.1:${port}/`).catch(() => ({ status: 404 }))).status).toBe(
      404,
    );
    expect([codes, env()]).toEqual([[], ""]);
    await back(url, state);
    await done;
  });

  it("lets people try again where GitHub does not hand the App over", async () => {
    const { page, done, env } = run();
    const { action } = await form(await page);
    const state = action.searchParams.get("state");
    for (const [status, body, words] of [
      [404, { message: "Not Found" }, "GitHub does not take the code (404)"],
      [201, { id: 77 }, "the answer is not one of GitHub&#39;s"],
    ] as const) {
      answer = [status, body];
      const answered = await back(await page, state);
      expect([answered.status, await answered.text()]).toEqual([
        502,
        expect.stringContaining(words),
      ]);
      expect(env()).toBe("");
    }
    answer = [201, { ...APP, webhook_secret: null }];
    await back(await page, state);
    await done;
    expect(env()).not.toContain("WEBHOOK_SECRET");
  });

  it("asks whoever sits at a terminal, again where an answer cannot be used", async () => {
    const asked: string[] = [];
    const answers = ["localhost:3000", "dsp.example.gov.uk", "moj"];
    const ask = async (question: string) => {
      asked.push(question.split("?")[0] ?? "");
      return answers.shift() ?? "";
    };
    const { page, done, text } = run({ args: [], ask });
    const { action } = await form(await page);
    expect(asked).toEqual([
      "At which public address does GitHub reach the App",
      "At which public address does GitHub reach the App",
      "Name the organisation that should own the App (leave empty for your own account): ",
    ]);
    expect(text()).toContain("localhost is this machine itself");
    expect(action.pathname).toBe("/organizations/moj/settings/apps/new");
    await back(await page, action.searchParams.get("state"));
    await done;
  });

  it("says so where a proxy must lead to another path", async () => {
    const { page, done, text } = run({ args: ["https://smee.io/abc"] });
    const { action, manifest } = await form(await page);
    expect(manifest.hook_attributes).toMatchObject({ url: "https://smee.io/abc" });
    expect(text()).toContain("The App takes them at the path /api/github/webhooks (WEBHOOK_PATH)");
    await back(await page, action.searchParams.get("state"));
    await done;
  });

  const nobody = { GITHUB_API_URL: "https://api.github.com" };
  it.each([
    ["no address", { args: [] }, "", /^say at which address .*: npm run setup -- https:/],
    ["two addresses", { args: ["a.gov.uk", "b.gov.uk"] }, "", /^use one address/],
    ["an App that is there", {}, "A=1\nAPP_ID=5\n", /^\.env has an App already/],
    ["a name that is none", { env: { ...nobody, GH_ORG: "a/b" } }, "", /^this is not the name of/],
    ["a port that is none", { env: { ...nobody, PORT: "x" } }, "", /^PORT is not a port/],
    [
      "an old name",
      { env: { GHE_HOST: "git.gov.uk" } },
      "",
      /^GHE_HOST is not read; set GITHUB_API/,
    ],
    ["another old name", { env: { WEBHOOK_PROXY_URL: "x" } }, "", /^WEBHOOK_PROXY_URL is not read/],
    ["a file that is none", { appFile: "- a" }, "", /^app\.yml cannot be read as YAML/],
    [
      "a file with faults",
      { appFile: "name: A\nextra: 1" },
      "",
      /^app\.yml cannot be used:\n- `extra`/,
    ],
  ])("refuses %s in one line", async (_what, changes, before, fault) => {
    await expect(run(changes, before).done).rejects.toThrow(fault);
  });
});

it("is written so in the README and on the page about running the App", () => {
  const lines = ["README.md", "docs/operate.md", "docs/app.md"].flatMap((file) =>
    nodesOf(readFileSync(file, "utf8")).flatMap((node) =>
      node.type === "code"
        ? node.value.split("\n").filter((line) => line.includes("run setup"))
        : [],
    ),
  );
  expect(lines.length).toBeGreaterThanOrEqual(3);
  const commands = lines.map((line) => line.split(/ {3,}/)[0]);
  const known = /^(?:GITHUB_API_URL=\S+ )?npm run setup(?: -- https:\/\/\S+)?$/;
  expect(commands.filter((command) => !known.test(command ?? ""))).toEqual([]);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { start } from "../../app/start.ts";
import { appCredentials } from "../../packages/fake-github/app.ts";
import { proxyFor } from "../../src/github/proxy.ts";
import { runCliOnline } from "../support/cli.ts";
import { githubServer } from "../support/fixtures.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";

const server = await githubServer();
const PROXY = "http://proxy.example:3128";

describe("the proxy for an address", () => {
  const api = "https://api.github.com/graphql";

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ["is none by default", {}, api, undefined],
    ["is that of HTTPS_PROXY", { HTTPS_PROXY: PROXY }, api, `HTTPS_PROXY ${PROXY}/`],
    ["is that of https_proxy", { https_proxy: PROXY }, api, `https_proxy ${PROXY}/`],
    [
      "is in small letters first",
      { HTTPS_PROXY: PROXY, https_proxy: "http://b.example" },
      api,
      "https_proxy http://b.example/",
    ],
    ["is none if it is empty", { HTTPS_PROXY: " " }, api, undefined],
    ["needs no scheme", { HTTPS_PROXY: "proxy.example:3128" }, api, `HTTPS_PROXY ${PROXY}/`],
    ["is of its own kind", { HTTP_PROXY: PROXY }, api, undefined],
    [
      "for http is that of HTTP_PROXY",
      { HTTP_PROXY: PROXY },
      "http://a.example",
      `HTTP_PROXY ${PROXY}/`,
    ],
    [
      "for http is that of http_proxy",
      { http_proxy: PROXY },
      "http://a.example",
      `http_proxy ${PROXY}/`,
    ],
    ["is none for this machine", { HTTP_PROXY: PROXY }, "http://127.0.0.1:8080", undefined],
    ["is none for localhost", { HTTP_PROXY: PROXY }, "http://localhost:8080", undefined],
  ])("%s: %j", (_name, env, address, expected) => {
    const found = proxyFor(new URL(address), env);
    expect(found && `${found.name} ${found.url.href}`).toBe(expected);
  });

  it.each([
    ["api.github.com", true],
    ["github.com", true],
    [".github.com", true],
    ["*.github.com", true],
    ["hub.com", false],
    ["api.github.com:443", true],
    ["api.github.com:8443", false],
    ["a.example, API.GitHub.com", true],
    ["a.example api.github.com", true],
    ["*", true],
    ["", false],
    [",", false],
  ])("is none if NO_PROXY is %j: %j", (list, isDirect) => {
    for (const name of ["NO_PROXY", "no_proxy"]) {
      const found = proxyFor(new URL(api), { HTTPS_PROXY: PROXY, [name]: list });
      expect(found === undefined).toBe(isDirect);
    }
  });

  it.each(["http://", "socks5://proxy.example:1080", "http://me:s3cret@[", "::"])(
    "is refused if it is %j, without a word of it",
    (value) => {
      const refused = () => proxyFor(new URL(api), { HTTPS_PROXY: value });
      expect(refused).toThrow("HTTPS_PROXY is not the address of an HTTP proxy; set it to http://");
      expect(refused).not.toThrow(/s3cret|socks5/);
    },
  );
});

describe("each door goes out through the proxy", () => {
  let proxy: TestProxy;
  afterEach(() => proxy?.close());

  it("the command line, and judges what comes back", async () => {
    server.put("moj/visits", { files: {}, topics: ["dsp-discovery"] });
    proxy = await startProxy(Number(new URL(server.url).port));
    const { stdout, stderr } = await runCliOnline(["check", "github:moj/visits"], {
      env: {
        GITHUB_API_URL: "http://ghes.example",
        HTTP_PROXY: proxy.url.replace("//", "//me:pass%20word@"),
      },
    });
    expect([stderr, stdout]).toEqual(["", expect.stringContaining("discovery")]);
    expect(new Set(proxy.asked)).toEqual(new Set(["ghes.example:80"]));
    expect(proxy.shown[0]).toBe(`Basic ${btoa("me:pass word")}`);
  });

  it("the command line, and says which proxy does not let it through", async () => {
    proxy = await startProxy();
    const { stderr, code } = await runCliOnline(["check", "github:moj/visits"], {
      env: { https_proxy: proxy.url },
    });
    expect([code, stderr, proxy.asked]).toEqual([
      3,
      expect.stringMatching(
        /^Cannot check: the proxy that https_proxy names answered with 403; check .*\n$/,
      ),
      ["api.github.com:443"],
    ]);
  });

  it("the command line, and says which proxy cannot be reached", async () => {
    proxy = await startProxy();
    proxy.close();
    const { stderr, code } = await runCliOnline(["check", "github:moj/visits"], {
      env: { HTTPS_PROXY: proxy.url.replace("//", "//me:s3cret@") },
    });
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(
        /^Cannot check: the proxy that HTTPS_PROXY names cannot be reached \(ECONNREFUSED\);/,
      ),
    ]);
    expect(stderr).not.toContain("s3cret");
  });

  it("the App", async () => {
    proxy = await startProxy();
    const asked = proxy.next();
    const { appId, privateKey, webhookSecret } = appCredentials();
    const app = await start({
      env: {
        APP_ID: String(appId),
        PRIVATE_KEY: privateKey,
        WEBHOOK_SECRET: webhookSecret,
        PORT: "0",
        HTTPS_PROXY: proxy.url,
      },
      write: () => {},
      now: () => new Date(),
    });
    expect(await asked).toBe("api.github.com:443");
    await app.stop();
  });
});

it("there is one way out: nothing but `network.ts` calls fetch or knows the network without proxies", () => {
  const files = ["src", "app"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const others = files
    .filter((file) => file.endsWith(".ts") && file !== "src/github/network.ts")
    .filter((file) => /(?<![.\w])fetch\(|\bNETWORK\b/.test(readFileSync(file, "utf8")));
  expect(others).toEqual([]);
});

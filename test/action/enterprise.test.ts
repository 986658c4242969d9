import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { runAction } from "../../src/action/run.ts";
import type { Runner } from "../../src/action/runner.ts";
import { builtAction } from "../support/fixtures.ts";
import { TestNetwork } from "../support/network.ts";
import { payloadOf } from "../support/payloads.ts";
import { repositoryFacts } from "../support/pull-request.ts";

const API = "https://ghes.example/api/v3";
const HEAD = "b".repeat(40);
const payload = payloadOf(
  "pull_request",
  {
    repository: repositoryFacts,
    pull_request: { number: 7, head: { sha: HEAD }, base: { ref: "main", sha: "a".repeat(40) } },
  },
  "synchronize",
);

const INPUTS: Readonly<Record<string, string>> = { token: "t", stage: "discovery" };

const RUNNER: Runner = {
  env: {
    GITHUB_API_URL: API,
    GITHUB_SERVER_URL: "https://ghes.example/",
    GITHUB_REPOSITORY: "moj/visits",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_SHA: "c".repeat(40),
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_RUN_ID: "9",
  },
  input: (name) => INPUTS[name] ?? "",
  output: () => {},
  hide: () => {},
  print: () => {},
  decide: () => {},
  summarise: async () => {},
  now: new Date("2026-11-23T12:00:00Z"),
  network: new TestNetwork(),
};

describe("GitHub Enterprise Server", () => {
  const folder = mkdtempSync(join(tmpdir(), "dsp-ghes-"));
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.restore();
    rmSync(folder, { recursive: true });
  });

  it("is called, and linked to, where the runner says that it is", async () => {
    const eventPath = join(folder, "event.json");
    writeFileSync(eventPath, JSON.stringify(payload));
    const posted: unknown[] = [];
    const empty = { d0: { entries: [] }, d1: null, d2: null };
    const server = nock("https://ghes.example")
      .post("/api/graphql")
      .reply(200, { data: { r0: empty, r1: empty, r2: null } })
      .get(`/api/v3/repos/moj/visits/commits/${HEAD}/status`)
      .query(true)
      .reply(200, { statuses: [] })
      .post(`/api/v3/repos/moj/visits/statuses/${HEAD}`, (body) => posted.push(body) > 0)
      .times(2)
      .reply(201, {});
    const outputs: Record<string, unknown> = {};
    let printed = "";
    const code = await runAction({
      ...RUNNER,
      env: { ...RUNNER.env, GITHUB_EVENT_PATH: eventPath, GITHUB_WORKSPACE: folder },
      output: (name, value) => {
        outputs[name] = value;
      },
      print: (text) => {
        printed += text;
      },
    });
    expect({ code, printed: printed.slice(0, 35) }).toEqual({
      code: 0,
      printed: "::warning title=There before this c",
    });
    expect(outputs.stage).toBe("discovery");
    expect(posted).toEqual([
      expect.objectContaining({ target_url: "https://ghes.example/moj/visits/actions/runs/9" }),
    ]);
    expect(server.pendingMocks()).toHaveLength(1);
  });

  it("is told that there is no verdict where the fault is ours, which comes through", async () => {
    const eventPath = join(folder, "event.json");
    writeFileSync(eventPath, JSON.stringify(payload));
    const posted: unknown[] = [];
    const empty = { d0: { entries: [] }, d1: null, d2: null };
    nock("https://ghes.example")
      .post("/api/graphql")
      .reply(200, { data: { r0: empty, r1: empty, r2: null } })
      .post(`/api/v3/repos/moj/visits/statuses/${HEAD}`, (body) => posted.push(body) > 0)
      .reply(201, {});
    const bug = new RangeError("ours");
    const running = runAction({
      ...RUNNER,
      env: { ...RUNNER.env, GITHUB_EVENT_PATH: eventPath, GITHUB_WORKSPACE: folder },
      print: () => {
        throw bug;
      },
    });
    await expect(running).rejects.toBe(bug);
    expect(posted).toEqual([
      expect.objectContaining({
        state: "error",
        description: "Could not run: a fault of this tool, which the run shows",
      }),
    ]);
  });
});

describe("a proxy", () => {
  const action = builtAction();

  it("that the runner has is asked to lead to GitHub", async () => {
    const asked: string[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const { code, annotations } = await action.run({
      event: "pull_request",
      payload,
      inputs: { token: "t", statuses: "never" },
      env: { GITHUB_API_URL: API, https_proxy: `http://127.0.0.1:${port}` },
    });
    proxy.close();
    expect([code, asked]).toEqual([3, ["ghes.example:443"]]);
    expect(annotations[0]?.text).toMatch(
      /^the proxy that https_proxy names answered with 403; check its address/,
    );
  });
});

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { githubServer } from "../support/fixtures.ts";

// The bundles are two files with classes of their own each: what one throws, the other has to know.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dsp-bundle-"));
const server = await githubServer();

function node(args: string[], env: Record<string, string>): Promise<[number, string, string]> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve([Number(error?.code ?? 0), stdout, stderr]),
    );
  });
}

const dsp = (...args: string[]) =>
  node([join(folder, "cli.cjs"), ...args], { GITHUB_API_URL: server.url });

beforeAll(async () => {
  const [code, , stderr] = await node([join(ROOT, "scripts/build.mjs"), "--into", folder], {});
  expect([code, stderr]).toEqual([0, ""]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the built command line", () => {
  it("checks a repository on GitHub", async () => {
    const map = readFileSync(join(ROOT, "examples/custody-visits/.dsp/data-map.yml"), "utf8");
    server.put("moj/visits", { files: { ".dsp/data-map.yml": map }, topics: ["dsp-live"] });
    const [code, stdout, stderr] = await dsp("check", "github:moj/visits", "--today", "2026-11-23");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^Checked at live \(from topic dsp-live\)/);
  });

  it.each([
    ["github:moj", 2, /^"github:moj" names no repository; .*\n$/],
    ["github:moj/gone", 3, /^Cannot check: github:moj\/gone: it does not exist, .*\n$/],
  ])("refuses %s with one line", async (target, expected, message) => {
    const [code, stdout, stderr] = await dsp("check", target);
    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toMatch(message);
  });

  it("refuses a policy on GitHub with a line for its fault, and the result last", async () => {
    server.put("moj/visits", { files: { ".github/dsp.yml": "stage: [\n" } });
    const [code, stdout, stderr] = await dsp("check", "github:moj/visits");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^\.github\/dsp\.yml:1:8: .*\nCannot check: .*\n$/);
  });

  it("loads what calls GitHub only where it is asked for", async () => {
    rmSync(join(folder, "github.cjs"));
    const [code, stdout] = await dsp("check", "examples/custody-visits", "--today", "2026-11-23");
    expect([code, stdout.slice(0, 10)]).toEqual([0, "Checked at"]);
    expect((await dsp("check", "github:moj/visits"))[2]).toContain("github.cjs");
  });
});

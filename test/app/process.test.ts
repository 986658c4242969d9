import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { EmbeddedGithub } from "../../packages/fake-github/embedded-github.ts";

// Its packages are found from where it stands: so it is built inside the repository.
const folder = mkdtempSync(join("node_modules", "app-"));
let github: EmbeddedGithub;

beforeAll(async () => {
  github = await EmbeddedGithub.start();
  const [code] = await ended(spawn(process.execPath, ["scripts/build.mjs", "--into", folder]));
  expect(code).toBe(0);
});
afterAll(async () => {
  await github.stop();
  rmSync(folder, { recursive: true });
});

function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [join(folder, "app.mjs"), ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  return child;
}

async function ended(child: ReturnType<typeof spawn>): Promise<[number, string, string]> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (bytes) => {
    out += bytes;
  });
  child.stderr?.on("data", (bytes) => {
    err += bytes;
  });
  const [code] = await once(child, "close");
  return [code, out, err];
}

function credentials(): Record<string, string> {
  const { appId, privateKey, webhookSecret } = github.app;
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
    WEBHOOK_SECRET: webhookSecret,
    PORT: "0",
    GITHUB_API_URL: github.baseUrl,
  };
}

/** Resolves with the first log line that has this message; then nobody reads the log any more. */
async function logged(child: ReturnType<typeof start>, message: string) {
  let text = "";
  for await (const bytes of child.stdout) {
    text += bytes;
    for (const line of text.split("\n").slice(0, -1)) {
      const read = JSON.parse(line);
      if (read.message === message) return read;
    }
  }
  throw new Error(`it ended without: ${message}`);
}

describe("npm start", () => {
  it("names all that the environment lacks, and does not start", async () => {
    const [code, out, err] = await ended(start({ WEBHOOK_SECRET: "development" }));
    expect([code, out]).toEqual([2, ""]);
    for (const name of ["APP_ID", "WEBHOOK_SECRET", "PRIVATE_KEY"])
      expect(err).toContain(`- ${name}`);
    expect(err).not.toContain("    at ");
  });

  it("takes webhooks: a topic brings the issue; told to stop, it ends well", async () => {
    const app = start(credentials());
    const { address } = await logged(app, "takes webhooks");
    expect((await fetch(new URL("/healthz", address))).status).toBe(200);
    github.deliverTo(address);
    await github.createRepository("moj/visits", { topics: ["dsp-discovery"] });
    await github.settled();
    expect(await github.read("/repos/moj/visits/issues")).toMatchObject([
      { title: "Data security and privacy: discovery expectations" },
    ]);
    github.deliverTo(undefined);
    app.kill("SIGTERM");
    const [code] = await once(app, "exit");
    expect(code).toBe(0);
  });
});

it("npm run sweep looks at every repository once, and ends", async () => {
  await github.createRepository("moj/other", { topics: ["dsp-alpha"] });
  const [code, out] = await ended(start(credentials(), "sweep"));
  expect([code, out]).toEqual([0, expect.stringContaining('"message":"swept"')]);
  expect(await github.read("/repos/moj/other/issues")).toHaveLength(1);
});

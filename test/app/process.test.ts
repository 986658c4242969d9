import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { EmbeddedGithub } from "../../packages/fake-github/embedded-github.ts";

// A checkout with the App as it is now. Its packages are found from where it stands: so it is built inside the
// repository.
const folder = mkdtempSync(join("node_modules", "app-"));
const KEY = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
}).privateKey;

let github: EmbeddedGithub;
const children: ChildProcess[] = [];

beforeAll(async () => {
  github = await EmbeddedGithub.start();
  const built = spawn(process.execPath, ["scripts/build.mjs", "--into", join(folder, "dist")]);
  expect((await ended(built)).code).toBe(0);
  copyFileSync("package.json", join(folder, "package.json"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await github.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a command in the checkout, as a supervisor does: in a group of its own. */
function run(command: readonly string[], env: Record<string, string>, cwd = folder) {
  const [file = "", ...args] = command;
  const { PATH, HOME } = process.env;
  const child = spawn(file, args, {
    cwd,
    env: { PATH, HOME, NO_UPDATE_NOTIFIER: "1", ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

const APP = [process.execPath, "dist/app.mjs"];
const start = (env: Record<string, string>) => run(APP, env);

async function ended(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (bytes) => {
    out += bytes;
  });
  child.stderr?.on("data", (bytes) => {
    err += bytes;
  });
  const [code] = await once(child, "close");
  return { code, out, err };
}

function credentials(changes: Record<string, string> = {}): Record<string, string> {
  const { appId, privateKey, webhookSecret } = github.app;
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
    WEBHOOK_SECRET: webhookSecret,
    PORT: "0",
    GITHUB_API_URL: github.baseUrl,
    ...changes,
  };
}

/** Resolves with the first log line that has this message, and goes on reading what comes. */
function logged(child: ChildProcess, message: string): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (bytes) => {
      text += bytes;
      const lines = text.split("\n").slice(0, -1);
      const found = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
      const one = found.find((line) => line.message === message);
      if (one) resolve(one);
    });
    child.once("close", () => reject(new Error(`it ended without: ${message}\n${text}`)));
  });
}

/** Another process that holds a port. */
async function holder(port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, port: typeof address === "object" ? (address?.port ?? 0) : 0 };
}

describe("npm start", () => {
  it("names all that the environment lacks, and does not start", async () => {
    const { code, out, err } = await ended(start({ WEBHOOK_SECRET: "development" }));
    expect([code, out]).toEqual([2, ""]);
    for (const name of ["APP_ID", "WEBHOOK_SECRET", "PRIVATE_KEY"])
      expect(err).toContain(`- ${name}`);
    expect(err).not.toContain("    at ");
  });

  it("takes webhooks: a topic brings the issue; told to stop, it ends well", async () => {
    const app = start(credentials());
    const { address = "" } = await logged(app, "takes webhooks");
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

  it.each<[string, Record<string, string>, number, string]>([
    ["a HOST of another machine", { HOST: "192.0.2.1" }, 2, "HOST is no address of this machine;"],
    ["a HOST that nobody knows", { HOST: "no.invalid" }, 2, "HOST is no address of this machine;"],
  ])("refuses %s in one line", async (_what, changes, exitCode, words) => {
    const { code, out, err } = await ended(start(credentials(changes)));
    expect([code, out]).toEqual([exitCode, ""]);
    expect(err.startsWith(words)).toBe(true);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it.each([["npm start"], ["npm run setup"]])(
    "says in one line that another process holds its port: %s",
    async (command) => {
      const { server, port } = await holder();
      const args = command.endsWith("setup") ? ["setup", "https://dsp.example.gov.uk"] : [];
      const cwd = mkdtempSync(join(folder, "empty-"));
      copyFileSync("app.yml", join(folder, "app.yml"));
      const app = [process.execPath, resolve(folder, "dist", "app.mjs"), ...args];
      const env = args.length > 0 ? { GITHUB_API_URL: github.baseUrl } : credentials();
      const { code, out, err } = await ended(run(app, { ...env, PORT: `${port}` }, cwd));
      server.close();
      expect([code, out]).toEqual([3, ""]);
      expect(err).toBe(
        `another process holds port ${port}; end that process, or set PORT to another port, for example PORT=${port + 1}\n`,
      );
    },
  );

  it("says in one line that .env cannot be read", async () => {
    const cwd = mkdtempSync(join(folder, "odd-"));
    mkdirSync(join(cwd, ".env"));
    const app = [process.execPath, resolve(folder, "dist", "app.mjs")];
    const { code, err } = await ended(run(app, credentials(), cwd));
    expect(code).toBe(2);
    expect(err).toMatch(/^\.env cannot be read \(\w+\); make it a file that this user may read\n$/);
  });
});

describe("told to stop", () => {
  const unit = readFileSync("deploy/systemd/dsp-lifecycle.service", "utf8");
  const dockerfile = readFileSync("Dockerfile", "utf8");
  const ways: [string, string[]][] = [
    ["npm start", ["npm", "start"]],
    ["the systemd unit", /^ExecStart=(.*)$/m.exec(unit)?.[1]?.split(" ") ?? []],
    ["the container", JSON.parse(/^CMD (.*)$/m.exec(dockerfile)?.[1] ?? "[]")],
  ];

  it.each(ways)(
    "%s passes it on, and nothing is left that holds the port",
    async (_name, command) => {
      const { server, port } = await holder();
      server.close();
      const [file = "", ...args] = command;
      const own = file.endsWith("/node") ? process.execPath : file;
      const app = run([own, ...args], credentials({ PORT: `${port}` }));
      await logged(app, "takes webhooks");
      app.kill("SIGTERM");
      const [code] = await once(app, "exit");
      expect(code).toBe(0);
      // Whatever is left is in the group: there is nothing that a signal could be sent to.
      expect(() => process.kill(-(app.pid ?? 0), 0)).toThrow("ESRCH");
      (await holder(port)).server.close();
    },
  );

  it("twice at once, as a terminal and npm do, it still ends well", async () => {
    let answer = () => {};
    const areBothSent = new Promise<void>((resolve) => {
      answer = resolve;
    });
    // While its first call waits for an answer, the App cannot have ended.
    github.fail("GET /app/installations", { meanwhile: () => areBothSent });
    const app = start(credentials());
    await logged(app, "takes webhooks");
    app.kill("SIGINT");
    // Another signal: a process sees two of one kind as one, if they come at once.
    app.kill("SIGTERM");
    answer();
    expect(await once(app, "exit")).toEqual([0, null]);
  });
});

describe("a key that GitHub refuses", () => {
  const OTHER = { PRIVATE_KEY: KEY };

  it("is told in one line that names both settings; the App is alive, and not ready", async () => {
    const app = start(credentials(OTHER));
    const [{ address = "" }, line] = await Promise.all([
      logged(app, "takes webhooks"),
      logged(app, "GitHub refuses the App's key"),
    ]);
    expect(line).toMatchObject({ level: "error", status: 401 });
    for (const name of ["APP_ID", "PRIVATE_KEY"]) expect(line.reason).toContain(name);
    expect(JSON.stringify(line)).not.toContain("    at ");
    const asked = async (path: string) => {
      const answer = await fetch(new URL(path, address));
      return [answer.status, await answer.text()];
    };
    expect(await asked("/healthz")).toEqual([200, `alive, but not ready: ${line.reason}`]);
    expect(await asked("/readyz")).toEqual([503, line.reason]);
    app.kill("SIGTERM");
    expect(await once(app, "exit")).toEqual([0, null]);
  });

  it("is one line and an exit code for npm run sweep", async () => {
    const { code, out, err } = await ended(run([...APP, "sweep"], credentials(OTHER)));
    expect(code).toBe(3);
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(err).toMatch(/^GitHub refuses the App's key \(401\)\. Set APP_ID and PRIVATE_KEY .*\n$/);
  });
});

it("npm run sweep looks at every repository once, and ends", async () => {
  await github.createRepository("moj/other", { topics: ["dsp-alpha"] });
  const { code, out } = await ended(run(["npm", "run", "-s", "sweep"], credentials()));
  expect([code, out]).toEqual([0, expect.stringContaining('"message":"swept"')]);
  expect(await github.read("/repos/moj/other/issues")).toHaveLength(1);
});

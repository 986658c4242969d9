import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { CannotRunError } from "../../src/core/errors.ts";
import type { AppCredentials } from "../fake-github/app.ts";
import { asRecord } from "../fake-github/shapes.ts";

/** How long the App may take to start, and to stop. */
const PATIENCE_MS = 20_000;

/** The App in a process of its own, started as an operator would: by its bundle and its environment. */
export class AppProcess {
  /** Where it takes webhooks. */
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  /**
   * Starts a bundle, and resolves when it has swept what there is. Rejects with the end of what it
   * said, where it ends or takes longer than 20 seconds.
   */
  static async start(
    bundle: string,
    { app, baseUrl }: { app: AppCredentials; baseUrl: string },
  ): Promise<AppProcess> {
    const file = resolve(bundle);
    const child = spawn(process.execPath, [file], {
      // Not where somebody's own `.env` may lie.
      cwd: dirname(file),
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        APP_ID: String(app.appId),
        PRIVATE_KEY: app.privateKey.replaceAll("\n", "\\n"),
        WEBHOOK_SECRET: app.webhookSecret,
        PORT: "0",
        GITHUB_API_URL: baseUrl,
      },
    });
    try {
      return new AppProcess(child, await addressOf(child, file));
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Tells it to stop, and resolves when it has. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.#child, "exit");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    this.#child.kill("SIGTERM");
    await ended;
    clearTimeout(timer);
  }
}

async function addressOf(child: ChildProcess, file: string): Promise<string> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new TypeError("the App is started with pipes");
  const said: string[] = [];
  createInterface(stderr).on("line", (line) => said.push(line));
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      const last = said.slice(-5).map((line) => `\n  ${line}`);
      reject(new CannotRunError(`the App (${file}) ${what}${last.join("")}`));
    };
    const timer = setTimeout(() => fail("did not start within 20 s"), PATIENCE_MS);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code} before it was up`);
    });
    let address = "";
    // The log is read to its end: a full pipe would stop the App.
    createInterface(stdout).on("line", (line) => {
      const { message, ...fields } = lineIn(line);
      if (message === "takes webhooks") address = String(fields.address);
      if (message !== "swept" || address === "") return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

function lineIn(line: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(line));
  } catch {
    return {};
  }
}

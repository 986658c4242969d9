import { type Started, start } from "../../app/start.ts";
import { EmbeddedGithub, type EmbeddedOptions } from "../../demo/github/embedded-github.ts";
import { NETWORK } from "../../src/github/network.ts";

/** The App at work on an emulated GitHub: what a person does there reaches it by signed webhooks. */
export class RunningApp {
  readonly github: EmbeddedGithub;
  readonly lines: string[] = [];
  /** The waits that the App has asked for, in milliseconds. */
  readonly waits: number[] = [];
  readonly clock: { now: Date };
  /** What the App wants to have done again and again. */
  every: { ms: number; work: () => void } | undefined;
  #started: Started | undefined;

  private constructor(github: EmbeddedGithub, clock: { now: Date }) {
    this.github = github;
    this.clock = clock;
  }

  static async start(options: EmbeddedOptions = {}): Promise<RunningApp> {
    const clock = { now: new Date("2026-11-23T12:00:00Z") };
    const github = await EmbeddedGithub.start({ now: () => clock.now, ...options });
    const running = new RunningApp(github, clock);
    await running.boot();
    return running;
  }

  /** Where it takes webhooks. */
  get url(): string {
    if (!this.#started) throw new Error("the App is not started");
    return this.#started.url;
  }

  /** Starts the App, again where it was stopped. */
  async boot(): Promise<void> {
    const { appId, privateKey, webhookSecret } = this.github.app;
    this.#started = await start({
      env: {
        APP_ID: String(appId),
        PRIVATE_KEY: privateKey,
        WEBHOOK_SECRET: webhookSecret,
        PORT: "0",
        GITHUB_API_URL: this.github.baseUrl,
      },
      write: (line) => this.lines.push(line),
      now: () => this.clock.now,
      every: (ms, work) => {
        this.every = { ms, work };
        return () => {};
      },
      // Waits take no time here.
      network: {
        ...NETWORK,
        sleep: async (ms) => void this.waits.push(ms),
        now: () => this.clock.now.getTime(),
      },
    });
    this.github.deliverTo(this.#started.url);
  }

  /** Stops the App; GitHub goes on without it. */
  async halt(): Promise<void> {
    this.github.deliverTo(undefined);
    await this.#started?.stop();
  }

  async stop(): Promise<void> {
    await this.halt();
    await this.github.stop();
  }

  sweep(): Promise<number> {
    if (!this.#started) throw new Error("the App is not started");
    return this.#started.sweep();
  }

  /** The issues of a repository as GitHub has them, by number. */
  async issues(fullName: string): Promise<ReadIssue[]> {
    const found = (await this.github.read(
      `/repos/${fullName}/issues?state=all&per_page=100`,
    )) as ReadIssue[];
    return found.sort((one, other) => one.number - other.number);
  }

  async comments(fullName: string, number: number): Promise<ReadComment[]> {
    return (await this.github.read(
      `/repos/${fullName}/issues/${number}/comments?per_page=100`,
    )) as ReadComment[];
  }
}

export interface ReadIssue {
  number: number;
  title: string;
  body: string;
  state: string;
  state_reason: string | null;
  user: { login: string };
  labels: { name: string }[];
}

export interface ReadComment {
  id: number;
  body: string;
  user: { login: string };
}

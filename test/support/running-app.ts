import { type Started, start } from "../../app/start.ts";
import {
  EmbeddedGithub,
  type EmbeddedOptions,
} from "../../packages/fake-github/embedded-github.ts";
import { judgeChange } from "../../src/core/change.ts";
import { API_VERSION, API_VERSION_HEADER } from "../../src/github/api-version.ts";
import { NETWORK } from "../../src/github/network.ts";

/** The App at work on an emulated GitHub: what a person does there reaches it by signed webhooks. */
export class RunningApp {
  readonly github: EmbeddedGithub;
  readonly lines: string[] = [];
  /** How often the App has asked for a verdict. */
  verdicts = 0;
  /** The waits that the App has asked for, in milliseconds. */
  readonly waits: number[] = [];
  readonly clock: { now: Date };
  /** What the App wants to have done again and again. */
  every: { ms: number; work: () => void } | undefined;
  /** What is to be done later stays undone until time passes, instead of coming at once. */
  holdsTime = false;
  #started: Started | undefined;
  /** Since 1970, in milliseconds: how late it is for who waits, where that is later than the date says. */
  #time = 0;
  #plans: { at: number; work: () => void }[] = [];
  #onLine: (line: string) => void = () => {};

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
      write: (line) => {
        this.lines.push(line);
        this.#onLine(line);
      },
      now: () => this.clock.now,
      judge: (change) => {
        this.verdicts++;
        return judgeChange(change);
      },
      every: (ms, work) => {
        this.every = { ms, work };
        return () => {};
      },
      after: (ms, work) => this.#plan(ms, work),
      // However slow the machine is, an answer says that the work is done.
      answerAfter: () => new Promise(() => {}),
      // Waits take no time here.
      network: {
        ...NETWORK,
        fetch: (url, init) => {
          if (new Headers(init.headers).get(API_VERSION_HEADER) === API_VERSION) {
            return NETWORK.fetch(url, init);
          }
          throw new Error(`a call of ${url} names no version of the API`);
        },
        sleep: async (ms) => void this.waits.push(ms),
        timeout: () => new AbortController().signal,
        now: () => this.#late(),
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

  /** Resolves when the next sweep has ended, well or not. */
  swept(): Promise<void> {
    return new Promise((resolve) => {
      this.#onLine = (line) => {
        if (/"message":"(?:swept|could not sweep)"/.test(line)) resolve();
      };
    });
  }

  /** Lets time pass, and what was planned for it happen. */
  pass(ms: number): void {
    this.clock.now = new Date(this.#late() + ms);
    const due = this.#plans.filter(({ at }) => at <= this.#late());
    for (const plan of due) this.#do(plan);
  }

  /** What comes later comes at once, unless time is held: it is later for who waits, and no other day. */
  #plan(ms: number, work: () => void): () => void {
    this.waits.push(ms);
    const plan = { at: this.#late() + ms, work };
    this.#plans.push(plan);
    if (!this.holdsTime) {
      setImmediate(() => {
        if (!this.#plans.includes(plan)) return;
        this.#time = Math.max(this.#time, plan.at);
        this.#do(plan);
      });
    }
    return () => this.#forget(plan);
  }

  #do(plan: { work: () => void }): void {
    this.#forget(plan);
    plan.work();
  }

  #forget(plan: { work: () => void }): void {
    this.#plans = this.#plans.filter((one) => one !== plan);
  }

  #late(): number {
    return Math.max(this.#time, this.clock.now.getTime());
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
  assignees: { login: string }[];
}

export interface ReadComment {
  id: number;
  body: string;
  user: { login: string };
}

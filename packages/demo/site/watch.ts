import type { ServerResponse } from "node:http";
import type { EmbeddedGithub } from "../../fake-github/embedded-github.ts";

const LOOK_MS = 150;

/** Tells every open page, by server-sent events, when something has changed and whether the App is at work. */
export class Watch {
  readonly #github: EmbeddedGithub;
  readonly #open = new Set<ServerResponse>();
  readonly #timer: NodeJS.Timeout;
  #seen = "";
  #atWork = 0;

  constructor(github: EmbeddedGithub) {
    this.#github = github;
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  add(response: ServerResponse): void {
    this.#open.add(response);
    response.on("close", () => this.#open.delete(response));
    response.write(`retry: 1000\n\n${this.#event()}`);
  }

  /** The App has been told of something: it is at work until it has answered. */
  async follow(): Promise<void> {
    this.#atWork++;
    await this.#github.settled();
    this.#atWork--;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const response of this.#open) response.end();
  }

  /** Whatever the App does, it asks GitHub for; whatever people do, it is told of. */
  #look(): void {
    const { deliveries } = this.#github;
    const requests = Object.values(this.#github.counts());
    const state = `${deliveries.answered.length} ${requests.join(" ")} ${this.#atWork}`;
    if (state === this.#seen) return;
    this.#seen = state;
    for (const response of this.#open) response.write(this.#event());
  }

  #event(): string {
    return `data: ${this.#atWork > 0 ? "at work" : "idle"}\n\n`;
  }
}

import { NETWORK, type Network } from "../../src/github/network.ts";

/** A network whose clock moves only when something sleeps: it starts on 2026-11-23 at noon, UTC. */
export class TestNetwork implements Network {
  /** How long each wait was, in milliseconds. */
  readonly waits: number[] = [];
  /** How long each call was allowed to take. */
  readonly timeouts: number[] = [];
  readonly #hung: () => Promise<void>;
  #now = Date.parse("2026-11-23T12:00:00Z");

  /** A call times out once `hung` resolves: when the server has it, and will not answer. */
  constructor(hung: () => Promise<void> = () => new Promise(() => {})) {
    this.#hung = hung;
  }

  readonly fetch = NETWORK.fetch;

  async sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
  }

  now(): number {
    return this.#now;
  }

  /** Sets the clock ahead, or behind. */
  set(byMs: number): void {
    this.#now += byMs;
  }

  /** Always the most that a jitter gives. */
  random(): number {
    return 1;
  }

  timeout(ms: number): AbortSignal {
    this.timeouts.push(ms);
    const controller = new AbortController();
    void this.#hung().then(() => controller.abort());
    return controller.signal;
  }
}

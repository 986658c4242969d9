import { createHmac, randomUUID } from "node:crypto";
import type { Json } from "./values.ts";

/** A webhook: on its way, held, or sent. */
export interface SentDelivery {
  /** `X-GitHub-Delivery`. */
  id: string;
  event: string;
  payload: Json;
}

/** How the App answered; undefined: it did not. */
export interface AnsweredDelivery extends SentDelivery {
  status: number | undefined;
}

/** Signs webhooks and sends them to the App: at once, or when they are released. */
export class Deliveries {
  /** All that were sent, in the order of their answers. */
  readonly answered: AnsweredDelivery[] = [];
  #url: string | undefined;
  #held: SentDelivery[] | undefined;
  readonly #secret: string;
  readonly #appId: number;
  readonly #underWay = new Set<Promise<void>>();
  readonly #end = new AbortController();

  constructor({ webhookSecret, appId }: { webhookSecret: string; appId: number }) {
    this.#secret = webhookSecret;
    this.#appId = appId;
  }

  /** Sends to this address from now on; what happened before goes nowhere. */
  deliverTo(url: string | undefined): void {
    this.#url = url;
  }

  /** Keeps what would be sent, until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  get held(): readonly SentDelivery[] {
    return this.#held ?? [];
  }

  /** Gives what is held to nobody, or what `order` makes of it to the App; then all goes on. */
  release(order: (held: readonly SentDelivery[]) => readonly SentDelivery[] = (all) => all): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const delivery of order(held)) this.send(delivery);
  }

  /** Takes a webhook in. */
  take(event: string, payload: Json): void {
    const delivery = { id: randomUUID(), event, payload };
    if (this.#held) this.#held.push(delivery);
    else this.send(delivery);
  }

  /** Sends, or sends again: with the same id. Resolves when it has been answered. */
  send(delivery: SentDelivery): Promise<void> {
    const url = this.#url;
    if (url === undefined) return Promise.resolve();
    const sending = this.#post(url, delivery).then((status) => {
      this.answered.push({ ...delivery, status });
      this.#underWay.delete(sending);
    });
    this.#underWay.add(sending);
    return sending;
  }

  /** Resolves when all that was sent has been answered, and what came of it, too. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.settled();
  }

  async #post(url: string, { id, event, payload }: SentDelivery): Promise<number | undefined> {
    const body = JSON.stringify(payload);
    const signature = createHmac("sha256", this.#secret).update(body).digest("hex");
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        signal: this.#end.signal,
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/emulated",
          "x-github-delivery": id,
          "x-github-event": event,
          "x-github-hook-installation-target-id": String(this.#appId),
          "x-github-hook-installation-target-type": "integration",
          "x-hub-signature-256": `sha256=${signature}`,
        },
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    }
  }
}

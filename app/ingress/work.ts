import type { Accept, Delivery } from "../delivery.ts";
import type { Logger } from "../log.ts";
import { ACCEPTED, type Answer, BUSY, FAILED } from "./answer.ts";
import type { Deliveries } from "./deliveries.ts";

export interface Work {
  /** Hands a delivery on; gives the answer once the work is done, or can be waited for no longer. */
  start(delivery: Delivery): Promise<Answer>;
  /** Resolves when all that was handed on is done. */
  idle(): Promise<void>;
}

export interface WorkOptions {
  accept: Accept;
  log: Logger;
  now: () => number;
  deliveries: Deliveries;
  answerAfter: (signal: AbortSignal) => Promise<unknown>;
}

export function createWork({ accept, log, now, deliveries, answerAfter }: WorkOptions): Work {
  const underWay = new Set<Promise<Answer>>();

  /** Never rejects. */
  async function run(delivery: Delivery): Promise<Answer> {
    const start = now();
    const fields = { delivery: delivery.id, event: delivery.event };
    try {
      await accept(delivery);
      deliveries.end(delivery.id, true);
      log.info("a delivery is done", { ...fields, durationMs: now() - start });
      return ACCEPTED;
    } catch (error) {
      deliveries.end(delivery.id, false);
      log.error("a delivery failed", { ...fields, durationMs: now() - start, error });
      return FAILED;
    }
  }

  return {
    async start(delivery) {
      const state = deliveries.begin(delivery.id);
      if (state === "full") return BUSY;
      if (state === "known") return ACCEPTED;
      const done = run(delivery);
      underWay.add(done);
      void done.then(() => underWay.delete(done));
      const patience = new AbortController();
      const late = answerAfter(patience.signal).then(
        () => ACCEPTED,
        () => ACCEPTED,
      );
      const answer = await Promise.race([done, late]);
      patience.abort();
      return answer;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

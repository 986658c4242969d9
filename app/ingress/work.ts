import type { Accept, Delivery } from "../delivery.ts";
import type { Logger } from "../log.ts";
import { ACCEPTED, BUSY, FAILED, type HttpAnswer } from "./answer.ts";
import { createCrowd } from "./crowd.ts";
import type { Deliveries } from "./deliveries.ts";
import { MOST_WAITING } from "./limits.ts";

export interface IngressWork {
  /** Hands a delivery on; returns the answer when the work is done, or when the time to wait is over. */
  start(delivery: Delivery): Promise<HttpAnswer>;
  /** Resolves when all that was handed on is done. */
  idle(): Promise<void>;
}

export interface WorkOptions {
  accept: Accept;
  log: Logger;
  now: () => number;
  deliveries: Deliveries;
  answerAfter: (signal: AbortSignal) => Promise<unknown>;
  /** How many answers may be waited for at once. */
  mostWaiting?: number;
}

/** Takes deliveries in hand. Of what they carry nothing is held here while they wait. */
export function createWork({
  accept,
  log,
  now,
  deliveries,
  answerAfter,
  mostWaiting = MOST_WAITING,
}: WorkOptions): IngressWork {
  const underWay = new Set<Promise<HttpAnswer>>();
  /** What ends the wait for each answer, by installation. */
  const waiting = createCrowd<() => void>();

  /** Never rejects. */
  async function run(delivery: Delivery): Promise<HttpAnswer> {
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

  /** Resolves when an answer can wait no longer, or too many are waited for. */
  function patienceOf(installation: string): { ended: Promise<HttpAnswer>; end: () => void } {
    const patience = new AbortController();
    const end = () => {
      waiting.remove(installation, end);
      patience.abort();
    };
    // Aborted, it rejects: who still waits then is answered at once.
    const ended = answerAfter(patience.signal).then(
      () => ACCEPTED,
      () => ACCEPTED,
    );
    const early = new Promise<HttpAnswer>((resolve) => {
      patience.signal.addEventListener("abort", () => resolve(ACCEPTED), { once: true });
    });
    waiting.add(installation, end, 1);
    while (waiting.weight > mostWaiting) waiting.oldestOfMost()?.();
    return { ended: Promise.race([ended, early]), end };
  }

  return {
    async start(delivery) {
      const installation = `${delivery.installation}`;
      const state = deliveries.begin(delivery.id, installation);
      if (state === "full") return BUSY;
      if (state === "known") return ACCEPTED;
      const done = run(delivery);
      underWay.add(done);
      void done.then(() => underWay.delete(done));
      const patience = patienceOf(installation);
      const answer = await Promise.race([done, patience.ended]);
      patience.end();
      return answer;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

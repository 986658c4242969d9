import { MOST_DELIVERIES, REMEMBERED_MS } from "./limits.ts";

/** Which deliveries are under way, and which are done: a redelivery comes with the same id. */
export interface Deliveries {
  /** `new` puts it under way; `known` is under way or done; `full`: too many are under way. */
  begin(id: string): "new" | "known" | "full";
  /** One that failed is as good as never seen: its redelivery is what brings it back. */
  end(id: string, isDone: boolean): void;
}

export function createDeliveries(now: () => number, most = MOST_DELIVERIES): Deliveries {
  const underWay = new Set<string>();
  /** When each was done, oldest first: a map keeps the order. */
  const done = new Map<string, number>();

  function forgetOld(): void {
    const oldest = now() - REMEMBERED_MS;
    for (const [id, at] of done) {
      if (at > oldest && done.size <= most) return;
      done.delete(id);
    }
  }

  return {
    begin(id) {
      forgetOld();
      if (underWay.has(id) || done.has(id)) return "known";
      if (underWay.size >= most) return "full";
      underWay.add(id);
      return "new";
    },
    end(id, isDone) {
      underWay.delete(id);
      if (isDone) done.set(id, now());
      forgetOld();
    },
  };
}

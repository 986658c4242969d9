import { MOST_DELIVERIES, REMEMBERED_MS } from "./limits.ts";

/** The deliveries under way, and those that are done: a redelivery has the same id. */
export interface Deliveries {
  /**
   * `new`: it is under way from now on. `known`: it is under way or done. `full`: its installation has more
   * under way than there are places left. So no installation takes the last places from the others.
   */
  begin(id: string, installation: string): "new" | "known" | "full";
  /** One that failed is as good as never seen: its redelivery is what brings it back. */
  end(id: string, isDone: boolean): void;
}

export function createDeliveries(now: () => number, most = MOST_DELIVERIES): Deliveries {
  /** The installation of each. */
  const underWay = new Map<string, string>();
  /** How many each installation has under way. */
  const counts = new Map<string, number>();
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
    begin(id, installation) {
      forgetOld();
      if (underWay.has(id) || done.has(id)) return "known";
      const count = counts.get(installation) ?? 0;
      if (count >= most - underWay.size) return "full";
      underWay.set(id, installation);
      counts.set(installation, count + 1);
      return "new";
    },
    end(id, isDone) {
      const installation = underWay.get(id);
      if (installation !== undefined) {
        underWay.delete(id);
        const left = (counts.get(installation) ?? 0) - 1;
        if (left > 0) counts.set(installation, left);
        else counts.delete(installation);
      }
      if (isDone) done.set(id, now());
      forgetOld();
    },
  };
}

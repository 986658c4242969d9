/**
 * Requests that share one room, by who sent them. When there is too little room, the sender that takes most of
 * it loses what it began first. So a sender that floods the App takes places only from itself.
 */
export interface Crowd<T> {
  /** How much room all take together. */
  readonly weight: number;
  /** Takes one in, or lets one that is in take more room. */
  add(sender: string, one: T, weight: number): void;
  remove(sender: string, one: T): void;
  /** What the sender that takes most began first. */
  oldestOfMost(): T | undefined;
}

interface Sender<T> {
  weight: number;
  /** Oldest first: a map keeps the order. */
  ones: Map<T, number>;
}

export function createCrowd<T>(): Crowd<T> {
  const senders = new Map<string, Sender<T>>();
  let all = 0;

  return {
    get weight() {
      return all;
    },
    add(name, one, weight) {
      const sender = senders.get(name) ?? { weight: 0, ones: new Map<T, number>() };
      senders.set(name, sender);
      sender.ones.set(one, (sender.ones.get(one) ?? 0) + weight);
      sender.weight += weight;
      all += weight;
    },
    remove(name, one) {
      const sender = senders.get(name);
      const weight = sender?.ones.get(one);
      if (!sender || weight === undefined) return;
      sender.ones.delete(one);
      sender.weight -= weight;
      all -= weight;
      if (sender.ones.size === 0) senders.delete(name);
    },
    oldestOfMost() {
      let most: Sender<T> | undefined;
      for (const sender of senders.values()) {
        if (!most || sender.weight > most.weight) most = sender;
      }
      return most?.ones.keys().next().value;
    },
  };
}

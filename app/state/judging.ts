import type { Change, JudgedChange } from "../../src/core/change.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { readDossier } from "../../src/core/dossier.ts";

/** Judges a change: the core's judge, or one that counts in a test. */
export type Judge = (change: Change) => JudgedChange | undefined;

/**
 * What one run judges with. Each question is answered once: the same question gets the same answer again, for
 * example after a write that does not concern it. All is forgotten when the run ends.
 */
export interface Judging {
  /** `YYYY-MM-DD`, in UTC. */
  today: string;
  judge: Judge;
  /** As the core reads files, and each only once. */
  read: typeof readDossier;
  /** The answer to a question: to what is the same object, and else reads alike as JSON. */
  once<T>(same: readonly (object | undefined)[], alike: unknown, answer: () => T): T;
}

/** What a run judges with that starts now. */
export function createJudging(now: Date, judge: Judge): Judging {
  const answers = new Map<string, unknown>();
  const numbers = new Map<object | undefined, number>();

  function numberOf(one: object | undefined): number {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  }

  function once<T>(same: readonly (object | undefined)[], alike: unknown, answer: () => T): T {
    const key = JSON.stringify([same.map(numberOf), alike]);
    if (!answers.has(key)) answers.set(key, answer());
    return answers.get(key) as T;
  }

  return {
    today: isoDateOf(now),
    judge,
    read: (snapshot, paths, limits) =>
      once([snapshot, limits], { paths }, () => readDossier(snapshot, paths, limits)),
    once,
  };
}

import { CannotRunError } from "../src/core/errors.ts";
import { RefusedError } from "../src/github/errors.ts";

/** GitHub does not show something yet that must exist: some of its answers show new things late. */
export class NotVisibleError extends CannotRunError {}

/** Nobody can tell whether something was made, and it is not visible: it may be, a moment later. */
export class LostAnswerError extends NotVisibleError {}

/** When it is looked again for what is not visible yet, and when work that failed is tried again. */
const LOOKS_MS = pointsAfter([2_000, 5_000, 15_000]);
const TRIES_MS = pointsAfter([60_000, 300_000, 900_000, ...Array(24).fill(3_600_000)]);

/** What was not there may be a moment later. */
const LATE = new Set([404, 409]);

/** Of what GitHub refuses, only this may be right the next time: it takes a token late, or a key. */
const UNKNOWN_TOKEN = 401;

/**
 * When work is done again that GitHub's trouble kept from being done. It counts from the first failure of
 * the work of a key: that an event has it tried in between makes no pause longer. Times are in milliseconds.
 */
export interface Again {
  /** How long until it is worth the next try after these errors; undefined: never, and all is forgotten. */
  after(key: string, errors: readonly unknown[]): number | undefined;
  /** Whether what is not visible may still come: else it is not there. */
  isPatient(key: string): boolean;
  /** The work is done: nothing is to be made up for. */
  done(key: string): void;
  /** Resolves when the work has failed and waits for its next try; never, if it is done before. */
  troubled(key: string): Promise<void>;
}

/** Since when the work of a key has failed, and since when something is not visible. */
interface Trouble {
  failing?: number;
  looking?: number;
}

export function createAgain({ now }: { now(): number }): Again {
  const troubles = new Map<string, Trouble>();
  const waiting = new Map<string, (() => void)[]>();

  function done(key: string): void {
    troubles.delete(key);
    waiting.delete(key);
  }

  return {
    after(key, errors) {
      const trouble = troubles.get(key) ?? {};
      troubles.set(key, trouble);
      const kinds = errors.flatMap(kindsOf);
      let inMs: number | undefined;
      if (kinds.includes("look")) {
        trouble.looking ??= now();
        inMs = untilNext(LOOKS_MS, now() - trouble.looking);
      }
      if (inMs === undefined && kinds.includes("try")) {
        trouble.failing ??= now();
        inMs = untilNext(TRIES_MS, now() - trouble.failing);
      }
      for (const resolve of waiting.get(key) ?? []) resolve();
      waiting.delete(key);
      if (inMs === undefined) done(key);
      return inMs;
    },
    isPatient(key) {
      const { looking } = troubles.get(key) ?? {};
      return looking === undefined || untilNext(LOOKS_MS, now() - looking) !== undefined;
    },
    done,
    troubled(key) {
      if (troubles.has(key)) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve]);
      });
    },
  };
}

/** What GitHub refuses once it refuses again; anything else may pass. */
function kindsOf(error: unknown): ("look" | "try")[] {
  if (error instanceof LostAnswerError) return ["look", "try"];
  if (error instanceof NotVisibleError) return ["look"];
  if (!(error instanceof RefusedError)) return ["try"];
  if (LATE.has(error.status)) return ["look"];
  return error.status === UNKNOWN_TOKEN ? ["try"] : [];
}

function untilNext(points: readonly number[], elapsed: number): number | undefined {
  const next = points.find((point) => point > elapsed);
  return next === undefined ? undefined : next - elapsed;
}

function pointsAfter(pauses: readonly number[]): number[] {
  let sum = 0;
  return pauses.map((pause) => {
    sum += pause;
    return sum;
  });
}

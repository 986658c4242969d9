import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createRunners } from "../../app/runners.ts";

/** Runs that a test ends itself; what started and ended is told in order. */
class Bench {
  readonly story: string[] = [];
  readonly errors: string[] = [];
  readonly runners;
  readonly #open = new Map<string, (error?: Error) => void>();

  constructor(limit = 16) {
    this.runners = createRunners({
      limit,
      onError: (key, error) => this.errors.push(`${key}: ${String(error)}`),
    });
  }

  /** What runs now, oldest first. */
  get running(): string[] {
    return [...this.#open.keys()];
  }

  wake(key: string, name = key): Promise<void> {
    return this.runners.wake(key, () => {
      this.story.push(`${name} starts`);
      if (this.#open.has(key)) throw new Error(`${key} runs twice at once`);
      return new Promise<void>((resolve, reject) => {
        this.#open.set(key, (error) => {
          this.#open.delete(key);
          this.story.push(`${name} ends`);
          if (error) reject(error);
          else resolve();
        });
      });
    });
  }

  /** Ends the run of a key, and lets all that follows from it happen. */
  async end(key: string, error?: Error): Promise<void> {
    const end = this.#open.get(key);
    if (!end) throw new Error(`${key} does not run`);
    end(error);
    await settled();
  }
}

/** Resolves when nothing is left to happen by itself. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Whether a promise has resolved by now. */
function watch(promise: Promise<void>): { isDone: boolean } {
  const state = { isDone: false };
  void promise.then(() => {
    state.isDone = true;
  });
  return state;
}

describe("a key", () => {
  it("that is woken while it runs is run once more, however often it is woken", async () => {
    const bench = new Bench();
    const first = watch(bench.wake("a", "a1"));
    const others = ["a2", "a3", "a4"].map((name) => watch(bench.wake("a", name)));
    expect(bench.story).toEqual(["a1 starts"]);
    await bench.end("a");
    // The work that was given last: it knows most.
    expect(bench.story).toEqual(["a1 starts", "a1 ends", "a4 starts"]);
    expect([first, ...others].map(({ isDone }) => isDone)).toEqual([true, false, false, false]);
    await bench.end("a");
    expect(others.every(({ isDone }) => isDone)).toBe(true);
    expect(bench.running).toEqual([]);
  });

  it("that waits is run once for all that woke it, in its place", async () => {
    const bench = new Bench(1);
    bench.wake("a");
    const waiting = [bench.wake("b"), bench.wake("c"), bench.wake("b")].map(watch);
    await bench.end("a");
    expect(bench.running).toEqual(["b"]);
    await bench.end("b");
    expect(waiting.map(({ isDone }) => isDone)).toEqual([true, false, true]);
    expect(bench.running).toEqual(["c"]);
    await bench.end("c");
    expect(bench.running).toEqual([]);
  });

  it("that runs on does not keep others from running", async () => {
    const bench = new Bench(2);
    for (const key of ["a", "a", "b", "c"]) bench.wake(key);
    expect(bench.running).toEqual(["a", "b"]);
    await bench.end("b");
    expect(bench.running).toEqual(["a", "c"]);
  });

  it("that fails troubles nobody but `onError`, whether it throws or rejects", async () => {
    const bench = new Bench(1);
    const failed = watch(bench.wake("a"));
    const next = watch(bench.wake("b"));
    const again = watch(bench.wake("a"));
    await bench.end("a", new Error("boom"));
    expect(failed.isDone).toBe(true);
    await bench.end("b");
    await bench.end("a");
    await bench.runners.wake("c", () => {
      throw new Error("at once");
    });
    expect([next.isDone, again.isDone]).toEqual([true, true]);
    expect(bench.errors).toEqual(["a: Error: boom", "c: Error: at once"]);
  });
});

describe("all of them", () => {
  it("are idle when nothing runs and nothing waits", async () => {
    const bench = new Bench(1);
    await bench.runners.idle();
    bench.wake("a");
    bench.wake("b");
    const idle = watch(bench.runners.idle());
    await bench.end("a");
    bench.wake("b");
    await bench.end("b");
    expect(idle.isDone).toBe(false);
    await bench.end("b");
    expect(idle.isDone).toBe(true);
  });

  it("take nothing new once they close, and end what was asked for before", async () => {
    const bench = new Bench(1);
    bench.wake("a");
    bench.wake("b");
    const closed = watch(bench.runners.close());
    await bench.wake("c");
    expect(bench.errors).toEqual(["c: CannotRunError: no new work: the App is closing"]);
    await bench.end("a");
    expect(closed.isDone).toBe(false);
    await bench.end("b");
    expect(closed.isDone).toBe(true);
    expect(bench.story).not.toContain("c starts");
  });
});

type Step = { wake: number } | { end: number; fails: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ wake: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ end: fc.nat(9), fails: fc.boolean() }) },
);

it("holds its promises whatever the order of wakes and ends", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), check),
    { numRuns: 500, seed: 20_261_123 },
  );
});

async function check(steps: readonly Step[], limit: number): Promise<void> {
  const bench = new Bench(limit);
  const wakes: { key: string; at: number; endedAt?: number }[] = [];
  let failures = 0;
  const isBounded = () => expect(bench.running.length).toBeLessThanOrEqual(limit);

  for (const one of steps) {
    if ("wake" in one) {
      const wake: (typeof wakes)[number] = { key: String(one.wake), at: bench.story.length };
      wakes.push(wake);
      void bench.wake(wake.key).then(() => {
        wake.endedAt = bench.story.length;
      });
    } else if (bench.running.length > 0) {
      const key = bench.running[one.end % bench.running.length] ?? "";
      failures += Number(one.fails);
      await bench.end(key, one.fails ? new Error("boom") : undefined);
    }
    isBounded();
  }
  while (bench.running.length > 0) {
    await bench.end(bench.running[0] ?? "");
    isBounded();
  }
  await bench.runners.idle();
  await settled();

  // Nothing of a key ran twice at once: that would be an error beside those which were asked for.
  expect(bench.errors).toHaveLength(failures);
  for (const { key, at, endedAt } of wakes) {
    const start = bench.story.indexOf(`${key} starts`, at);
    const end = bench.story.indexOf(`${key} ends`, start);
    expect(start).toBeGreaterThanOrEqual(at);
    expect(endedAt).toBeGreaterThan(end);
  }
  // No run without someone who asked for it since the one before it had started.
  for (const key of new Set(wakes.map((wake) => wake.key))) {
    const starts = bench.story.flatMap((line, index) => (line === `${key} starts` ? [index] : []));
    starts.forEach((start, index) => {
      const since = starts[index - 1] ?? -1;
      expect(wakes.some((wake) => wake.key === key && wake.at > since && wake.at <= start)).toBe(
        true,
      );
    });
  }
}

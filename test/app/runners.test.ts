import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createBucket } from "../../app/bucket.ts";
import { RUN_PLACES } from "../../app/places.ts";
import { type Call, createRunners, type Pause, type RunnersOptions } from "../../app/runners.ts";

type Most = RunnersOptions["most"];

/** Runs that a test ends itself; what started and ended is told in order. */
class Bench {
  readonly story: string[] = [];
  readonly errors: string[] = [];
  readonly runners;
  /** Since the start, in milliseconds. */
  now = 0;
  readonly #open = new Map<string, (end: Error | Pause | undefined) => void>();
  #plans: { at: number; work: () => void }[] = [];
  #slow: (() => void)[] = [];

  constructor(limit = 16, most: Partial<Most> = {}) {
    this.runners = createRunners({
      most: { all: limit, ofLane: limit, unhurriedOfLane: limit, slow: 0, ...most },
      whenSlow: (work) => {
        this.#slow.push(work);
        return () => {
          this.#slow = this.#slow.filter((one) => one !== work);
        };
      },
      unhurriedPace: () => createBucket({ most: 3, gapMs: 1_000, now: () => this.now }),
      after: (ms, work) => {
        const plan = { at: this.now + ms, work };
        this.#plans.push(plan);
        return () => {
          this.#plans = this.#plans.filter((one) => one !== plan);
        };
      },
      onError: (key, error) => this.errors.push(`${key}: ${String(error)}`),
    });
  }

  /** What runs now, oldest first. */
  get running(): string[] {
    return [...this.#open.keys()];
  }

  get planned(): number {
    return this.#plans.length;
  }

  wake(key: string, name = key, call: Partial<Call> = {}): Promise<boolean> {
    return this.runners.wake({ key, lane: "lane", isUrgent: true, ...call }, (isUrgent) => {
      this.story.push(`${name} starts${isUrgent ? "" : " unhurried"}`);
      if (this.#open.has(key)) throw new Error(`${key} runs twice at once`);
      return new Promise((resolve, reject) => {
        this.#open.set(key, (end) => {
          this.#open.delete(key);
          this.story.push(`${name} ends`);
          if (end instanceof Error) reject(end);
          else resolve(end);
        });
      });
    });
  }

  /** Ends the run of a key, by failing or pausing if it says so, and lets all that follows happen. */
  async end(key: string, how?: Error | Pause): Promise<void> {
    const end = this.#open.get(key);
    if (!end) throw new Error(`${key} does not run`);
    end(how);
    await settled();
  }

  /** Lets all that runs now turn out to be slow. */
  slowDown(): void {
    for (const work of this.#slow.splice(0)) work();
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.#plans.filter(({ at }) => at <= this.now);
    this.#plans = this.#plans.filter(({ at }) => at > this.now);
    for (const { work } of due) work();
    await settled();
  }
}

/** Resolves when nothing is left to happen by itself. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Whether a promise has resolved by now, and to what. */
function watch<T>(promise: Promise<T>): { isDone: boolean; value?: T } {
  const state: { isDone: boolean; value?: T } = { isDone: false };
  void promise.then((value) => {
    state.isDone = true;
    state.value = value;
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
    await bench.runners.wake({ key: "c", lane: "lane", isUrgent: true }, () => {
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
    expect(await bench.wake("c")).toBe(false);
    await bench.end("a");
    expect(closed.isDone).toBe(false);
    await bench.end("b");
    expect(closed.isDone).toBe(true);
    expect(bench.story).not.toContain("c starts");
  });
});

const UNHURRIED = { isUrgent: false };

describe("a pause", () => {
  it("takes no place, and the run is done again from the start when its time has come", async () => {
    const bench = new Bench(1);
    const paused = watch(bench.wake("a"));
    bench.wake("b");
    await bench.end("a", { inMs: 8_000, of: "key" });
    expect(bench.running).toEqual(["b"]);
    await bench.end("b");
    await bench.pass(7_999);
    expect(bench.running).toEqual([]);
    await bench.pass(1);
    expect([bench.running, paused.isDone]).toEqual([["a"], false]);
    await bench.end("a");
    expect(paused).toEqual({ isDone: true, value: true });
  });

  it("ends at once where someone waits, and not where nobody does", async () => {
    const bench = new Bench();
    const paused = watch(bench.wake("a", "a", UNHURRIED));
    await bench.end("a", { inMs: 8_000, of: "key" });
    bench.wake("a", "swept", UNHURRIED);
    expect(bench.running).toEqual([]);
    bench.wake("a", "asked");
    expect(bench.story.at(-1)).toBe("asked starts");
    await bench.end("a");
    expect(paused.isDone).toBe(true);
    await bench.pass(8_000);
    expect(bench.running).toEqual([]);
  });

  it("of a key that was asked for meanwhile leaves it to the run that follows", async () => {
    const bench = new Bench();
    const paused = watch(bench.wake("a", "a1"));
    bench.wake("a", "a2");
    await bench.end("a", { inMs: 8_000, of: "key" });
    expect([bench.story.at(-1), paused.isDone]).toEqual(["a2 starts", false]);
    await bench.end("a");
    expect(paused.isDone).toBe(true);
    expect(bench.planned).toBe(0);
  });

  it("of a lane keeps all of it waiting, and none of the others (F09)", async () => {
    const bench = new Bench();
    bench.wake("a", "a", { lane: "one" });
    await bench.end("a", { inMs: 60_000, of: "lane" });
    bench.wake("b", "b", { lane: "one" });
    bench.wake("c", "c", { lane: "two" });
    expect(bench.running).toEqual(["c"]);
    await bench.pass(59_999);
    expect(bench.running).toEqual(["c"]);
    await bench.pass(1);
    expect(bench.running.sort()).toEqual(["a", "b", "c"]);
  });
});

describe("lanes", () => {
  it("leave places for one another, and take turns", async () => {
    const bench = new Bench(4, { ofLane: 3 });
    for (const key of ["a1", "a2", "a3", "a4", "a5"]) bench.wake(key, key, { lane: "a" });
    for (const key of ["b1", "b2"]) bench.wake(key, key, { lane: "b" });
    expect(bench.running).toEqual(["a1", "a2", "a3", "b1"]);
    await bench.end("a1");
    expect(bench.running).toEqual(["a2", "a3", "b1", "a4"]);
    await bench.end("a2");
    expect(bench.running).toEqual(["a3", "b1", "a4", "b2"]);
  });

  it("let go first what someone waits for, where a sweep of thousands waits as well", async () => {
    const bench = new Bench(4, { ofLane: 3, unhurriedOfLane: 1 });
    const swept = Array.from({ length: 2_000 }, (_, index) => `s${index}`);
    for (const key of swept) bench.wake(key, key, UNHURRIED);
    bench.wake("asked");
    bench.wake("s1999");
    expect(bench.running).toEqual(["s0", "asked", "s1999"]);
  });

  it("start what nobody waits for at a pace: three at once, then one in a second", async () => {
    const bench = new Bench();
    for (const key of ["a", "b", "c", "d", "e"]) bench.wake(key, key, UNHURRIED);
    expect(bench.running).toEqual(["a", "b", "c"]);
    await bench.end("a");
    expect(bench.running).toEqual(["b", "c"]);
    await bench.pass(1_000);
    expect(bench.running).toEqual(["b", "c", "d"]);
    await bench.pass(1_000);
    expect(bench.running).toEqual(["b", "c", "d", "e"]);
  });
});

it("leave an installation all its places beside two whose calls hang", () => {
  expect(RUN_PLACES.all - 2 * RUN_PLACES.ofLane).toBeGreaterThanOrEqual(RUN_PLACES.ofLane);
});

describe("runs that are slow", () => {
  it("leave their place to other lanes, and keep it in their own", async () => {
    const bench = new Bench(4, { ofLane: 2, slow: 4 });
    for (const key of ["a1", "a2", "a3"]) bench.wake(key, key, { lane: "a" });
    for (const key of ["b1", "b2", "b3"]) bench.wake(key, key, { lane: "b" });
    for (const key of ["c1", "c2"]) bench.wake(key, key, { lane: "c" });
    expect(bench.running).toEqual(["a1", "a2", "b1", "b2"]);
    bench.slowDown();
    expect(bench.running).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
    await bench.end("a1");
    expect(bench.running).toEqual(["a2", "b1", "b2", "c1", "c2", "a3"]);
  });

  it("do so up to a number, and one that ends makes room for one", async () => {
    const bench = new Bench(1, { ofLane: 1, slow: 1 });
    for (const key of ["a", "b", "c"]) bench.wake(key, key, { lane: key });
    bench.slowDown();
    expect(bench.running).toEqual(["a", "b"]);
    bench.slowDown();
    expect(bench.running).toEqual(["a", "b"]);
    await bench.end("a");
    expect(bench.running).toEqual(["b"]);
    await bench.end("b");
    expect(bench.running).toEqual(["c"]);
  });
});

it("closing gives up what nobody waits for, what pauses and what is parked, and plans no more", async () => {
  const bench = new Bench(1);
  const given = [bench.wake("paused"), bench.wake("swept", "swept", UNHURRIED)].map(watch);
  await bench.end("paused", { inMs: 8_000, of: "key" });
  await bench.end("swept", { inMs: 8_000, of: "key" });
  given.push(watch(bench.wake("parked", "parked", { lane: "other" })));
  await bench.end("parked", { inMs: 8_000, of: "lane" });
  const runs = watch(bench.wake("runs"));
  const waits = watch(bench.wake("waits"));
  given.push(watch(bench.wake("unhurried", "unhurried", UNHURRIED)));
  const closed = watch(bench.runners.close());
  await settled();
  expect(given.map(({ value }) => value)).toEqual([false, false, false, false]);
  expect(bench.planned).toBe(0);
  await bench.end("runs");
  // There is no later any more.
  await bench.end("waits", { inMs: 8_000, of: "key" });
  expect([runs.value, waits.value, closed.isDone]).toEqual([true, false, true]);
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

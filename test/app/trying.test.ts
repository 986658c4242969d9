import { describe, expect, it } from "@jest/globals";
import { createAgain, LostAnswerError, NotVisibleError } from "../../app/again.ts";
import { createLogger } from "../../app/log.ts";
import { createSweeping } from "../../app/sweeping.ts";
import { CannotRunError } from "../../src/core/errors.ts";
import { RefusedError } from "../../src/github/errors.ts";
import { RateLimitError } from "../../src/github/retry.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AWAY = new CannotRunError("GitHub is not available (502)");
const UNSEEN = new NotVisibleError("not there yet");
const refused = (status: number) => new RefusedError("no", status);

/** Fails at once each time, until nothing more is tried; gives the pauses. */
function pausesOf(...errors: unknown[]): number[] {
  let now = 0;
  const again = createAgain({ now: () => now });
  const pauses: number[] = [];
  for (let next = again.after("a", errors); next !== undefined; next = again.after("a", errors)) {
    pauses.push(next);
    now += next;
  }
  return pauses;
}

describe("work that failed is tried again", () => {
  const LOOKS = [2_000, 5_000, 15_000];
  const TRIES = [MINUTE, 5 * MINUTE, 15 * MINUTE, ...Array(24).fill(HOUR)];

  it.each<[string, unknown[], number[]]>([
    ["GitHub is away", [AWAY], TRIES],
    ["a fault of ours", [new TypeError("ours")], TRIES],
    ["a token that GitHub does not know yet", [refused(401)], TRIES],
    ["what is not visible yet", [UNSEEN], LOOKS],
    ["what may have been made", [new LostAnswerError("lost")], [...LOOKS, ...TRIES]],
    ["what is not found", [refused(404)], LOOKS],
    ["a conflict", [refused(409)], LOOKS],
    ["what is not allowed", [refused(403)], []],
    ["what is gone", [refused(410)], []],
    ["what is not taken", [refused(422)], []],
    ["several, one of which may pass", [refused(403), AWAY], TRIES],
  ])("%s", (_what, errors, pauses) => {
    expect(pausesOf(...errors)).toEqual(pauses);
  });

  it("counted from the first failure, however often an event has it tried in between", () => {
    let now = 0;
    const again = createAgain({ now: () => now });
    expect(again.after("a", [AWAY])).toBe(MINUTE);
    now = 10_000;
    expect(again.after("a", [AWAY])).toBe(50_000);
    for (let event = 0; event < 100; event++) again.after("a", [AWAY]);
    now = MINUTE;
    expect(again.after("a", [AWAY])).toBe(5 * MINUTE);
    expect(again.after("other", [AWAY])).toBe(MINUTE);
    again.done("a");
    expect(again.after("a", [AWAY])).toBe(MINUTE);
  });

  it("what is not visible is waited for 22 seconds, and concluded then", () => {
    let now = 0;
    const again = createAgain({ now: () => now });
    expect(again.isPatient("a")).toBe(true);
    again.after("a", [UNSEEN]);
    now = 21_999;
    expect(again.isPatient("a")).toBe(true);
    now = 22_000;
    expect(again.isPatient("a")).toBe(false);
    again.done("a");
    expect(again.isPatient("a")).toBe(true);
  });

  it("who waits for one try is told when it failed, and not when it is done", async () => {
    const again = createAgain({ now: () => 0 });
    const told: string[] = [];
    void again.troubled("fails").then(() => told.push("fails"));
    void again.troubled("done").then(() => told.push("done"));
    again.after("fails", [AWAY]);
    again.done("done");
    void again.troubled("fails").then(() => told.push("has failed before"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual(["fails", "has failed before"]);
  });
});

describe("a sweep", () => {
  /** Sweeps, with what comes later coming at once; gives what was waited for, and the log. */
  function sweeping(sweep: () => Promise<number>) {
    const waits: number[] = [];
    const lines: string[] = [];
    const now = () => new Date("2026-11-23T12:00:00Z");
    const write = (line: string) => void lines.push(line);
    const log = createLogger({ level: "info", write, now: () => now().getTime(), secrets: [] });
    const after = (ms: number, work: () => void) => {
      waits.push(ms);
      const timer = setImmediate(work);
      return () => clearImmediate(timer);
    };
    return { waits, lines, ...createSweeping({ sweep, log, now, after }) };
  }

  it("is tried for as long as GitHub is away, at a growing distance", async () => {
    let count = 0;
    const all = sweeping(async () => {
      if (count++ < 40) throw AWAY;
      return 3;
    });
    await all.run();
    expect(all.waits.slice(0, 5)).toEqual([MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, HOUR]);
    expect(all.waits).toHaveLength(40);
    expect(all.lines.filter((line) => line.includes('"could not sweep"'))).toHaveLength(40);
    expect(all.lines.at(-1)).toContain('"message":"swept","count":3');
  });

  it("waits for a limit as long as GitHub says", async () => {
    let count = 0;
    const until = Date.parse("2026-11-23T12:10:00Z");
    const all = sweeping(async () => {
      if (count++ === 0) throw new RateLimitError("used up", until);
      return 0;
    });
    await all.run();
    expect(all.waits).toEqual([10 * MINUTE]);
  });

  it("is one for all who ask while it is under way", async () => {
    let count = 0;
    const all = sweeping(async () => ++count);
    await Promise.all([all.run(), all.run()]);
    await all.run();
    expect(count).toBe(2);
  });

  it("is given up when the App stops, in a pause too", async () => {
    const all = sweeping(() => Promise.reject(AWAY));
    const done = all.run();
    await new Promise((resolve) => setImmediate(resolve));
    all.stop();
    await done;
    expect(all.lines.filter((line) => line.includes('"swept"'))).toEqual([]);
  });
});

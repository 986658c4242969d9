import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { afterByClock } from "../../app/timers.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Node's own timers fire at once when they are asked to wait longer; those of the tests do not. */
const LONGEST = 2 ** 31 - 1;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it.each([0, 1_000, 25 * DAY_MS, 30 * DAY_MS, 100 * DAY_MS])(
  "waits %i ms, and never asks for more than a timer can wait",
  (ms) => {
    const asked = jest.spyOn(globalThis, "setTimeout");
    let count = 0;
    afterByClock(ms, () => count++);
    jest.advanceTimersByTime(Math.max(0, ms - 1));
    expect(count).toBe(ms === 0 ? 1 : 0);
    jest.advanceTimersByTime(1);
    expect(count).toBe(1);
    expect(Math.max(...asked.mock.calls.map(([, wait]) => wait ?? 0))).toBeLessThanOrEqual(LONGEST);
  },
);

it("can be taken back, whichever part of a long wait it is in", () => {
  let count = 0;
  const takeBack = afterByClock(60 * DAY_MS, () => count++);
  jest.advanceTimersByTime(40 * DAY_MS);
  takeBack();
  jest.advanceTimersByTime(60 * DAY_MS);
  expect(count).toBe(0);
});

import { expect, it } from "@jest/globals";
import { createPacing } from "../../app/pacing.ts";

/** A clock that only sleeping moves. */
function world() {
  const waits: number[] = [];
  let now = 0;
  const pacing = createPacing({
    now: () => now,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  });
  return { pacing, waits, pass: (ms: number) => (now += ms), now: () => now };
}

it("lets forty through at once, and then one every eight seconds: at most 490 in any hour", async () => {
  const { pacing, waits, now } = world();
  const at: number[] = [];
  for (let count = 0; count < 1_000; count++) {
    await pacing.take(5);
    at.push(now());
  }
  expect(waits.slice(0, 3)).toEqual([8_000, 8_000, 8_000]);
  expect(at.filter((time) => time === 0)).toHaveLength(40);
  for (const [index, start] of at.entries()) {
    const within = at.slice(index).filter((time) => time < start + 3_600_000);
    expect(within.length).toBeLessThanOrEqual(490);
  }
});

it("has a pace for each installation, and forgets after a quiet time", async () => {
  const { pacing, waits, pass } = world();
  for (let count = 0; count < 40; count++) await pacing.take(5);
  await pacing.take(6);
  expect(waits).toEqual([]);
  pass(40 * 8_000);
  for (let count = 0; count < 40; count++) await pacing.take(5);
  expect(waits).toEqual([]);
});

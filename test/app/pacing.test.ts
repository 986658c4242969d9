import { expect, it } from "@jest/globals";
import { createPacing } from "../../app/pacing.ts";

const HOUR_MS = 3_600_000;

/** Repositories that want to create an issue each; each comes back when it is told to. */
function world() {
  let now = 0;
  const pacing = createPacing({ now: () => now });
  return {
    pacing,
    pass: (ms: number) => (now += ms),
    now: () => now,
    take: (key: string, isUrgent = false, installation = 5) =>
      pacing.take({ installation, key, isUrgent }),
  };
}

it("lets a first roll-out through at an even pace, in order, each asking twice at most (F38)", () => {
  const { take, pass, now } = world();
  const due = Array.from({ length: 1_000 }, (_, index) => ({ key: `r${index}`, at: 0, asked: 0 }));
  const created: { key: string; at: number }[] = [];
  while (due.length > 0) {
    due.sort((one, other) => one.at - other.at);
    const [next] = due.splice(0, 1);
    if (!next) break;
    pass(Math.max(0, next.at - now()));
    const wait = take(next.key);
    const asked = next.asked + 1;
    if (wait === 0) created.push({ key: next.key, at: now() });
    else due.push({ key: next.key, at: now() + wait, asked });
    expect(asked).toBeLessThanOrEqual(2);
  }
  expect(created.map(({ key }) => key)).toEqual(created.map((_, index) => `r${index}`));
  expect(created.filter(({ at }) => at === 0)).toHaveLength(30);
  expect(created[30]?.at).toBe(8_000);
  for (const [index, { at: start }] of created.entries()) {
    const within = created.slice(index).filter(({ at }) => at < start + HOUR_MS);
    expect(within.length).toBeLessThanOrEqual(480);
  }
});

it("keeps twenty for what someone waits for; more than that stand in line with the others", () => {
  const { take } = world();
  for (let count = 0; count < 30; count++) take(`r${count}`);
  expect(take("swept")).toBe(8_000);
  const urgent = Array.from({ length: 20 }, (_, index) => take(`u${index}`, true));
  expect(urgent.every((wait) => wait === 0)).toBe(true);
  // Twenty more were created meanwhile, and one stands before it.
  expect(take("late", true)).toBe(22 * 8_000);
});

it("never lets more than 500 through in an hour, however many are urgent", () => {
  const { take, pass } = world();
  let created = 0;
  for (let second = 0; second < 3_600; second++) {
    for (const key of ["a", "b"]) created += Number(take(key, key === "a") === 0);
    pass(1_000);
  }
  expect(created).toBeLessThanOrEqual(500);
  expect(created).toBeGreaterThan(490);
});

it("has a line for each installation, from which one can go, and forgets after a quiet time", () => {
  const { pacing, take, pass } = world();
  for (let count = 0; count < 30; count++) take(`r${count}`);
  expect([take("a"), take("b"), take("a", false, 6)]).toEqual([8_000, 16_000, 0]);
  pacing.leave({ installation: 5, key: "a" });
  expect(take("b")).toBe(8_000);
  pass(31 * 8_000);
  const waits = Array.from({ length: 30 }, (_, index) => take(`s${index}`));
  expect(waits.slice(0, 29).every((wait) => wait === 0)).toBe(true);
});

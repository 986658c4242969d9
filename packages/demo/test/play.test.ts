import { describe, expect, it, jest } from "@jest/globals";
import { playStep } from "../play.ts";
import type { Claim, Outcome, Step } from "../step.ts";
import { createTeller } from "../tell.ts";
import type { World } from "../world.ts";

/** A world in which nothing happens but what a test says. */
function worldOf({ hasEnded = false, writes = 0, reads = 0 } = {}): World {
  const github = {
    requests: () => [],
    settled: async () => {},
    writes: Array.from({ length: writes }),
    counts: () => ({ read: reads, write: writes }),
  };
  return {
    github,
    app: { hasEnded },
    repository: "moj/visits",
    stop: async () => {},
  } as unknown as World;
}

function stepOf(...claims: Claim[]): Step {
  return { title: "T", did: "D", act: async () => {}, answer: async () => ["A"], claims };
}

const claim = (found: Claim["found"], accepted: Claim["accepted"]): Claim => ({
  what: "it",
  found,
  accepted,
});

describe("a step", () => {
  it.each<[string, Claim, string[]]>([
    ["an equal text", claim(() => "a", "a"), []],
    ["a text that holds it", claim(() => "abc", /b/), []],
    ["a number", claim((_world, { writes }) => writes, 2), []],
    ["another text", claim(() => "a", "b"), ['it: "b", not "a"']],
    ["another number", claim((_world, { reads }) => reads, 0), ["it: 0, not 3"]],
    ["nothing", claim(async () => undefined, /b/), ["it: a text like /b/, not nothing"]],
  ])("holds %s against a claim", async (_name, one, expected) => {
    const { breaches, cost, answer } = await playStep(
      stepOf(one),
      worldOf({ writes: 2, reads: 3 }),
      0,
    );
    expect(
      breaches.map(({ what, accepted, found }) => `${what}: ${accepted}, not ${found}`),
    ).toEqual(expected);
    expect([cost.reads, cost.writes, answer]).toEqual([3, 2, ["A"]]);
  });

  it("looks again at what does not hold yet", async () => {
    let looks = 0;
    const outcome = await playStep(stepOf(claim(() => ++looks, 2)), worldOf(), 10_000);
    expect([outcome.breaches, looks]).toEqual([[], 2]);
  });

  it("does not wait for an App that has ended", async () => {
    const never = stepOf(claim(() => "a", "b"));
    expect((await playStep(never, worldOf({ hasEnded: true }), 60_000)).breaches).toHaveLength(1);
  });
});

describe("the teller", () => {
  const outcome: Outcome = {
    answer: ["long ".repeat(60), "short"],
    cost: { reads: 1, writes: 2, ms: 3 },
    breaches: [],
  };

  function told(color: boolean, isTTY: boolean, given = outcome): string {
    let text = "";
    const write = (part: string) => {
      text += part;
    };
    const step = createTeller({ write, isTTY, color, columns: 80 }).step(stepOf(), 1, 7);
    if (isTTY) jest.advanceTimersByTime(200);
    step.done(given);
    return text;
  }

  it("tells what was done, what was answered and what it cost, within the terminal's width", () => {
    const lines = told(false, false).split("\n");
    expect(lines.slice(0, 3)).toEqual(["", "1/7 T", "   done   D"]);
    expect(lines[3]).toMatch(/^ {3}App {4}long long .*…$/);
    expect(lines.slice(4)).toEqual([
      "          short",
      "   cost   1 read, 2 writes, 3 ms",
      "   result ✓ as it should be",
      "",
    ]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it("tells what was expected and what was found", () => {
    const breaches = [{ what: "it", accepted: '"b"', found: '"a"' }];
    expect(told(false, false, { ...outcome, breaches })).toContain(
      '   result ✗ it\n          expected "b"\n          found    "a"\n',
    );
  });

  it("has colours and a wheel only where they are wanted", () => {
    jest.useFakeTimers();
    const [plain, coloured, turning] = [told(false, false), told(true, false), told(false, true)];
    jest.useRealTimers();
    expect(plain).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[1m1/7 T\u001b[22m");
    expect(turning).toContain("the App is at work, 0.1 s\r\u001b[K");
  });
});

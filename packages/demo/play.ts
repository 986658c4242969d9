import type { Breach, Claim, Cost, Outcome, Step } from "./step.ts";
import type { World } from "./world.ts";

const LOOK_AGAIN_MS = 100;

/**
 * Plays one step: does what somebody does, waits until the App has answered, and holds what is there
 * then against the claims. What does not hold yet is looked at again until `patienceMs` have passed:
 * the App answers a delivery after eight seconds, whether its work is done or not.
 */
export async function playStep(step: Step, world: World, patienceMs: number): Promise<Outcome> {
  const { github } = world;
  github.requests();
  const started = Date.now();
  await step.act(world);
  for (;;) {
    await github.settled();
    const cost = costSince(world, started);
    const breaches = await breachesOf(step.claims, world, cost);
    if (breaches.length === 0 || world.app.hasEnded || Date.now() - started > patienceMs) {
      return { answer: await step.answer(world), cost, breaches };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function costSince({ github }: World, started: number): Cost {
  const writes = github.writes.length;
  const all = Object.values(github.counts()).reduce((sum, count) => sum + count, 0);
  return { reads: all - writes, writes, ms: Date.now() - started };
}

async function breachesOf(claims: readonly Claim[], world: World, cost: Cost): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { what, found, accepted } of claims) {
    const value = await found(world, cost);
    const holds =
      accepted instanceof RegExp ? accepted.test(String(value ?? "")) : accepted === value;
    if (!holds) breaches.push({ what, accepted: shown(accepted), found: shown(value) });
  }
  return breaches;
}

const LONGEST_SHOWN = 160;

function shown(value: string | number | RegExp | undefined): string {
  if (value === undefined || value === "") return "nothing";
  const text = value instanceof RegExp ? `a text like ${value}` : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

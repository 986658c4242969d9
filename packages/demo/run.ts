import { EXIT } from "../../src/core/exit-codes.ts";
import { openInBrowser } from "./open.ts";
import type { Options } from "./options.ts";
import { playStep } from "./play.ts";
import { SCENARIO } from "./scenario.ts";
import { Site } from "./site/site.ts";
import { requestsIn, type Teller } from "./tell.ts";
import { startWorld, type World } from "./world.ts";

/**
 * Plays the story; gives the exit code: 0 only if every step came out as it should. With `keep`, resolves
 * when `told` does.
 */
export async function run(options: Options, teller: Teller, told: Promise<void>): Promise<number> {
  const started = Date.now();
  teller.say("Starting the App, and a GitHub for it, on this machine …");
  const world = await startWorld(options.app);
  let site: Site | undefined;
  try {
    if (options.keep) site = await Site.start(world, options.port);
    if (site) teller.say(`Look at ${site.url}`);
    if (site && options.open) openInBrowser(site.url);
    const code = await Promise.race([
      story(world, options, teller, started),
      told.then(() => EXIT.cannotRun),
    ]);
    if (!site) return code;
    teller.say(`\nNow try it yourself at ${site.url}; Ctrl-C ends it.`);
    await told;
    return code;
  } finally {
    await site?.stop();
    await world.stop();
  }
}

async function story(
  world: World,
  { patienceMs }: Options,
  teller: Teller,
  started: number,
): Promise<number> {
  teller.say(`${world.repository} is there, with the example's evidence and no stage yet.`);
  const sum = { reads: 0, writes: 0 };
  let failed = 0;
  for (const [index, step] of SCENARIO.entries()) {
    const told = teller.step(step, index + 1, SCENARIO.length);
    const outcome = await playStep(step, world, patienceMs);
    told.done(outcome);
    sum.reads += outcome.cost.reads;
    sum.writes += outcome.cost.writes;
    if (outcome.breaches.length > 0) failed++;
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  teller.say("");
  if (failed > 0) {
    teller.breach(`${failed} of ${SCENARIO.length} steps did not come out as they should.`);
    return EXIT.findings;
  }
  teller.say(
    `All ${SCENARIO.length} steps came out as they should: ${requestsIn(sum)}, ${seconds} s.`,
  );
  return EXIT.clean;
}

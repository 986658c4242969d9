import { STAGE_PROPERTY } from "../src/core/stage-sources.ts";
import type { Delivery } from "./delivery.ts";
import { type Wake, wakesOf } from "./events.ts";
import type { GithubApp } from "./github-app.ts";
import type { Logger } from "./log.ts";
import type { Pacing } from "./pacing.ts";
import { reconcile } from "./reconcile.ts";
import type { Runners } from "./runners.ts";

/** What the App is made of, so that tests can hand in other parts. */
export interface Parts {
  github: GithubApp;
  runners: Runners;
  pacing: Pacing;
  log: Logger;
  now(): Date;
}

/** The App: takes deliveries, and sweeps. Neither rejects for the trouble of one repository. */
export interface App {
  accept(delivery: Delivery): Promise<void>;
  /** Looks at every repository of every installation; gives how many there were. */
  sweep(): Promise<number>;
}

/** The custom property that is looked for in listings. */
export const PROPERTY = STAGE_PROPERTY;

/** How many repositories of an installation a sweep looks at at a time. */
const SWEPT_AT_ONCE = 4;

export function createApp({ github, runners, pacing, log, now }: Parts): App {
  /** Installations that have ended or rest: nothing is done for them until they are heard of again. */
  const ended = new Set<number>();

  /** A repository is one, however many events speak of it: they wait for one run. */
  function wake(one: Wake, logger: Logger): Promise<void> {
    const { installation, id, owner, name } = one;
    const key = String(id);
    // A run after a burst looks for the property if any event of the burst showed one.
    if (one.hasProperty) withProperty.add(key);
    return runners.wake(key, async () => {
      if (ended.has(installation)) return;
      const started = now();
      const about = { repository: `${owner}/${name}`, installation };
      try {
        const { isOptedIn, writes } = await reconcile({
          reader: await github.reader(installation),
          repository: { owner, name },
          slug: await github.slug(),
          now: started,
          pace: () => pacing.take(installation),
          hasProperty: withProperty.delete(key),
        });
        const durationMs = now().getTime() - started.getTime();
        logger.info(isOptedIn ? "reconciled" : "has not opted in", {
          ...about,
          writes,
          durationMs,
        });
      } catch (error) {
        // The next event or sweep looks again: nothing rests on this run.
        logger.error("could not reconcile", { ...about, error });
      }
    });
  }
  const withProperty = new Set<string>();

  async function sweepOne(installation: number, logger: Logger): Promise<number> {
    const repositories = await github.repositories(installation);
    const live = repositories.filter(({ isArchived }) => !isArchived).values();
    // A sweep takes only some of the places: what people do meanwhile does not wait for its end.
    const lane = async () => {
      for (const one of live) await wake({ installation, ...one }, logger);
    };
    await Promise.all(Array.from({ length: SWEPT_AT_ONCE }, lane));
    return repositories.length;
  }

  return {
    async accept(delivery) {
      const logger = log.child({ delivery: delivery.id, event: delivery.event });
      const wakes = wakesOf(delivery, await github.slug());
      if (wakes.ended !== undefined) ended.add(wakes.ended);
      if (wakes.swept !== undefined) {
        ended.delete(wakes.swept);
        await sweepOne(wakes.swept, logger);
      }
      await Promise.all(wakes.repositories.map((one) => wake(one, logger)));
    },
    async sweep() {
      let count = 0;
      for (const installation of await github.installations()) {
        count += await sweepOne(installation, log.child({ installation }));
      }
      return count;
    },
  };
}

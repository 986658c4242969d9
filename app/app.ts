import { CannotRunError } from "../src/core/errors.ts";
import { createChecks } from "./checks/checking.ts";
import { checksOf } from "./checks/wakes.ts";
import type { Delivery } from "./delivery.ts";
import { type Wake, wakesOf } from "./events.ts";
import type { GithubApp } from "./github-app.ts";
import { pauseFor } from "./later.ts";
import type { Logger } from "./log.ts";
import type { Pacing } from "./pacing.ts";
import type { Runners } from "./runners.ts";
import { createUpkeep } from "./upkeep.ts";

/** What the App is made of, so that tests can hand in other parts. */
export interface Parts {
  github: GithubApp;
  runners: Runners;
  pacing: Pacing;
  log: Logger;
  now(): Date;
  sleep(ms: number): Promise<void>;
}

/** The App: takes deliveries, and sweeps. Neither rejects for the trouble of one repository. */
export interface App {
  /** Rejects where the App closes before the work is done, so that GitHub keeps the delivery. */
  accept(delivery: Delivery): Promise<void>;
  /** Looks at every repository of every installation; gives how many there were. */
  sweep(): Promise<number>;
}

export function createApp({ github, runners, pacing, log, now, sleep }: Parts): App {
  /** Installations that have ended or rest: nothing is done for them until they are heard of again. */
  const ended = new Set<number>();
  const swept = new Map<number, Date>();
  const upkeep = createUpkeep({ github, pacing, now, sweptAt: (one) => swept.get(one) });

  const check = createChecks({ github, runners, now, sleep, isEnded: (one) => ended.has(one) });

  /** A repository is one, however many events speak of it: they wait for one run. Gives whether it was done. */
  function wake(one: Wake, isUrgent: boolean, logger: Logger): Promise<boolean> {
    const { installation, id } = one;
    upkeep.notice(one);
    const call = { key: String(id), lane: String(installation), isUrgent };
    // Of several calls for one run, the most urgent counts.
    return runners.wake(call, async (isNowUrgent) =>
      ended.has(installation) ? undefined : upkeep.run(one, isNowUrgent, logger),
    );
  }

  /** Looks at all repositories of an installation; gives how many there are. Nobody waits for it. */
  async function sweepOne(installation: number, logger: Logger): Promise<number> {
    const repositories = await listed(installation, logger);
    if (!repositories) return 0;
    const live = repositories.filter(({ isArchived }) => !isArchived);
    await Promise.all(live.map((one) => wake({ installation, ...one }, false, logger)));
    swept.set(installation, now());
    return repositories.length;
  }

  /** All repositories of an installation; undefined where GitHub does not tell. */
  async function listed(installation: number, logger: Logger) {
    let found: Awaited<ReturnType<GithubApp["repositories"]>> | undefined;
    const call = { key: `sweep:${installation}`, lane: String(installation), isUrgent: false };
    await runners.wake(call, async () => {
      try {
        found = await github.repositories(installation);
        return undefined;
      } catch (error) {
        const pause = pauseFor(error, now().getTime());
        // Its trouble is none of the others'.
        if (!pause) logger.error("could not sweep", { installation, error });
        return pause;
      }
    });
    return found;
  }

  return {
    async accept(delivery) {
      const logger = log.child({ delivery: delivery.id, event: delivery.event });
      const slug = await github.slug();
      const wakes = wakesOf(delivery, slug);
      const checks = checksOf(delivery, slug);
      if (wakes.ended !== undefined) ended.add(wakes.ended);
      if (wakes.swept !== undefined) {
        ended.delete(wakes.swept);
        await sweepOne(wakes.swept, logger);
      }
      const done = await Promise.all([
        ...wakes.repositories.map((one) => wake(one, true, logger)),
        ...checks.map((one) => check(one, logger)),
      ]);
      if (done.includes(false)) throw new CannotRunError("the App closes before it is done");
    },
    async sweep() {
      const installations = await github.installations();
      const counts = installations.map((installation) => {
        // GitHub lists it as live, whatever was heard last, and in which order.
        ended.delete(installation);
        return sweepOne(installation, log.child({ installation }));
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
  };
}

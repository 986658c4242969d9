import { CannotRunError } from "../src/core/errors.ts";
import type { Account } from "./account.ts";
import type { Again } from "./again.ts";
import { createChecks } from "./checks/checking.ts";
import type { Delivery } from "./delivery.ts";
import type { Wake } from "./events/wakes.ts";
import { absentFields, wakesOf } from "./events.ts";
import type { GithubApp } from "./github-app.ts";
import { insist } from "./insist.ts";
import type { Logger } from "./log.ts";
import type { Pacing } from "./pacing.ts";
import type { Runners } from "./runners.ts";
import type { Judge } from "./state/judging.ts";
import { createUpkeep } from "./upkeep.ts";

/** What the App is made of, so that tests can hand in other parts. */
export interface Parts {
  github: GithubApp;
  runners: Runners;
  pacing: Pacing;
  again: Again;
  log: Logger;
  now(): Date;
  judge: Judge;
}

/** The App: takes deliveries, and sweeps. Neither rejects for the trouble of one repository. */
export interface App {
  /** Rejects if the App closes before the work is done, so that GitHub keeps the delivery. */
  accept(delivery: Delivery): Promise<void>;
  /**
   * Looks at every repository of every installation; returns how many there were. If one has trouble, the App
   * tries it again by itself, and does not wait for it.
   */
  sweep(): Promise<number>;
}

export function createApp({ github, runners, pacing, again, log, now, judge }: Parts): App {
  /** Installations that have ended or rest: nothing is done for them until they are heard of again. */
  const ended = new Set<number>();
  const swept = new Map<number, Date>();
  const insisting = { runners, again, now };
  let account: Account | undefined;
  const upkeep = createUpkeep({
    github,
    pacing,
    again,
    now,
    judge,
    sweptAt: (one) => swept.get(one),
  });

  const check = createChecks({
    github,
    runners,
    again,
    now,
    judge,
    isEnded: (one) => ended.has(one),
  });

  /** A repository is one, however many events speak of it: they wait for one run. Returns whether it was done. */
  function wake(one: Wake, isUrgent: boolean, logger: Logger): Promise<boolean> {
    const { installation, id } = one;
    upkeep.notice(one);
    const call = { key: String(id), lane: String(installation), isUrgent };
    // Of several calls for one run, the most urgent counts.
    return runners.wake(call, async (isNowUrgent) =>
      ended.has(installation) ? undefined : upkeep.run(one, isNowUrgent, logger),
    );
  }

  /** Looks at all repositories of an installation; returns how many there are. Nobody waits for it. */
  async function sweepOne(installation: number, logger: Logger): Promise<number> {
    const repositories = await listed(installation, logger);
    if (!repositories) return 0;
    const live = repositories.filter(({ isArchived }) => !isArchived);
    await Promise.all(live.map((one) => looked({ installation, ...one }, logger)));
    swept.set(installation, now());
    return repositories.length;
  }

  /** Resolves when a repository was looked at, or must be looked at again: nobody waits for that. */
  async function looked(one: Wake, logger: Logger): Promise<void> {
    const troubled = again.troubled(String(one.id));
    await Promise.race([wake(one, false, logger), troubled]);
  }

  /** All repositories of an installation; undefined if GitHub does not tell for a day. */
  function listed(installation: number, logger: Logger) {
    return insist(insisting, {
      key: sweepKey(installation),
      lane: String(installation),
      isUrgent: false,
      isVain: () => ended.has(installation),
      ask: () => github.repositories(installation),
      // Its trouble does not concern the others.
      onTrouble: (error, waitMs) =>
        logger.error("could not sweep", { installation, waitMs, error }),
    });
  }

  /** Who the App is: without it nobody can tell what an event is about. */
  async function ownAccount(logger: Logger): Promise<Account> {
    account ??= await insist(insisting, {
      key: "account",
      lane: "account",
      isUrgent: true,
      ask: () => github.account(),
      onTrouble: (error, waitMs) => logger.error("could not ask who the App is", { waitMs, error }),
    });
    if (!account) throw new CannotRunError("GitHub does not say who the App is");
    return account;
  }

  return {
    async accept(delivery) {
      const logger = log.child({ delivery: delivery.id, event: delivery.event });
      const absent = absentFields(delivery);
      if (absent.length > 0) {
        logger.warn("a field is missing in an event", { reason: `absent: ${absent.join(", ")}` });
      }
      const own = await ownAccount(logger);
      const wakes = wakesOf(delivery, own);
      if (wakes.ended !== undefined) ended.add(wakes.ended);
      if (wakes.swept !== undefined) {
        ended.delete(wakes.swept);
        await sweepOne(wakes.swept, logger);
      }
      const done = await Promise.all([
        ...wakes.repositories.map((one) => wake(one, true, logger)),
        ...wakes.checks.map((one) => check(one, logger)),
      ]);
      if (done.includes(false)) throw new CannotRunError("the App closes before it is done");
    },
    async sweep() {
      const installations = await github.installations();
      const counts = installations.map((installation) => {
        // GitHub lists it as live, whatever was heard last, and in which order.
        ended.delete(installation);
        const troubled = again.troubled(sweepKey(installation)).then(() => 0);
        return Promise.race([sweepOne(installation, log.child({ installation })), troubled]);
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
  };
}

function sweepKey(installation: number): string {
  return `sweep:${installation}`;
}

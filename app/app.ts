import {
  answerQuestions,
  type Conversation,
  findQuestions,
  type Questions,
} from "./commands/answer.ts";
import type { Delivery } from "./delivery.ts";
import { type Wake, wakesOf } from "./events.ts";
import type { GithubApp } from "./github-app.ts";
import type { Logger } from "./log.ts";
import type { Pacing } from "./pacing.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";
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

/** How many repositories of an installation a sweep looks at at a time. */
const SWEPT_AT_ONCE = 4;

export function createApp({ github, runners, pacing, log, now }: Parts): App {
  /** Installations that have ended or rest: nothing is done for them until they are heard of again. */
  const ended = new Set<number>();

  /** By repository: whether an event showed a property, and where commands may wait for an answer. */
  const withProperty = new Set<string>();
  const asked = new Map<string, Set<number>>();

  /** A repository is one, however many events speak of it: they wait for one run. */
  function wake(one: Wake, logger: Logger): Promise<void> {
    const { installation, id, owner, name } = one;
    const key = String(id);
    // A run after a burst looks for all that any event of the burst showed.
    if (one.hasProperty) withProperty.add(key);
    if (one.asked !== undefined) remember(key, [one.asked]);
    return runners.wake(key, async () => {
      if (ended.has(installation)) return;
      const started = now();
      const numbers = [...(asked.get(key) ?? [])];
      asked.delete(key);
      const about = { repository: `${owner}/${name}`, installation };
      try {
        const hasProperty = withProperty.delete(key);
        const { facts, writes, replies } = await run({ ...one, hasProperty }, numbers, logger);
        const durationMs = now().getTime() - started.getTime();
        logger.info(facts ? "reconciled" : "has not opted in", {
          ...about,
          writes: writes + replies,
          durationMs,
        });
      } catch (error) {
        // The next event or sweep looks again, and answers then.
        remember(key, numbers);
        logger.error("could not reconcile", { ...about, error });
      }
    });
  }

  function remember(key: string, numbers: readonly number[]): void {
    if (numbers.length > 0) asked.set(key, new Set([...(asked.get(key) ?? []), ...numbers]));
  }

  /**
   * Acknowledges what was asked, puts the repository's issues right, and answers then. Trouble with one
   * conversation is none of another's: it is looked at again with the next run.
   */
  async function run(
    { installation, id, owner, name, hasProperty }: Wake,
    numbers: readonly number[],
    logger: Logger,
  ): Promise<Reconciled & { replies: number }> {
    const running = {
      reader: await github.reader(installation),
      repository: { owner, name },
      slug: await github.slug(),
      now: now(),
      pace: () => pacing.take(installation),
      granted: () => github.granted(installation),
    };
    const unanswered = (number: number) => (error: unknown) => {
      remember(String(id), [number]);
      const repository = `${owner}/${name}`;
      logger.error("could not answer", { repository, installation, issue: number, error });
    };
    const found: { conversation: Conversation; questions: Questions }[] = [];
    for (const number of numbers) {
      const conversation = { ...running, number };
      const questions = await findQuestions(conversation).catch(unanswered(number));
      if (questions) found.push({ conversation, questions });
    }
    const reconciled = await reconcile({ ...running, hasProperty });
    let replies = 0;
    for (const { conversation, questions } of found) {
      const answering = answerQuestions(questions, { ...conversation, reconciled });
      replies += (await answering.catch(unanswered(conversation.number))) ?? 0;
    }
    return { ...reconciled, replies };
  }

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
        // GitHub lists it as live, whatever was heard last, and in which order.
        ended.delete(installation);
        const logger = log.child({ installation });
        try {
          count += await sweepOne(installation, logger);
        } catch (error) {
          // Its trouble is none of the others'.
          logger.error("could not sweep", { error });
        }
      }
      return count;
    },
  };
}

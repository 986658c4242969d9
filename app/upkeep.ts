import { POLICY_PATH } from "../src/core/policy/path.ts";
import { RefusedError } from "../src/github/errors.ts";
import {
  answerQuestions,
  type Conversation,
  findQuestions,
  type Questions,
} from "./commands/answer.ts";
import type { Wake } from "./events.ts";
import type { GithubApp } from "./github-app.ts";
import { Later, pauseFor } from "./later.ts";
import type { Logger } from "./log.ts";
import type { Pacing } from "./pacing.ts";
import { reconcile } from "./reconcile.ts";
import type { Pause } from "./runners.ts";
import type { Facts } from "./state/facts.ts";

/** What the upkeep of repositories is made of. */
export interface UpkeepParts {
  github: GithubApp;
  pacing: Pacing;
  now(): Date;
  /** When all repositories of an installation were last looked at. */
  sweptAt(installation: number): Date | undefined;
}

/** Keeps repositories true: puts their issues right, and answers what was asked in them. */
export interface Upkeep {
  /** Remembers what an event showed, for the run that follows, which may be one for a whole burst. */
  notice(wake: Wake): void;
  /** One run. Gives a pause where it has to be done again; never rejects, for the log is told. */
  run(wake: Wake, isUrgent: boolean, logger: Logger): Promise<Pause | undefined>;
}

/** What is known of a repository before a run reads it. */
interface Noticed {
  /** Whether an event showed a property. */
  hasProperty: boolean;
  /** Issues and pull requests where commands may wait for an answer. */
  asked: Set<number>;
}

export function createUpkeep({ github, pacing, now, sweptAt }: UpkeepParts): Upkeep {
  /** By GitHub's number for the repository. */
  const noticed = new Map<number, Noticed>();

  function remember(id: number, hasProperty: boolean, asked: readonly number[]): void {
    const before = noticed.get(id);
    if (!hasProperty && asked.length === 0) return;
    noticed.set(id, {
      hasProperty: hasProperty || (before?.hasProperty ?? false),
      asked: new Set([...(before?.asked ?? []), ...asked]),
    });
  }

  /**
   * Acknowledges what was asked, puts the repository's issues right, and answers then. Trouble with one
   * conversation is none of another's: it is looked at again with the next run.
   */
  async function keep(
    { installation, id, owner, name }: Wake,
    { hasProperty, asked }: Noticed,
    isUrgent: boolean,
    logger: Logger,
  ): Promise<{ hasOptedIn: boolean; writes: number }> {
    const creator = { installation, key: String(id), isUrgent };
    const running = {
      reader: await github.reader(installation),
      repository: { owner, name },
      slug: await github.slug(),
      now: now(),
      pace: async () => {
        const inMs = pacing.take(creator);
        if (inMs > 0) throw new Later(inMs);
      },
      granted: () => github.granted(installation),
      lastSweep: () => sweptAt(installation),
    };
    const unanswered = (number: number) => (error: unknown) => {
      if (pauseFor(error, now().getTime())) throw error;
      // Under an issue that is gone nobody waits for an answer.
      if (!isGone(error)) remember(id, false, [number]);
      const repository = `${owner}/${name}`;
      logger.error("could not answer", { repository, installation, issue: number, error });
    };
    const found: { conversation: Conversation; questions: Questions }[] = [];
    for (const number of asked) {
      const conversation = { ...running, number };
      const questions = await findQuestions(conversation).catch(unanswered(number));
      if (questions) found.push({ conversation, questions });
    }
    let reconciled = await reconcile({ ...running, hasProperty });
    const reason = reconciled.facts && faultAbove(reconciled.facts);
    if (reason !== undefined) {
      const about = { repository: `${owner}/${name}`, installation, reason };
      logger.warn("the organisation's policy cannot be used", about);
    }
    let replies = 0;
    for (const { conversation, questions } of found) {
      const answering = answerQuestions(questions, { ...conversation, reconciled });
      const answered = await answering.catch(unanswered(conversation.number));
      if (!answered) continue;
      // What was recorded in one conversation is known in the next.
      reconciled = answered.reconciled;
      replies += answered.replies;
    }
    const { facts, writes } = reconciled;
    return { hasOptedIn: facts !== undefined, writes: writes + replies };
  }

  return {
    notice({ id, hasProperty, asked }) {
      remember(id, hasProperty, asked === undefined ? [] : [asked]);
    },
    async run(wake, isUrgent, logger) {
      const { installation, id, owner, name } = wake;
      const before = noticed.get(id) ?? { hasProperty: false, asked: new Set<number>() };
      noticed.delete(id);
      const started = now().getTime();
      const about = { repository: `${owner}/${name}`, installation };
      try {
        const { hasOptedIn, writes } = await keep(wake, before, isUrgent, logger);
        pacing.leave({ installation, key: String(id) });
        const durationMs = now().getTime() - started;
        logger.info(hasOptedIn ? "reconciled" : "has not opted in", {
          ...about,
          writes,
          durationMs,
        });
        return undefined;
      } catch (error) {
        // The run that comes after the pause, or the next event or sweep, looks for it again.
        remember(id, before.hasProperty, [...before.asked]);
        const pause = pauseFor(error, now().getTime());
        if (pause) {
          const because = pause.of === "lane" ? "rate limit" : "pace of creation";
          logger.info("goes on later", { ...about, waitMs: pause.inMs, reason: because });
        } else {
          pacing.leave({ installation, key: String(id) });
          logger.error("could not reconcile", { ...about, error });
        }
        return pause;
      }
    },
  };
}

/**
 * Where the organisation's policy is at fault. It is no matter of the repositories that it keeps from
 * being judged, whose issues say nothing of it; and its words are none of the log's.
 */
function faultAbove({ policy }: Facts): string | undefined {
  const fault = policy.ok ? undefined : policy.problems.find(({ file }) => file !== POLICY_PATH);
  return fault && `${fault.file}:${fault.line}:${fault.column}`;
}

/** GitHub says so of what was deleted; what it does not find it may find a moment later. */
function isGone(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 410;
}

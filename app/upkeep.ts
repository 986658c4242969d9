import { CannotRunError } from "../src/core/errors.ts";
import { isPolicyPath } from "../src/core/policy/path.ts";
import { RefusedError } from "../src/github/errors.ts";
import { type Again, NotVisibleError } from "./again.ts";
import { answerQuestions, findQuestions, type Questions } from "./commands/answer.ts";
import type { Conversation } from "./commands/asking.ts";
import type { Wake } from "./events/wakes.ts";
import type { GithubApp } from "./github-app.ts";
import { Later, pauseFor } from "./later.ts";
import type { Logger } from "./log.ts";
import { createNoticed, type Shown } from "./noticed.ts";
import type { Pacing } from "./pacing.ts";
import { reconcile } from "./reconcile.ts";
import type { Pause } from "./runners.ts";
import type { StateFacts } from "./state/facts.ts";
import { createJudging, type Judge } from "./state/judging.ts";
import type { Situation } from "./state/situation.ts";
import { createUnseen } from "./unseen.ts";

/** What the upkeep of repositories is made of. */
export interface UpkeepParts {
  github: GithubApp;
  pacing: Pacing;
  again: Again;
  now(): Date;
  judge: Judge;
  /** When all repositories of an installation were last looked at. */
  sweptAt(installation: number): Date | undefined;
}

/** Keeps repositories true: puts their issues right, and answers what was asked in them. */
export interface Upkeep {
  /** Remembers what an event showed, for the run that follows, which may be one for a whole burst. */
  notice(wake: Wake): void;
  /** One run. Returns a pause if it must be done again; never rejects, because the log is told. */
  run(wake: Wake, isUrgent: boolean, logger: Logger): Promise<Pause | undefined>;
}

const NONE: ReadonlySet<number> = new Set();

/** Trouble with one conversation, which leaves the others and the issues as they should be. */
interface Unanswered {
  number: number;
  error: unknown;
}

export function createUpkeep({ github, pacing, again, now, judge, sweptAt }: UpkeepParts): Upkeep {
  const noticed = createNoticed();
  const unseen = createUnseen();

  /**
   * Shows that commands were seen, updates the repository's issues, and then answers. Trouble with one
   * conversation does not concern the others: the next run looks at it again.
   */
  async function keep(
    { installation, id, owner, name }: Wake,
    { hasProperty, asked }: Shown,
    isUrgent: boolean,
    logger: Logger,
  ): Promise<{ hasOptedIn: boolean; writes: number; unanswered: Unanswered[] }> {
    const key = String(id);
    const creator = { installation, key, isUrgent };
    const isPatient = again.isPatient(key);
    const started = now();
    const running = {
      reader: await github.reader(installation),
      repository: { owner, name },
      account: await github.account(),
      now: started,
      judging: createJudging(started, judge),
      pace: async () => {
        const inMs = pacing.take(creator);
        if (inMs > 0) throw new Later(inMs);
      },
      beforeOpening: (facts: StateFacts) => {
        if (isPatient) unseen.check(id, facts);
      },
      granted: () => github.granted(installation),
      lastSweep: () => sweptAt(installation),
    };
    const unanswered: Unanswered[] = [];
    const notAnswered = (number: number) => (error: unknown) => {
      if (pauseFor(error, now().getTime())) throw error;
      // GitHub tells when it is unlocked, and the App looks again then.
      if (isLocked(error)) {
        const about = { repository: `${owner}/${name}`, installation, issue: number, error };
        return logger.warn("could not answer", about);
      }
      // Under an issue that is gone nobody waits for an answer.
      if (!isGone(error))
        noticed.remember(id, { asked: new Map([[number, asked.get(number) ?? NONE]]) });
      unanswered.push({ number, error });
    };
    const found: { conversation: Conversation; questions: Questions }[] = [];
    for (const [number, comments] of asked) {
      const conversation = { ...running, number };
      const questions = await findQuestions(conversation).catch(notAnswered(number));
      if (!questions) continue;
      found.push({ conversation, questions });
      const isListed = [...comments].every((comment) => questions.listed.has(comment));
      if (!isListed && isPatient) {
        notAnswered(number)(new NotVisibleError("GitHub does not list the comment yet"));
      }
    }
    let reconciled = await reconcile(running, hasProperty);
    const reason = faultAbove(reconciled.situation);
    if (reason !== undefined) {
      const about = { repository: `${owner}/${name}`, installation, reason };
      logger.warn("the organisation's policy cannot be used", about);
    }
    let replies = 0;
    for (const { conversation, questions } of found) {
      const answering = answerQuestions(questions, conversation, reconciled);
      const answered = await answering.catch(notAnswered(conversation.number));
      if (!answered) continue;
      // What was recorded in one conversation is known in the next.
      reconciled = answered.reconciled;
      replies += answered.replies;
    }
    const { situation, writes } = reconciled;
    const { facts } = situation;
    unseen.remember(id, facts);
    return { hasOptedIn: facts !== undefined, writes: writes + replies, unanswered };
  }

  return {
    notice({ id, hasProperty, asked, comment }) {
      const comments = comment === undefined ? NONE : new Set([comment]);
      const all = new Map(asked === undefined ? [] : [[asked, comments]]);
      noticed.remember(id, { hasProperty, asked: all });
    },
    async run(wake, isUrgent, logger) {
      const { installation, id, owner, name } = wake;
      const key = String(id);
      const before = noticed.take(id);
      const started = now().getTime();
      const about = { repository: `${owner}/${name}`, installation };
      try {
        const { hasOptedIn, writes, unanswered } = await keep(wake, before, isUrgent, logger);
        pacing.leave({ installation, key });
        const durationMs = now().getTime() - started;
        logger.info(hasOptedIn ? "reconciled" : "has not opted in", {
          ...about,
          writes,
          durationMs,
        });
        if (unanswered.length === 0) {
          again.done(key);
          return undefined;
        }
        noticed.remember(id, { hasProperty: before.hasProperty });
        const errors = unanswered.map(({ error }) => error);
        const waitMs = again.after(key, errors);
        for (const { number, error } of unanswered) {
          tell(logger, "could not answer", { ...about, issue: number, waitMs, error });
        }
        return pauseOf(waitMs);
      } catch (error) {
        // The run that comes after the pause, or the next event or sweep, looks for it again.
        noticed.remember(id, before);
        const limit = pauseFor(error, now().getTime());
        if (limit) {
          const because = limit.of === "lane" ? "rate limit" : "pace of creation";
          logger.info("goes on later", { ...about, waitMs: limit.inMs, reason: because });
          return limit;
        }
        pacing.leave({ installation, key });
        unseen.fail(id, error);
        const waitMs = again.after(key, [error]);
        tell(logger, "could not reconcile", { ...about, waitMs, error });
        return pauseOf(waitMs);
      }
    },
  };
}

/** What passes by itself is a warning; what nobody tries again, or is a fault of ours, wants somebody to look. */
function tell(
  logger: Logger,
  message: string,
  fields: { repository: string; installation: number; issue?: number; error: unknown } & {
    waitMs: number | undefined;
  },
): void {
  const { waitMs, error } = fields;
  const isPassing = waitMs !== undefined && error instanceof CannotRunError;
  if (isPassing) logger.warn(message, fields);
  else logger.error(message, fields);
}

function pauseOf(inMs: number | undefined): Pause | undefined {
  return inMs === undefined ? undefined : { inMs, of: "key" };
}

/**
 * The place of the faults of the organisation's policy. The repositories that it keeps from being judged
 * cannot fix it, so their issues do not mention it. The log does not quote it.
 */
function faultAbove(situation: Situation): string | undefined {
  if (situation.kind !== "policy-broken") return undefined;
  const fault = situation.problems.find(({ file }) => !isPolicyPath(file));
  return fault && `${fault.file}:${fault.line}:${fault.column}`;
}

/** Nothing can be said in a conversation that somebody has locked. */
function isLocked(error: unknown): boolean {
  return error instanceof RefusedError && error.reason === "locked";
}

/** GitHub says so of what was deleted; what it does not find it may find a moment later. */
function isGone(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 410;
}

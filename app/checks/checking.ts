import { CannotRunError } from "../../src/core/errors.ts";
import type { Again } from "../again.ts";
import type { CheckWake } from "../events/wakes.ts";
import type { GithubApp } from "../github-app.ts";
import { pauseFor } from "../later.ts";
import type { Logger } from "../log.ts";
import type { Runners } from "../runners.ts";
import { createJudging, type Judge } from "../state/judging.ts";
import { checkChange } from "./run.ts";

/** What checks are made with. */
export interface Checking {
  github: GithubApp;
  runners: Runners;
  again: Again;
  now(): Date;
  judge: Judge;
  /** Whether nothing more is done for an installation. */
  isEnded(installation: number): boolean;
}

/** What any of several wakes that became one has shown, for the last alone is run. */
type Shown = Pick<CheckWake, "isAsked" | "hasProperty">;

/**
 * Makes checks, one after the other of each pull request, and the last only of several that wait.
 * Resolves when it is made, with whether that was before the App closed. Never rejects: trouble with one
 * is logged and it is tried again, because no sweep makes up for a check.
 */
export function createChecks({ github, runners, again, now, judge, isEnded }: Checking) {
  const shown = new Map<string, Shown>();

  function show(key: string, more: Shown): void {
    const before = shown.get(key);
    shown.set(key, {
      isAsked: more.isAsked || before?.isAsked === true,
      hasProperty: more.hasProperty || before?.hasProperty === true,
    });
  }

  return (wake: CheckWake, logger: Logger): Promise<boolean> => {
    const { key, installation, owner, name, topic } = wake;
    const about = {
      repository: `${owner}/${name}`,
      installation,
      ...(topic.kind === "pull-request" && { issue: topic.number }),
    };
    show(key, wake);
    return runners.wake({ key, lane: String(installation), isUrgent: true }, async () => {
      const together = { ...wake, ...shown.get(key) };
      shown.delete(key);
      if (isEnded(installation)) return undefined;
      const started = now();
      try {
        const writes = await checkChange(together, {
          reader: await github.reader(installation),
          repository: { owner, name },
          account: await github.account(),
          now: started,
          judging: createJudging(started, judge),
        });
        again.done(key);
        const durationMs = now().getTime() - started.getTime();
        logger.info("checked", { ...about, writes, durationMs });
        return undefined;
      } catch (error) {
        const limit = pauseFor(error, now().getTime());
        const inMs = limit ? undefined : again.after(key, [error]);
        const pause = limit ?? (inMs === undefined ? undefined : { inMs, of: "key" as const });
        if (pause) show(key, together);
        const more = { ...about, waitMs: pause?.inMs, error };
        if (error instanceof CannotRunError) logger.warn("could not check", more);
        else logger.error("could not check", more);
        return pause;
      }
    });
  };
}

import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { judgeChange } from "../src/core/change.ts";
import { STAGE_PROPERTY } from "../src/core/stage-sources.ts";
import { type Network, networkOf } from "../src/github/network.ts";
import { createAgain } from "./again.ts";
import { createApp } from "./app.ts";
import { createAppKey } from "./app-key.ts";
import { createBucket } from "./bucket.ts";
import { readEnvironment } from "./environment.ts";
import { createGithubApp } from "./github-app.ts";
import { createIngress } from "./ingress/ingress.ts";
import { listen } from "./listen.ts";
import { createLogger } from "./log.ts";
import { createPacing } from "./pacing.ts";
import { RUN_PLACES, whenSlow } from "./places.ts";
import { createRunners } from "./runners.ts";
import type { Judge } from "./state/judging.ts";
import { createSweeping } from "./sweeping.ts";
import { afterByClock, everyByClock } from "./timers.ts";

/** All that starting knows of the world, so that tests can hand in another one. */
export interface World {
  env: Readonly<Record<string, string | undefined>>;
  /** Takes a line of the log, with its end. */
  write(line: string): void;
  now(): Date;
  /** Judges; the core does, unless a test counts. */
  judge?: Judge;
  /** How GitHub is called, if not by this machine's own network. */
  network?: Network;
  /** Resolves when GitHub waits no longer for an answer: by the clock of the machine, if not given. */
  answerAfter?(signal: AbortSignal): Promise<unknown>;
  /** Does something once, later; returns what cancels that. */
  after?(ms: number, work: () => void): () => void;
  /** Does something again and again until it is told to stop, and keeps no process alive for it. */
  every?(ms: number, work: () => void): () => void;
}

/** Dates pass without an event: a review falls due, an attestation runs out. */
const SWEEP_EVERY_MS = 24 * 60 * 60 * 1_000;

/**
 * A sweep starts thirty runs at once and then two in a second. Each makes about six requests, and GitHub
 * takes no more than 900 points in a minute of one installation.
 */
const SWEEP = { most: 30, gapMs: 500 };

/** The App at work. */
export interface Started {
  /** The address that takes webhooks: `http://127.0.0.1:3000/api/github/webhooks`. */
  url: string;
  sweep(): Promise<number>;
  /** Takes nothing new, and resolves when what someone waits for is done. The next start looks at the rest. */
  stop(): Promise<void>;
}

/** What a sweep needs, and the way in beside it. */
function build({
  env,
  write,
  now,
  judge = judgeChange,
  network = networkOf(env),
  after = afterByClock,
}: World) {
  const environment = readEnvironment(env, (path) => readFileSync(path, "utf8"));
  const { appId, privateKey, apiUrl, logLevel, secrets } = environment;
  const log = createLogger({
    level: logLevel,
    write,
    now: () => now().getTime(),
    secrets: [...secrets, privateKey],
  });
  // A limit parks the installation, and no place is held while it lasts.
  const impatient = { ...network, patienceMs: 0 };
  const identity = { appId, privateKey, baseUrl: apiUrl };
  const appKey = createAppKey({ ask: () => github.introduce(), log, after });
  const github = createGithubApp(identity, STAGE_PROPERTY, impatient, appKey.heard);
  const clock = () => network.now();
  const runners = createRunners({
    most: RUN_PLACES,
    unhurriedPace: () => createBucket({ ...SWEEP, now: clock }),
    after,
    whenSlow,
    onError: (_key, error) => log.error("a run failed", { error }),
  });
  const pacing = createPacing({ now: clock });
  const again = createAgain({ now: clock });
  const app = createApp({ github, runners, pacing, again, log, now, judge });
  const sweeping = createSweeping({ sweep: () => app.sweep(), log, now, after });
  return { environment, log, runners, app, appKey, sweeping };
}

/**
 * Starts the App: listens, and sweeps. It sweeps at once for what happened while it was away, and then daily
 * for what time alone changes. Rejects with a `UsageError` that names everything missing in the environment,
 * or with one line for why it cannot listen.
 */
export async function start(world: World): Promise<Started> {
  const { environment, log, runners, app, appKey, sweeping } = build(world);
  const { host, port, webhookPath, secrets } = environment;
  const ingress = createIngress({
    secrets,
    path: webhookPath,
    accept: (delivery) => app.accept(delivery),
    trouble: appKey.trouble,
    answerAfter: world.answerAfter,
    log,
  });
  const taken = await listen(ingress.server, port, host);
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${taken}${webhookPath}`;
  log.info("takes webhooks", { address: url });
  let swept = sweeping.run();
  const { every = everyByClock } = world;
  const stopSweeping = every(SWEEP_EVERY_MS, () => {
    swept = sweeping.run();
  });
  return {
    url,
    sweep: () => app.sweep(),
    async stop() {
      stopSweeping();
      sweeping.stop();
      appKey.close();
      ingress.refuse();
      // What nobody waits for is given up, so that neither the way in nor the sweep waits for it.
      await Promise.all([runners.close(), ingress.close(), swept]);
    },
  };
}

/** One sweep of all that is installed, and no way in. Throws and rejects as `start` does. */
export async function sweepOnce(world: World): Promise<number> {
  const { log, runners, app, appKey } = build(world);
  const count = await app.sweep().finally(() => appKey.close());
  await runners.close();
  log.info("swept", { count });
  return count;
}

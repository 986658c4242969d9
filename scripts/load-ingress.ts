// Prints how the App's way in holds up when some of its users are sick or hostile. It runs the real
// App in this process, a GitHub on loopback, and two installations whose calls to GitHub hang. It
// takes one minute.
import process from "node:process";
import { type Started, start } from "../app/start.ts";
import { EmbeddedGithub } from "../packages/fake-github/embedded-github.ts";
import { NETWORK } from "../src/github/network.ts";
import { holdConnections, post, type Sent } from "./load-client.ts";

const SICK = [900_001, 900_002];
const REPOSITORIES = 20;
const PHASE_MS = 10_000;
const MOST_RATIO = 2;

const github = await EmbeddedGithub.start();
const app = await startApp();
const healthy: Repository[] = [];

interface Repository {
  installation: number;
  id: number;
  owner: string;
  name: string;
}

try {
  await createRepositories();
  const alone = await measure("a healthy installation, alone");
  const sick = keepSending(SICK.flatMap(repositoriesOf), 25);
  const beside = await measure("the same, beside two installations whose calls hang");
  await sick.stop();
  const ratio = beside / alone;
  say(
    `p95 beside two sick installations: ${ratio.toFixed(2)} times that alone (at most ${MOST_RATIO})`,
  );
  const floods = [await floodConnections(), await floodDeliveries()];
  if (ratio > MOST_RATIO || floods.includes(false)) process.exitCode = 1;
} finally {
  // What hangs is not waited for.
  setTimeout(() => process.exit(), 1_000).unref();
  await app.stop();
  await github.stop();
}

function startApp(): Promise<Started> {
  const { appId, privateKey, webhookSecret } = github.app;
  return start({
    env: {
      APP_ID: String(appId),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      PORT: "0",
      GITHUB_API_URL: github.baseUrl,
      LOG_LEVEL: "error",
    },
    write: () => {},
    now: () => new Date(),
    network: {
      ...NETWORK,
      fetch: (url, init) =>
        SICK.some((id) => url.includes(`/installations/${id}/`))
          ? hang(init.signal)
          : NETWORK.fetch(url, init),
    },
  });
}

/** A call that is never answered, until its timeout ends it. */
function hang(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

async function createRepositories(): Promise<void> {
  const { installationId } = github.app;
  for (let count = 0; count < REPOSITORIES; count++) {
    const name = `service-${count}`;
    await github.createRepository(`moj/${name}`, { topics: ["dsp-discovery"] });
    const { id } = (await github.read(`/repos/moj/${name}`)) as { id: number };
    healthy.push({ installation: installationId, id, owner: "moj", name });
  }
  // Their issues are opened now: what is measured finds nothing to write.
  for (const one of healthy) await push(one);
}

function repositoriesOf(installation: number): Repository[] {
  return Array.from({ length: REPOSITORIES }, (_, id) => ({
    installation,
    id: installation * 1_000 + id,
    owner: "sick",
    name: `service-${id}`,
  }));
}

function push({ installation, id, owner, name }: Repository, bytes = 0): Promise<Sent> {
  return post(app.url, github.app.webhookSecret, "push", {
    installation: { id: installation },
    ref: "refs/heads/main",
    repository: { id, name, owner: { login: owner }, default_branch: "main" },
    commits: [],
    padding: "x".repeat(bytes),
  });
}

/** Sends pushes of these repositories, so many a second, until it is told to stop. */
function keepSending(repositories: readonly Repository[], perSecond: number) {
  const sent: Promise<Sent>[] = [];
  let next = 0;
  const timer = setInterval(() => {
    const one = repositories[next++ % repositories.length];
    if (one) sent.push(push(one));
  }, 1_000 / perSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      return Promise.all(sent);
    },
  };
}

/** The 95th percentile of a healthy delivery's answer, in milliseconds. */
async function measure(what: string): Promise<number> {
  const sending = keepSending(healthy, 10);
  await NETWORK.sleep(PHASE_MS);
  const sent = (await sending.stop()).sort((one, other) => one.ms - other.ms);
  const at = (share: number) => sent[Math.floor(sent.length * share)]?.ms ?? 0;
  const refused = sent.filter(({ status }) => status !== 202).length;
  say(
    `${what}: ${sent.length} deliveries, ${refused} refused, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
  return at(0.95);
}

async function floodConnections(): Promise<boolean> {
  const count = 2_050;
  const silent = await holdConnections(app.url, count);
  const statuses = await Promise.all(
    Array.from({ length: 100 }, (_, index) => push(healthy[index % healthy.length] ?? fail())),
  );
  const refused = statuses.filter(({ status }) => status !== 202).length;
  for (const socket of silent) socket.destroy();
  say(
    `${count} connections that announce 9 bytes and send none: ${refused} of 100 honest deliveries refused`,
  );
  return refused === 0;
}

async function floodDeliveries(): Promise<boolean> {
  const [one] = SICK.flatMap(repositoriesOf);
  const count = 12_000;
  const before = process.memoryUsage().heapUsed;
  const flood: Promise<Sent>[] = [];
  const honest: Promise<Sent>[] = [];
  for (let index = 0; index < count; index++) {
    flood.push(push(one ?? fail(), 40_000));
    if (index % 240 === 0) honest.push(push(healthy[index % healthy.length] ?? fail()));
    if (index % 100 === 0) await NETWORK.sleep(10);
  }
  const refused = (await Promise.all(honest)).filter(({ status }) => status !== 202).length;
  const taken = (await Promise.all(flood)).filter(({ status }) => status === 202).length;
  globalThis.gc?.();
  const held = Math.round((process.memoryUsage().heapUsed - before) / 2 ** 20);
  say(
    `${count} deliveries of 40 KB of one organisation that hangs: ${taken} taken, ${refused} of ${honest.length} ` +
      `of another refused, ${held} MiB more heap`,
  );
  return refused === 0;
}

function fail(): never {
  throw new Error("there is no repository");
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../packages/fake-github/embedded-github.ts";
import { CHECK, Checked } from "../support/checked.ts";
import { BOT, Conversation, EVIDENCE } from "../support/conversation.ts";
import { RunningApp } from "../support/running-app.ts";
import { until } from "../support/until.ts";
import { WITHOUT_A_RULE } from "../support/visits.ts";

// Every call that the App makes goes wrong in every way, and each time all comes to the same end.

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

/** What goes wrong with one call. Where it takes the answer's place, `after` lets the call have its effect. */
const FAULTS: Readonly<Record<string, Fault>> = {
  "a proxy's page": { status: 200, body: "<html>log in</html>" },
  "JSON that was cut short": { status: 200, headers: JSON_TYPE, body: '[{"number": 1, "tit' },
  "JSON of another shape": { status: 200, body: { message: "ok" } },
  "502": { status: 502 },
  "a reset": { reset: true },
};
const KINDS = Object.keys(FAULTS);

const REPOSITORY = "/repos/:owner/:repo";
const READS = [
  "POST /graphql",
  "POST /graphql issue",
  `GET ${REPOSITORY}`,
  `GET ${REPOSITORY}/issues`,
  `GET ${REPOSITORY}/issues/:number`,
  `GET ${REPOSITORY}/issues/:number/comments`,
  `GET ${REPOSITORY}/collaborators/:login/permission`,
  `GET ${REPOSITORY}/commits/:ref*`,
  `GET ${REPOSITORY}/commits/:ref/check-runs`,
  `GET ${REPOSITORY}/pulls/:number`,
  "GET /app/installations/:id",
];
const WRITES = [
  `POST ${REPOSITORY}/labels`,
  `POST ${REPOSITORY}/issues`,
  `PATCH ${REPOSITORY}/issues/:number`,
  `POST ${REPOSITORY}/issues/:number/comments`,
  `POST ${REPOSITORY}/issues/comments/:id/reactions`,
  `POST ${REPOSITORY}/check-runs`,
  `PATCH ${REPOSITORY}/check-runs/:id`,
];
/** What is asked when the App starts, and rarely later. */
const AT_START = [
  "GET /app",
  "GET /app/installations",
  "POST /app/installations/:id/access_tokens",
  "GET /installation/repositories",
];

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
}, 60_000);
afterAll(() => app.stop());

let count = 0;

/**
 * A repository's first day while some calls go wrong: a stage, a command of each kind, a pull request, and
 * its check once more. It has to end as on any other day.
 */
async function firstDay(routes: readonly string[], ...faults: Fault[]): Promise<void> {
  const name = `moj/day-${++count}`;
  app.lines.length = 0;
  app.github.requests();
  for (const route of routes) app.github.fail(route, ...faults);
  await app.github.createRepository(name, { files: EVIDENCE, topics: ["dsp-beta"] });
  await app.github.settled();
  await until(async () => (await openIssues(name)).length > 0);
  const [issue = 0] = await openIssues(name);
  const asked = new Conversation(app, name);
  const sha = await app.github.push(name, { "README.md": "# Visits\n" });
  const evidence = `.dsp/data-map.yml #${issue} ${sha}`;
  const commands = `/dsp attest DSP-BETA-6 ${evidence}\n/dsp status`;
  await app.github.as("writer").comment(name, issue, commands);
  await app.github.settled();
  await until(async () => (await asked.said(issue)).length >= 2);
  // Opening a pull request forgets what was asked before.
  const before = app.github.counts();
  const visits = new Checked(app, name);
  const pull = await visits.open(WITHOUT_A_RULE);
  await until(async () => (await conclusionsOf(visits, pull.sha)).includes("failure"));
  await app.github.recheck(name, (await visits.ours(pull.sha)).id);
  await app.github.settled();
  await comesToRest(name);
  // Every fault was met, or the test shows nothing.
  const asks = { ...before, ...app.github.counts() };
  expect(routes.filter((route) => !asks[route])).toEqual([]);
  expect(await openIssues(name)).toEqual([issue]);
  const said = await asked.said(issue);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain("`writer` signed off **DSP-BETA-6**");
  expect(said[1]).toContain("### Rights");
  const [body = ""] = (await app.issues(name)).map((one) => one.body);
  expect(body).not.toContain("<!-- attest DSP-BETA-6 -->");
  expect(await conclusionsOf(visits, pull.sha)).toEqual(["failure"]);
}

async function openIssues(name: string): Promise<number[]> {
  const all = await app.issues(name);
  return all
    .filter(
      ({ state, user, title }) => state === "open" && user.login === BOT && /^Data/.test(title),
    )
    .map(({ number }) => number);
}

async function conclusionsOf(visits: Checked, sha: string): Promise<(string | null)[]> {
  const all = (await visits.of(sha)).filter((one) => one.name === CHECK);
  return all.slice(0, 1).map(({ conclusion }) => conclusion);
}

/** Until an event finds nothing to do. */
async function comesToRest(name: string): Promise<void> {
  await until(async () => {
    const before = app.lines.length;
    await app.github.tell(name, "repository", { action: "renamed" });
    await app.github.settled();
    const told = app.lines.slice(before).filter((line) => line.includes(`"${name}"`));
    return told.some((line) => line.includes('"reconciled"') && line.includes('"writes":0'));
  });
}

const inAllWays = KINDS.map((kind) => FAULTS[kind] ?? {});

describe("a repository's first day ends as any other", () => {
  it("when nothing goes wrong", () => firstDay([]), 60_000);

  it.each([...READS, ...WRITES])(
    "when %s goes wrong in every way, one after the other",
    (route) => firstDay([route], ...inAllWays),
    60_000,
  );

  // Each alone with one of the ways, and each way with all.
  it.each(WRITES.map((route, at) => [route, KINDS[at % KINDS.length] ?? ""] as const))(
    "when %s has its effect, and is answered by %s",
    (route, kind) => firstDay([route], { ...FAULTS[kind], after: true }),
    60_000,
  );

  it.each(KINDS)(
    "when every write has its effect, and is answered by %s",
    (kind) => firstDay(WRITES, { ...FAULTS[kind], after: true }),
    60_000,
  );

  it.each(KINDS)(
    "when every call meets %s once",
    (kind) => firstDay([...READS, ...WRITES], FAULTS[kind] ?? {}),
    60_000,
  );
});

describe("the App comes up", () => {
  const ALONE = AT_START.map(
    (route, at) => [route, KINDS[at % KINDS.length] ?? "", [route]] as const,
  );
  const TOGETHER = KINDS.map((kind) => ["every call at the start", kind, AT_START] as const);

  it.each([...ALONE, ...TOGETHER])(
    "though %s meets %s, and so often that it is not tried again at once",
    async (_what, kind, routes) => {
      const name = `moj/start-${++count}`;
      await app.halt();
      await app.github.createRepository(name, { files: EVIDENCE, topics: ["dsp-beta"] });
      app.lines.length = 0;
      for (const route of routes) app.github.fail(route, ...Array(6).fill(FAULTS[kind]));
      await app.boot();
      await app.github.setTopics(name, ["dsp-beta", "other"]);
      await app.github.settled();
      await until(async () => (await openIssues(name)).length > 0);
      await comesToRest(name);
      expect(await openIssues(name)).toHaveLength(1);
      expect(app.lines.join("")).toMatch(/"message":"could not .*"waitMs":60000/);
      expect(app.lines.join("")).not.toContain("undefined");
    },
    60_000,
  );
});

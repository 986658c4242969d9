import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { RunningApp } from "../support/running-app.ts";

const ORG_VALUES = "GET /orgs/:org/properties/values";
const OWN_VALUES = "GET /repos/:owner/:repo/properties/values";
const SERVED = "moj/enterprise-served";
const OTHERS = ["moj/enterprise-one", "moj/enterprise-two"];

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start({ hidesProperties: true });
  for (const name of [SERVED, ...OTHERS]) await app.github.createRepository(name);
  await app.github.settled();
  // The events that tell of it are lost: a sweep is all that is left.
  app.github.deliverTo(undefined);
  await app.github.setProperty(SERVED, "lifecycle-stage", "alpha");
});
afterAll(() => app.stop());

/** A sweep of all; gives how often each of both questions was asked. */
async function swept(): Promise<[ofAll?: number, ofOne?: number]> {
  app.github.requests();
  await app.sweep();
  const counts = app.github.counts();
  return [counts[ORG_VALUES], counts[OWN_VALUES]];
}

const titles = async (repository: string) =>
  (await app.issues(repository)).filter(({ state }) => state === "open").map(({ title }) => title);

it("finds a stage's property that no listing shows, by one request for all repositories", async () => {
  expect(await swept()).toEqual([1, 1]);
  expect(await titles(SERVED)).toEqual(["Data security and privacy: alpha expectations"]);
  for (const other of OTHERS) expect(await titles(other)).toEqual([]);
});

it("looks at each repository by itself where the App may not ask for all of them", async () => {
  app.github.fail(ORG_VALUES, { status: 403, body: { message: "No" } });
  expect(await swept()).toEqual([1, 3]);
});

it("asks no more where the server knows no properties", async () => {
  app.github.fail(ORG_VALUES, { status: 404, body: { message: "Not Found" } });
  const [ofAll, ofOne] = await swept();
  // The one that has an issue is looked at for that.
  expect([ofAll, ofOne]).toEqual([1, 1]);
});

it("has a property looked for by an event that shows none", async () => {
  await app.halt();
  await app.boot();
  await app.sweep();
  app.github.requests();
  await app.github.setTopics("moj/enterprise-one", ["dsp-discovery"]);
  await app.github.setProperty("moj/enterprise-one", "lifecycle-stage", "beta");
  await app.github.settled();
  expect(app.github.counts()[OWN_VALUES]).toBeGreaterThan(0);
  expect(await titles("moj/enterprise-one")).toEqual([
    "Data security and privacy: beta expectations",
  ]);
  expect(app.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

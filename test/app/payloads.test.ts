import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { eventNames, examplesOf } from "../support/payloads.ts";
import { RunningApp } from "../support/running-app.ts";
import { deliver } from "../support/webhooks.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
});
afterAll(() => app.stop());

it("takes every published payload, and goes on (T3)", async () => {
  const { installationId, webhookSecret } = app.github.app;
  let count = 0;
  for (const event of eventNames()) {
    for (const example of examplesOf(event)) {
      const payload = { ...example, installation: { id: installationId } };
      const { status } = await deliver(app.url, { event, payload, secret: webhookSecret });
      expect([event, status]).toEqual([event, 202]);
      count++;
    }
  }
  expect(count).toBeGreaterThan(300);
  await app.github.createRepository("moj/visits", { topics: ["dsp-discovery"] });
  await app.github.settled();
  expect(await app.issues("moj/visits")).toHaveLength(1);
}, 60_000);

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createAppKey, KeyRefusedError } from "../../app/app-key.ts";
import { createLogger } from "../../app/log.ts";
import { RunningApp } from "../support/running-app.ts";
import { until } from "../support/until.ts";

let app: RunningApp;
beforeAll(async () => {
  app = await RunningApp.start();
}, 60_000);
afterAll(() => app.stop());
beforeEach(() => {
  app.lines.length = 0;
});
afterEach(() => {
  app.holdsTime = false;
});

const REFUSED = "GitHub refuses the App's key";
const AGAIN = "GitHub takes the App's key again";

const lines = (message: string) =>
  app.lines.map((line) => JSON.parse(line)).filter((line) => line.message === message);

async function ready(): Promise<[number, string]> {
  const answer = await fetch(new URL("/readyz", app.url));
  return [answer.status, await answer.text()];
}

/** The App starts anew while GitHub answers its first call so. */
async function restarted(status: number): Promise<void> {
  await app.halt();
  app.lines.length = 0;
  app.holdsTime = true;
  app.github.fail("GET /app/installations", { status });
  const swept = app.swept();
  await app.boot();
  await swept;
}

describe("the App", () => {
  it.each([
    [401, "GitHub refuses the App's key (401). "],
    [404, "GitHub knows no App of this APP_ID (404). "],
  ])(
    "is not ready while GitHub answers %i, and asks each minute until it is",
    async (status, words) => {
      await restarted(status);
      expect(lines(REFUSED)).toMatchObject([{ level: "error", status }]);
      expect(await ready()).toEqual([503, expect.stringContaining(words)]);
      app.github.fail("GET /app", { status });
      app.github.requests();
      app.pass(60_000);
      await until(() => app.github.counts()["GET /app"] === 1);
      expect((await ready())[0]).toBe(503);
      await until(() => {
        app.pass(60_000);
        return lines(AGAIN).length > 0;
      });
      expect(await ready()).toEqual([200, "ok"]);
      // Each is told once.
      expect([lines(REFUSED).length, lines(AGAIN).length]).toEqual([1, 1]);
    },
  );

  it.each([500, 403])(
    "is ready where GitHub answers %i, which says nothing of the key",
    async (status) => {
      await restarted(status);
      expect(lines(REFUSED)).toEqual([]);
      expect(await ready()).toEqual([200, "ok"]);
    },
  );

  it("hears of a key that was deleted when it needs another token", async () => {
    await app.halt();
    await app.boot();
    await until(async () => (await ready())[0] === 200);
    app.holdsTime = true;
    for (const route of ["POST /app/installations/:id/access_tokens", "GET /app"]) {
      app.github.fail(route, ...Array(20).fill({ status: 401 }));
    }
    await app.github.createRepository("moj/late", { topics: ["dsp-alpha"] });
    await until(
      () => lines("could not reconcile").length + lines("could not ask who the App is").length > 0,
    );
    expect(lines(REFUSED)).toHaveLength(1);
    expect((await ready())[0]).toBe(503);
    // Whatever it keeps from being done, the log names the settings, and no token that an operator could set.
    const faults = app.lines.map((line) => JSON.parse(line)).filter(({ error }) => error);
    for (const { error } of faults) {
      expect(error.message).toContain("Set APP_ID and PRIVATE_KEY");
      expect(error.stack).toBeUndefined();
    }
  });
});

it("is not ready before GitHub has answered anything", () => {
  const log = createLogger({ level: "silent", write: () => {}, now: Date.now });
  const key = createAppKey({ ask: async () => {}, log, after: () => () => {} });
  expect(key.trouble()).toBe("GitHub has not answered yet");
  key.heard();
  expect(key.trouble()).toBeUndefined();
});

it("asks no more once it is closed, whatever is answered then", async () => {
  const log = createLogger({ level: "silent", write: () => {}, now: Date.now });
  const plans: (() => void)[] = [];
  const after = (_ms: number, work: () => void) => {
    plans.push(work);
    return () => {};
  };
  const refused = new KeyRefusedError("no", 401);
  const key = createAppKey({ ask: () => Promise.reject(refused), log, after });
  key.heard(refused);
  plans[0]?.();
  key.close();
  await new Promise((resolve) => setImmediate(resolve));
  key.heard();
  key.heard(refused);
  expect(plans).toHaveLength(1);
});

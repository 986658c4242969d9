import { once } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { createDeliveries } from "../../app/ingress/deliveries.ts";
import type { IngressOptions } from "../../app/ingress/ingress.ts";
import { REMEMBERED_MS } from "../../app/ingress/limits.ts";
import { connect, head, type StartedIngress, startIngress } from "../support/ingress.ts";
import { deliver, sign } from "../support/webhooks.ts";

const ID = "6e6be8a0-1111-11ef-8888-0000000000ab";
const ping = { event: "ping", payload: {}, id: ID };

let ingress: StartedIngress;
const start = async (options: Partial<IngressOptions> = {}) => {
  ingress = await startIngress(options);
};
afterEach(() => ingress?.close());

/** A promise that a test ends when it likes. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("deliveries", () => {
  it("of one id, 1,000 at once, are one (F01)", async () => {
    const { open, opened } = gate();
    await start({ accept: () => opened, answerAfter: () => opened });
    const copies = Array.from({ length: 1_000 }, () => deliver(ingress.url, ping));
    // The first waits for its work; all others are answered before it.
    await Promise.any(copies);
    open();
    const statuses = (await Promise.all(copies)).map(({ status }) => status);
    expect(statuses).toEqual(Array(1_000).fill(202));
    expect(ingress.taken).toHaveLength(1);
  });

  it("of other ids are others, though all else is the same", async () => {
    await start();
    await Promise.all([1, 2, 3].map(() => deliver(ingress.url, { ...ping, id: undefined })));
    expect(ingress.taken).toHaveLength(3);
  });

  it("that are done are done, whatever the case of the id", async () => {
    await start();
    await deliver(ingress.url, ping);
    expect((await deliver(ingress.url, { ...ping, id: ID.toUpperCase() })).status).toBe(202);
    expect(ingress.taken).toHaveLength(1);
  });

  it("that failed are answered so, and run again when they come again", async () => {
    let isBroken = true;
    await start({
      accept: async () => {
        if (isBroken) throw new Error("boom");
      },
    });
    expect(await deliver(ingress.url, ping)).toMatchObject({
      status: 500,
      text: "the work failed; the App's log says why",
    });
    expect(ingress.logged()).toContain('"message":"boom"');
    isBroken = false;
    expect((await deliver(ingress.url, ping)).status).toBe(202);
    expect((await deliver(ingress.url, ping)).status).toBe(202);
    expect(ingress.taken).toHaveLength(2);
  });

  it("are answered when their work is done, and nobody goes on waiting", async () => {
    const signals: AbortSignal[] = [];
    await start({
      answerAfter: (signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    await deliver(ingress.url, ping);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("that take long are answered before they are done; what fails later is told the log", async () => {
    const late = gate();
    const work = gate();
    await start({
      accept: () => work.opened.then(() => Promise.reject(new Error("boom"))),
      answerAfter: () => late.opened,
    });
    let isAnswered = false;
    const answer = deliver(ingress.url, ping).then(({ status }) => {
      isAnswered = true;
      return status;
    });
    // A round trip later it still is not answered.
    await fetch(`${ingress.origin}/healthz`);
    expect(isAnswered).toBe(false);
    late.open();
    expect(await answer).toBe(202);
    // Under way, though answered.
    await deliver(ingress.url, ping);
    expect(ingress.taken).toHaveLength(1);
    const said = ingress.says("a delivery failed");
    work.open();
    await said;
    await deliver(ingress.url, ping);
    expect(ingress.taken).toHaveLength(2);
  });

  it("do not end the process where our own code is at fault", async () => {
    await start({
      now: () => {
        throw new Error("no clock");
      },
    });
    expect((await deliver(ingress.url, ping)).status).toBe(500);
    expect(ingress.logged()).toContain("no clock");
  });
});

describe("the memory of deliveries", () => {
  it("forgets the oldest of too many, but none that is under way", () => {
    const deliveries = createDeliveries(() => 0, 3);
    deliveries.begin("slow", "1");
    for (const id of ["a", "b", "c", "d"]) {
      expect(deliveries.begin(id, "2")).toBe("new");
      deliveries.end(id, true);
    }
    expect(["slow", "b", "c", "d", "a"].map((id) => deliveries.begin(id, "2"))).toEqual([
      "known",
      "known",
      "known",
      "known",
      "new",
    ]);
  });

  it("forgets in time", () => {
    let now = 0;
    const deliveries = createDeliveries(() => now);
    deliveries.begin("a", "1");
    deliveries.end("a", true);
    now = REMEMBERED_MS - 1;
    expect(deliveries.begin("a", "1")).toBe("known");
    now = REMEMBERED_MS;
    expect(deliveries.begin("a", "1")).toBe("new");
  });
});

describe("addresses", () => {
  it.each([
    ["GET", "/healthz", 200],
    ["HEAD", "/ping", 200],
    ["GET", "/ping?full", 200],
    ["HEAD", "/readyz", 200],
    ["POST", "/readyz", 405],
    ["POST", "/healthz", 405],
    ["GET", "/api/github/webhooks", 405],
    ["PUT", "/api/github/webhooks", 405],
    ["POST", "/api/github/webhooks/", 404],
    ["POST", "/", 404],
    ["GET", "//healthz", 404],
    ["GET", "/__proto__", 404],
  ])("%s %s is answered %i", async (method, path, status) => {
    await start();
    expect((await fetch(ingress.origin + path, { method })).status).toBe(status);
  });

  it.each(["/healthz", "/ping", "/readyz"])("%s says that all is well", async (path) => {
    await start();
    expect(await (await fetch(ingress.origin + path)).text()).toBe("ok");
  });

  it("say that the App is alive though it cannot work, and count nobody who asks as refused", async () => {
    await start({ trouble: () => "no key" });
    const answers = ["/healthz", "/ping", "/readyz"].map(async (path) => {
      const answer = await fetch(ingress.origin + path);
      return [answer.status, await answer.text()];
    });
    const alive = [200, "alive, but not ready: no key"];
    expect(await Promise.all(answers)).toEqual([alive, alive, [503, "no key"]]);
    expect(ingress.logged()).toBe("");
  });
});

describe("closing", () => {
  it("refuses what is new, finishes what is under way, and ends", async () => {
    const work = gate();
    await start({ accept: () => work.opened });
    const first = deliver(ingress.url, ping);
    await once(ingress.server, "request");
    // Its body comes when the App closes already.
    const half = connect(ingress.port);
    const body = "{}";
    const asked = once(ingress.server, "request");
    half.socket.write(
      head(2, `X-GitHub-Delivery: ${ID.replace("a", "b")}`, `X-Hub-Signature-256: ${sign(body)}`),
    );
    await asked;

    ingress.refuse();
    expect((await fetch(`${ingress.origin}/healthz`)).status).toBe(503);
    expect(await deliver(ingress.url, { ...ping, id: undefined })).toMatchObject({
      status: 503,
      text: "the App is closing; deliver again later",
    });

    let isClosed = false;
    const closed = ingress.close().then(() => {
      isClosed = true;
    });
    half.socket.write(body);
    expect(await half.closed).toMatch(/^HTTP\/1.1 503 [\s\S]*\r\nconnection: close\r\n/);
    expect(isClosed).toBe(false);
    work.open();
    expect((await first).status).toBe(202);
    await closed;
    expect(ingress.taken).toHaveLength(1);
    await expect(fetch(`${ingress.origin}/healthz`)).rejects.toThrow();
  });

  it("waits for work whose answer was sent long ago", async () => {
    const work = gate();
    await start({ accept: () => work.opened, answerAfter: async () => {} });
    await deliver(ingress.url, ping);
    const order: string[] = [];
    const closed = ingress.close().then(() => order.push("closed"));
    await once(ingress.server, "close");
    order.push("no connection");
    work.open();
    await closed;
    expect(order).toEqual(["no connection", "closed"]);
  });
});

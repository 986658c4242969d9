import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import process from "node:process";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { IngressOptions } from "../../app/ingress/ingress.ts";
import { MOST_BODY_BYTES } from "../../app/ingress/limits.ts";
import { connect, head, type StartedIngress, startIngress } from "../support/ingress.ts";
import { deliver, sign } from "../support/webhooks.ts";

let ingress: StartedIngress;
const start = async (options: Partial<IngressOptions>) => {
  ingress = await startIngress(options);
};
afterEach(() => ingress?.close());

const ping = { event: "ping", payload: {} };
const FLOOD_BYTES = 60 * 2 ** 20;
const MOST = { bodies: 10, bytes: 10_000, deliveries: 10 };

describe("a body (T2)", () => {
  it("of 60 MB is refused, and hardly held: announced or not", async () => {
    const child = spawn(process.execPath, ["scripts/run.mjs", "test/support/ingress-child.ts"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    try {
      const port = await line(child);
      expect((await fetch(`http://127.0.0.1:${port}/`, { method: "POST" })).status).toBe(401);
      const before = await memory(child);
      for (const isAnnounced of [true, false]) {
        const { heard, sent } = await flood(port, isAnnounced);
        expect(heard).toMatch(/^HTTP\/1.1 413 /);
        expect(sent).toBeLessThan(FLOOD_BYTES);
      }
      expect((await memory(child)) - before).toBeLessThan(50);
    } finally {
      child.kill();
    }
  }, 60_000);

  it("of the most that GitHub sends is taken, and of a byte more is not", async () => {
    await start({});
    const of = (size: number) => ({ event: "push", payload: { text: "x".repeat(size - 11) } });
    expect((await deliver(ingress.url, of(MOST_BODY_BYTES))).status).toBe(202);
    expect((await deliver(ingress.url, of(MOST_BODY_BYTES + 1))).status).toBe(413);
    expect(ingress.taken).toHaveLength(1);
  }, 30_000);

  it("that does not come is not waited for", async () => {
    await start({ timeouts: { headersMs: 50, requestMs: 50 } });
    const { socket, closed } = connect(ingress.port);
    const said = ingress.says("a sender broke off");
    socket.write(`${head(100)}{`);
    expect(await closed).toMatch(/^HTTP\/1.1 408 /);
    await said;
    expect(ingress.taken).toEqual([]);
  });

  it("is not waited for either once it is refused", async () => {
    await start({ timeouts: { headersMs: 50, requestMs: 50 } });
    const { socket, closed } = connect(ingress.port);
    socket.write(`${head(10 ** 9)}{`);
    expect(await closed).toMatch(/^HTTP\/1.1 413 /);
  });

  it("whose sender breaks off leaves the place to others", async () => {
    await start({ most: { ...MOST, bodies: 1 } });
    const asked = once(ingress.server, "request");
    const { socket } = connect(ingress.port);
    socket.write(`${head(100)}{`);
    await asked;
    expect(await deliver(ingress.url, ping)).toMatchObject({
      status: 503,
      text: "too much is under way; deliver again later",
    });
    const said = ingress.says("a sender broke off");
    socket.destroy();
    await said;
    expect((await deliver(ingress.url, ping)).status).toBe(202);
  });

  it("is refused where all that are read hold too much together", async () => {
    await start({ most: { ...MOST, bytes: 1_000 } });
    const body = JSON.stringify({ text: "x".repeat(880) });
    const asked = once(ingress.server, "request") as Promise<[IncomingMessage]>;
    const { socket, closed } = connect(ingress.port);
    socket.write(
      head(
        body.length,
        "X-GitHub-Delivery: 6e6be8a0-1111-11ef-8888-000000000001",
        `X-Hub-Signature-256: ${sign(body)}`,
        "Connection: close",
      ),
    );
    const [request] = await asked;
    const came = once(request, "data");
    socket.write(body.slice(0, -1));
    await came;
    const large = { event: "ping", payload: { text: "x".repeat(200) } };
    expect((await deliver(ingress.url, large)).status).toBe(503);
    expect((await deliver(ingress.url, ping)).status).toBe(202);
    socket.write(body.slice(-1));
    expect(await closed).toMatch(/^HTTP\/1.1 202 /);
    expect((await deliver(ingress.url, large)).status).toBe(202);
  });

  it("that is refused takes up no more room, however much of it still comes", async () => {
    await start({ most: { ...MOST, bytes: 1_000 } });
    const { socket, closed } = connect(ingress.port);
    const refused = once(socket, "data");
    socket.write(head(5_000) + "x".repeat(1_500));
    expect(String(await refused)).toMatch(/^HTTP\/1.1 503 /);
    // What comes behind it is answered when all of it has come.
    socket.write(`${"x".repeat(3_500)}GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(await closed).toMatch(/\r\nok\r\n/);
    const large = { event: "ping", payload: { text: "x".repeat(900) } };
    expect((await deliver(ingress.url, large)).status).toBe(202);
  });
});

it("closes 500 connections that never say what they want", async () => {
  await start({ timeouts: { headersMs: 100, requestMs: 60_000 } });
  const slow = Array.from({ length: 500 }, () => connect(ingress.port));
  for (const { socket } of slow) socket.write("POST /api/github/webhooks HTTP/1.1\r\nHost: a\r\n");
  expect(new Set(await Promise.all(slow.map(({ closed }) => closed))).size).toBe(1);
});

it("takes no more than so many deliveries that are under way", async () => {
  let done = () => {};
  const work = new Promise<void>((resolve) => {
    done = resolve;
  });
  await start({
    most: { ...MOST, deliveries: 2 },
    accept: () => work,
    answerAfter: async () => {},
  });
  const statuses = [];
  for (let time = 0; time < 3; time++) statuses.push((await deliver(ingress.url, ping)).status);
  expect(statuses).toEqual([202, 202, 503]);
  done();
});

/** The next line that the child prints, a number. */
async function line(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("the child has no output");
  const [text] = await once(child.stdout, "data");
  return Number(text);
}

function memory(child: ChildProcess): Promise<number> {
  child.stdin?.write("\n");
  return line(child);
}

/** Posts 60 MB, the same bytes again and again, whatever comes back: that, and how much was sent. */
async function flood(port: number, isAnnounced: boolean): Promise<{ heard: string; sent: number }> {
  const { socket, closed } = connect(port);
  const kind = isAnnounced ? `Content-Length: ${FLOOD_BYTES}` : "Transfer-Encoding: chunked";
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\n${kind}\r\n\r\n`);
  const chunk = "x".repeat(2 ** 16);
  const bytes = Buffer.from(isAnnounced ? chunk : `10000\r\n${chunk}\r\n`);
  let sent = 0;
  for (; sent < FLOOD_BYTES && !socket.destroyed; sent += chunk.length) {
    if (socket.write(bytes)) continue;
    await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
  }
  return { heard: await closed, sent };
}

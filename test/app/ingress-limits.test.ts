import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import process from "node:process";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { IngressOptions } from "../../app/ingress/ingress.ts";
import { MOST_BODY_BYTES } from "../../app/ingress/limits.ts";
import { connect, head, type StartedIngress, startIngress } from "../support/ingress.ts";
import { deliver } from "../support/webhooks.ts";

let ingress: StartedIngress;
const start = async (options: Partial<IngressOptions>) => {
  ingress = await startIngress(options);
};
afterEach(() => ingress?.close());

const ping = { event: "ping", payload: {} };
const CHILD = "test/support/ingress-child.ts";
const FLOOD_BYTES = 60 * 2 ** 20;
/** A promise that a test ends when it likes. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const MOST = { bodies: 10, bytes: 10_000, deliveries: 10, connections: 100, waiting: 10 };

describe("a body (T2)", () => {
  it("of 60 MB is refused, and hardly held: announced or not", async () => {
    const child = spawn(process.execPath, ["scripts/run.mjs", CHILD], {
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

  it("is not held while its delivery waits", async () => {
    const child = spawn(process.execPath, ["--expose-gc", "scripts/run.mjs", CHILD, "hold"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    try {
      const url = `http://127.0.0.1:${await line(child)}/`;
      const before = await memory(child);
      const text = `${"x".repeat(400_000)}\n/dsp status`;
      const payload = { comment: { body: text }, commits: [{ added: [text] }] };
      for (let time = 0; time < 100; time++) {
        expect((await deliver(url, { event: "push", payload })).status).toBe(202);
      }
      // 100 payloads of 800 KB; what is kept of them is a few KB each.
      expect((await memory(child)) - before).toBeLessThan(20);
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
  });

  it("that does not come is not waited for", async () => {
    await start({ timeouts: { headersMs: 500, requestMs: 500 } });
    const { socket, closed } = connect(ingress.port);
    const said = ingress.says("a sender broke off");
    socket.write(`${head(100)}{`);
    expect(await closed).toMatch(/^HTTP\/1.1 408 /);
    await said;
    expect(ingress.taken).toEqual([]);
  });

  it("is not waited for either once it is refused", async () => {
    await start({ timeouts: { headersMs: 500, requestMs: 500 } });
    const { socket, closed } = connect(ingress.port);
    socket.write(`${head(10 ** 9)}{`);
    expect(await closed).toMatch(/^HTTP\/1.1 413 /);
  });

  it("is always read, however many are announced and never sent: the oldest of them give way", async () => {
    await start({ most: { ...MOST, bodies: 5 } });
    const silent = [];
    for (let time = 0; time < 12; time++) {
      const asked = once(ingress.server, "request");
      const one = connect(ingress.port);
      one.socket.write(`${head(9)}{`);
      await asked;
      silent.push(one);
    }
    for (let time = 0; time < 10; time++) {
      expect((await deliver(ingress.url, ping)).status).toBe(202);
    }
    // One place is the honest one's.
    const refused = silent.slice(0, 8).map(({ socket }) => socket);
    for (const socket of refused) {
      if (socket.bytesRead === 0) await once(socket, "data");
    }
    expect(silent.map(({ socket }) => socket.bytesRead > 0)).toEqual([
      ...Array(8).fill(true),
      ...Array(4).fill(false),
    ]);
    for (const { socket } of silent) socket.destroy();
  });

  it("whose sender breaks off leaves the place to others", async () => {
    await start({ most: { ...MOST, bodies: 1 } });
    const asked = once(ingress.server, "request");
    const { socket } = connect(ingress.port);
    socket.write(`${head(100)}{`);
    await asked;
    const said = ingress.says("a sender broke off");
    socket.destroy();
    await said;
    const asked2 = once(ingress.server, "request");
    const other = connect(ingress.port);
    other.socket.write(head(100));
    await asked2;
    expect(other.socket.bytesRead).toBe(0);
    other.socket.destroy();
  });

  it("gives way to a newer one when all that are read hold too much together", async () => {
    await start({ most: { ...MOST, bytes: 1_000 } });
    const asked = once(ingress.server, "request") as Promise<[IncomingMessage]>;
    const { socket } = connect(ingress.port);
    const refused = once(socket, "data");
    socket.write(head(900));
    const [request] = await asked;
    const came = once(request, "data");
    socket.write("x".repeat(899));
    await came;
    expect((await deliver(ingress.url, ping)).status).toBe(202);
    expect(socket.bytesRead).toBe(0);
    const large = { event: "ping", payload: { text: "x".repeat(200) } };
    expect((await deliver(ingress.url, large)).status).toBe(202);
    expect(String(await refused)).toMatch(/^HTTP\/1.1 503 /);
    socket.destroy();
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

describe("connections", () => {
  it("on which nobody waits are so many at most: one more, and the oldest is closed", async () => {
    const work = gate();
    await start({ most: { ...MOST, connections: 2 }, accept: () => work.opened });
    const working = deliver(ingress.url, ping);
    await once(ingress.server, "request");
    const idle = [];
    for (let time = 0; time < 4; time++) {
      const connected = once(ingress.server, "connection");
      idle.push(connect(ingress.port));
      await connected;
    }
    await Promise.all(idle.slice(0, 2).map(({ closed }) => closed));
    expect(idle.map(({ socket }) => socket.closed)).toEqual([true, true, false, false]);
    work.open();
    expect((await working).status).toBe(202);
    for (const { socket } of idle) socket.destroy();
  });

  it("rest longer between two requests than a proxy keeps them", async () => {
    await start({});
    // Google Cloud's load balancer has the longest: ten minutes.
    expect(ingress.server.keepAliveTimeout).toBeGreaterThan(600_000);
  });
});

it("answers the installation with most answers to wait for early", async () => {
  const work = gate();
  await start({ most: { ...MOST, waiting: 3 }, accept: () => work.opened });
  const of = (id: number) => ({ event: "ping", payload: { installation: { id } } });
  const sick: Promise<unknown>[] = [];
  for (let time = 0; time < 3; time++) {
    const asked = once(ingress.server, "request");
    sick.push(deliver(ingress.url, of(1)));
    await asked;
  }
  let isAnswered = false;
  const healthy = deliver(ingress.url, of(2)).then(() => {
    isAnswered = true;
  });
  expect(await sick[0]).toMatchObject({ status: 202 });
  expect(isAnswered).toBe(false);
  work.open();
  await Promise.all([...sick, healthy]);
});

it("takes no more than so many deliveries that are under way, and of one installation half of them", async () => {
  const work = gate();
  await start({ most: MOST, accept: () => work.opened, answerAfter: async () => {} });
  const statuses = async (id: number) => {
    const found = [];
    for (let time = 0; time < 6; time++) {
      const answer = await deliver(ingress.url, {
        event: "ping",
        payload: { installation: { id } },
      });
      found.push(answer.status);
    }
    return found;
  };
  expect(await statuses(1)).toEqual([202, 202, 202, 202, 202, 503]);
  expect(await statuses(2)).toEqual([202, 202, 202, 503, 503, 503]);
  expect(await statuses(3)).toEqual([202, 503, 503, 503, 503, 503]);
  work.open();
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

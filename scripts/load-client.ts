import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createConnection, type Socket } from "node:net";

/** What became of a delivery: 0 stands for a connection that broke. */
export interface Sent {
  status: number;
  ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1_500 });

/** Posts a webhook as GitHub does; never rejects. */
export function post(url: string, secret: string, event: string, payload: unknown): Promise<Sent> {
  const body = Buffer.from(JSON.stringify(payload));
  const started = performance.now();
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-github-event": event,
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return new Promise((resolve) => {
    const done = (status = 0) => resolve({ status, ms: Math.round(performance.now() - started) });
    request(url, { method: "POST", headers, agent }, (response) => {
      response.resume().once("end", () => done(response.statusCode));
    })
      .once("error", () => done())
      .end(body);
  });
}

/** Connections on which a body of nine bytes is announced, and never sent. */
export async function holdConnections(url: string, count: number): Promise<Socket[]> {
  const { hostname, port, pathname } = new URL(url);
  const sockets = Array.from({ length: count }, () =>
    createConnection({ host: hostname, port: Number(port) }).on("error", () => {}),
  );
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  for (const socket of sockets) {
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n`);
  }
  // When this is answered, the App has read all that came before it.
  await fetch(new URL("/healthz", url)).then((response) => response.text());
  return sockets;
}

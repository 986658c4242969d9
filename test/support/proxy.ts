import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** A real proxy on loopback. Whatever host is asked for, it leads to the port that it is given. */
export interface TestProxy {
  /** `http://127.0.0.1:3128` */
  url: string;
  /** What it was asked to lead to: `api.github.com:443`. */
  asked: string[];
  /** Names and passwords that were shown. */
  shown: (string | undefined)[];
  /** Resolves with the next thing that it is asked for. */
  next(): Promise<string>;
  close(): void;
}

/** Starts one; without a port it lets nobody through. */
export async function startProxy(to?: number): Promise<TestProxy> {
  const asked: string[] = [];
  const shown: TestProxy["shown"] = [];
  const waiting: ((host: string) => void)[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer().on("connect", (request, socket) => {
    const host = request.url ?? "";
    asked.push(host);
    shown.push(request.headers["proxy-authorization"]);
    for (const tell of waiting.splice(0)) tell(host);
    sockets.add(socket);
    socket.on("error", () => {});
    if (to === undefined) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const upstream = connect(to, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    shown,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

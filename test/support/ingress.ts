import { EventEmitter, once } from "node:events";
import { type AddressInfo, createConnection, type Socket } from "node:net";
import type { Delivery } from "../../app/delivery.ts";
import { createIngress, type Ingress, type IngressOptions } from "../../app/ingress/ingress.ts";
import { createLogger } from "../../app/log.ts";
import { SECRET } from "./webhooks.ts";

export interface StartedIngress extends Ingress {
  /** Where webhooks go. */
  url: string;
  /** Where all else goes, without a slash at the end. */
  origin: string;
  port: number;
  /** What was handed on, in order. */
  taken: Delivery[];
  /** All that was logged. */
  logged(): string;
  /** Resolves with the next line of the log that says this. */
  says(message: string): Promise<void>;
}

const PATH = "/api/github/webhooks";

/** An ingress on a free port of loopback. It takes what it is given, unless `accept` does otherwise. */
export async function startIngress(
  options: Partial<IngressOptions> = {},
  taken: Delivery[] = [],
): Promise<StartedIngress> {
  const lines: string[] = [];
  const said = new EventEmitter();
  const write = (line: string) => {
    lines.push(line);
    said.emit(JSON.parse(line).message);
  };
  const ingress = createIngress({
    secrets: [SECRET],
    path: PATH,
    log: createLogger({ level: "debug", write, now: Date.now }),
    // Never, unless a test has its own.
    answerAfter: () => new Promise(() => {}),
    ...options,
    accept: async (delivery) => {
      taken.push(delivery);
      await options.accept?.(delivery);
    },
  });
  ingress.server.listen(0, "127.0.0.1");
  await once(ingress.server, "listening");
  const { port } = ingress.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...ingress,
    url: origin + PATH,
    origin,
    port,
    taken,
    logged: () => lines.join(""),
    says: async (message) => void (await once(said, message)),
  };
}

/** A connection on which bytes can be sent as slowly as one likes; `heard` is all that came back. */
export function connect(port: number): { socket: Socket; closed: Promise<string> } {
  const socket = createConnection({ port, host: "127.0.0.1" });
  let heard = "";
  socket.on("data", (chunk) => {
    heard += String(chunk);
  });
  // A reset is one way of being closed.
  socket.on("error", () => {});
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(heard)));
  return { socket, closed };
}

/** The head of a POST to the ingress, whose body has so many bytes. */
export function head(length: number, ...headers: string[]): string {
  const lines = [
    `POST ${PATH} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    "X-GitHub-Event: ping",
    `Content-Length: ${length}`,
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

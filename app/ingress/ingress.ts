import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Accept } from "../delivery.ts";
import type { Logger } from "../log.ts";
import {
  CLOSING,
  FAILED,
  type HttpAnswer,
  isAnswer,
  NOT_ALLOWED,
  NOT_FOUND,
  UNSIGNED,
} from "./answer.ts";
import { createBodyReader, passBy } from "./body.ts";
import { limitConnections } from "./connections.ts";
import { createDeliveries } from "./deliveries.ts";
import { HEALTH_PATHS, healthAnswer } from "./health.ts";
import {
  ANSWER_AFTER_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MOST_BODIES,
  MOST_CONNECTIONS,
  MOST_DELIVERIES,
  MOST_HELD_BYTES,
  MOST_WAITING,
  REQUEST_TIMEOUT_MS,
  TOLD_EVERY_MS,
} from "./limits.ts";
import { readDelivery } from "./read-delivery.ts";
import { createRefusals } from "./refusals.ts";
import { isSigned } from "./signature.ts";
import { createWork } from "./work.ts";

export interface IngressOptions {
  /** Any of them may have signed: there are two while one takes the other's place. */
  secrets: readonly string[];
  /** The path that webhooks are posted to. */
  path: string;
  accept: Accept;
  /** Why the App cannot work, in one line; undefined if it can. */
  trouble?: () => string | undefined;
  log: Logger;
  /** Since 1970, in milliseconds. */
  now?: () => number;
  /** Resolves when an answer can wait no longer. The signal says that nobody waits any more. */
  answerAfter?: (signal: AbortSignal) => Promise<unknown>;
  /** Does something when it is time to log refusals again; returns what cancels that. */
  tellAgain?: (work: () => void) => () => void;
  timeouts?: { headersMs: number; requestMs: number };
  most?: Most;
}

/** How much the way in takes at once. */
export interface Most {
  bodies: number;
  bytes: number;
  deliveries: number;
  connections: number;
  waiting: number;
}

const MOST: Most = {
  bodies: MOST_BODIES,
  bytes: MOST_HELD_BYTES,
  deliveries: MOST_DELIVERIES,
  connections: MOST_CONNECTIONS,
  waiting: MOST_WAITING,
};

export interface Ingress {
  /** Not listening yet. */
  server: Server;
  /** From now on every answer is 503, health too, so that a load balancer goes elsewhere. */
  refuse(): void;
  /** Refuses, listens no more, and resolves when what is under way is answered and done. */
  close(): Promise<void>;
}

/** The way in for webhooks: nothing is parsed, and nobody is called, before a signature fits. */
export function createIngress({
  secrets,
  path,
  accept,
  trouble = () => undefined,
  log,
  now = Date.now,
  answerAfter = (signal) => wait(ANSWER_AFTER_MS, undefined, { signal }),
  tellAgain = (work) => {
    const timer = setTimeout(work, TOLD_EVERY_MS).unref();
    return () => clearTimeout(timer);
  },
  timeouts = { headersMs: HEADERS_TIMEOUT_MS, requestMs: REQUEST_TIMEOUT_MS },
  most = MOST,
}: IngressOptions): Ingress {
  const bodies = createBodyReader(most);
  const deliveries = createDeliveries(now, most.deliveries);
  const mostWaiting = most.waiting;
  const work = createWork({ accept, log, now, deliveries, answerAfter, mostWaiting });
  const refusals = createRefusals(log, tellAgain);
  let isClosing = false;

  async function answerTo(request: IncomingMessage): Promise<HttpAnswer> {
    if (isClosing) return CLOSING;
    const { method, headers } = request;
    const where = pathOf(request);
    if (HEALTH_PATHS.includes(where)) return healthAnswer(where, method, trouble());
    if (where !== path) return NOT_FOUND;
    if (method !== "POST") return NOT_ALLOWED;
    const bytes = await bodies.read(request);
    if (isAnswer(bytes)) return bytes;
    if (!isSigned(bytes, String(headers["x-hub-signature-256"]), secrets)) return UNSIGNED;
    const delivery = readDelivery(headers, bytes);
    if (isAnswer(delivery)) return delivery;
    // It may have begun while the body came in.
    if (isClosing) return CLOSING;
    connections.hold(request.socket);
    return work.start(delivery);
  }

  function send(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
    const { status, text } = answer;
    connections.release(request.socket);
    // Who asks how the App is gets an answer, and nothing was refused.
    if (status >= 400 && !HEALTH_PATHS.includes(pathOf(request))) {
      refusals.tell("a request was refused", { status, reason: text });
    }
    if (!request.complete) passBy(request);
    else if (isClosing) response.setHeader("connection", "close");
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
    response.end(text);
  }

  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      // node:http looks every 30 seconds, whatever the timeouts are, unless it is told to.
      connectionsCheckingInterval: Math.min(1_000, timeouts.headersMs),
    },
    (request, response) => {
      answerTo(request).then(
        (answer) => send(request, response, answer),
        (error) => {
          // Broken off, or too slow and therefore cut off: nobody is there to hear an answer.
          if (error === request.errored) return refusals.tell("a sender broke off");
          log.error("a request could not be answered", { error });
          send(request, response, FAILED);
        },
      );
    },
  );

  const connections = limitConnections(server, most.connections);

  return {
    server,
    refuse() {
      isClosing = true;
    },
    async close() {
      isClosing = true;
      await new Promise<void>((resolve) => server.close(() => resolve()));
      refusals.close();
      await work.idle();
    },
  };
}

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "";
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Contract } from "./contract.ts";
import { Dearest } from "./points.ts";
import { NOT_FOUND, type Reply, type Seen, tokenOf } from "./route.ts";
import { type Fault, faultReply, send } from "./sending.ts";

/** What stands behind the server: GitHub's answers. */
export interface Answers {
  /** The name that a request is logged, counted and failed under. */
  routeOf(request: Pick<Seen, "method" | "path" | "body">): string;
  /** Throws if no route has this name: a slip of the test's. */
  checkRoute(name: string): void;
  answer(seen: Seen): Promise<Reply> | Reply;
  now(): Date;
}

/** What a query may cost, whatever somebody has been made to ask. */
const MOST_POINTS = 1;

/** GitHub on loopback: logs each request, holds it to GitHub's contract, fails it where a test wants that, and has it answered. */
export class FakeServer {
  /** Every request, in order. */
  log: Seen[] = [];
  readonly #answers: Answers;
  readonly #server: Server;
  readonly #faults = new Map<string, Fault[]>();
  /** Of all queries, whether they were answered or not. */
  readonly #dearest = new Dearest();
  readonly #contract = new Contract();
  #hung: () => void = () => {};

  constructor(answers: Answers) {
    this.#answers = answers;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** Rejects if a query was too dear, or an answer not as GitHub describes it. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#dearest.holdTo(MOST_POINTS);
    this.#contract.hold();
  }

  /** The next calls of a route fail so, one after the other; later ones do not. */
  fail(route: string, ...faults: Fault[]): void {
    this.#answers.checkRoute(route);
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), ...faults]);
  }

  /** Forgets requests and faults. */
  reset(): void {
    this.log.length = 0;
    this.#faults.clear();
  }

  /** How often each route was called. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { route } of this.log) counts[route] = (counts[route] ?? 0) + 1;
    return counts;
  }

  /** Resolves when a call has come that will not be answered. */
  hung(): Promise<void> {
    return new Promise((resolve) => {
      this.#hung = resolve;
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = await this.#seen(request);
    this.log.push(seen);
    if (seen.path === "/graphql") this.#dearest.note(seen.body);
    const fault = this.#faults.get(seen.route)?.shift();
    const instead = faultReply(fault);
    await fault?.meanwhile?.();
    const isPrevented = !fault?.after && (instead || fault?.reset || fault?.hang);
    const reply = isPrevented ? NOT_FOUND : await this.#answer(seen);
    if (fault?.reset) return void request.socket.resetAndDestroy();
    if (fault?.hang) return this.#hung();
    send(response, instead ?? reply, fault?.cut ?? false, this.#answers.now());
  }

  async #seen(request: IncomingMessage): Promise<Seen> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: path, search: query } = new URL(request.url ?? "/", this.url);
    const { method = "GET", headers } = request;
    const body = Buffer.concat(chunks).toString();
    const route = this.#answers.routeOf({ method, path, body });
    return { route, method, path, query, headers, body, auth: authOf(tokenOf(headers)) };
  }

  async #answer(seen: Seen): Promise<Reply> {
    const asked = { ...seen, query: new URLSearchParams(seen.query) };
    const refusal = seen.path === "/graphql" ? undefined : this.#contract.refusalOf(asked);
    if (refusal) return refusal;
    try {
      const reply = await this.#answers.answer(seen);
      return seen.path === "/graphql" ? reply : this.#contract.held(seen, reply);
    } catch (error) {
      return { status: 500, body: { message: `the fake is broken: ${(error as Error).stack}` } };
    }
  }
}

function authOf(token: string | undefined): Seen["auth"] {
  if (token === undefined) return "none";
  return token.split(".").length === 3 ? "jwt" : "token";
}

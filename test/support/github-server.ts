import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach } from "@jest/globals";
import { graphqlRoute } from "./github-graphql.ts";
import { readRoutes } from "./github-routes.ts";
import {
  type GithubState,
  type GivenRepository,
  newState,
  storeRepository,
} from "./github-state.ts";

/** A request as the server saw it. */
export interface Seen {
  /** The route's name, or the plain method and path where none fits. */
  route: string;
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What a route answers; an object is sent as JSON. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A way to answer: `GET /repos/:owner/:repo`, where `:ref*` takes slashes, too. */
export interface Route {
  name: string;
  answer(call: { params: Record<string, string>; seen: Seen; query: URLSearchParams }): Reply;
}

/** What goes wrong with one call, in place of the answer or on top of it. */
export interface Fault extends Partial<Reply> {
  /** The connection breaks before anything is sent. */
  reset?: boolean;
  /** The answer stops after half of its bytes. */
  cut?: boolean;
  /** The answer never comes; `hung` resolves when the call is there. */
  hang?: boolean;
  /** The answer comes, after so many milliseconds. */
  delay?: number;
}

/** GitHub, as far as it is needed: an HTTP server on loopback with a state that tests write. */
export class GithubServer {
  readonly state: GithubState = newState();
  /** Every request, in order. */
  readonly log: Seen[] = [];
  readonly #routes: Route[];
  readonly #faults = new Map<string, Fault[]>();
  readonly #server: Server;
  #hung: () => void = () => {};

  /** Further routes come first, so that they can stand in for those that are there. */
  constructor(further: readonly Route[] = []) {
    this.#routes = [...further, ...readRoutes(this.state), graphqlRoute(this.state)];
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Adds a repository, or replaces the one of that name. Gives the hash of its commit. */
  put(fullName: string, given: GivenRepository = {}): string {
    return storeRepository(this.state, fullName, given);
  }

  /** The next calls of a route fail so, one after the other; later ones do not. */
  fail(route: string, ...faults: Fault[]): void {
    if (!this.#routes.some(({ name }) => name === route)) throw new Error(`no route ${route}`);
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), ...faults]);
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

  /** Forgets repositories, requests and faults. */
  reset(): void {
    this.state.repositories.clear();
    this.state.tokens.clear();
    this.log.length = 0;
    this.#faults.clear();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
    const method = request.method ?? "GET";
    const found = this.#find(method, pathname);
    const seen: Seen = {
      route: found?.route.name ?? `${method} ${pathname}`,
      method,
      path: pathname,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    this.log.push(seen);
    const fault = this.#faults.get(seen.route)?.shift();
    if (fault?.reset) return void request.socket.resetAndDestroy();
    if (fault?.hang) return this.#hung();
    const reply = this.#isTokenBad(seen)
      ? { status: 401, body: { message: "Bad credentials" } }
      : (found?.route.answer({ params: found.params, seen, query: searchParams }) ?? NOT_FOUND);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    send(response, { ...reply, ...replyOf(fault) }, fault?.cut ?? false);
  }

  #find(
    method: string,
    path: string,
  ): { route: Route; params: Record<string, string> } | undefined {
    for (const route of this.#routes) {
      const params = match(route.name, `${method} ${path}`);
      if (params) return { route, params };
    }
    return undefined;
  }

  #isTokenBad({ headers }: Seen): boolean {
    const token = tokenOf(headers);
    return token !== undefined && !this.state.tokens.has(token);
  }
}

export const NOT_FOUND: Reply = { status: 404, body: { message: "Not Found" } };

/** A server for the tests of a file: fresh for each of them, gone after the last. */
export async function githubServer(further: readonly Route[] = []): Promise<GithubServer> {
  const server = new GithubServer(further);
  await server.listen();
  afterEach(() => server.reset());
  afterAll(() => server.close());
  return server;
}

/** The token of a request. */
export function tokenOf(headers: IncomingMessage["headers"]): string | undefined {
  return /^(?:bearer|token) (.*)$/i.exec(headers.authorization ?? "")?.[1];
}

function replyOf(fault: Fault | undefined): Partial<Reply> {
  if (fault?.status === undefined) return {};
  return { status: fault.status, headers: fault.headers, body: fault.body ?? { message: "Fault" } };
}

function match(route: string, call: string): Record<string, string> | undefined {
  const pattern = route.replace(
    /:(\w+)(\*?)/g,
    (_whole, name, rest) => `(?<${name}>${rest ? ".+" : "[^/]+"})`,
  );
  const groups = new RegExp(`^${pattern}$`).exec(call)?.groups;
  const found = new RegExp(`^${pattern}$`).test(call);
  if (!found) return undefined;
  return Object.fromEntries(
    Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

function send(response: ServerResponse, { status, headers, body }: Reply, isCut: boolean): void {
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = isRaw ? Buffer.from(body as string) : Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status, {
    "content-type": isRaw ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    "content-length": String(bytes.length),
    ...headers,
  });
  if (!isCut) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.resetAndDestroy());
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Dearest } from "../../packages/fake-github/points.ts";
import {
  type FoundRoute,
  findRoute,
  NOT_FOUND,
  type Reply,
  type Route,
  type Seen,
  tokenOf,
} from "../../packages/fake-github/route.ts";
import { type Fault, faultReply, send } from "../../packages/fake-github/sending.ts";
import { API_VERSION, API_VERSION_HEADER } from "../../src/github/api-version.ts";
import { type GivenCommit, storeCommit } from "./github-git.ts";
import { graphqlRoutes } from "./github-graphql.ts";
import { type GivenPull, pullRoutes, storePull } from "./github-pulls.ts";
import type { Right } from "./github-rights.ts";
import { readRoutes } from "./github-routes.ts";
import {
  clearState,
  type GithubState,
  type GivenRepository,
  knownRepository,
  newState,
  nextSerial,
  storeRepository,
} from "./github-state.ts";
import { latestStatuses, type Status, statusRoutes } from "./github-statuses.ts";

export type { Fault, Reply, Route, Seen };

/** What a status says, beside its context. */
export type PostedStatus = Pick<Status, "state" | "description" | "target_url">;

/** What a query may cost, whatever a test has made somebody ask. */
const MOST_POINTS = 1;

/** GitHub, as far as it is needed: an HTTP server on loopback with a state that tests write. */
export class GithubServer {
  readonly state: GithubState = newState();
  /** Every request, in order. */
  readonly log: Seen[] = [];
  /** What its clock says: it stands still. */
  now = new Date("2026-11-23T12:00:00Z");
  readonly #routes: Route[];
  readonly #faults = new Map<string, Fault[]>();
  readonly #dearest = new Dearest();
  readonly #server: Server;
  #hung: () => void = () => {};

  /** Further routes come first, so that they can stand in for those that are there. */
  constructor(further: readonly Route[] = []) {
    this.#routes = [
      ...further,
      // What stands at a commit's address would take that of its statuses, too.
      ...statusRoutes(this.state),
      ...readRoutes(this.state),
      ...pullRoutes(this.state),
      ...graphqlRoutes(this.state),
    ];
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#dearest.holdTo(MOST_POINTS);
  }

  /** Adds a repository, or replaces the one of that name. Gives the hash of its commit. */
  put(fullName: string, given: GivenRepository = {}): string {
    return storeRepository(this.state, fullName, given);
  }

  /** Adds a commit to a repository, and leads the refs to it. Gives its hash. */
  commit(fullName: string, given: GivenCommit = {}): string {
    const repository = knownRepository(this.state, fullName);
    repository.empty = false;
    return storeCommit(repository, given, nextSerial(this.state));
  }

  /** Adds a pull request, or says what became of it: its comments stay, unless others are given. */
  pull(fullName: string, given: GivenPull): void {
    storePull(this.state, knownRepository(this.state, fullName), given);
  }

  /** Limits a token to these rights; one that never was may do everything. */
  allow(token: string, rights: readonly Right[]): void {
    this.state.rights.set(token, rights);
    if (!this.state.tokens.has(token)) this.state.tokens.set(token, []);
  }

  /** Says as whom a token acts; else it is `github-actions[bot]`. */
  signIn(token: string, login: string): void {
    this.state.logins.set(token, login);
    if (!this.state.tokens.has(token)) this.state.tokens.set(token, []);
  }

  /** The last status of each context of a commit. */
  statuses(fullName: string, sha: string): Record<string, PostedStatus> {
    const latest = latestStatuses(knownRepository(this.state, fullName), sha);
    return Object.fromEntries(
      latest.map(({ context, state, description, target_url }) => [
        context,
        { state, description, target_url },
      ]),
    );
  }

  /** The comments of a pull request, oldest first. */
  comments(fullName: string, number: number): { id: string; author: string; body: string }[] {
    const pull = knownRepository(this.state, fullName).pulls.get(number);
    if (!pull) throw new Error(`no pull request ${number}`);
    return pull.comments.map(({ id, author, body }) => ({ id, author, body }));
  }

  /** What was sent to a route, whatever became of it, in order. */
  posted(route: string): unknown[] {
    this.#check(route);
    return this.log.filter((seen) => seen.route === route).map(({ body }) => JSON.parse(body));
  }

  /** The next calls of a route fail so, one after the other; later ones do not. */
  fail(route: string, ...faults: Fault[]): void {
    this.#check(route);
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

  /** Forgets repositories, tokens, requests and faults. */
  reset(): void {
    clearState(this.state);
    this.log.length = 0;
    this.#faults.clear();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
    const call = {
      method: request.method ?? "GET",
      path: pathname,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const found = findRoute(this.#routes, call);
    const seen: Seen = { route: found?.route.name ?? `${call.method} ${pathname}`, ...call };
    this.log.push(seen);
    if (pathname === "/graphql") this.#dearest.note(call.body);
    const fault = this.#faults.get(seen.route)?.shift();
    const instead = faultReply(fault);
    await fault?.meanwhile?.();
    const isPrevented = !fault?.after && (instead || fault?.reset || fault?.hang);
    const reply = isPrevented ? NOT_FOUND : this.#answer(seen, found, searchParams);
    if (fault?.reset) return void request.socket.resetAndDestroy();
    if (fault?.hang) return this.#hung();
    send(response, instead ?? reply, fault?.cut ?? false, this.now);
  }

  /** Stricter than GitHub, which then answers by any edition: whatever calls it has to name one. */
  #isVersionBad({ headers }: Seen): boolean {
    return headers[API_VERSION_HEADER] !== API_VERSION;
  }

  #answer(seen: Seen, found: FoundRoute | undefined, query: URLSearchParams): Reply {
    if (this.#isVersionBad(seen)) return { status: 400, body: { message: "No API version" } };
    if (this.#isTokenBad(seen)) return { status: 401, body: { message: "Bad credentials" } };
    return found?.route.answer({ params: found.params, seen, query }) ?? NOT_FOUND;
  }

  #isTokenBad({ headers }: Seen): boolean {
    const token = tokenOf(headers);
    return token !== undefined && !this.state.tokens.has(token);
  }

  /** A name that is not there is a slip of the test's. */
  #check(route: string): void {
    if (!this.#routes.some(({ name }) => name === route)) throw new Error(`no route ${route}`);
  }
}

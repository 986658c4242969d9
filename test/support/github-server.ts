import {
  findRoute,
  NOT_FOUND,
  type Reply,
  type Route,
  type Seen,
  tokenOf,
} from "../../packages/fake-github/route.ts";
import type { Fault } from "../../packages/fake-github/sending.ts";
import { FakeServer } from "../../packages/fake-github/server.ts";
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

/** GitHub, as far as it is needed: an HTTP server on loopback with a state that tests write. */
export class GithubServer {
  readonly state: GithubState = newState();
  /** What its clock says: it stands still. */
  now = new Date("2026-11-23T12:00:00Z");
  readonly #routes: Route[];
  readonly #server: FakeServer;

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
    this.#server = new FakeServer({
      routeOf: (call) => findRoute(this.#routes, call)?.route.name ?? `${call.method} ${call.path}`,
      checkRoute: (name) => this.#check(name),
      answer: (seen) => this.#answer(seen),
      now: () => this.now,
    });
  }

  get url(): string {
    return this.#server.url;
  }

  /** Every request, in order. */
  get log(): Seen[] {
    return this.#server.log;
  }

  listen(): Promise<void> {
    return this.#server.listen();
  }

  close(): Promise<void> {
    return this.#server.close();
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
    this.#server.fail(route, ...faults);
  }

  /** How often each route was called. */
  counts(): Record<string, number> {
    return this.#server.counts();
  }

  /** Resolves when a call has come that will not be answered. */
  hung(): Promise<void> {
    return this.#server.hung();
  }

  /** Forgets repositories, tokens, requests and faults. */
  reset(): void {
    clearState(this.state);
    this.#server.reset();
  }

  /** Stricter than GitHub, which then answers by any edition: whatever calls it has to name one. */
  #isVersionBad({ headers }: Seen): boolean {
    return headers[API_VERSION_HEADER] !== API_VERSION;
  }

  #answer(seen: Seen): Reply {
    const found = findRoute(this.#routes, seen);
    const query = new URLSearchParams(seen.query);
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

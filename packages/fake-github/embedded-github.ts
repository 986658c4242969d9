import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator } from "emulate";
import {
  type AppCredentials,
  type AppOptions,
  appCredentials,
  installationsOf,
  PEOPLE,
  type Role,
  seedFor,
} from "./app.ts";
import { checkRoute, routeOf } from "./counted-routes.ts";
import { Deliveries, type SentDelivery } from "./deliveries.ts";
import { Front } from "./front.ts";
import { Person } from "./person.ts";
import { Dearest } from "./points.ts";
import { NOT_FOUND, type Reply, type Seen, tokenOf } from "./route.ts";
import { type Fault, faultReply, send } from "./sending.ts";
import { instant, newFrontState } from "./state.ts";
import { Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";

export type { AppCredentials, Fault, Person, Role, SentDelivery };

export interface EmbeddedOptions extends AppOptions {
  /** What GitHub's clock says, where things are made and changed. */
  now?(): Date;
  /** Whether a repository shows no custom properties, as on GitHub Enterprise Server. */
  hidesProperties?: boolean;
}

/** A request of the App's. */
export interface AppRequest extends Seen {
  query: string;
  auth: "jwt" | "installation" | "none";
}

/** GitHub for an App: `emulate`, with a front that the App talks to. Acts as an admin, too. */
export class EmbeddedGithub extends Person {
  readonly app: AppCredentials;
  readonly baseUrl: string;
  readonly deliveries: Deliveries;
  readonly #front: Front;
  readonly #emulator: Emulator;
  readonly #server: Server;
  readonly #faults = new Map<string, Fault[]>();
  /** Of all queries, whether they were answered or not. */
  readonly dearest = new Dearest();
  #log: AppRequest[] = [];
  #hung: () => void = () => {};

  private constructor(front: Front, emulator: Emulator, server: Server) {
    super(front, "admin");
    this.#front = front;
    this.#emulator = emulator;
    this.#server = server;
    this.app = front.state.app;
    this.baseUrl = front.state.url;
    this.deliveries = front.deliveries;
    server.on("request", (request, response) => void this.#serve(request, response));
  }

  static async start(options: EmbeddedOptions = {}): Promise<EmbeddedGithub> {
    const { owners = ["moj"], people, permissions, hidesProperties = false } = options;
    const { now = () => new Date() } = options;
    const app = appCredentials();
    const roles = new Map(Object.entries({ ...PEOPLE, ...people }));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const seed = seedFor(app, owners, [...roles.keys()], permissions);
    const emulator = await createEmulator({ service: "github", port: 0, seed });
    const installations = installationsOf(owners);
    const state = newFrontState({ app, url, now, installations, roles, hidesProperties });
    const upstream = new Upstream(emulator.url, url);
    const front = new Front(state, upstream, new Deliveries(app));
    return new EmbeddedGithub(front, emulator, server);
  }

  async stop(): Promise<void> {
    await this.deliveries.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#emulator.close();
  }

  /** Somebody else at work; `app.ts` names those who are always there. */
  as(login: string): Person {
    if (!this.#front.state.roles.has(login)) throw new Error(`nobody is called ${login}`);
    return new Person(this.#front, login);
  }

  /** What somebody may do from now on. */
  setRole(login: string, role: Role): void {
    this.as(login);
    this.#front.state.roles.set(login, role);
  }

  /** The App asked for this since the last time; they are forgotten with it. */
  requests(): AppRequest[] {
    const log = this.#log;
    this.#log = [];
    return log;
  }

  /** Those of the requests that change something; they stay. */
  get writes(): readonly AppRequest[] {
    return this.#log.filter(
      ({ method, path }) => method !== "GET" && !/\/(access_tokens|graphql)$/.test(path),
    );
  }

  /** How often each route was called; `POST …/access_tokens`, too. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { route } of this.#log) counts[route] = (counts[route] ?? 0) + 1;
    return counts;
  }

  /** The next calls of a route fail so, one after the other; later ones do not. */
  fail(route: string, ...faults: Fault[]): void {
    checkRoute(route);
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), ...faults]);
  }

  /** Resolves when a call has come that will not be answered. */
  hung(): Promise<void> {
    return new Promise((resolve) => {
      this.#hung = resolve;
    });
  }

  /** What stands at an address, as an admin reads it: not counted. */
  async read(path: string): Promise<unknown> {
    const { status, body } = await this.#front.answer({
      method: "GET",
      path,
      token: "person-admin",
    });
    if (status !== 200) throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Who showed what on a comment. */
  reactionsTo(comment: number): string[] {
    return [...(this.#front.state.reactions.get(comment) ?? [])];
  }

  installationOf(owner: string): number {
    const found = this.#front.state.installations.get(owner);
    if (found === undefined) throw new Error(`the App is not installed for ${owner}`);
    return found;
  }

  /** The App's installation gets no webhooks and no tokens, and those that it has are refused. */
  async suspend(owner = "moj"): Promise<void> {
    const id = this.installationOf(owner);
    this.#front.state.suspended.set(id, instant(this.#front.state.now()));
    await this.#tellInstallation("suspend", id);
  }

  async unsuspend(owner = "moj"): Promise<void> {
    const id = this.installationOf(owner);
    this.#front.state.suspended.delete(id);
    await this.#tellInstallation("unsuspend", id);
  }

  /** Any webhook about a repository, as if GitHub sent it. */
  async tell(fullName: string, event: string, payload: Json): Promise<void> {
    const { id } = await this.#front.upstream.get(`/repos/${fullName}`);
    await this.#front.tell(Number(id), this.login, [{ event, payload }]);
  }

  deliverTo(url: string | undefined): void {
    this.deliveries.deliverTo(url);
  }

  hold(): void {
    this.deliveries.hold();
  }

  release(order?: (held: readonly SentDelivery[]) => readonly SentDelivery[]): void {
    this.deliveries.release(order);
  }

  settled(): Promise<void> {
    return this.deliveries.settled();
  }

  async #tellInstallation(action: string, id: number): Promise<void> {
    const installation = await this.#front.installationOf(id);
    const sender = await this.#front.userOf(this.login);
    this.deliveries.take("installation", { action, installation, repositories: [], sender });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: path, search: query } = new URL(request.url ?? "/", this.baseUrl);
    const method = request.method ?? "GET";
    const body = Buffer.concat(chunks).toString();
    const { headers } = request;
    const token = tokenOf(headers);
    const route = routeOf({ method, path, body });
    if (path === "/graphql") this.dearest.note(body);
    this.#log.push({ route, method, path, query, headers, body, auth: authOf(token) });
    const fault = this.#faults.get(route)?.shift();
    const instead = faultReply(fault);
    await fault?.meanwhile?.();
    const isPrevented = !fault?.after && (instead || fault?.reset || fault?.hang);
    const asked = { method, path: `${path}${query}`, token, body, accept: headers.accept };
    const reply = isPrevented ? NOT_FOUND : await this.#answer(asked);
    if (fault?.reset) return void request.socket.resetAndDestroy();
    if (fault?.hang) return this.#hung();
    send(response, instead ?? reply, fault?.cut ?? false, this.#front.state.now());
  }

  #answer(asked: Parameters<Front["answer"]>[0]): Promise<Reply> {
    return this.#front.answer(asked).catch((error: Error) => ({
      status: 500,
      body: { message: `the emulator's front is broken: ${error.stack}` },
    }));
  }
}

function authOf(token: string | undefined): AppRequest["auth"] {
  if (token === undefined) return "none";
  return token.split(".").length === 3 ? "jwt" : "installation";
}

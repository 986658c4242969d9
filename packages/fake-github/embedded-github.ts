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
import { NOT_FOUND, type Seen, tokenOf } from "./route.ts";
import type { Fault } from "./sending.ts";
import { FakeServer } from "./server.ts";
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

/** GitHub for an App: `emulate`, with a front that the App talks to. Acts as an admin, too. */
export class EmbeddedGithub extends Person {
  readonly app: AppCredentials;
  readonly baseUrl: string;
  readonly deliveries: Deliveries;
  readonly #front: Front;
  readonly #emulator: Emulator;
  readonly #server: FakeServer;

  private constructor(front: Front, emulator: Emulator, server: FakeServer) {
    super(front, "admin");
    this.#front = front;
    this.#emulator = emulator;
    this.#server = server;
    this.app = front.state.app;
    this.baseUrl = front.state.url;
    this.deliveries = front.deliveries;
  }

  static async start(options: EmbeddedOptions = {}): Promise<EmbeddedGithub> {
    const { owners = ["moj"], people, permissions, hidesProperties = false } = options;
    const { now = () => new Date() } = options;
    const app = appCredentials();
    const roles = new Map(Object.entries({ ...PEOPLE, ...people }));
    let front: Front | undefined;
    const server = new FakeServer({
      routeOf,
      checkRoute,
      now,
      answer: async ({ method, path, query, headers, body }) => {
        const { accept } = headers;
        const asked = { method, path: `${path}${query}`, token: tokenOf(headers), body, accept };
        return (await front?.answer(asked)) ?? NOT_FOUND;
      },
    });
    await server.listen();
    const { url } = server;
    const seed = seedFor(app, owners, [...roles.keys()], permissions);
    const emulator = await createEmulator({ service: "github", port: 0, seed });
    const installations = installationsOf(owners);
    const state = newFrontState({ app, url, now, installations, roles, hidesProperties });
    const upstream = new Upstream(emulator.url, url);
    front = new Front(state, upstream, new Deliveries(app));
    return new EmbeddedGithub(front, emulator, server);
  }

  async stop(): Promise<void> {
    await this.deliveries.close();
    await this.#emulator.close();
    await this.#server.close();
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
  requests(): Seen[] {
    const { log } = this.#server;
    this.#server.log = [];
    return log;
  }

  /** Those of the requests that change something; they stay. */
  get writes(): readonly Seen[] {
    return this.#server.log.filter(
      ({ method, path }) => method !== "GET" && !/\/(access_tokens|graphql)$/.test(path),
    );
  }

  /** How often each route was called; `POST …/access_tokens`, too. */
  counts(): Record<string, number> {
    return this.#server.counts();
  }

  /** The next calls of a route fail so, one after the other; later ones do not. */
  fail(route: string, ...faults: Fault[]): void {
    this.#server.fail(route, ...faults);
  }

  /** Resolves when a call has come that will not be answered. */
  hung(): Promise<void> {
    return this.#server.hung();
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
}

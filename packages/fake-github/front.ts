import { jwtOf, tokenOfPerson } from "./app.ts";
import { appAnswer } from "./app-answers.ts";
import { type Write, writeAndTell } from "./changes.ts";
import { checkAnswer } from "./checks.ts";
import { corrected, correctedObject } from "./correct.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Happening } from "./events.ts";
import { pullAnswer } from "./pulls.ts";
import { refusal, refusalOf } from "./refusals.ts";
import { repositoryAnswer } from "./repository-answers.ts";
import { objectIn, type Reply } from "./route.ts";
import { asList, asRecord } from "./shapes.ts";
import { actorOf, type FrontState, goneKey } from "./state.ts";
import { taken } from "./taken.ts";
import type { Asked, Upstream } from "./upstream.ts";
import type { Json } from "./values.ts";
import type { Workings } from "./workings.ts";

/** Stands before the emulator: corrects what it says, adds what it lacks, and tells the App. */
export class Front implements Workings {
  readonly state: FrontState;
  readonly upstream: Upstream;
  readonly deliveries: Deliveries;
  /** Accounts, by their addresses: they stay what they are. */
  readonly #accounts = new Map<string, Promise<Json>>();
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(state: FrontState, upstream: Upstream, deliveries: Deliveries) {
    this.state = state;
    this.upstream = upstream;
    this.deliveries = deliveries;
  }

  /** Answers a request, whoever makes it. */
  async answer(asked: Asked): Promise<Reply> {
    const own = await appAnswer(this.state, this.upstream, asked);
    if (own) return own;
    const { token } = asked;
    if (token !== undefined && !token.includes(".") && !actorOf(this.state, token)) {
      return refusal(401, "Bad credentials");
    }
    const found = await this.#repositoryIn(asked.path);
    if (!found) return this.#corrected(await this.upstream.call(asked), asked);
    if ("reply" in found) {
      return asked.method === "GET" ? found.reply : { ...found.reply, status: 307 };
    }
    const { repository, rest } = found;
    const call = { ...asked, path: `/repos/${repository.full_name}${rest}` };
    if (asked.method === "GET") return this.#answerOn(repository, rest, call);
    return this.alone(() => this.#answerOn(repository, rest, call));
  }

  /** One write after the other: what it changes is seen by looking before and after. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lastWrite.then(work);
    this.#lastWrite = done.catch(() => {});
    return done;
  }

  /** What a person does; it has to succeed. Gives what GitHub answers. */
  async act(login: string, method: string, path: string, body?: unknown): Promise<Json> {
    const reply = await this.answer({
      method,
      path,
      token: tokenOfPerson(login),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (reply.status < 300) return asRecord(reply.body);
    throw new Error(
      `${login} cannot ${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`,
    );
  }

  /** Tells the App of something, with the repository and its installation as they are now. */
  async tell(repository: number, sender: string, happenings: readonly Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    const found = await this.upstream.get(`/repositories/${repository}`);
    const { login } = asRecord(found.owner);
    const installation = this.state.installations.get(String(login));
    if (installation === undefined || this.state.suspended.has(installation)) return;
    const more = correctedObject(this.state, {
      repository: found,
      organization: await this.#account(`/orgs/${login}`),
      sender: await this.userOf(sender),
    });
    for (const { event, payload } of happenings) {
      const node_id = Buffer.from(`Installation${installation}`).toString("base64");
      const named = { ...payload, ...more, installation: { id: installation, node_id } };
      this.deliveries.take(event, named);
    }
  }

  /** Makes an issue of somebody's, who may be the App; gives it as GitHub does. */
  async makeIssueAs(login: string, fullName: string, issue: unknown): Promise<Json> {
    const [owner = ""] = fullName.split("/");
    const isPerson = this.state.roles.has(login);
    const token = isPerson ? tokenOfPerson(login) : await this.#appToken(owner);
    const path = `/repos/${fullName}/issues`;
    const body = JSON.stringify(issue);
    return asRecord((await this.answer({ method: "POST", path, token, body })).body);
  }

  async #appToken(owner: string): Promise<string> {
    const path = `/app/installations/${this.state.installations.get(owner)}/access_tokens`;
    const token = jwtOf(this.state.app);
    return String(asRecord((await this.answer({ method: "POST", path, token })).body).token);
  }

  userOf(login: string): Promise<Json> {
    return this.#account(`/users/${encodeURIComponent(login)}`);
  }

  #account(path: string): Promise<Json> {
    const found = this.#accounts.get(path) ?? this.upstream.get(path);
    this.#accounts.set(path, found);
    return found;
  }

  /** An installation, as the App sees it. */
  async installationOf(id: number): Promise<Json> {
    const path = `/app/installations/${id}`;
    const { body } = await this.answer({ method: "GET", path, token: jwtOf(this.state.app) });
    return asRecord(body);
  }

  async #answerOn(repository: Json, rest: string, asked: Asked): Promise<Reply> {
    const { state, upstream } = this;
    const [plain = ""] = rest.split("?");
    const { method, token } = asked;
    const actor = actorOf(state, token);
    const body = objectIn(asked.body ?? "") ?? {};
    const call = { method, rest: plain, repository, token, actor, body };
    const reply =
      (await refusalOf(state, upstream, call)) ??
      (await checkAnswer(this, call, asked)) ??
      (await repositoryAnswer(state, upstream, call, asked));
    if (reply) return reply;
    if (method === "GET" && /^\/pulls\/\d+$/.test(plain)) {
      return this.#corrected(await pullAnswer(this, asked), asked, repository);
    }
    const sent = await taken(state, upstream, call, asked);
    if (method === "GET" || actor === undefined) {
      return this.#corrected(await upstream.call(sent), asked, repository);
    }
    const id = Number(repository.id);
    const fullName = String(repository.full_name);
    const [address = ""] = sent.path.split("?");
    const write: Write = {
      method,
      fullName,
      id,
      actor,
      rest: address.slice(`/repos/${fullName}`.length),
    };
    const done = await writeAndTell(this, write, () => upstream.call(sent));
    await this.tell(id, actor, done.happenings);
    return this.#corrected(done.reply, asked, repository);
  }

  #corrected(reply: Reply, { token }: Asked, repository?: Json): Reply {
    const { state } = this;
    const { status, headers, body } = reply;
    if (status === 204) return { status, body: "" };
    if (Buffer.isBuffer(body)) return { status, headers, body };
    const isForbidden = status === 403 && token !== undefined && state.holders.has(token);
    if (isForbidden) return refusal(403, "Resource not accessible by integration");
    const kept = repository && Array.isArray(body) ? present(state, repository, body) : body;
    return { status, headers, body: corrected(state, kept) };
  }

  /** The repository that an address is of, by its name, a former one, or its id. */
  async #repositoryIn(
    path: string,
  ): Promise<{ repository: Json; rest: string } | { reply: Reply } | undefined> {
    const byId = /^\/repositories\/(\d+)(.*)$/.exec(path);
    if (byId) {
      const repository = await this.upstream.find(`/repositories/${byId[1]}`);
      return repository && { repository, rest: byId[2] ?? "" };
    }
    const byName = /^\/repos\/([^/?]+\/[^/?]+)(.*)$/.exec(path);
    if (!byName) return undefined;
    const [, fullName = "", rest = ""] = byName;
    const repository = await this.upstream.find(`/repos/${fullName}`);
    if (repository) return { repository, rest };
    const id = this.state.formerNames.get(fullName.toLowerCase());
    if (id === undefined) return undefined;
    const location = `${this.state.url}/repositories/${id}${rest}`;
    return { reply: { ...refusal(301, "Moved Permanently"), headers: { location } } };
  }
}

/** A list without the issues that are gone. */
function present(state: FrontState, { id }: Json, list: unknown): readonly unknown[] {
  return asList(list).filter((one) => {
    const { number } = asRecord(one);
    return number === undefined || !state.gone.has(goneKey(Number(id), Number(number)));
  });
}

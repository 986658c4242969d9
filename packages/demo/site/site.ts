import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { World } from "../world.ts";
import { actOn } from "./actions.ts";
import { type Asset, buildAssets, DIAGRAM_PAGE } from "./assets.ts";
import { diagramHeaders, pageHeaders, refusalFor } from "./guard.ts";
import { messageHtml } from "./page.ts";
import { pageAt } from "./pages.ts";
import { FIRST_VISITOR, type Visitor, visitorNamed } from "./people.ts";
import { Watch } from "./watch.ts";

const HOST = "127.0.0.1";
const HTML = "text/html; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";
const LONGEST_FORM_BYTES = 1024 * 1024;

/** The page on which the embedded GitHub can be seen and used, on loopback alone. */
export class Site {
  readonly url: string;
  readonly #port: number;
  readonly #world: World;
  readonly #server: Server;
  readonly #assets: ReadonlyMap<string, Asset>;
  readonly #watch: Watch;

  private constructor(world: World, server: Server, assets: ReadonlyMap<string, Asset>) {
    this.#world = world;
    this.#server = server;
    this.#assets = assets;
    this.#watch = new Watch(world.github);
    this.#port = (server.address() as AddressInfo).port;
    this.url = `http://${HOST}:${this.#port}/`;
    server.on("request", (request, response) => {
      this.#serve(request, response).catch((error: Error) => {
        if (response.headersSent) return void response.destroy();
        send(response, 500, TEXT, `The demo's page is broken: ${error.stack}`);
      });
    });
  }

  /** Serves a world; port 0 takes any that is free. */
  static async start(world: World, port: number): Promise<Site> {
    const assets = await buildAssets();
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, HOST, resolve);
    });
    return new Site(world, server, assets);
  }

  async stop(): Promise<void> {
    this.#watch.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method = "GET", url: address = "/" } = request;
    const refused = refusalFor({ method, headers }, this.#port);
    if (refused) return tell(response, refused.status, refused.why);
    const url = new URL(address, this.url);
    const visitor = visitorIn(headers.cookie);
    if (method === "POST") return this.#act(request, response, url.pathname, visitor);
    const asset = this.#assets.get(url.pathname);
    if (asset) return send(response, 200, asset.type, asset.bytes);
    if (url.pathname === "/diagram") {
      return send(response, 200, HTML, DIAGRAM_PAGE, diagramHeaders(`http://${headers.host}`));
    }
    if (url.pathname === "/events") {
      response.writeHead(200, { ...pageHeaders(), "content-type": "text/event-stream" });
      return this.#watch.add(response);
    }
    const notice = noticeIn(headers.cookie);
    const page = await pageAt(this.#world, url, visitor, notice);
    if (page === undefined) return tell(response, 404, "There is nothing at this address.");
    // It is told once.
    const more = notice !== undefined && { "set-cookie": noticeCookie("", 0) };
    send(response, 200, HTML, page, { ...pageHeaders(), ...more });
  }

  async #act(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    visitor: Visitor,
  ): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return tell(response, 413, "That is more than a form may hold.");
    const done = await actOn(this.#world, path, { visitor, fields: new URLSearchParams(body) });
    if (!done) return tell(response, 404, "There is no such form.");
    if ("refused" in done) return tell(response, done.status, `Refused: ${done.refused}.`);
    void this.#watch.follow();
    const cookie = `visitor=${done.visitor}; Path=/; HttpOnly; SameSite=Strict`;
    send(response, 303, TEXT, "", {
      ...pageHeaders(),
      location: done.goTo,
      ...(done.visitor && { "set-cookie": cookie }),
      ...(done.notice !== undefined && { "set-cookie": noticeCookie(done.notice, 60) }),
    });
  }
}

function visitorIn(cookies: string | undefined): Visitor {
  const name = /(?:^|;\s*)visitor=(\w+)/.exec(cookies ?? "")?.[1];
  return visitorNamed(name) ?? FIRST_VISITOR;
}

function noticeIn(cookies: string | undefined): string | undefined {
  const text = /(?:^|;\s*)notice=([\w%.!~*'()-]+)/.exec(cookies ?? "")?.[1];
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function noticeCookie(text: string, seconds: number): string {
  return `notice=${encodeURIComponent(text)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
}

/** Undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LONGEST_FORM_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tell(response: ServerResponse, status: number, text: string): void {
  const title = status === 404 ? "Nothing here" : "Not done";
  send(response, status, HTML, messageHtml(title, text));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers = pageHeaders(),
): void {
  response.writeHead(status, { ...headers, "content-type": type }).end(body);
}

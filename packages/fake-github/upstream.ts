import { ADMINS_TOKENS, tokenOfPerson } from "./app.ts";
import type { Reply } from "./route.ts";
import { asRecord } from "./shapes.ts";
import type { Json } from "./values.ts";

/** A request on its way to the emulator. */
export interface Asked {
  method: string;
  /** With the query, if there is one. */
  path: string;
  token?: string;
  body?: string;
  accept?: string;
}

/** The emulator behind the front. */
export class Upstream {
  readonly #url: string;
  /** What the emulator calls itself, and what it is to be called. */
  readonly #names: readonly [string, string][];
  #calls = 0;

  constructor(url: string, frontUrl: string) {
    const { port } = new URL(url);
    this.#url = `http://127.0.0.1:${port}`;
    this.#names = [url, this.#url].map((name) => [name, frontUrl]);
  }

  #renamed(text: string): string {
    return this.#names.reduce((done, [name, frontUrl]) => done.replaceAll(name, frontUrl), text);
  }

  /** The emulator's limit is one of GitHub's, and none of a test's: who watches has many tokens. */
  #rotated(token: string | undefined): string | undefined {
    if (token !== tokenOfPerson("admin")) return token;
    return ADMINS_TOKENS[this.#calls++ % ADMINS_TOKENS.length];
  }

  async call({ method, path, token, body, accept }: Asked): Promise<Reply> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: "manual",
      body: body === "" ? undefined : body,
      headers: {
        ...(token && { authorization: `Bearer ${this.#rotated(token)}` }),
        ...(accept && { accept }),
        ...(body && { "content-type": "application/json" }),
      },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get("content-type") ?? "";
    const link = response.headers.get("link");
    return {
      status: response.status,
      headers: link ? { link: this.#renamed(link) } : {},
      body:
        type.includes("json") && bytes.length > 0
          ? JSON.parse(this.#renamed(bytes.toString()))
          : bytes,
    };
  }

  /** What stands at an address, as an admin sees it; undefined where nothing does. */
  async find(path: string): Promise<Json | undefined> {
    const { status, body } = await this.call({
      method: "GET",
      path,
      token: tokenOfPerson("admin"),
    });
    return status === 200 ? asRecord(body) : undefined;
  }

  /** What has to stand at an address. */
  async get(path: string): Promise<Json> {
    const found = await this.find(path);
    if (!found) throw new Error(`the emulator has nothing at ${path}`);
    return found;
  }
}

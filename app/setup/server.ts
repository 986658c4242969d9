import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { refusalOf } from "../../src/core/errors.ts";
import { listen } from "../listen.ts";
import type { MadeApp } from "./github.ts";
import type { Manifest } from "./manifest.ts";
import { donePage, faultPage, STYLE_HASH, startPage } from "./page.ts";

/** What the pages are made from and for. */
export interface Serving {
  port: number;
  manifestFor(redirectUrl: string): Manifest;
  /** The page of GitHub that takes a manifest: `https://github.com/settings/apps/new`. */
  registerUrl: string;
  /** Takes the code of the App; rejects if GitHub does not hand the App over. */
  take(code: string): Promise<MadeApp>;
}

/** The pages, for as long as they are needed. */
export interface Pages {
  url: string;
  /** The App, once GitHub has made it. */
  made: Promise<MadeApp>;
  close(): Promise<void>;
}

const HOST = "localhost";
const BACK = "/made";

/** Serves the page with the button, on this machine alone, and waits for what GitHub answers. */
export async function servePages(serving: Serving): Promise<Pages> {
  // A page of somebody else's must not be able to hand in an App of its own.
  const state = randomBytes(24).toString("hex");
  const server = createServer();
  const port = await listen(server, serving.port, HOST);
  const url = `http://${HOST}:${port}`;
  const manifest = serving.manifestFor(`${url}${BACK}`);
  const register = `${serving.registerUrl}?state=${state}`;
  let isTaken = false;
  const made = new Promise<MadeApp>((resolve) => {
    server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
      const say = (status: number, html: string) => sendPage(response, status, html, register);
      const asked = new URL(request.url ?? "/", url);
      // Another name that leads here would be a way around the browser's own walls.
      if (request.headers.host !== `${HOST}:${port}` || request.method !== "GET") {
        return say(404, faultPage("Not here", `The page is ${url}`));
      }
      if (asked.pathname === "/") return say(200, startPage(manifest, register));
      if (asked.pathname !== BACK) return say(404, faultPage("Not here", `The page is ${url}`));
      const code = asked.searchParams.get("code") ?? "";
      if (asked.searchParams.get("state") !== state || !/^[\w-]{1,200}$/.test(code)) {
        return say(400, faultPage("Not from this page", `Begin again at ${url}`));
      }
      if (isTaken) return say(409, faultPage("Already done", "The App is being taken over."));
      isTaken = true;
      try {
        const app = await serving.take(code);
        say(200, donePage(app.slug, `${app.html_url}/installations/new`));
        response.once("close", () => resolve(app));
      } catch (error) {
        isTaken = false;
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        say(502, faultPage("GitHub did not hand over the App", refusal.message));
      }
    });
  });
  return {
    url,
    made,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendPage(response: ServerResponse, status: number, html: string, register: string): void {
  const { origin } = new URL(register);
  response
    .writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${origin}; frame-ancestors 'none'; base-uri 'none'`,
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      connection: "close",
    })
    .end(html);
}

import type { IncomingHttpHeaders } from "node:http";

/** What a browser may load for a page: nothing from elsewhere, and no script but ours. */
export function pageHeaders(): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
  };
}

/** A diagram is drawn in a frame without an origin: the library writes styles, which no page of ours may. */
export function diagramHeaders(origin: string): Record<string, string> {
  return {
    ...pageHeaders(),
    "content-security-policy": [
      "default-src 'none'",
      `script-src ${origin}/assets/`,
      "style-src 'unsafe-inline'",
      "sandbox allow-scripts",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${origin}`,
    ].join("; "),
  };
}

/**
 * Why a request is not answered; undefined where it is. A name that leads here by somebody's DNS is not
 * ours, and what is changed is changed from our own page.
 */
export function refusalFor(
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
  port: number,
): { status: number; why: string } | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) {
    return { status: 421, why: `This page is at ${hosts[0]} only.` };
  }
  if (method === "GET") return undefined;
  if (method !== "POST") return { status: 405, why: "Use GET or POST." };
  const site = headers["sec-fetch-site"];
  const isOurs =
    headers.origin === `http://${headers.host}` &&
    [undefined, "same-origin"].includes(site as string | undefined);
  return isOurs ? undefined : { status: 403, why: "Only this page itself may change something." };
}

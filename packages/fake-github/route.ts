import type { IncomingMessage } from "node:http";

/** A request as the server saw it. */
export interface Seen {
  /** The route's name, or the plain method and path where none fits. */
  route: string;
  method: string;
  path: string;
  /** With its question mark; empty if there is none. */
  query: string;
  headers: IncomingMessage["headers"];
  body: string;
  /** What it is signed with. */
  auth: "jwt" | "token" | "none";
}

/** What a route answers; an object is sent as JSON. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Call {
  params: Record<string, string>;
  seen: Seen;
  query: URLSearchParams;
}

/** A way to answer. */
export interface Route {
  /**
   * `GET /repos/:owner/:repo`, where `:ref*` takes slashes, too. What follows the address is a word
   * for people: it tells apart the routes that have one address.
   */
  name: string;
  /** Whether a body is for this route, where several have one address. */
  takes?(body: string): boolean;
  answer(call: Call): Reply;
}

export const NOT_FOUND: Reply = { status: 404, body: { message: "Not Found" } };
export const NOT_JSON: Reply = { status: 400, body: { message: "Problems parsing JSON" } };

export interface FoundRoute {
  route: Route;
  params: Record<string, string>;
}

/** The first route that takes a request. */
export function findRoute(
  routes: readonly Route[],
  { method, path, body }: Pick<Seen, "method" | "path" | "body">,
): FoundRoute | undefined {
  for (const route of routes) {
    const params = match(route.name, `${method} ${path}`);
    if (params && (route.takes?.(body) ?? true)) return { route, params };
  }
  return undefined;
}

/** The token of a request. */
export function tokenOf(headers: IncomingMessage["headers"]): string | undefined {
  return /^(?:bearer|token) (.*)$/i.exec(headers.authorization ?? "")?.[1];
}

/** The object that a body is in JSON. */
export function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function match(name: string, call: string): Record<string, string> | undefined {
  const [method, address = ""] = name.split(" ");
  const pattern = address.replace(
    /:(\w+)(\*?)/g,
    (_whole, param, rest) => `(?<${param}>${rest ? ".+" : "[^/]+"})`,
  );
  const found = new RegExp(`^${method} ${pattern}$`).exec(call);
  if (!found) return undefined;
  return Object.fromEntries(
    Object.entries(found.groups ?? {}).map(([param, value]) => [param, decodeURIComponent(value)]),
  );
}

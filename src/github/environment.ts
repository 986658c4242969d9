import { UsageError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";

export const API_URL = "https://api.github.com";
const TOKEN_NAMES = ["GH_TOKEN", "GITHUB_TOKEN"] as const;

/**
 * The address of GitHub and what to call it with, from the environment. Throws a `UsageError` for an
 * address or a token that cannot be right. Never quotes either, because each may hold a secret.
 */
export function connectionOf(env: Readonly<Record<string, string | undefined>>): Connection {
  const name = TOKEN_NAMES.find((one) => env[one]?.trim());
  return connectionTo(env.GITHUB_API_URL, name && { name, value: env[name] ?? "" });
}

/** As `connectionOf`, with what was found elsewhere: the token's name says where. */
export function connectionTo(apiUrl: string | undefined, given: Connection["token"]): Connection {
  const token = given && { name: given.name, value: given.value.trim() };
  // A header cannot carry anything else, and the complaint about it would show the token.
  if (token && !/^[\x21-\x7e]+$/.test(token.value)) {
    throw new UsageError(`${token.name} holds characters that no token has; set it anew`);
  }
  return { baseUrl: baseUrlIn(apiUrl, token !== undefined), token };
}

function baseUrlIn(apiUrl: string | undefined, hasToken: boolean): string {
  const text = apiUrl?.trim() || API_URL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new UsageError(
      `GITHUB_API_URL is not the address of an API; set it to ${API_URL} or alike`,
    );
  }
  if (url.username || url.password) {
    throw new UsageError("GITHUB_API_URL holds a name or a password; put a token into GH_TOKEN");
  }
  if (hasToken && url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new UsageError(
      "GITHUB_API_URL is http, so others could read the token on its way; use https",
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

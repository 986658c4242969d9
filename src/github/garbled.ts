import * as z from "zod/mini";

/** Refusals from which something is concluded: that it is not there, or not allowed. */
const CONCLUSIVE = new Set([403, 404, 409, 410, 422]);

/**
 * Whether an answer cannot be from GitHub: a proxy's page in its place, or a body that was cut short.
 * This only looks at what every answer to the call has; those who read its fields check them.
 * `text` is the body if it calls itself JSON.
 */
export function isGarbled(
  call: { url: string; method?: string; headers?: RequestInit["headers"] },
  { status, text }: { status: number; text: string },
): boolean {
  const isSuccess = status >= 200 && status < 300 && status !== 204 && status !== 205;
  if (!wantsJson(call.headers) || (!isSuccess && !CONCLUSIVE.has(status))) return false;
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return true;
  return isSuccess && !isOfTheKind(call, value);
}

const TOKEN = z.object({ token: z.string() });

/** Calls for a file or a hash get one, and not JSON. */
function wantsJson(headers: RequestInit["headers"]): boolean {
  const accept = new Headers(headers).get("accept") ?? "";
  return /\bjson\b/.test(accept) && !/\braw\b/.test(accept);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOfTheKind({ url, method = "GET" }: { url: string; method?: string }, value: object) {
  const { pathname, searchParams } = new URL(url);
  // Octokit would keep whatever it finds there, for an hour.
  if (pathname.endsWith("/access_tokens")) return TOKEN.safeParse(value).success;
  if (pathname.endsWith("/graphql")) return "data" in value || "errors" in value;
  const isListing = method === "GET" && searchParams.has("per_page");
  return !isListing || Array.isArray(value) || Object.values(value).some(Array.isArray);
}

import { CannotRunError } from "../core/errors.ts";
import type { Network } from "./network.ts";

/** What one call came to: an answer, or none and why. */
export type CallOutcome =
  | { kind: "answer"; response: Response; text: string }
  /** It came, and cannot be one of GitHub's. */
  | { kind: "garbled" }
  | { kind: "timeout" }
  | { kind: "network"; code: string };

/** GitHub takes no more calls until a time: later than anyone waits. What was refused has had no effect. */
export class RateLimitError extends CannotRunError {
  /** Since 1970, in milliseconds. */
  readonly until: number;

  constructor(message: string, until: number) {
    super(message);
    this.until = until;
  }
}

/** How often a read is tried, and the bounds of the waits between. Source: `reliability.md`, F-08. */
export const MOST_TRIES = 4;
const FIRST_BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 30_000;

/** Longer than this nobody sits and waits, unless it is said otherwise: the run ends and names the time. */
const LONGEST_WAIT_MS = 60_000;

/** What GitHub asks for if a secondary limit names no time: a minute. */
const UNNAMED_WAIT_MS = 60_000;

/** GitHub counts in whole seconds: a limit that is over by its own clock may not be over yet. */
const SHORTEST_LIMIT_MS = 1_000;

/** GitHub's primary limits start anew every hour. A server that names a longer time is off, or its clock. */
const LONGEST_PRIMARY_MS = 60 * 60 * 1_000 + SHORTEST_LIMIT_MS;

/** However long a server asks to stay away: one call a day does no harm, and finds out. */
const LONGEST_LIMIT_MS = 24 * 60 * 60 * 1_000;

/** Breaks of a connection that another one may not have. */
const PASSING = new Set([
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** The number of the try, from 1, and whether it had no token: then the limits are low. */
export interface Try {
  attempt: number;
  isAnonymous: boolean;
}

/**
 * How long to wait before the same call is made again, in milliseconds; undefined if that is of no use.
 * Throws a `RateLimitError` if a limit lasts longer than anyone waits, and a `CannotRunError` if GitHub
 * itself says that it is away for so long.
 */
export function pauseAfter(
  outcome: CallOutcome,
  { attempt, isAnonymous }: Try,
  network: Pick<Network, "now" | "random" | "patienceMs">,
): number | undefined {
  if (outcome.kind === "timeout" || outcome.kind === "garbled") return backoff(attempt, network);
  if (outcome.kind === "network") {
    return PASSING.has(outcome.code) ? backoff(attempt, network) : undefined;
  }
  const { response, text } = outcome;
  const now = network.now();
  const { patienceMs = LONGEST_WAIT_MS } = network;
  const limited = (ms = UNNAMED_WAIT_MS, longest = LONGEST_LIMIT_MS) => {
    const inMs = Math.min(longest, Math.max(SHORTEST_LIMIT_MS, ms));
    return waitForLimit(inMs, now, patienceMs, isAnonymous);
  };
  switch (limitOf(response, text)) {
    case "primary":
      return limited(untilReset(response, now), LONGEST_PRIMARY_MS);
    case "secondary":
      return limited(retryAfter(response, now));
    case undefined: {
      if (response.status < 500 && !isPassingGraphqlFault(response, text)) return undefined;
      const asked = retryAfter(response, now);
      return asked === undefined
        ? backoff(attempt, network)
        : waitForGithub(Math.max(0, asked), now, response.status);
    }
  }
}

/** Full jitter: spread over all of the time, so that those who failed together do not return so. */
function backoff(attempt: number, { random }: Pick<Network, "random">): number {
  return random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
}

function waitForGithub(inMs: number, now: number, status: number): number {
  if (inMs <= LONGEST_WAIT_MS) return inMs;
  const until = timeOf(now + Math.min(inMs, LONGEST_LIMIT_MS));
  throw new CannotRunError(`GitHub is not available (${status}); run again at ${until}`);
}

function waitForLimit(inMs: number, now: number, patienceMs: number, isAnonymous: boolean) {
  if (inMs <= patienceMs) return inMs;
  const until = now + inMs;
  const raise = isAnonymous ? ", or set GH_TOKEN: with a token, more is allowed" : "";
  throw new RateLimitError(
    `GitHub's rate limit is used up until ${timeOf(until)}; run again then${raise}`,
    until,
  );
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The limit that an answer is about. GraphQL can say so in an answer of status 200. */
export function limitOf(response: Response, text: string): "primary" | "secondary" | undefined {
  const { status, headers } = response;
  const said = graphqlErrors(response, text);
  if (status !== 403 && status !== 429 && !said.some(isLimit)) return undefined;
  if (headers.get("x-ratelimit-remaining") === "0") return "primary";
  if (status === 429 || headers.has("retry-after") || said.some(isLimit)) return "secondary";
  return /secondary rate limit|abuse detection/i.test(text.slice(0, 2_000))
    ? "secondary"
    : undefined;
}

function isLimit({ type, message }: { type: string; message: string }): boolean {
  return type === "RATE_LIMITED" || /secondary rate limit/i.test(message);
}

/** GitHub's own timeouts come as an answer of status 200 without data. */
function isPassingGraphqlFault(response: Response, text: string): boolean {
  return graphqlErrors(response, text).some(({ message }) =>
    message.startsWith("Something went wrong while executing your query"),
  );
}

function graphqlErrors(response: Response, text: string): { type: string; message: string }[] {
  if (response.status !== 200 || !text.includes('"errors"')) return [];
  try {
    const { errors } = JSON.parse(text) ?? {};
    if (!Array.isArray(errors)) return [];
    return errors.map((error) => ({
      type: String(error?.type ?? ""),
      message: String(error?.message ?? ""),
    }));
  } catch {
    return [];
  }
}

/** What GitHub's clock says. The one of this machine may be off by minutes, and counts only if GitHub is silent. */
function githubsNow({ headers }: Response, now: number): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? now : date;
}

/** How long until the instant that `x-ratelimit-reset` names, and a second: it counts in whole ones. */
function untilReset(response: Response, now: number): number | undefined {
  const seconds = response.headers.get("x-ratelimit-reset") ?? "";
  return /^\d{1,11}$/.test(seconds)
    ? (Number(seconds) + 1) * 1_000 - githubsNow(response, now)
    : undefined;
}

/** How long `Retry-After` asks to wait: it names seconds, or a date. Source: RFC 9110, 10.2.3. */
function retryAfter(response: Response, now: number): number | undefined {
  const value = response.headers.get("retry-after") ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - githubsNow(response, now);
}

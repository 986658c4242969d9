import * as z from "zod/mini";
import { CannotRunError, codeOf } from "../core/errors.ts";
import { withApiVersion } from "./api-version.ts";
import { notGithub } from "./errors.ts";
import { field } from "./field.ts";
import { isGarbled } from "./garbled.ts";
import type { Network } from "./network.ts";
import { type CallOutcome, limitOf, MOST_TRIES, pauseAfter } from "./retry.ts";
import { thrownIn } from "./thrown.ts";

/** A call that has not ended by then has failed. Source: `architecture.md`, calls to GitHub. */
export const CALL_TIMEOUT_MS = 10_000;

/** The listing of a tree is at most 7 MB; no call needs more. */
const MOST_BYTES = 16 * 1024 * 1024;

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 307, 308]);

const REPEATABLE = new Set(["GET", "HEAD", "PUT", "PATCH"]);

/**
 * A `fetch` that ends: every call has a timeout and reads its whole body. Calls are repeated if that helps
 * and does no harm. No call follows a redirect to another host. Rejects with a `CannotRunError`.
 */
export function steadyFetch(
  network: Network,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const isHarmless = isRepeatable(url, init);
    const isAnonymous = !new Headers(init.headers).has("authorization");
    for (let attempt = 1; ; attempt++) {
      const outcome = await callOnce(url, init, network);
      // What a limit refused has had no effect, whatever it was.
      const pause =
        isHarmless || isLimited(outcome)
          ? pauseAfter(outcome, { attempt, isAnonymous }, network)
          : undefined;
      if (pause === undefined || attempt === MOST_TRIES) return settle(outcome, url, attempt);
      await network.sleep(pause);
    }
  };
}

/**
 * Whether doing a call twice leaves what doing it once does. Of two statuses of one name the later
 * counts, and they are alike; of two comments both would stay.
 */
export function isRepeatable(url: string, { method = "GET", body }: RequestInit): boolean {
  const { pathname } = new URL(url);
  if (method === "PATCH" && /\/check-runs\/\d+$/.test(pathname)) return !addsAnnotations(body);
  if (method !== "POST") return REPEATABLE.has(method);
  // Of two tokens the first is never used, and of two labels of one name the second is refused.
  if (/\/statuses\/[0-9a-f]+$|\/access_tokens$|\/repos\/[^/]+\/[^/]+\/labels$/.test(pathname))
    return true;
  if (!pathname.endsWith("/graphql") || typeof body !== "string") return false;
  const query: unknown = JSON.parse(body).query;
  return typeof query === "string" && /^\s*(?:query\b|\{|mutation\b[^{]*\{\s*update)/.test(query);
}

const WITH_ANNOTATIONS = z.object({
  output: field(z.object({ annotations: field(z.array(z.unknown())) })),
});

/** GitHub adds them to those that are there. */
function addsAnnotations(body: RequestInit["body"]): boolean {
  const { data } = WITH_ANNOTATIONS.safeParse(typeof body === "string" ? JSON.parse(body) : {});
  return (data?.output?.annotations ?? []).length > 0;
}

function isLimited(outcome: CallOutcome): boolean {
  return outcome.kind === "answer" && limitOf(outcome.response, outcome.text) !== undefined;
}

async function callOnce(url: string, init: RequestInit, network: Network): Promise<CallOutcome> {
  const signal = network.timeout(CALL_TIMEOUT_MS);
  try {
    const named = withApiVersion(init.headers);
    const call: RequestInit = { ...init, headers: named, signal, redirect: "manual" };
    const answer = await follow(url, call, network);
    const body = await bytesOf(answer);
    const { status, headers } = answer;
    // Statuses 204 and 304 may have no body at all.
    const response = new Response(body.length > 0 ? body : null, { status, headers });
    const text = textOf(response, body);
    const isRefusedByLimit = limitOf(response, text) !== undefined;
    return !isRefusedByLimit && isGarbled({ url, ...init }, { status, text })
      ? { kind: "garbled" }
      : { kind: "answer", response, text };
  } catch (error) {
    if (error instanceof CannotRunError) throw error;
    if (signal.aborted) return { kind: "timeout" };
    return { kind: "network", code: networkCode(error) };
  }
}

/** A token goes to the host that it was given for, and to no other. */
async function follow(url: string, init: RequestInit, network: Network): Promise<Response> {
  let here = new URL(url);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await network.fetch(here.href, init);
    const location = response.headers.get("location");
    const isMoved = REDIRECTS.has(response.status) && location !== null;
    if (!isMoved || (init.method ?? "GET") !== "GET") return response;
    await response.body?.cancel();
    const next = new URL(location, here);
    if (next.origin !== here.origin) {
      throw new CannotRunError(
        `${here.host} redirects to another host, which is not followed; ` +
          "set GITHUB_API_URL to the address of the API itself",
      );
    }
    here = next;
  }
  throw new CannotRunError(`${here.host} redirects in a circle`);
}

async function bytesOf({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      throw new CannotRunError(`GitHub's answer is larger than ${MOST_BYTES} bytes`);
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Only JSON says anything that matters to trying again. */
function textOf({ headers }: Response, body: Uint8Array): string {
  return /^application\/json\b/.test(headers.get("content-type") ?? "")
    ? new TextDecoder().decode(body)
    : "";
}

/** What Node says of a certificate whose authority it does not know. Source: OpenSSL, verify(1). */
const UNKNOWN_AUTHORITY = new Set([
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function networkCode(error: unknown): string {
  return codeOf(thrownIn(error).cause) ?? codeOf(error) ?? "the connection failed";
}

function settle(outcome: CallOutcome, url: string, attempts: number): Response {
  const { host } = new URL(url);
  const times = attempts === 1 ? "" : `, ${attempts} times`;
  if (outcome.kind === "timeout") {
    throw new CannotRunError(`${host} did not answer within 10 seconds${times}; run again later`);
  }
  if (outcome.kind === "network" && UNKNOWN_AUTHORITY.has(outcome.code)) {
    throw new CannotRunError(
      `${host} shows a certificate of an authority that is not known here (${outcome.code}); ` +
        "set NODE_EXTRA_CA_CERTS to a PEM file with the certificate of that authority",
    );
  }
  if (outcome.kind === "network") {
    throw new CannotRunError(
      `${host} cannot be reached (${outcome.code}${times}); check the network and GITHUB_API_URL`,
    );
  }
  if (outcome.kind === "garbled") throw notGithub();
  const { response, text } = outcome;
  if (limitOf(response, text)) {
    throw new CannotRunError(`GitHub still asks to slow down${times}; run again in some minutes`);
  }
  return response;
}

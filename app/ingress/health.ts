import { type HttpAnswer, NOT_ALLOWED } from "./answer.ts";

/** They answer whether the App is alive. */
const ALIVE_PATHS: readonly string[] = ["/healthz", "/ping"];

/** It answers whether the App can work. */
const READY_PATH = "/readyz";

/** All that answers for the App itself: no webhooks are taken there. */
export const HEALTH_PATHS: readonly string[] = [...ALIVE_PATHS, READY_PATH];

/**
 * How the App is. A restart brings no other key: without one the App is alive, and not ready. `trouble` says
 * why it cannot work, and is undefined if it can.
 */
export function healthAnswer(
  path: string,
  method: string | undefined,
  trouble: string | undefined,
): HttpAnswer {
  if (method !== "GET" && method !== "HEAD") return NOT_ALLOWED;
  if (trouble === undefined) return { status: 200, text: "ok" };
  return path === READY_PATH
    ? { status: 503, text: trouble }
    : { status: 200, text: `alive, but not ready: ${trouble}` };
}

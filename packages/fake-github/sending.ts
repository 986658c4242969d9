import type { ServerResponse } from "node:http";
import type { Reply } from "./route.ts";

/**
 * What goes wrong with one call. Where it takes the answer's place (a status, a reset, no answer at
 * all), the call has no effect, as if it had not reached GitHub.
 */
export interface Fault extends Partial<Reply> {
  /** The connection breaks before anything is sent. */
  reset?: boolean;
  /** The answer, that of the route if no other is given, stops after half of its bytes. */
  cut?: boolean;
  /** The answer never comes; `hung` resolves when the call is there. */
  hang?: boolean;
  /** What happens elsewhere while the call is on its way; the call itself goes well. */
  meanwhile?(): Promise<unknown>;
  /** The call has its effect, and goes wrong only then: GitHub did it, and the caller cannot know. */
  after?: boolean;
}

/** What a fault answers in place of the route. */
export function faultReply(fault: Fault | undefined): Reply | undefined {
  if (fault?.status === undefined) return undefined;
  const { status, headers, body = { message: "Fault" } } = fault;
  return { status, headers, body };
}

export function send(
  response: ServerResponse,
  { status, headers, body }: Reply,
  isCut: boolean,
  now: Date,
): void {
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = isRaw ? Buffer.from(body as string) : Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status, {
    "content-type": isRaw ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    "content-length": String(bytes.length),
    date: now.toUTCString(),
    ...headers,
  });
  if (!isCut) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.resetAndDestroy());
}

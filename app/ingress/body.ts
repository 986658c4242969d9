import type { IncomingMessage } from "node:http";
import { type Answer, BUSY, TOO_LARGE } from "./answer.ts";
import { MOST_BODY_BYTES, MOST_PASSED_BY_BYTES } from "./limits.ts";

export interface BodyReader {
  /** The bytes of a request's body, or why it is not read. Rejects where the sender breaks off. */
  read(request: IncomingMessage): Promise<Buffer | Answer>;
}

/** Reads bodies, each of them and all that are read at once up to a limit. */
export function createBodyReader(most: { bodies: number; bytes: number }): BodyReader {
  let bodies = 0;
  let held = 0;

  return {
    async read(request) {
      if (Number(request.headers["content-length"] ?? 0) > MOST_BODY_BYTES) return TOO_LARGE;
      if (bodies >= most.bodies) return BUSY;
      bodies++;
      let size = 0;
      const room = (more: number) => {
        size += more;
        held += more;
        if (size > MOST_BODY_BYTES) return TOO_LARGE;
        return held > most.bytes ? BUSY : undefined;
      };
      try {
        return await collect(request, room);
      } finally {
        bodies--;
        held -= size;
      }
    },
  };
}

/** Keeps nothing once it refuses. */
function collect(
  request: IncomingMessage,
  room: (more: number) => Answer | undefined,
): Promise<Buffer | Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const settle = (result: Buffer | Answer) => {
      request.off("data", onData);
      request.off("end", onEnd);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      const refusal = room(chunk.length);
      if (refusal) settle(refusal);
      else chunks.push(chunk);
    };
    const onEnd = () => settle(Buffer.concat(chunks));
    request.on("data", onData);
    request.on("end", onEnd);
    request.on("error", reject);
  });
}

/**
 * Lets a little of what still comes pass by, and leaves the rest where it is until a timeout ends it:
 * were the connection broken at once, its sender would not see the answer.
 */
export function passBy(request: IncomingMessage): void {
  let left = MOST_PASSED_BY_BYTES;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.pause();
  });
}

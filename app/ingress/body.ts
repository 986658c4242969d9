import type { IncomingMessage } from "node:http";
import { BUSY, type HttpAnswer, TOO_LARGE } from "./answer.ts";
import { createCrowd } from "./crowd.ts";
import { MOST_BODY_BYTES, MOST_PASSED_BY_BYTES } from "./limits.ts";
import { senderOf } from "./sender.ts";

export interface BodyReader {
  /** The bytes of a request's body, or why it is not read. Rejects when the sender breaks off. */
  read(request: IncomingMessage): Promise<Buffer | HttpAnswer>;
}

/** A body that is being read. */
interface Reading {
  sender: string;
  /** What of it has come, in bytes. */
  size: number;
  refuse(answer: HttpAnswer): void;
}

/** What a body that comes in does to the room for all. */
interface Room {
  enter(one: Reading): void;
  grow(one: Reading, bytes: number): void;
  leave(one: Reading): void;
}

/**
 * Reads bodies, each of them and all that are read at once up to a limit. When there is no room for one, the
 * sender that takes most of the room loses the body that it began first. An honest body comes within
 * milliseconds, so one that is announced and never sent is always the oldest.
 */
export function createBodyReader(most: { bodies: number; bytes: number }): BodyReader {
  const places = createCrowd<Reading>();
  const held = createCrowd<Reading>();

  const room: Room = {
    enter(one) {
      places.add(one.sender, one, 1);
      while (places.weight > most.bodies) places.oldestOfMost()?.refuse(BUSY);
    },
    grow(one, bytes) {
      one.size += bytes;
      if (one.size > MOST_BODY_BYTES) return one.refuse(TOO_LARGE);
      held.add(one.sender, one, bytes);
      while (held.weight > most.bytes) held.oldestOfMost()?.refuse(BUSY);
    },
    leave(one) {
      places.remove(one.sender, one);
      held.remove(one.sender, one);
    },
  };

  return {
    async read(request) {
      if (Number(request.headers["content-length"] ?? 0) > MOST_BODY_BYTES) return TOO_LARGE;
      return collect(request, room);
    },
  };
}

/** Keeps nothing once it is refused. */
function collect(request: IncomingMessage, room: Room): Promise<Buffer | HttpAnswer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    const settle = (result: Buffer | HttpAnswer) => {
      chunks = [];
      request.off("data", onData);
      request.off("end", onEnd);
      room.leave(one);
      resolve(result);
    };
    const one: Reading = {
      sender: senderOf(request.socket.remoteAddress),
      size: 0,
      refuse: settle,
    };
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      room.grow(one, chunk.length);
    };
    const onEnd = () => settle(Buffer.concat(chunks));
    request.on("data", onData);
    request.on("end", onEnd);
    request.on("error", (error) => {
      room.leave(one);
      reject(error);
    });
    room.enter(one);
  });
}

/**
 * Reads a little of what still comes, and leaves the rest until a timeout ends it. If the connection broke
 * at once, its sender would not see the answer.
 */
export function passBy(request: IncomingMessage): void {
  let left = MOST_PASSED_BY_BYTES;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.pause();
  });
}

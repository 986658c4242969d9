import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createCrowd } from "./crowd.ts";
import { senderOf } from "./sender.ts";

/** The connections that are open. */
export interface Connections {
  /** Somebody waits for an answer on it: it is not closed for others, until the answer is sent. */
  hold(socket: Socket): void;
  release(socket: Socket): void;
}

/**
 * Keeps at most so many connections open on which nobody waits for an answer. One more, and the sender with
 * the most of them loses the one that it used longest ago.
 */
export function limitConnections(server: Server, most: number): Connections {
  const idle = createCrowd<Socket>();
  const of = ({ remoteAddress }: Socket) => senderOf(remoteAddress);
  /** A closed socket no longer knows its address. */
  const senders = new WeakMap<Socket, string>();

  function add(socket: Socket): void {
    const sender = senders.get(socket);
    if (sender !== undefined && !socket.destroyed) idle.add(sender, socket, 1);
  }

  function remove(socket: Socket): void {
    const sender = senders.get(socket);
    if (sender !== undefined) idle.remove(sender, socket);
  }

  server.on("connection", (socket: Socket) => {
    senders.set(socket, of(socket));
    add(socket);
    socket.once("close", () => remove(socket));
    while (idle.weight > most) {
      const oldest = idle.oldestOfMost();
      if (!oldest) return;
      remove(oldest);
      oldest.destroy();
    }
  });

  return {
    hold: remove,
    release(socket) {
      remove(socket);
      add(socket);
    },
  };
}

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CannotRunError, codeOf, UsageError } from "../src/core/errors.ts";

/** Listens, and resolves with the port: the one that is free if it is 0. Rejects with one line for the operator. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (error) {
    throw refusal(error, port) ?? error;
  }
  return (server.address() as AddressInfo).port;
}

const LAST_PORT = 65_535;

/** What no address of this machine is answered with: by the kernel, or by the name service. */
const NO_ADDRESS = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL", "ENOTFOUND", "EAI_AGAIN"]);

function refusal(error: unknown, port: number): Error | undefined {
  const code = codeOf(error);
  if (code === "EADDRINUSE") {
    const other = port < LAST_PORT ? port + 1 : port - 1;
    // With the same settings it works once that one has ended: so it is no mistake in them.
    return new CannotRunError(
      `another process holds port ${port}; end that process, or set PORT to another port, for example PORT=${other}`,
    );
  }
  if (code === "EACCES") {
    return new UsageError(
      `this user may not use port ${port}; set PORT to a number above 1023, for example PORT=3000`,
    );
  }
  if (code !== undefined && NO_ADDRESS.has(code)) {
    return new UsageError(
      "HOST is no address of this machine; set it to 127.0.0.1, or to 0.0.0.0 in a container",
    );
  }
  return undefined;
}

import { CannotRunError, codeOf } from "../core/errors.ts";
import { proxyFor, type WayOut } from "./proxy.ts";
import { thrownIn } from "./thrown.ts";

/** What calls need of the world, so that tests can hand in another one. Times are in milliseconds. */
export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  sleep(ms: number): Promise<void>;
  /** Since 1970. */
  now(): number;
  /** From 0 to, but not, 1. */
  random(): number;
  /** The longest that a call waits for a limit to end; a minute by default. */
  patienceMs?: number;
  /** Aborts after so long. */
  timeout(ms: number): AbortSignal;
}

/** The network of this machine, and its clock. `networkOf` is the one with its proxies. */
export const NETWORK: Network = {
  fetch: (url, init) => fetch(url, init),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => Date.now(),
  random: () => Math.random(),
  timeout: (ms) => AbortSignal.timeout(ms),
};

/** The one way out to the network, for all doors: through the proxies that the environment names. */
export function networkOf(env: Readonly<Record<string, string | undefined>>): Network {
  const ways = new Map<string, Network["fetch"]>();
  return {
    ...NETWORK,
    async fetch(url, init) {
      const proxy = proxyFor(new URL(url), env);
      if (!proxy) return NETWORK.fetch(url, init);
      const way = ways.get(proxy.url.href) ?? (await through(proxy));
      ways.set(proxy.url.href, way);
      return way(url, init);
    },
  };
}

/** The proxy cannot be reached: what it leads to is looked for by the proxy itself. */
const PROXY_FAULTS = new Set(["ECONNREFUSED", "ENOTFOUND"]);

/** The innermost code of an error, and the status with which a proxy refused: they are among its causes. */
function faultOf(error: unknown): { code: string; status?: string } {
  let code = "";
  for (let at = error; at !== undefined && at !== null; at = thrownIn(at).cause) {
    code = codeOf(at) ?? code;
    const [, status] = /^Proxy response \((\d{3})\)/.exec(thrownIn(at).message ?? "") ?? [];
    if (status !== undefined) return { code, status };
  }
  return { code };
}

/** Node's own `fetch` knows nothing of proxies; that of its maker does, and is loaded for them alone. */
async function through({ url, name }: WayOut): Promise<Network["fetch"]> {
  const { fetch: fetchBy, ProxyAgent } = await import("undici");
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const dispatcher = new ProxyAgent({
    uri: url.origin,
    ...(user && { token: `Basic ${btoa(`${user}:${password}`)}` }),
  });
  const call = fetchBy as unknown as (url: string, init: object) => Promise<Response>;
  return async (address, init) => {
    try {
      return await call(address, { ...init, dispatcher });
    } catch (error) {
      const { code, status } = faultOf(error);
      if (status === undefined && !PROXY_FAULTS.has(code)) throw error;
      throw new CannotRunError(
        `the proxy that ${name} names ${status ? `answered with ${status}` : `cannot be reached (${code})`}; ` +
          "check its address, name and password, or put the host into NO_PROXY",
      );
    }
  };
}

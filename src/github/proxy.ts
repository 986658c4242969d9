import { UsageError } from "../core/errors.ts";

/** A proxy on the way to GitHub, and which variable names it. */
export interface WayOut {
  /** With the name and the password for it, if it has them: never shown. */
  url: URL;
  name: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address, by `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not; the small letters
 * come first, as they do for curl. This machine itself is never asked for by a proxy. Throws a `UsageError` when
 * the variable holds no address; never quotes it, for a password may be in it.
 */
export function proxyFor(address: URL, env: Env): WayOut | undefined {
  const kind = address.protocol === "https:" ? "https_proxy" : "http_proxy";
  const name = [kind, kind.toUpperCase()].find((one) => env[one]?.trim());
  if (name === undefined || isDirect(address, env.no_proxy?.trim() || env.NO_PROXY || "")) {
    return undefined;
  }
  const text = env[name]?.trim() ?? "";
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `${name} is not the address of an HTTP proxy; set it to http://host:port, or unset it`,
    );
  }
  return { url, name };
}

/** Names of hosts, with all below them, and with a port if only that is meant; `*` is every host. */
function isDirect({ hostname, port, protocol }: URL, list: string): boolean {
  if (/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return true;
  const own = port || (protocol === "https:" ? "443" : "80");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== "")
    .some((one) => {
      const [, host = "", of] = /^(.*?)(?::(\d+))?$/.exec(one.replace(/^\*?\./, "")) ?? [];
      const isHost = host === "*" || hostname === host || hostname.endsWith(`.${host}`);
      return isHost && (of === undefined || of === own);
    });
}

import { BlockList, isIP } from "node:net";
import { UsageError } from "../../src/core/errors.ts";

const EXAMPLE = "https://dsp.example.gov.uk";
const INSTEAD = `use the public https address of the App, for example ${EXAMPLE}. To try the App on your own machine, a developer may use a tunnel, for example a channel of https://smee.io`;

/** This machine, whatever it is called. */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("0.0.0.0");
LOOPBACK.addAddress("::1", "ipv6");
LOOPBACK.addAddress("::", "ipv6");

/** Addresses that mean something else in every network. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["0.0.0.0", 8],
] as const) {
  PRIVATE.addSubnet(net, bits);
}
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

/** Names that no public name server knows. */
const PRIVATE_NAME =
  /^[^.]+$|(?:^|\.)(?:local|internal|intranet|lan|home|corp|home\.arpa|test|example|invalid)$/;

/** Where GitHub is to send webhooks, and where people find out about the App. */
export interface PublicAddress {
  /** `https://dsp.example.gov.uk/api/github/webhooks`. */
  webhooks: string;
  /** `https://dsp.example.gov.uk`. */
  origin: string;
}

/**
 * Reads the address of the App. One without a path gets that of the App's webhooks. A server of
 * GitHub's in one's own network can reach what is private there. Throws a `UsageError`.
 */
export function publicAddress(given: string, path: string, isOwnServer: boolean): PublicAddress {
  const text = given.trim();
  const whole = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`that is not an address of the web; ${INSTEAD}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new UsageError(`an address with a password, a ? or a # cannot be used; ${INSTEAD}`);
  }
  const fault = hostFault(url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, ""), isOwnServer);
  if (fault) throw new UsageError(`${url.hostname} ${fault}; ${INSTEAD}`);
  if (url.protocol === "http:") {
    throw new UsageError(
      `an address with http:// lets anyone on the way read what GitHub sends; ${INSTEAD}`,
    );
  }
  const own = url.pathname.replace(/\/+$/, "");
  return { webhooks: `${url.origin}${own || path}`, origin: url.origin };
}

function hostFault(host: string, isOwnServer: boolean): string | undefined {
  const family = isIP(host) === 6 ? "ipv6" : "ipv4";
  const isNumber = isIP(host) !== 0;
  if (/(?:^|\.)localhost$/.test(host) || (isNumber && LOOPBACK.check(host, family))) {
    return "is this machine itself, which GitHub cannot reach";
  }
  if (isOwnServer) return undefined;
  if (isNumber ? PRIVATE.check(host, family) : PRIVATE_NAME.test(host)) {
    return "is known in your own network only, and GitHub cannot reach it";
  }
  return undefined;
}

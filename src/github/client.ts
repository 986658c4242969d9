import { Octokit } from "octokit";
import { VERSION } from "../core/version.ts";
import type { Connection } from "./connection.ts";
import { steadyFetch } from "./fetch.ts";
import type { Network } from "./network.ts";

/** The part of Octokit that is needed here; those of the Action and of Probot have it, too. */
export interface Client {
  request: Octokit["request"];
  graphql<T>(query: string, variables: Record<string, unknown>): Promise<T>;
}

const silent = () => {};

/** A client whose calls end, are repeated only if that does no harm, and log nothing. */
export function createClient({ baseUrl, token }: Connection, network: Network): Client {
  return new Octokit({
    baseUrl,
    auth: token?.value,
    userAgent: `dsp-lifecycle/${VERSION}`,
    request: { fetch: steadyFetch(network) },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    // Their defaults repeat writes and ignore Retry-After; see `reliability.md`, findings 1 and 2.
    retry: { enabled: false },
    throttle: { enabled: false },
  });
}

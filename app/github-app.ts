import { Probot, ProbotOctokit } from "probot";
import { DEFAULT_LIMITS } from "../src/core/documents/limits.ts";
import { steadyFetch } from "../src/github/fetch.ts";
import { NETWORK, type Network } from "../src/github/network.ts";
import type { Reader, Repository } from "../src/github/reader.ts";
import { asList, asRecord } from "../src/github/shapes.ts";

/** Who the App is on GitHub, and where GitHub is. */
export interface Identity {
  appId: number;
  privateKey: string;
  /** `https://api.github.com`, without a slash at the end. */
  baseUrl: string;
}

/** A repository in a listing of all that an installation may see. */
export interface InstalledRepository extends Repository {
  id: number;
  isArchived: boolean;
  hasProperty: boolean;
}

/** What the App can do on GitHub as itself, and as each of its installations. */
export interface GithubApp {
  /** The App's own name, as GitHub writes it in addresses. */
  slug(): Promise<string>;
  /** A client of one installation: none is shared, for a limit of one is none of another. */
  reader(installation: number): Promise<Reader>;
  /** The installations that are not suspended. */
  installations(): Promise<number[]>;
  repositories(installation: number): Promise<InstalledRepository[]>;
  /** What an installation has granted, by GitHub's own names. */
  granted(installation: number): Promise<Granted>;
}

/** The rights and events of an installation: an owner may not have accepted all that is asked for. */
export interface Granted {
  permissions: Readonly<Record<string, string>>;
  events: readonly string[];
}

const PER_PAGE = 100;
/** More installations, or repositories of one, than any organisation has. */
const MOST_PAGES = 1_000;

/**
 * Probot's client without two of its plugins: they repeat writes, ignore Retry-After and put a second
 * between writes; see `reliability.md`, findings 1 and 2. A function, for Probot's own options would
 * come on top of an object.
 */
const UnhurriedOctokit = ProbotOctokit.defaults((given: Record<string, unknown>) => ({
  ...given,
  retry: { enabled: false },
  throttle: { ...asRecord(given.throttle), enabled: false },
}));

/** Probot gives the App's authentication; every call goes through our own `fetch`, with its timeouts. */
export function createGithubApp(
  { appId, privateKey, baseUrl }: Identity,
  propertyName: string,
  network: Network = NETWORK,
): GithubApp {
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl,
    // Webhooks come by our own way in; Probot asks for a secret all the same.
    secret: "unused",
    logLevel: "fatal",
    request: { fetch: steadyFetch(network) },
    Octokit: UnhurriedOctokit,
  });
  let slug: Promise<string> | undefined;

  async function clientOf(installation?: number) {
    return probot.auth(installation);
  }

  return {
    slug() {
      slug ??= clientOf().then(async (client) => {
        const { data } = await client.request("GET /app");
        return `${asRecord(data).slug}`;
      });
      // Kept where it is known: a failure is not.
      slug.catch(() => {
        slug = undefined;
      });
      return slug;
    },
    async reader(installation) {
      return {
        client: await clientOf(installation),
        token: { name: "the installation", value: "" },
        limits: DEFAULT_LIMITS,
      };
    },
    async installations() {
      const client = await clientOf();
      const all = await pages(async (page) => {
        const { data } = await client.request("GET /app/installations", {
          per_page: PER_PAGE,
          page,
        });
        return asList(data);
      });
      return all.flatMap((one) => {
        const { id, suspended_at } = asRecord(one);
        return typeof id === "number" && !suspended_at ? [id] : [];
      });
    },
    async granted(installation) {
      const client = await clientOf();
      const { data } = await client.request("GET /app/installations/{installation_id}", {
        installation_id: installation,
      });
      const { permissions, events } = asRecord(data);
      return {
        permissions: Object.fromEntries(
          Object.entries(asRecord(permissions)).map(([name, right]) => [name, `${right}`]),
        ),
        events: asList(events).map((event) => `${event}`),
      };
    },
    async repositories(installation) {
      const client = await clientOf(installation);
      const all = await pages(async (page) => {
        const { data } = await client.request("GET /installation/repositories", {
          per_page: PER_PAGE,
          page,
        });
        return asList(asRecord(data).repositories);
      });
      return all.map((one) => {
        const { id, name, owner, archived, custom_properties } = asRecord(one);
        return {
          id: Number(id),
          owner: `${asRecord(owner).login}`,
          name: `${name}`,
          isArchived: archived === true,
          hasProperty: Object.hasOwn(asRecord(custom_properties), propertyName),
        };
      });
    },
  };
}

async function pages(ask: (page: number) => Promise<readonly unknown[]>): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const more = await ask(page);
    found.push(...more);
    if (more.length < PER_PAGE) break;
  }
  return found;
}

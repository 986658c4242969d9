import { Probot, ProbotOctokit } from "probot";
import * as z from "zod/mini";
import { DEFAULT_LIMITS } from "../src/core/documents/limits.ts";
import { answerIn } from "../src/github/answer.ts";
import type { Client } from "../src/github/client.ts";
import { inOneLine, RefusedError, statusOf } from "../src/github/errors.ts";
import { steadyFetch } from "../src/github/fetch.ts";
import type { Network } from "../src/github/network.ts";
import { PER_PAGE, pages } from "../src/github/pages.ts";
import { propertiesIn, repositoriesWith, WITH_PROPERTIES } from "../src/github/properties.ts";
import type { Reader, Repository } from "../src/github/reader.ts";
import { type Account, accountOf } from "./account.ts";
import { keyRefusal } from "./app-key.ts";

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
  /** Who the App itself is. */
  account(): Promise<Account>;
  /** The same, asked for anew: it shows whether GitHub takes the key. */
  introduce(): Promise<Account>;
  /** A client of one installation: each has its own, because each has its own limits. */
  reader(installation: number): Promise<Reader>;
  /** The installations that are not suspended. */
  installations(): Promise<number[]>;
  repositories(installation: number): Promise<InstalledRepository[]>;
  /** What an installation has granted, by GitHub's own names. */
  granted(installation: number): Promise<Granted>;
}

/** The rights and events of an installation: an owner may not have accepted all that the App needs. */
export interface Granted {
  permissions: Readonly<Record<string, string>>;
  events: readonly string[];
}

/** More installations, or repositories of one, than any organisation has. */
const MOST_PAGES = 1_000;

/**
 * Probot's client without two of its plugins. They repeat writes, ignore Retry-After and put a second
 * between writes. It is a function, because Probot would add its own options to an object.
 */
const UnhurriedOctokit = ProbotOctokit.defaults((given: { throttle?: object }) => ({
  ...given,
  retry: { enabled: false },
  throttle: { ...given.throttle, enabled: false },
}));

/** Probot's client that tells how each call ended that the App's key has signed: `undefined` if it did well. */
function tellingOctokit(heard: (error?: unknown) => void) {
  return UnhurriedOctokit.plugin(({ hook }) => {
    hook.wrap("request", async (request, options) => {
      const { url } = options;
      if (url !== "/app" && !url.startsWith("/app/")) return request(options);
      try {
        const response = await request(options);
        heard();
        return response;
      } catch (error) {
        const told = keyRefusal(error, url) ?? error;
        heard(told);
        throw told;
      }
    });
  });
}

/**
 * Probot does the App's authentication; every call goes through our own `fetch`, with its timeouts.
 * `heard` is told how each call ended that the key signed.
 */
export function createGithubApp(
  { appId, privateKey, baseUrl }: Identity,
  propertyName: string,
  network: Network,
  heard: (error?: unknown) => void,
): GithubApp {
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl,
    // Webhooks come by our own way in; Probot asks for a secret all the same.
    secret: "unused",
    logLevel: "fatal",
    request: { fetch: steadyFetch(network) },
    Octokit: tellingOctokit(heard),
  });
  let account: Promise<Account> | undefined;

  async function clientOf(installation?: number) {
    return probot.auth(installation);
  }

  async function introduce(): Promise<Account> {
    const client = await clientOf();
    const { slug } = await asked("the App itself", APP, () => client.request("GET /app"));
    return accountOf(slug);
  }

  return {
    introduce,
    account() {
      account ??= introduce();
      // A known account is kept, but a failure is not.
      account.catch(() => {
        account = undefined;
      });
      return account;
    },
    async reader(installation) {
      return readerOf(await clientOf(installation));
    },
    async installations() {
      const client = await clientOf();
      const all = await pages(MOST_PAGES, (page) =>
        asked("the App's installations", INSTALLATIONS, () =>
          client.request("GET /app/installations", { per_page: PER_PAGE, page }),
        ),
      );
      return all.flatMap(({ id, suspended_at }) => (suspended_at ? [] : [id]));
    },
    async granted(installation) {
      const client = await clientOf();
      return asked(`installation ${installation}`, GRANTED, () =>
        client.request("GET /app/installations/{installation_id}", {
          installation_id: installation,
        }),
      );
    },
    async repositories(installation) {
      const client = await clientOf(installation);
      const all = await pages(MOST_PAGES, async (page) => {
        const what = `the repositories of installation ${installation}`;
        const { repositories } = await asked(what, REPOSITORIES, () =>
          client.request("GET /installation/repositories", { per_page: PER_PAGE, page }),
        );
        return repositories;
      });
      /** By owner: which of their repositories have the property, if the listing does not say. */
      const known = new Map<string, Promise<ReadonlySet<number> | undefined>>();
      const isListed = async (login: string, id: number) => {
        const found = known.get(login) ?? repositoriesWith(readerOf(client), login, propertyName);
        known.set(login, found);
        // If the App may not ask for all of them, it asks when it looks at each repository.
        return (await found)?.has(id) ?? true;
      };
      return Promise.all(
        all.map(async (one) => {
          const { id, name, owner, archived } = one;
          const properties = propertiesIn(one);
          return {
            id,
            owner: owner.login,
            name,
            isArchived: archived === true,
            hasProperty: properties
              ? Object.hasOwn(properties, propertyName)
              : await isListed(owner.login, id),
          };
        }),
      );
    },
  };
}

const APP = z.object({ slug: z.string() });

const INSTALLATIONS = z.array(z.object({ id: z.number(), suspended_at: z.nullish(z.string()) }));

const GRANTED = z.object({
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});

const REPOSITORIES = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      owner: z.object({ login: z.string(), type: z.optional(z.string()) }),
      archived: z.optional(z.boolean()),
      ...WITH_PROPERTIES,
    }),
  ),
});

/** Asks as the App, or as an installation, for something that is of no repository. Rejects with a `CannotRunError`. */
async function asked<T>(
  what: string,
  schema: z.ZodMiniType<T>,
  request: () => Promise<{ data: unknown }>,
): Promise<T> {
  try {
    const { data } = await request();
    return answerIn(schema, data);
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) {
      throw new RefusedError(`GitHub does not show ${what} (${status})`, status);
    }
    throw inOneLine(error, { repository: what, token: undefined, right: "Metadata: read" });
  }
}

function readerOf(client: Client): Reader {
  return { client, token: { name: "the installation", value: "" }, limits: DEFAULT_LIMITS };
}

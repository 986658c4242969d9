import * as z from "zod/mini";
import { UsageError } from "../core/errors.ts";

const text = z.string().check(z.minLength(1));

/** What the runner tells every step. Source: GitHub's documentation, default environment variables. */
const SCHEMA = z.object({
  GITHUB_REPOSITORY: z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)),
  GITHUB_EVENT_NAME: text,
  GITHUB_EVENT_PATH: text,
  GITHUB_SHA: z.string().check(z.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)),
  GITHUB_REF: text,
  GITHUB_WORKSPACE: text,
  GITHUB_RUN_ID: z.string().check(z.regex(/^\d+$/)),
  GITHUB_SERVER_URL: z.url({ protocol: /^https?$/ }),
  GITHUB_ACTION_REPOSITORY: z.optional(z.string()),
  GITHUB_ACTION_REF: z.optional(z.string()),
});

/** The job that this step is of. */
export interface Job {
  repository: { owner: string; name: string };
  eventName: string;
  eventPath: string;
  sha: string;
  ref: string;
  workspace: string;
  /** The page of the repository, without a slash at the end. */
  repositoryUrl: string;
  /** The page of this run. */
  runUrl: string;
  /** The page of the Action's own repository; undefined if it is not known. */
  home?: string;
  /** The address of the docs of this version; undefined if it is not known. */
  docs?: string;
  /** What they say of forks: an address, or a path if no address is known. */
  docsUrl: string;
}

/** Reads the runner's environment. Throws a `UsageError` that names what is missing. */
export function readJob(env: Readonly<Record<string, string | undefined>>): Job {
  const parsed = SCHEMA.safeParse({ GITHUB_SERVER_URL: "https://github.com", ...env });
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path: [name] }) => String(name)))];
    throw new UsageError(
      `this is a step of GitHub Actions, which sets ${names.join(", ")}: not so here; ` +
        "on a machine of your own, run `dsp check`",
    );
  }
  const { data } = parsed;
  const [owner = "", name = ""] = data.GITHUB_REPOSITORY.split("/");
  const serverUrl = data.GITHUB_SERVER_URL.replace(/\/+$/, "");
  const repositoryUrl = `${serverUrl}/${owner}/${name}`;
  const { home, docs } = placesOf(serverUrl, data.GITHUB_ACTION_REPOSITORY, data.GITHUB_ACTION_REF);
  return {
    repository: { owner, name },
    eventName: data.GITHUB_EVENT_NAME,
    eventPath: data.GITHUB_EVENT_PATH,
    sha: data.GITHUB_SHA,
    ref: data.GITHUB_REF,
    workspace: data.GITHUB_WORKSPACE,
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${data.GITHUB_RUN_ID}`,
    home,
    docs,
    docsUrl: `${docs ?? "docs"}/${FORKS}`,
  };
}

const FORKS = "action.md#forks";

/** The runner names the repository of an action that a workflow takes from elsewhere. */
function placesOf(
  serverUrl: string,
  repository: string | undefined,
  ref: string | undefined,
): Pick<Job, "home" | "docs"> {
  const isKnown = /^[\w.-]+\/[\w.-]+$/.test(repository ?? "") && /^[\w./-]+$/.test(ref ?? "");
  if (!isKnown) return {};
  const home = `${serverUrl}/${repository}`;
  return { home, docs: `${home}/blob/${ref}/docs` };
}

import * as z from "zod/mini";
import { refusalOf, UsageError } from "../src/core/errors.ts";
import { connectionTo } from "../src/github/environment.ts";
import { withoutQuotes } from "./handed-over.ts";
import { HEALTH_PATHS } from "./ingress/health.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";
import { privateKeyIn } from "./private-key.ts";
import { secretFault } from "./secret.ts";

/** What the App is started with. */
export interface Environment {
  appId: number;
  /** PEM of PKCS#8, whatever form it came in. */
  privateKey: string;
  /** The secrets that webhooks may be signed with: the present one, then the one before, if there is one. */
  secrets: string[];
  host: string;
  port: number;
  webhookPath: string;
  /** `https://api.github.com`, without a slash at the end. */
  apiUrl: string;
  logLevel: LogLevel;
}

/** The path at which the App takes webhooks, unless `WEBHOOK_PATH` names another. */
export const DEFAULT_WEBHOOK_PATH = "/api/github/webhooks";

type Given = Readonly<Record<string, string | undefined>>;

/** A text with a check that says what is wrong; each complaint ends with what is accepted. */
function text(check: (value: string) => string | undefined, accepted: string) {
  return z.string(`is missing; ${accepted}`).check((context) => {
    const fault = check(context.value);
    if (!fault) return;
    // The value stays out of it: it may be a secret, or one that got into the wrong place.
    context.issues.push({ code: "custom", message: `${fault}; ${accepted}`, input: undefined });
  });
}

const like = (pattern: RegExp, fault: string) => (value: string) =>
  pattern.test(value) ? undefined : fault;

const SECRET =
  "set at least 32 random bytes, as `openssl rand -hex 32` prints, here and in the App's settings";

const SCHEMA = z.object({
  APP_ID: text(like(/^[1-9]\d{0,14}$/, "is not a number"), "set the App ID of the App's settings"),
  WEBHOOK_SECRET: text(secretFault, SECRET),
  WEBHOOK_SECRET_PREVIOUS: z.optional(text(secretFault, `${SECRET}, or leave it out`)),
  // Nothing is open to others that was not asked for: a proxy on this machine speaks TLS in front. In a
  // container the proxy is another machine, so there it takes 0.0.0.0.
  HOST: z._default(
    text(like(/^[\w.:-]+$/, "is not an address"), "use 127.0.0.1, or 0.0.0.0 in a container"),
    "127.0.0.1",
  ),
  PORT: z._default(
    text(portFault, "use a number up to 65535; 0 takes any port that is free"),
    "3000",
  ),
  WEBHOOK_PATH: z._default(
    text(pathFault, "use the path of the App's webhook URL, as /api/github/webhooks"),
    DEFAULT_WEBHOOK_PATH,
  ),
  LOG_LEVEL: z._default(
    z.enum(LOG_LEVELS, `is not a level; use one of ${LOG_LEVELS.join(", ")}`),
    "info",
  ),
});

/**
 * Reads the environment; `readFile` returns the text of a file. Throws a `UsageError` that names all that
 * is missing or wrong, a line for each, and none of the values.
 */
export function readEnvironment(env: Given, readFile: (path: string) => string): Environment {
  const given = tidied(env);
  const parsed = SCHEMA.safeParse(given);
  const key = privateKeyIn(given, readFile);
  const api = apiUrlIn(given);
  if (!parsed.success || "fault" in key || "fault" in api) {
    const issues = parsed.error?.issues ?? [];
    const lines = issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
    for (const one of [key, api]) if ("fault" in one) lines.push(one.fault);
    throw new UsageError(`the App cannot start:\n${lines.map((line) => `- ${line}`).join("\n")}`);
  }
  const { data } = parsed;
  const { WEBHOOK_SECRET: current, WEBHOOK_SECRET_PREVIOUS: previous } = data;
  return {
    appId: Number(data.APP_ID),
    privateKey: key.value,
    secrets: previous === undefined ? [current] : [current, previous],
    host: data.HOST,
    port: Number(data.PORT),
    webhookPath: data.WEBHOOK_PATH,
    apiUrl: api.value,
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * What is set to nothing is not set, and quotation marks around a value are a shell's that was not there. In
 * a secret they may be part of it: that is told.
 */
function tidied(env: Given): Given {
  const entries = Object.entries(env).filter(
    ([, value]) => value && withoutQuotes(value.trim()).trim(),
  );
  return Object.fromEntries(
    entries.map(([name, value = ""]) => [
      name,
      /SECRET/.test(name) ? value : withoutQuotes(value.trim()).trim(),
    ]),
  );
}

function portFault(value: string): string | undefined {
  const isPort = /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
  return isPort ? undefined : "is not a port";
}

function pathFault(value: string): string | undefined {
  if (HEALTH_PATHS.includes(value)) return "is where the App says how it is";
  return /^\/[\w./~-]*$/.test(value) ? undefined : "is not a path";
}

function apiUrlIn({ GITHUB_API_URL: url }: Given): { value: string } | { fault: string } {
  if (url && URL.canParse(url) && new URL(url).username + new URL(url).password) {
    return { fault: "GITHUB_API_URL holds a name or a password; leave it out, the App has a key" };
  }
  try {
    // As with a token: the App always has one, and it must not be readable on its way.
    return { value: connectionTo(url, { name: "PRIVATE_KEY", value: "-" }).baseUrl };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { fault: refusal.message };
  }
}

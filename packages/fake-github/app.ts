import { createSign, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { EVENTS } from "../../app/events.ts";

/** What a person may do on every repository, by GitHub's names; `none`: no more than anybody. */
export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";

/** People that every emulator knows, named for what they may do. */
export const PEOPLE: Readonly<Record<string, Role>> = {
  admin: "admin",
  maintainer: "maintain",
  writer: "write",
  triager: "triage",
  reader: "read",
  outsider: "none",
  "other-app[bot]": "write",
};

/** What an App is configured with. */
export interface AppCredentials {
  appId: number;
  slug: string;
  privateKey: string;
  webhookSecret: string;
  /** That of the first owner. */
  installationId: number;
}

export interface AppOptions {
  /** Organisations that have the App installed on all their repositories; the first is the usual one. */
  owners?: readonly string[];
  /** People beside those who are always there. */
  people?: Readonly<Record<string, Role>>;
  /** What the installations grant. */
  permissions?: Readonly<Record<string, "read" | "write">>;
}

const PERMISSIONS = {
  metadata: "read",
  contents: "read",
  issues: "write",
  checks: "write",
  pull_requests: "write",
  merge_queues: "read",
  repository_custom_properties: "read",
  organization_custom_properties: "read",
} as const;

/** What an App can be let to do, with the levels of each, by GitHub's names. */
const GRANTABLE: Record<string, string[]> = JSON.parse(
  readFileSync("packages/fake-github/contract/app.json", "utf8"),
).permissions;

const FIRST_INSTALLATION = 5001;

let key: string | undefined;

/** An RSA key takes a while to make: one is enough for all. */
function privateKey(): string {
  key ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  }).privateKey;
  return key;
}

export function appCredentials(): AppCredentials {
  return {
    appId: 4242,
    slug: "dsp-lifecycle",
    privateKey: privateKey(),
    webhookSecret: "0123456789abcdef0123456789abcdef01234567",
    installationId: FIRST_INSTALLATION,
  };
}

/** The installation of each owner. */
export function installationsOf(owners: readonly string[]): Map<string, number> {
  return new Map(owners.map((owner, index) => [owner, FIRST_INSTALLATION + index]));
}

/** The token that a person acts with. */
export function tokenOfPerson(login: string): string {
  return `person-${login}`;
}

/** Tokens of the admin's that the emulator knows: each has a limit of its own. */
export const ADMINS_TOKENS = Array.from({ length: 10 }, (_, n) => `person-admin-${n}`);

/** The login that an App's installation tokens act as. */
export function botLogin({ slug }: AppCredentials): string {
  return `${slug}[bot]`;
}

/** A token that the App itself acts with. */
export function jwtOf({ appId, privateKey: key }: AppCredentials): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + 300, iss: String(appId) })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

/**
 * What the emulator starts with. All people are members of all organisations, for it lets nobody
 * else write; their roles are the front's. It sends no webhooks: the front does.
 */
export function seedFor(
  { appId, slug, privateKey: key }: AppCredentials,
  owners: readonly string[],
  logins: readonly string[],
  permissions: AppOptions["permissions"] = PERMISSIONS,
) {
  for (const [right, level] of Object.entries(permissions)) {
    if (!GRANTABLE[right]?.includes(level)) throw new Error(`GitHub grants no ${right}: ${level}`);
  }
  return {
    tokens: Object.fromEntries([
      ...logins.map((login) => [tokenOfPerson(login), { login }]),
      ...ADMINS_TOKENS.map((token) => [token, { login: "admin" }]),
    ]),
    github: {
      users: logins.map((login) => ({ login })),
      orgs: owners.map((login) => ({
        login,
        members: logins.map((member) => ({ login: member, role: "admin" })),
      })),
      apps: [
        {
          app_id: appId,
          slug,
          name: slug,
          private_key: key,
          permissions,
          installations: [...installationsOf(owners)].map(([account, installation_id]) => ({
            installation_id,
            account,
            repository_selection: "all",
            events: [...EVENTS],
          })),
        },
      ],
    },
  };
}

import { parse } from "yaml";
import { refusalOf, UsageError } from "../../src/core/errors.ts";
import { connectionTo } from "../../src/github/environment.ts";
import { type Network, networkOf } from "../../src/github/network.ts";
import { DEFAULT_WEBHOOK_PATH } from "../environment.ts";
import { type PublicAddress, publicAddress } from "./address.ts";
import { appFor, isOwnServer, type MadeApp, webOf } from "./github.ts";
import { type AppFile, faultsIn, manifestFrom } from "./manifest.ts";
import { servePages } from "./server.ts";

/** All that making the App knows of the world, so that tests can hand in another one. */
export interface SetupWorld {
  env: Readonly<Record<string, string | undefined>>;
  args: readonly string[];
  /** Asks a person; absent if nobody sits at a terminal. */
  ask?(question: string): Promise<string>;
  write(text: string): void;
  /** The text of `app.yml`. */
  appFile: string;
  /** The file in which the App's key is left. */
  envFile: { read(): string; write(text: string): void };
  network?: Network;
}

const USAGE = "npm run setup -- https://dsp.example.gov.uk";

/** A login of GitHub's. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;

/**
 * Makes the App on GitHub: asks for what is not said, serves the page from which a person hands the
 * manifest to GitHub, and leaves what GitHub answers in `.env`. Resolves when that is done, or rejects
 * with a `UsageError` of one line.
 */
export async function setup(world: SetupWorld): Promise<void> {
  const { env, args, write, envFile } = world;
  const apiUrl = connectionTo(env.GITHUB_API_URL, undefined).baseUrl;
  const web = webOf(apiUrl);
  const ofServer = isOwnServer(web);
  const path = env.WEBHOOK_PATH?.trim() || DEFAULT_WEBHOOK_PATH;
  if (args.length > 1) throw new UsageError(`use one address: ${USAGE}`);
  if (/^\s*(?:export\s+)?APP_ID\s*=/m.test(envFile.read())) {
    throw new UsageError(
      ".env has an App already (APP_ID); its key is nowhere else, so move that file away first",
    );
  }
  const address = await addressFrom(world, path, ofServer);
  const organisation = await organisationFrom(world);
  const file = readAppFile(world.appFile);
  const manifestFor = (redirectUrl: string) => manifestFrom(file, address, redirectUrl, ofServer);
  const faults = faultsIn(file, manifestFor("http://localhost"));
  if (faults.length > 0) {
    throw new UsageError(`app.yml cannot be used:\n${faults.map((one) => `- ${one}`).join("\n")}`);
  }
  const owner = organisation ? `/organizations/${organisation}` : "";
  const pages = await servePages({
    port: portIn(env.PORT),
    manifestFor,
    registerUrl: `${web}${owner}/settings/apps/new`,
    async take(code) {
      const app = await appFor(code, apiUrl, world.network ?? networkOf(world.env));
      envFile.write(withApp(envFile.read(), app, ofServer ? apiUrl : undefined));
      return app;
    },
  });
  write(`GitHub will send webhooks to ${address.webhooks}\n`);
  if (new URL(address.webhooks).pathname !== path) {
    write(
      `The App takes them at the path ${path} (WEBHOOK_PATH): what is between must lead there.\n`,
    );
  }
  write(`The App will be owned by ${organisation ? `the organisation ${organisation}` : "you"}.\n`);
  write(`\nOpen ${pages.url} in a browser on this machine, and follow it. Ctrl+C stops.\n`);
  try {
    const app = await pages.made;
    write(`\nGitHub has made the App ${app.slug}: its id, key and webhook secret are in .env.\n`);
    if (!app.webhook_secret) write(NO_SECRET);
    write(`Install it: ${app.html_url}/installations/new\nThen start it: npm start\n`);
  } finally {
    await pages.close();
  }
}

const NO_SECRET =
  "GitHub made no webhook secret: make one with `openssl rand -hex 32`, and set it in the App's settings and as WEBHOOK_SECRET.\n";

const OLD_NAMES: Readonly<Record<string, string>> = {
  WEBHOOK_PROXY_URL: `write the address as an argument: ${USAGE}`,
  GHE_HOST: "set GITHUB_API_URL=https://HOST/api/v3",
};

async function addressFrom(
  { env, args, ask, write }: SetupWorld,
  path: string,
  ofServer: boolean,
): Promise<PublicAddress> {
  const old = Object.keys(OLD_NAMES).find((name) => env[name]?.trim());
  if (old) throw new UsageError(`${old} is not read; ${OLD_NAMES[old]}`);
  const [given] = args;
  if (given !== undefined) return publicAddress(given, path, ofServer);
  if (!ask) throw new UsageError(`say at which address GitHub reaches the App: ${USAGE}`);
  for (let tries = 0; ; tries++) {
    const answer = await ask("At which public address does GitHub reach the App? https://");
    try {
      return publicAddress(answer, path, ofServer);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal || tries === 2) throw error;
      write(`${refusal.message}\n`);
    }
  }
}

/** The organisation that is to own the App; empty for the account of the person who makes it. */
async function organisationFrom({ env, ask }: SetupWorld): Promise<string> {
  const question =
    "Name the organisation that should own the App (leave empty for your own account): ";
  const name = (env.GH_ORG ?? (ask ? await ask(question) : "")).trim();
  if (name === "" || LOGIN.test(name)) return name;
  throw new UsageError(
    "this is not the name of an organisation; set GH_ORG to the name in its address on GitHub",
  );
}

function readAppFile(text: string): AppFile {
  try {
    const value: unknown = parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below.
  }
  throw new UsageError("app.yml cannot be read as YAML; take it from the repository again");
}

function portIn(text: string | undefined): number {
  const port = text?.trim() || "3000";
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new UsageError("PORT is not a port; use a number up to 65535");
}

/** The file with the App in it. The key is on one line: not everything that reads these files takes more. */
function withApp(before: string, { id, pem, webhook_secret }: MadeApp, apiUrl?: string): string {
  const lines = [
    `APP_ID=${id}`,
    `PRIVATE_KEY=${pem.trim().replace(/\r?\n/g, "\\n")}`,
    ...(webhook_secret ? [`WEBHOOK_SECRET=${webhook_secret}`] : []),
    ...(apiUrl ? [`GITHUB_API_URL=${apiUrl}`] : []),
  ];
  const kept = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  return `${kept}${lines.join("\n")}\n`;
}

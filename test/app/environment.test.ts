import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { readEnvironment } from "../../app/environment.ts";
import { SECRET } from "../support/webhooks.ts";

const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PKCS8 = key.export({ type: "pkcs8", format: "pem" }).toString();
const PKCS1 = key.export({ type: "pkcs1", format: "pem" }).toString();
const EC = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

const PUBLIC = createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
const locked = (type: "pkcs1" | "pkcs8") =>
  key.export({ type, format: "pem", cipher: "aes-128-cbc", passphrase: "x" }).toString();
const LOCKED = locked("pkcs8");
const OLD_LOCKED = locked("pkcs1");
const ONE_LINE = PKCS1.trim().replaceAll("\n", "\\n");
const base64 = (text: string) => Buffer.from(text).toString("base64");

const ENOUGH = { APP_ID: "12345", PRIVATE_KEY: PKCS8, WEBHOOK_SECRET: SECRET };

/** Files by their paths. */
const FILES: Record<string, string> = {
  "key.pem": PKCS1,
  "base64.txt": `${base64(PKCS8)}\n`,
  "cert.pem": "-----BEGIN CERTIFICATE-----",
};

function read(env: Record<string, string | undefined>) {
  return readEnvironment(env, (path) => {
    const text = FILES[path];
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: "ENOENT" });
    return text;
  });
}

/** The lines that tell what is wrong with all that is needed, but for some of it. */
function faults(changes: Record<string, string | undefined>): string[] {
  try {
    read({ ...ENOUGH, ...changes });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.name).toBe("UsageError");
    const [first, ...lines] = error.message.split("\n");
    expect(first).toBe("the App cannot start:");
    return lines.map((line) => line.replace(/^- /, ""));
  }
  return [];
}

describe("the environment", () => {
  it("needs no more than an id, a key and a secret", () => {
    expect(read(ENOUGH)).toEqual({
      appId: 12345,
      privateKey: PKCS8,
      secrets: [SECRET],
      host: "127.0.0.1",
      port: 3000,
      webhookPath: "/api/github/webhooks",
      apiUrl: "https://api.github.com",
      logLevel: "info",
    });
  });

  it("can say all of it", () => {
    const previous = "0123456789abcdefghijklmnopqrstuvwxyz";
    const env = {
      ...ENOUGH,
      WEBHOOK_SECRET_PREVIOUS: previous,
      HOST: "0.0.0.0",
      APP_ID: '"12345"',
      PORT: " '0'\n",
      WEBHOOK_PATH: "/",
      GITHUB_API_URL: "https://ghes.example/api/v3/",
      LOG_LEVEL: "silent",
    };
    expect(read(env)).toMatchObject({
      secrets: [SECRET, previous],
      host: "0.0.0.0",
      port: 0,
      webhookPath: "/",
      apiUrl: "https://ghes.example/api/v3",
      logLevel: "silent",
    });
  });

  it("says nothing where a variable is set to nothing", () => {
    const empty = { WEBHOOK_SECRET_PREVIOUS: "", PORT: " ", GITHUB_API_URL: "''", LOG_LEVEL: '""' };
    expect(read({ ...ENOUGH, ...empty })).toEqual(read(ENOUGH));
  });

  it("is told all that is missing at once", () => {
    expect(faults({ APP_ID: undefined, PRIVATE_KEY: "", WEBHOOK_SECRET: " " })).toEqual([
      "APP_ID is missing; set the App ID of the App's settings",
      "WEBHOOK_SECRET is missing; set at least 32 random bytes, as `openssl rand -hex 32` prints, here and in the App's settings",
      "PRIVATE_KEY or PRIVATE_KEY_PATH is missing; set one of them: the text or the path of the .pem file that you downloaded from the App's settings",
    ]);
  });

  it("is told all that is wrong at once, and never what it is", () => {
    const wrong = {
      APP_ID: "s3cret",
      WEBHOOK_SECRET: "s3cret",
      WEBHOOK_SECRET_PREVIOUS: "s3cret",
      HOST: "http://s3cret",
      PORT: "s3cret",
      WEBHOOK_PATH: "https://s3cret/",
      LOG_LEVEL: "s3cret",
      PRIVATE_KEY: "s3cret",
      GITHUB_API_URL: "s3cret",
    };
    const lines = faults(wrong);
    expect(lines.map((line) => line.split(" ", 1)[0])).toEqual(Object.keys(wrong));
    expect(lines.join()).not.toContain("s3cret");
  });
});

describe("a private key", () => {
  const of = (PRIVATE_KEY: string | undefined, PRIVATE_KEY_PATH?: string) => ({
    ...ENOUGH,
    PRIVATE_KEY,
    PRIVATE_KEY_PATH,
  });

  it.each([
    ["in the form that GitHub gives", of(PKCS1)],
    ["in one line with escapes", of(ONE_LINE)],
    ["with escapes of escapes", of(ONE_LINE.replaceAll("\\n", "\\\\n"))],
    ["with the line ends of Windows", of(PKCS8.replaceAll("\n", "\r\n"))],
    ["with the line ends of Windows as escapes", of(PKCS8.trim().replaceAll("\n", "\\r\\n"))],
    ["with spaces instead of line ends", of(PKCS1.trim().replaceAll("\n", " "))],
    ["indented, as in a block of YAML", of(PKCS1.replaceAll(/^/gm, "    "))],
    ["with white space around it", of(`\n  ${PKCS8}  `)],
    ["in quotation marks", of(`"${PKCS8}"`)],
    ["in one line and quotation marks", of(`'${ONE_LINE}'`)],
    ["as base64", of(base64(PKCS1))],
    ["as base64 in lines and quotation marks", of(`"${base64(PKCS8).replace(/.{76}/g, "$&\n")}"`)],
    ["as base64 of its form in one line", of(base64(ONE_LINE))],
    ["with a byte order mark", of(`\uFEFF${PKCS8}`)],
    ["with text before and after it", of(`subject=App\n${PKCS8}\nthat was it`)],
    ["in a file", of(undefined, "key.pem")],
    ["in a file as base64", of(undefined, "base64.txt")],
    ["from a path in quotation marks", of(undefined, '"key.pem"')],
    ["rather than a file that is not there", of(PKCS8, "none.pem")],
  ])("is taken %s", (_name, env) => {
    expect(read(env).privateKey).toBe(PKCS8);
  });

  const file = "PRIVATE_KEY_PATH names a file that";
  it.each([
    [of(PKCS8.slice(0, 200)), "PRIVATE_KEY is cut short: it has a BEGIN line and no END line"],
    [
      of("-----BEGIN RSA PRIVATE KEY-----"),
      "PRIVATE_KEY is cut short: it has a BEGIN line and no END line",
    ],
    [
      of(PKCS8.replace(/^.{64}\n/m, "")),
      "PRIVATE_KEY is damaged: its text between BEGIN and END is not a whole key",
    ],
    [of(PKCS1.replace(/-----.*-----/g, "")), "PRIVATE_KEY has no BEGIN line and no END line"],
    [of(EC), "PRIVATE_KEY is a key of another kind than RSA"],
    [of(PUBLIC), "PRIVATE_KEY is a public key"],
    [of(LOCKED), "PRIVATE_KEY is a key with a passphrase, which the App cannot ask for"],
    [of(OLD_LOCKED), "PRIVATE_KEY is a key with a passphrase, which the App cannot ask for"],
    [of(base64(LOCKED)), "PRIVATE_KEY is a key with a passphrase, which the App cannot ask for"],
    [
      of("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n"),
      "PRIVATE_KEY is a key for SSH, not the App's",
    ],
    [of("key.pem"), "PRIVATE_KEY is a path, not a key (PRIVATE_KEY_PATH takes a path)"],
    [of("/run/secrets/key"), "PRIVATE_KEY is a path, not a key (PRIVATE_KEY_PATH takes a path)"],
    [of("C:\\new\\key"), "PRIVATE_KEY is a path, not a key (PRIVATE_KEY_PATH takes a path)"],
    [of("a b"), "PRIVATE_KEY is not a private RSA key"],
    [of("", "cert.pem"), `${file} is a certificate`],
    [of("", "none.pem"), `${file} cannot be read (ENOENT)`],
  ])("is refused otherwise, and told why (%#)", (env, fault) => {
    expect(faults(env).map((line) => line.split(";", 1)[0])).toEqual([fault]);
  });
});

const HEX = "4f9c2f1e8d7b6a5c4f9c2f1e8d7b6a5c";
const QUOTED_FAULT =
  "has quotation marks around it, which would be part of the secret (leave them out)";
const REFERENCE_FAULT = "is the name or address of a secret that your platform did not fill in";

describe("a secret", () => {
  it.each([
    ["4f9c2f1e8d7b6a5c4f9c2f1e8d7b6a5c"],
    ["Zm9vIGJhciBiYXogcXV4IGZvbyBiYXIgYmF6"],
    ["a few words of mine that nobody guesses"],
    ["éèàùçâêîôûëïüÿœæ"],
    // What `openssl rand -base64 33` prints.
    ["q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCr"],
    [`it's "quoted" within, ${HEX}`],
  ])("may be %s", (secret) => {
    expect(faults({ WEBHOOK_SECRET: secret })).toEqual([]);
  });

  it.each([
    ["development", "has 11 bytes, which can be guessed"],
    ["4f9c2f1e8d7b6a5c4f9c2f1e8d7b6a5", "has 31 bytes, which can be guessed"],
    ["developmentdevelopmentdevelopment", "is made of well-known words"],
    ["change-me-change-me-change-me-change-me", "is made of well-known words"],
    ["Your_Webhook_Secret_Here_0123456789", "is made of well-known words"],
    ["a".repeat(64), "repeats too few characters"],
    ["12312312312312312312312312312312", "repeats too few characters"],
    [`${SECRET}\n`, "begins or ends with white space"],
    [`"${SECRET}"`, QUOTED_FAULT],
    [`'${SECRET}'`, QUOTED_FAULT],
    [`${SECRET}\\n`, "ends with a line end written as `\\n` (leave it out)"],
    [`WEBHOOK_SECRET=${SECRET}`, "begins with the name of a variable (leave it out)"],
    [`\${WEBHOOK_SECRET_OF_THE_APP_IN_PRODUCTION}`, REFERENCE_FAULT],
    ["op://vault/dsp-lifecycle/webhook-secret", REFERENCE_FAULT],
    ["<the secret that you made with openssl rand>", REFERENCE_FAULT],
    [base64(HEX), "is the base64 of another text (decode it once)"],
    [base64(`${SECRET}\n`), "is the base64 of another text (decode it once)"],
  ])("may not be %j, nor have been", (secret, fault) => {
    const of = (name: string) => faults({ [name]: secret }).map((line) => line.split(";", 1)[0]);
    expect(of("WEBHOOK_SECRET")).toEqual([`WEBHOOK_SECRET ${fault}`]);
    expect(of("WEBHOOK_SECRET_PREVIOUS")).toEqual([`WEBHOOK_SECRET_PREVIOUS ${fault}`]);
  });
});

it.each([
  [{ APP_ID: "0" }, "APP_ID is not a number; set the App ID of the App's settings"],
  [
    { APP_ID: "Iv1.0123456789abcdef" },
    "APP_ID is not a number; set the App ID of the App's settings",
  ],
  [{ HOST: "a b" }, "HOST is not an address; use 127.0.0.1, or 0.0.0.0 in a container"],
  [
    { PORT: "65536" },
    "PORT is not a port; use a number up to 65535; 0 takes any port that is free",
  ],
  [{ PORT: "0x50" }, "PORT is not a port; use a number up to 65535; 0 takes any port that is free"],
  [
    { WEBHOOK_PATH: "/hook?secret" },
    "WEBHOOK_PATH is not a path; use the path of the App's webhook URL, as /api/github/webhooks",
  ],
  [
    { WEBHOOK_PATH: "/healthz" },
    "WEBHOOK_PATH is where the App says how it is; use the path of the App's webhook URL, as /api/github/webhooks",
  ],
  [{ LOG_LEVEL: "trace" }, "LOG_LEVEL is not a level; use one of debug, info, warn, error, silent"],
  [
    { GITHUB_API_URL: "http://ghes.example/api/v3" },
    "GITHUB_API_URL is http, so others could read the token on its way; use https",
  ],
  [
    { GITHUB_API_URL: "https://me:s3cret@ghes.example" },
    "GITHUB_API_URL holds a name or a password; leave it out, the App has a key",
  ],
])("%j is refused", (changes, fault) => {
  expect(faults(changes)).toEqual([fault]);
});

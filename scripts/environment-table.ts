// The part of docs/operate.md on the environment, made by asking the App's own reader what it
// takes.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Environment, readEnvironment } from "../app/environment.ts";
import { refusalOf } from "../src/core/errors.ts";
import { table, withPart } from "./parts.ts";

/** A variable that the App reads: what of it is accepted, and what it is where it is not set. */
export interface Variable {
  name: string;
  accepted: string;
  isRequired: boolean;
  /** The one that may be set in its place. */
  or?: string;
  unlessSet?: string;
}

/** Something that no variable takes. */
const WRONG = "a b";

/** Every variable of the App, by what its reader says of missing and of wrong ones. */
export function variables(): Variable[] {
  // Names in the source that are no variable's are never complained of.
  const source = ["environment", "private-key"]
    .map((file) => readFileSync(`app/${file}.ts`, "utf8"))
    .join("\n");
  const names = source.match(/\b[A-Z][A-Z_]{3,}\b/g) ?? [];
  const allWrong = Object.fromEntries(names.map((name) => [name, WRONG]));
  const wrong = [...complaints(allWrong), ...complaints({ ...allWrong, PRIVATE_KEY: undefined })];
  const missing = complaints({});
  const defaults = unlessSet();
  const inOrder = new Map(wrong.map((one) => [one.name, one]));
  return [...inOrder.values()].map(({ name, accepted }) => {
    const lacked = missing.find((one) => one.name === name || one.or === name);
    return {
      name,
      accepted,
      isRequired: lacked !== undefined,
      or: lacked?.or === name ? lacked.name : lacked?.or,
      unlessSet: defaults[name],
    };
  });
}

/** The documentation with a row for each variable. */
export function withEnvironment(markdown: string): string {
  const rows = variables().map(({ name, accepted, isRequired, or, unlessSet: value }) => [
    `\`${name}\``,
    accepted,
    isRequired ? `yes${or === undefined ? "" : `, or \`${or}\``}` : "",
    value === undefined ? "" : `\`${value}\``,
  ]);
  return withPart(
    markdown,
    "environment",
    table(["variable", "what is accepted", "required", "unless set"], rows),
  );
}

/** What is said of an environment, a line for each variable. */
function complaints(env: Readonly<Record<string, string | undefined>>) {
  try {
    readEnvironment(env, () => "");
  } catch (error) {
    const lines = refusalOf(error)?.message.split("\n") ?? [];
    return lines.flatMap((line) => {
      const { name, or, accepted } =
        /^- (?<name>[A-Z_]+)(?: or (?<or>[A-Z_]+))? [^;]*; (?<accepted>.*)$/.exec(line)?.groups ??
        {};
      return name && accepted ? [{ name, or, accepted }] : [];
    });
  }
  throw new Error("the App takes an environment that is wrong throughout");
}

/** What the App uses when only the required variables are set. */
function unlessSet(): Readonly<Record<string, string>> {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const least: Environment = readEnvironment(
    {
      APP_ID: "1",
      PRIVATE_KEY: key.export({ type: "pkcs8", format: "pem" }).toString(),
      WEBHOOK_SECRET: randomBytes(32).toString("hex"),
    },
    () => "",
  );
  return {
    HOST: least.host,
    PORT: String(least.port),
    WEBHOOK_PATH: least.webhookPath,
    GITHUB_API_URL: least.apiUrl,
    LOG_LEVEL: least.logLevel,
  };
}

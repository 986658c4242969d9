import { createPrivateKey } from "node:crypto";
import { codeOf } from "../src/core/errors.ts";
import { decodedBase64, withoutQuotes } from "./handed-over.ts";

const ACCEPTED = "set it to the .pem file's text that you downloaded from the App's settings";
const ACCEPTED_PATH =
  "set it to the path of the .pem file that you downloaded from the App's settings";

/**
 * The App's key, as PEM of PKCS#8: from `PRIVATE_KEY`, or else from the file that `PRIVATE_KEY_PATH`
 * names. A fault names its variable and what was found there, and nothing of its text.
 */
export function privateKeyIn(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): { value: string } | { fault: string } {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = env;
  if (text !== undefined) {
    const read = readKey(text);
    return "value" in read ? read : { fault: `PRIVATE_KEY ${read.fault}; ${ACCEPTED}` };
  }
  if (path === undefined) {
    return {
      fault: `PRIVATE_KEY or PRIVATE_KEY_PATH is missing; set one of them: the text or the path of the .pem file that you downloaded from the App's settings`,
    };
  }
  try {
    const read = readKey(readFile(path));
    if ("value" in read) return read;
    return { fault: `PRIVATE_KEY_PATH names a file that ${read.fault}; ${ACCEPTED_PATH}` };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return {
      fault: `PRIVATE_KEY_PATH names a file that cannot be read (${code}); ${ACCEPTED_PATH}`,
    };
  }
}

/** Blocks that are no private key, or none that can be used, by what they are called. */
const OTHER_BLOCKS: readonly (readonly [RegExp, string])[] = [
  [/^ENCRYPTED PRIVATE KEY$/, "is a key with a passphrase, which the App cannot ask for"],
  [/^OPENSSH PRIVATE KEY$/, "is a key for SSH, not the App's"],
  [/PUBLIC KEY$/, "is a public key"],
  [/CERTIFICATE/, "is a certificate"],
];

/**
 * Reads a key in any form in which platforms hand one over: quoted, as base64, on one line, indented, with
 * escapes or the line ends of Windows.
 */
function readKey(given: string): { value: string } | { fault: string } {
  const bare = withoutQuotes(given.replace(/^\uFEFF/, "").trim());
  const plain = unescaped(bare);
  const text = plain.includes("-----BEGIN") ? plain : unescaped(decodedBase64(plain) ?? bare);
  const [begin, label] = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text) ?? [];
  if (begin === undefined) return { fault: strangerFault(bare) };
  for (const [pattern, fault] of OTHER_BLOCKS) if (pattern.test(`${label}`)) return { fault };
  const end = `-----END ${label}-----`;
  const [body = "", rest] = text.slice(text.indexOf(begin) + begin.length).split(end);
  if (/Proc-Type:.*ENCRYPTED/.test(body)) return { fault: `${OTHER_BLOCKS[0]?.[1]}` };
  if (rest === undefined) return { fault: "is cut short: it has a BEGIN line and no END line" };
  const lines = body.replace(/\s+/g, "").replace(/.{64}(?=.)/g, "$&\n");
  return pkcs8(`${begin}\n${lines}\n${end}\n`);
}

/** A key's text with escapes as the line ends that they stand for: no key has a backslash of its own. */
function unescaped(text: string): string {
  return text.replace(/\\+r/g, "\r").replace(/\\+n/g, "\n");
}

/** What a text is that has no block in it. */
function strangerFault(text: string): string {
  if (/^MI[IG][\w+/=\s\\]+$/.test(text)) return "has no BEGIN line and no END line";
  if (/^[^\n]{0,300}(?:[/\\]|\.(?:pem|key)$)/.test(text) && !/\s/.test(text)) {
    return "is a path, not a key (PRIVATE_KEY_PATH takes a path)";
  }
  return "is not a private RSA key";
}

function pkcs8(pem: string): { value: string } | { fault: string } {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== "rsa") return { fault: "is a key of another kind than RSA" };
    return { value: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    return { fault: "is damaged: its text between BEGIN and END is not a whole key" };
  }
}

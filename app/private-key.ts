import { createPrivateKey } from "node:crypto";
import { codeOf } from "../src/core/errors.ts";

const ACCEPTED = "give the PEM file that the App's settings let one make";

/**
 * The App's key, as PEM of PKCS#8: from `PRIVATE_KEY`, or else from the file that `PRIVATE_KEY_PATH`
 * names. A fault names its variable, and nothing of what stands in it.
 */
export function privateKeyIn(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): { value: string } | { fault: string } {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = env;
  if (text !== undefined) {
    // One line is all that some places have room for.
    const value = normalised(text.replaceAll("\\n", "\n"));
    return value ? { value } : { fault: `PRIVATE_KEY is not a private RSA key; ${ACCEPTED}` };
  }
  if (path === undefined) {
    return { fault: `PRIVATE_KEY or PRIVATE_KEY_PATH is missing; ${ACCEPTED}, or its path` };
  }
  try {
    const value = normalised(readFile(path));
    if (value) return { value };
    return { fault: `PRIVATE_KEY_PATH names a file without a private RSA key; ${ACCEPTED}'s path` };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { fault: `PRIVATE_KEY_PATH names a file that cannot be read (${code}); ${ACCEPTED}` };
  }
}

function normalised(pem: string): string | undefined {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== "rsa") return undefined;
    return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    return undefined;
  }
}

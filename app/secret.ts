import { decodedBase64, isQuoted } from "./handed-over.ts";

const LEAST_BYTES = 32;
const LEAST_DISTINCT = 6;

/** What people and examples write in place of a secret. Probot's own default is the first. */
const WELL_KNOWN = [
  "development",
  "changeme",
  "webhook",
  "password",
  "example",
  "default",
  "secret",
  "github",
  "probot",
  "change",
  "token",
  "test",
  "your",
  "here",
  "the",
  "me",
];

/**
 * Forms in which platforms hand a secret over, and which GitHub does not know. GitHub would sign with another
 * secret than this one, and every delivery would be refused.
 */
const WRAPPED: readonly (readonly [(secret: string) => boolean, string])[] = [
  [(secret) => secret !== secret.trim(), "begins or ends with white space"],
  [isQuoted, "has quotation marks around it, which would be part of the secret (leave them out)"],
  [(secret) => /\\[rn]$/.test(secret), "ends with a line end written as `\\n` (leave it out)"],
  [(secret) => /^\w*SECRET\w*=/.test(secret), "begins with the name of a variable (leave it out)"],
  [
    (secret) =>
      /^(?:\$\{|\$\(|\{\{|<[^<]+>$|[a-z]+:\/\/|arn:aws|@Microsoft\.KeyVault|vault:)/.test(secret),
    "is the name or address of a secret that your platform did not fill in",
  ],
  [isPacked, "is the base64 of another text (decode it once)"],
];

/** Whether a secret is base64 of what looks like one: of hexadecimal, or of a line with its end. */
function isPacked(secret: string): boolean {
  return /^(?:[\da-f]{32,}|[\x20-\x7e]{8,}(?=\n$))\n?$/i.test(decodedBase64(secret) ?? "");
}

/** Why a webhook secret protects nothing or fits no delivery, without a word of it; undefined if it is good. */
export function secretFault(secret: string): string | undefined {
  const wrapped = WRAPPED.find(([is]) => is(secret));
  if (wrapped) return wrapped[1];
  const bytes = Buffer.byteLength(secret);
  if (bytes < LEAST_BYTES) return `has ${bytes} bytes, which can be guessed`;
  const known = new RegExp(WELL_KNOWN.join("|"), "g");
  const rest = secret
    .toLowerCase()
    .replace(/[\s_.:-]/g, "")
    .replace(known, "");
  if (rest.length < LEAST_BYTES / 2) return "is made of well-known words";
  if (new Set(rest).size < LEAST_DISTINCT) return "repeats too few characters";
  return undefined;
}

const LEAST_BYTES = 32;
const LEAST_DISTINCT = 6;

/** What people and examples put where a secret belongs. Probot's own default is the first. */
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

/** Why a webhook secret protects nothing, without a word of it; undefined where it does. */
export function secretFault(secret: string): string | undefined {
  if (secret !== secret.trim()) return "begins or ends with white space";
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

/** More of a text than this is never looked at: what follows takes time with its square. */
const LONGEST_LOOK = 8_000;

const MARK = "[redacted]";

/** What is a secret in any place. Tokens may hold dots, because newer ones are signed. */
const SECRETS = [
  /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g,
  /gh[a-z]_[\w.-]{4,}/gi,
  /github_pat_[\w.-]+/gi,
  /eyJ[\w-]+\.[\w-]+\.?[\w-]*/g,
];

/** What follows these words is a secret; the words stay. */
const NAMED = [
  /(authorization[\\"']*\s*[:=]\s*[\\"']*)(?:(?:bearer|basic|token)\s+)?[^\s"',;}\\]+/gi,
  /\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi,
];

/** Takes the secrets out of a text: those that show by their shape, and `known` ones by their letters. */
export function redact(text: string, known: readonly string[] = []): string {
  let clean = text.slice(0, LONGEST_LOOK);
  for (const secret of known) if (secret) clean = clean.replaceAll(secret, MARK);
  for (const pattern of SECRETS) clean = clean.replace(pattern, MARK);
  for (const pattern of NAMED) clean = clean.replace(pattern, `$1${MARK}`);
  return clean;
}

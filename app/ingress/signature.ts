import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether one of the secrets signed these bytes, by the value of `X-Hub-Signature-256`. The header
 * without the number is SHA-1's, and counts for nothing.
 */
export function isSigned(
  bytes: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  const digits = /^sha256=([0-9a-f]{64})$/.exec(signature ?? "")?.[1];
  if (digits === undefined) return false;
  const given = Buffer.from(digits, "hex");
  // Each is tried, so that the time does not tell which of them fits.
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(bytes).digest(), given))
    .includes(true);
}

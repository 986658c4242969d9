const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** A name for a list of words that stays the same from run to run: FNV-1a of 64 bits, in hexadecimal. */
export function fingerprint(words: readonly string[]): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(JSON.stringify(words))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, "0");
}

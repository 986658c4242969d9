/** The offset basis of FNV-1a of 64 bits, in two halves. */
const OFFSET = { high: 0xcbf29ce4, low: 0x84222325 };

/** Its prime is 2 to the 40th and this. */
const PRIME_LOW = 0x1b3;

const HALF = 2 ** 32;

/** A name for a list of words that stays the same from run to run: FNV-1a of 64 bits, in hexadecimal. */
export function fingerprint(words: readonly string[]): string {
  let { high, low } = OFFSET;
  // In halves, because arithmetic on big integers would take a hundred times as long.
  for (const byte of new TextEncoder().encode(JSON.stringify(words))) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / HALF) + mixed * 2 ** 8) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}

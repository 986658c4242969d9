import { type DocumentProblem, FILE_START, Lines } from "./place.ts";

export type Decoded = { ok: true; text: string } | { ok: false; problem: DocumentProblem };

/** Bytes of a file to text. A byte-order mark goes; anything that is not UTF-8 is a problem. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  if (isWide(bytes)) return unreadable("the file is UTF-16 or UTF-32", FILE_START);
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const valid = validStart(bytes);
    const bad = bytes[valid.bytes] ?? 0;
    const found = `byte 0x${bad.toString(16).padStart(2, "0")} is not UTF-8`;
    return unreadable(found, new Lines(valid.text).place(valid.text.length));
  }
}

function unreadable(message: string, { line, column }: { line: number; column: number }): Decoded {
  return { ok: false, problem: { message, fix: "save the file as UTF-8", line, column } };
}

/**
 * Whether the first bytes are those of characters of 16 or 32 bits: a byte-order mark, or a zero
 * beside the first character, which YAML wants to be ASCII. Source: YAML 1.2.2, section 5.2.
 */
function isWide([first, second]: Uint8Array): boolean {
  const isMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isMark || (second !== undefined && (first === 0 || second === 0));
}

/** The longest start that is UTF-8, found by halving: only the unhappy path pays for it. */
function validStart(bytes: Uint8Array): { bytes: number; text: string } {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodeStart(bytes, middle) !== undefined) low = middle;
    else high = middle - 1;
  }
  const text = decodeStart(bytes, low) ?? "";
  // The start may end within a character that goes wrong later on: its first byte is the bad one.
  return { bytes: new TextEncoder().encode(text).length + markLength(bytes), text };
}

/** The text of the first bytes, up to the last whole character; undefined if they are not UTF-8. */
function decodeStart(bytes: Uint8Array, length: number): string | undefined {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return decoder.decode(bytes.subarray(0, length), { stream: true });
  } catch {
    return undefined;
  }
}

function markLength([first, second, third]: Uint8Array): number {
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

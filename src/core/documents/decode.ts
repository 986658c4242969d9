import { type DocumentProblem, FILE_START, Lines } from "./place.ts";

export type Decoded = { ok: true; text: string } | { ok: false; problem: DocumentProblem };

/** Bytes of a file to text. A byte-order mark goes; anything that is not UTF-8 is a problem. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    return unreadable("the file is UTF-16", FILE_START);
  }
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const valid = validPrefix(bytes);
    const found = `byte 0x${(bytes[valid.bytes] ?? 0).toString(16).padStart(2, "0")} is not UTF-8`;
    return unreadable(found, new Lines(valid.text).place(valid.text.length));
  }
}

function unreadable(message: string, place: { line: number; column: number }): Decoded {
  return { ok: false, problem: { message, fix: "save the file as UTF-8", ...place } };
}

function startsWith(bytes: Uint8Array, ...prefix: number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** The longest decodable start, found by halving: only the unhappy path pays for it. */
function validPrefix(bytes: Uint8Array): { bytes: number; text: string } {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return { bytes: low, text: new TextDecoder().decode(bytes.subarray(0, low)) };
}

/** Whether a prefix is valid so far: a character cut off at its end does not count against it. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

import { quote } from "../quote.ts";

/** The keys and indexes that lead from a document's root to one of its values. */
export type Path = readonly (string | number)[];

/** The place of something in a file: both count from 1, columns in UTF-16 units. */
export interface Place {
  line: number;
  column: number;
  /** The last line, if the thing spans several. */
  endLine?: number;
  /** The column after its last character, if its end is known. */
  endColumn?: number;
}

/** The very start of a file, for a problem of the whole file. */
export const FILE_START: Place = { line: 1, column: 1 };

/** Why a document cannot be used: what was found and where, and what to write instead. */
export interface DocumentProblem extends Place {
  message: string;
  fix: string;
}

/** Writes a path the way people do: `stores[2].removal`. Keys of someone else's making are quoted. */
export function formatPath(path: Path): string {
  return path
    .map((step, depth) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]{1,80}$/.test(step)) return `[${quote(step)}]`;
      return depth === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Turns offsets in a text into lines and columns. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** The place of an offset, or of the range from it to `end` (exclusive). */
  place(offset: number, end?: number): Place {
    const line = this.#lineOf(offset);
    const place: Place = { line, column: offset - (this.#starts[line - 1] ?? 0) + 1 };
    if (end === undefined || end <= offset) return place;
    const endLine = this.#lineOf(end - 1);
    if (endLine > line) place.endLine = endLine;
    place.endColumn = this.#withoutBreak(end) - (this.#starts[endLine - 1] ?? 0) + 1;
    return place;
  }

  /** A block of text ends behind its last line break, which is no part of what one sees. */
  #withoutBreak(end: number): number {
    if (this.#text[end - 1] !== "\n") return end;
    return this.#text[end - 2] === "\r" ? end - 2 : end - 1;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

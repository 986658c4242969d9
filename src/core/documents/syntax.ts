import { quote, visible } from "../quote.ts";
import type { Fault } from "./faults.ts";
import { Lines } from "./place.ts";
import { CONFLICT, QUOTES_CLOSED, WORDINGS, type Wording } from "./wordings.ts";

/** The library's complaints about one text, at most one for each line, in our words. */
export class SyntaxFaults {
  readonly #byLine = new Map<number, Fault & { rank: number }>();
  readonly #text: string;
  #lines: Lines | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  add(offset: number, says: string): void {
    const fault = this.#explain(Math.min(offset, this.#text.length), says);
    this.#lines ??= new Lines(this.#text);
    const { line } = this.#lines.place(fault.offset);
    const known = this.#byLine.get(line);
    const isBetter =
      !known ||
      fault.rank < known.rank ||
      (fault.rank === known.rank && fault.offset < known.offset);
    if (isBetter) this.#byLine.set(line, fault);
  }

  /** What is worth saying: if a known cause spoils all that follows, that cause alone. */
  list(): Fault[] {
    const all = [...this.#byLine.values()];
    if (all.length === 0) return [];
    const conflict = /^<{7} /m.exec(this.#text);
    if (conflict) return [{ offset: conflict.index, ...CONFLICT }];
    const tabs = all.filter(({ rank }) => rank === 0);
    return (tabs.length > 0 ? tabs : all).map(({ rank: _, ...fault }) => fault);
  }

  #explain(offset: number, says: string): Fault & { rank: number } {
    const rank = WORDINGS.findIndex((wording) => says.includes(wording.says));
    const wording = WORDINGS[rank];
    if (wording) return { ...this.#put(wording, offset), rank };
    const message = `not valid YAML: ${visible(says.slice(0, 200))}`;
    return { offset, message, fix: "mend the syntax", rank: WORDINGS.length };
  }

  #put(wording: Wording, offset: number): Fault {
    const { message, fix } = wording;
    if (wording.afterValue && /["']/.test(this.#text[offset - 1] ?? "")) {
      return { offset, ...QUOTES_CLOSED };
    }
    if (wording.atNextWord) return { offset: nextWord(this.#text, offset), message, fix };
    if (!wording.namesCharacter) return { offset, message, fix };
    return { offset, message: `${message} ${quote(this.#text[offset])}`, fix };
  }
}

/** The offset of the first word at or behind another offset, past white space and comments. */
function nextWord(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at += 1;
    if (text[at] !== "#") break;
    const lineEnd = text.indexOf("\n", at);
    if (lineEnd === -1) return offset;
    at = lineEnd;
  }
  return at < text.length ? at : offset;
}

/** GitHub takes 65,536 characters, in issues, comments and check runs; some room is left for what it may add. */
export const MAX_BYTES = 60_000;

/** Room for the line feeds between sections. */
export const BETWEEN = 32;

const encoder = new TextEncoder();

/** How many bytes a text takes as UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** What is left of a number of bytes, given out piece by piece. */
export class Room {
  #left: number;
  #isFull = false;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  get left(): number {
    return this.#left;
  }

  /** Whether anything was left out. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Returns the text if there is room for it, or an empty one. */
  take(text: string): string {
    const size = bytesOf(text);
    if (size > this.#left) {
      this.#isFull = true;
      return "";
    }
    this.#left -= size;
    return text;
  }

  /**
   * A heading and as many items as there is room for, in order, while `reserve` bytes stay free; then
   * how many more there are. Empty if there are no items, or if not even the heading fits.
   */
  list<T>(
    heading: string,
    items: readonly T[],
    render: (item: T) => string,
    more: (number: number) => string,
    reserve = 0,
  ): string {
    if (items.length === 0) return "";
    const kept = reserve + bytesOf(more(items.length));
    if (bytesOf(heading) + kept > this.#left) {
      this.#isFull = true;
      return "";
    }
    const parts = [this.take(heading)];
    for (const item of items) {
      const part = render(item);
      if (bytesOf(part) + kept > this.#left) break;
      parts.push(this.take(part));
    }
    const rest = items.length - (parts.length - 1);
    if (rest > 0) {
      this.#isFull = true;
      parts.push(this.take(more(rest)));
    }
    return parts.join("");
  }
}

import type { Place } from "../core/documents/place.ts";
import { visible } from "../core/quote.ts";

/** A line of a source and the line under it that points at a column. */
export interface Excerpt {
  source: string;
  caret: string;
}

/** The least room that shows anything useful, in columns. */
const LEAST_ROOM = 20;

/** Scripts and symbols that terminals show two columns wide. Source: Unicode's East Asian Width, W and F. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Lines of files, split once per file. */
export class SourceLines {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(sources: ReadonlyMap<string, string>) {
    this.#sources = sources;
  }

  /** A line of a file, counted from 1; undefined if the file has no such line. */
  line(file: string, number: number): string | undefined {
    return this.#linesOf(file)[number - 1];
  }

  #linesOf(file: string): readonly string[] {
    const known = this.#lines.get(file);
    if (known) return known;
    const lines = (this.#sources.get(file) ?? "").split(/\r?\n/);
    this.#lines.set(file, lines);
    return lines;
  }
}

/**
 * Shows a line with a caret under the place's column, in at most `room` columns. Tabs show as arrows,
 * and characters that hide or move text are written out; a long line is cut around the column.
 */
export function excerptOf(line: string, place: Place, room: number): Excerpt {
  const width = Math.max(room, LEAST_ROOM);
  const at = Math.min(place.column - 1, line.length);
  // One line can be a whole file with thousands of findings: only what is near is looked at.
  const from = wholeCharacter(line, Math.max(0, at - width));
  const to = wholeCharacter(line, Math.min(line.length, at + width));
  const cells = cellsOf(line.slice(from, to));
  const focus = cells.findIndex(({ end }) => from + end > at);
  return layOut(cells, focus === -1 ? cells.length : focus, width, {
    before: from > 0,
    after: to < line.length,
  });
}

interface Cell {
  text: string;
  width: number;
  /** The offset after it, in UTF-16 units. */
  end: number;
}

function layOut(
  cells: readonly Cell[],
  focus: number,
  width: number,
  isCut: { before: boolean; after: boolean },
): Excerpt {
  // Two thirds before the caret at most, and a column for each sign of a cut.
  let first = focus;
  let last = focus;
  let used = cells[focus]?.width ?? 1;
  const fits = (cell: Cell | undefined, limit: number) => cell && used + cell.width <= limit;
  while (first > 0 && fits(cells[first - 1], Math.floor((width * 2) / 3))) {
    used += cells[--first]?.width ?? 0;
  }
  while (last + 1 < cells.length && fits(cells[last + 1], width - 2)) {
    used += cells[++last]?.width ?? 0;
  }
  while (first > 0 && fits(cells[first - 1], width - 2)) used += cells[--first]?.width ?? 0;
  const lead = first > 0 || isCut.before ? "…" : "";
  const tail = last + 1 < cells.length || isCut.after ? "…" : "";
  const shown = cells.slice(first, last + 1).map(({ text }) => text);
  const before = cells.slice(first, focus).reduce((sum, cell) => sum + cell.width, lead.length);
  return { source: `${lead}${shown.join("")}${tail}`, caret: `${" ".repeat(before)}^` };
}

function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  let end = 0;
  for (const character of text) {
    end += character.length;
    const shown = character === "\t" ? "→" : visible(character);
    cells.push({
      text: shown,
      width: shown === character ? widthOf(character) : shown.length,
      end,
    });
  }
  return cells;
}

function widthOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** An offset that is not inside a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  return /^[\udc00-\udfff]/.test(text[offset] ?? "") &&
    /[\ud800-\udbff]/.test(text[offset - 1] ?? "")
    ? offset - 1
    : offset;
}

/** Columns that a page for the terminal keeps to. */
export const WIDTH = 88;

/** What stays on one line: a word, and what is between two backticks. */
const UNBROKEN = /(?:`[^`]*`|[^\s`]|`)+/g;

/**
 * Breaks a paragraph into lines of at most `width` columns, between words only. A longer word has a line
 * of its own. `lead` opens the first line, and the others are indented as far.
 */
export function wrap(paragraph: string, lead = "", width = WIDTH): string[] {
  const indent = " ".repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  let isEmpty = true;
  for (const word of paragraph.match(UNBROKEN) ?? []) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

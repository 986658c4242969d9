const TASK = /^(\s*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\]\s)/;

/**
 * A Markdown text with the box of a task ticked or emptied; `line` counts from 1. Undefined where that
 * line has none: the text has changed since it was shown.
 */
export function withTick(markdown: string, line: number, isTicked: boolean): string | undefined {
  const lines = markdown.split("\n");
  const before = lines[line - 1] ?? "";
  if (!TASK.test(before)) return undefined;
  lines[line - 1] = before.replace(TASK, `$1${isTicked ? "x" : " "}$3`);
  return lines.join("\n");
}

// What the generators of docs share: parts between marks, tables, cells.

/** The documentation with one of its parts replaced, between its marks. */
export function withPart(markdown: string, name: string, part: string): string {
  const start = `<!-- generated: ${name} -->\n`;
  const end = "<!-- end -->";
  const from = markdown.indexOf(start) + start.length;
  const to = markdown.indexOf(end, from);
  if (from < start.length || to < from) {
    throw new Error(`there is no place for ${name}: ${start.trim()} … ${end}`);
  }
  return `${markdown.slice(0, from)}\n${part}\n${markdown.slice(to)}`;
}

/** A table without its empty columns; ends with a line feed. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = heads.map((_head, column) => rows.some((cells) => cells[column]));
  return [heads, heads.map(() => "---"), ...rows]
    .map((cells) => cells.filter((_cell, column) => shown[column]))
    .map((cells) => `| ${cells.map(cell).join(" | ")} |\n`)
    .join("");
}

/** YAML to be copied. */
export function yamlBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\`\n`;
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, " ").replaceAll("|", "\\|");
}

/** The anchor that GitHub makes of a heading of plain words. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

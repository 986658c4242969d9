/** What lines are nested in. An item's text starts behind so many blanks. */
export type Container = { kind: "quote" } | { kind: "item"; indent: number; isEmpty: boolean };

/** The rest of a line that still stands in this container; undefined where it does not. */
export function goesOn(container: Container, rest: string): string | undefined {
  if (container.kind === "quote") {
    const marker = /^ {0,3}> ?/.exec(rest)?.[0];
    return marker === undefined ? undefined : rest.slice(marker.length);
  }
  const indent = indentOf(rest);
  if (indent === -1) return container.isEmpty ? undefined : rest;
  return indent >= container.indent ? rest.slice(container.indent) : undefined;
}

/** How many blanks a line begins with; -1 where it has nothing else. */
export function indentOf(text: string): number {
  return text.search(/[^ ]/);
}

/** With a tab as the blanks that it stands for. */
export function expanded(line: string): string {
  if (!line.includes("\t")) return line;
  let out = "";
  for (const part of line.split(/(\t)/)) {
    out += part === "\t" ? " ".repeat(4 - (out.length % 4)) : part;
  }
  return out;
}

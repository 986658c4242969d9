import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";

/** The paragraphs, headings and items of a Markdown text, each as a line of plain text. */
export function plainLines(markdown: string): string[] {
  const root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return linesIn(root).filter((line) => line !== "");
}

function linesIn(node: Nodes): string[] {
  if (node.type === "paragraph" || node.type === "heading") {
    const text = node.children.map((child) =>
      child.type === "break" ? " " : textOf(child, { includeHtml: false }),
    );
    return [text.join("").replace(/\s+/g, " ").trim()];
  }
  return "children" in node ? node.children.flatMap(linesIn) : [];
}

import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

type Tree = ReturnType<typeof fromMarkdown>;
type Node = Tree | Tree["children"][number];

/** Every node of a Markdown text, as GitHub reads it, parents before children. */
export function nodesOf(markdown: string): Node[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const nodes: Node[] = [];
  const rest: Node[] = [tree];
  for (let node = rest.pop(); node; node = rest.pop()) {
    nodes.push(node);
    if ("children" in node) rest.push(...[...(node.children as Node[])].reverse());
  }
  return nodes;
}

/** What a reader sees of the text, code included. */
export function readableText(markdown: string): string {
  return nodesOf(markdown)
    .map((node) => (node.type === "text" || node.type === "inlineCode" ? node.value : ""))
    .join("");
}

/** What GitHub would make of a text by itself: references, mentions, commits, addresses, emoji. */
const ACTED_ON = /@[a-z\d-]|#\d|GH-\d|:\/\/|www\.|:[\w+-]+:|\b[\da-f]{7,40}\b/i;

/** The texts outside code that GitHub would turn into something else. */
export function actedOn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) =>
    node.type === "text" && ACTED_ON.test(node.value) ? [node.value] : [],
  );
}

import type { Element, Root } from "hast";
import { raw } from "hast-util-raw";
import { defaultSchema, sanitize } from "hast-util-sanitize";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { newlineToBreak } from "mdast-util-newline-to-break";
import { toHast } from "mdast-util-to-hast";
import { gfm } from "micromark-extension-gfm";
import { relink } from "./links.ts";

export interface Rendering {
  /** `owner/name`: links to it stay on the page. */
  repository: string;
  /** In what people say to each other, a new line is one; in a file it is not. */
  isSaid?: boolean;
  /** Whether its boxes can be ticked. */
  canTick?: boolean;
}

/** GitHub's own list of what may stand in Markdown, and where in the text a task is. */
const SCHEMA = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    li: [...(defaultSchema.attributes?.li ?? []), "dataTaskLine"],
  },
};

/** Renders Markdown as GitHub would: its HTML cleaned, comments left out. A diagram stays its text. */
export function renderMarkdown(markdown: string, { repository, isSaid, canTick }: Rendering): Root {
  const mdast = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  numberTasks(mdast);
  if (isSaid) newlineToBreak(mdast);
  const clean = sanitize(raw(toHast(mdast, { allowDangerousHtml: true })), SCHEMA);
  const root: Root = clean.type === "root" ? clean : { type: "root", children: [] };
  relink(root, repository);
  nameBoxes(root, canTick ?? false);
  return root;
}

function numberTasks(node: Nodes): void {
  if (node.type === "listItem" && typeof node.checked === "boolean") {
    node.data = { hProperties: { dataTaskLine: String(node.position?.start.line) } };
  }
  if ("children" in node) node.children.forEach(numberTasks);
}

/** Boxes have the name of their task; those that can be ticked tell its line. */
function nameBoxes(node: Root | Element, canTick: boolean, line?: unknown, label = ""): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    const isItem = child.tagName === "li";
    const at = isItem ? child.properties.dataTaskLine : line;
    const words = isItem ? wordsOf(child) : label;
    if (child.tagName === "input" && at !== undefined) {
      const { disabled: _disabled, ...properties } = child.properties;
      child.properties = {
        ...(canTick ? properties : child.properties),
        ...(canTick && { dataTaskLine: String(at) }),
        ariaLabel: words,
      };
    }
    nameBoxes(child, canTick, at, words);
  }
}

/** What an item says itself: not what stands below it. */
function wordsOf(node: Element): string {
  const own = node.children.map((child) => {
    if (child.type === "text") return child.value;
    return child.type === "element" && !/^(?:ul|ol|details)$/.test(child.tagName)
      ? wordsOf(child)
      : "";
  });
  return own.join("").replace(/\s+/g, " ").trim();
}

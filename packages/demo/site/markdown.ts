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
  if (canTick) openBoxes(root);
  return root;
}

function numberTasks(node: Nodes): void {
  if (node.type === "listItem" && typeof node.checked === "boolean") {
    node.data = { hProperties: { dataTaskLine: String(node.position?.start.line) } };
  }
  if ("children" in node) node.children.forEach(numberTasks);
}

/** Boxes can be ticked, and tell which task they are of. */
function openBoxes(node: Root | Element, line?: unknown): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    const at = child.tagName === "li" ? child.properties.dataTaskLine : line;
    if (child.tagName === "input" && at !== undefined) {
      const { disabled: _disabled, ...properties } = child.properties;
      child.properties = { ...properties, dataTaskLine: String(at), ariaLabel: "Done" };
    }
    openBoxes(child, at);
  }
}

import { type Editable, newFilePage } from "./edit-links.ts";
import { code } from "./escape.ts";
import { yamlBlock } from "./yaml-text.ts";

/** A link that begins a file, as an item. If the text is too long for an address, a fold below has it. */
export function starterItem(
  repository: Editable,
  { path, text }: { path: string; text: string },
): string {
  const { address, isFilled } = newFilePage(repository, path, text);
  if (isFilled) return `- [Begin ${code(path)}](${address})\n`;
  const block = yamlBlock(text.trimEnd().split("\n"));
  const fold = `<details><summary>The template</summary>\n\n${block}\n</details>\n`;
  // The fold is a part of the item, so it is indented as the item is.
  return `- [Begin ${code(path)}](${address}), and paste this into it:\n\n${fold.replace(/^(?=.)/gm, "  ")}`;
}

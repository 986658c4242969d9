import type { Element, ElementContent, Root } from "hast";
import { h } from "hastscript";

/** Where things of a repository stand on GitHub; here, they stand on the page itself. */
const GITHUB = "https://github.com";

/** The page's own address for one of GitHub's, of this repository; others stay what they are. */
export function localAddress(address: string, repository: string): string {
  const root = `${GITHUB}/${repository}`;
  if (address !== root && !address.startsWith(`${root}/`)) return address;
  return address.slice(root.length).replace(/^\/pull\//, "/pulls/") || "/";
}

/** Points links to this repository at the page, and makes links of numbers such as `#2`, as GitHub does. */
export function relink(node: Root | Element, repository: string): void {
  node.children = node.children.flatMap((child): ElementContent[] => {
    if (child.type === "text") return numbersLinked(child.value);
    if (child.type !== "element") return [child as ElementContent];
    const { href } = child.properties;
    if (typeof href === "string") child.properties.href = localAddress(href, repository);
    // What stands in code or in a link is no reference.
    if (child.tagName !== "code" && child.tagName !== "a") relink(child, repository);
    return [child];
  });
}

function numbersLinked(text: string): ElementContent[] {
  return text
    .split(/(?<![\w#&/])(#\d{1,6})\b/)
    .map((part, index) =>
      index % 2 === 0
        ? { type: "text", value: part }
        : h("a", { href: `/issues/${part.slice(1)}` }, part),
    );
}

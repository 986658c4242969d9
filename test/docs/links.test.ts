import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "@jest/globals";
import GithubSlugger from "github-slugger";
import { nodesOf } from "../support/markdown.ts";

const PAGES = [
  ...readdirSync(".").filter((file) => file.endsWith(".md")),
  ...readdirSync("docs").flatMap((file) => (file.endsWith(".md") ? [`docs/${file}`] : [])),
  "examples/custody-visits/README.md",
];

type Nodes = ReturnType<typeof nodesOf>;
const NODES = new Map<string, Nodes>();

function nodesIn(page: string): Nodes {
  const nodes = NODES.get(page) ?? nodesOf(readFileSync(page, "utf8"));
  NODES.set(page, nodes);
  return nodes;
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(nodes: Nodes): Set<string> {
  const slugger = new GithubSlugger();
  return new Set(
    nodes.flatMap((node) => {
      if (node.type !== "heading") return [];
      const text = nodesOfHeading(node.children).join("");
      return [slugger.slug(text)];
    }),
  );
}

function nodesOfHeading(children: readonly object[]): string[] {
  return children.flatMap((child) => {
    if ("value" in child) return [String(child.value)];
    return "children" in child ? nodesOfHeading(child.children as object[]) : [];
  });
}

/** What is wrong with the links of a page. */
function faultsIn(page: string, nodes: Nodes): string[] {
  const faults: string[] = [];
  for (const node of nodes) {
    if (node.type !== "link" && node.type !== "image" && node.type !== "definition") continue;
    const { url } = node;
    if (/^(?:https|mailto):/.test(url) || url === "http://localhost:3000") continue;
    const [path = "", anchor] = url.split("#");
    const target = path === "" ? page : normalize(join(dirname(page), decodeURI(path)));
    if (target.startsWith("..") || /^[a-z]+:/.test(url)) faults.push(`${url} leads out of here`);
    else if (target !== page && !existsSync(target)) faults.push(`${url} leads to nothing`);
    else if (anchor !== undefined && !isAnchor(target, anchor, page, nodes)) {
      faults.push(`${url} has no such anchor`);
    }
  }
  return faults;
}

function isAnchor(target: string, anchor: string, page: string, nodes: Nodes): boolean {
  if (!target.endsWith(".md")) return false;
  return anchorsOf(target === page ? nodes : nodesIn(target)).has(anchor);
}

it("looks at every page", () => {
  for (const page of ["README.md", "SECURITY.md", "docs/rules.md", "docs/operate.md"]) {
    expect(PAGES).toContain(page);
  }
});

describe.each(PAGES)("%s", (page) => {
  it("leads to what is there", () => expect(faultsIn(page, nodesIn(page))).toEqual([]));

  it("has one heading of the first level, and no HTML but marks", () => {
    const nodes = nodesIn(page);
    expect(nodes.filter((node) => node.type === "heading" && node.depth === 1).length).toBe(1);
    const html = nodes.flatMap((node) => (node.type === "html" ? [node.value] : []));
    expect(html.filter((value) => !/^<!-- (?:generated: [a-z]+|end) -->$/.test(value))).toEqual([]);
  });
});

it("is read on from the README: every page of docs/ can be reached", () => {
  const reached = new Set(["README.md"]);
  for (const page of reached) {
    for (const node of page.endsWith(".md") ? nodesIn(page) : []) {
      if (node.type !== "link" || /^[a-z]+:/.test(node.url)) continue;
      const [path = ""] = node.url.split("#");
      const target = normalize(join(dirname(page), path));
      if (path.endsWith(".md") && existsSync(target)) reached.add(target);
    }
  }
  expect(PAGES.filter((page) => page.startsWith("docs/") && !reached.has(page))).toEqual([]);
});

it.each([
  ["[a](nowhere.md)", "leads to nothing"],
  ["[a](#nowhere)", "has no such anchor"],
  ["[a](rules.md#nowhere)", "has no such anchor"],
  ["[a](../action.yml#inputs)", "has no such anchor"],
  ["[a](../../etc)", "leads out of here"],
  ["![a](images/none.png)", "leads to nothing"],
  ["[a](http://a.example)", "leads out of here"],
  ["# A\n# A\n[a](#a-2)", "has no such anchor"],
])("would refuse %j", (text, fault) => {
  expect(faultsIn("docs/page.md", nodesOf(text)).join()).toContain(fault);
});

it.each(["# A\n# A\n[a](#a-1)", "## `x` & y_z!\n[a](#x--y_z)", "[a](rules.md#orphan-element)"])(
  "would take %j",
  (text) => expect(faultsIn("docs/page.md", nodesOf(text))).toEqual([]),
);

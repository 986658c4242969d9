import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { readCommands } from "../../app/commands/parse.ts";
import { COMMANDS } from "../../app/commands/table.ts";
import { withCommands } from "../../scripts/command-sections.ts";
import { nodesOf, readableText } from "../support/markdown.ts";

const FILE = new URL("../../docs/commands.md", import.meta.url);
const DOCS = readFileSync(FILE, "utf8");
const NODES = nodesOf(DOCS);

describe("docs/commands.md", () => {
  it("is current", () => {
    expect(withCommands(DOCS)).toBe(DOCS);
    expect(() => withCommands("# Nothing")).toThrow("there is no place for commands");
  });

  it("follows the table", () => {
    const [first, ...rest] = COMMANDS;
    const changed = withCommands(DOCS, [{ ...first, usage: "/dsp judge", name: "judge" } as never]);
    expect(changed).toContain("### `/dsp judge`\n");
    for (const { usage } of rest) expect(changed).not.toContain(`### \`${usage}\``);
  });

  const headings = NODES.flatMap((node) =>
    node.type === "heading" && node.depth === 3
      ? node.children.map((child) => ("value" in child ? child.value : ""))
      : [],
  );

  it("has a section for each command, in order, and no other", () => {
    expect(headings).toEqual(COMMANDS.map(({ usage }) => usage));
  });

  it.each(COMMANDS.map((row) => [row.usage, row] as const))("%s: says it all", (usage, row) => {
    const from = DOCS.indexOf(`### \`${usage}\``);
    const section = DOCS.slice(from).split(/^(?:### |<!-- end)/m)[1] ?? "";
    expect(section).toContain(row.summary);
    expect(section).toContain(`the role ${row.who} and up`);
    expect(section).toContain(`Example: \`${row.example}\`\n`);
    expect(section).toContain(row.reply);
    expect(section.includes("the author of the pull request")).toBe(row.authorToo === true);
  });

  it("shows commands that are understood", () => {
    const shown = NODES.flatMap((node) =>
      node.type === "code" ? readCommands(node.value).map(({ ok }) => ok) : [],
    );
    expect(shown).toEqual([true]);
  });

  it("says what the reader of comments holds to", () => {
    const text = readableText(DOCS).replace(/\s+/g, " ");
    expect(text).toContain("up to five commands");
    expect(
      readCommands("/dsp help\n".repeat(6))
        .map(({ ok }) => ok)
        .indexOf(false),
    ).toBe(5);
    expect(text).toContain("at most three spaces before it");
    expect([readCommands("   /dsp"), readCommands("    /dsp")].map(({ length }) => length)).toEqual(
      [1, 0],
    );
  });

  it("leads to what is there", () => {
    const targets = NODES.flatMap((node) => (node.type === "link" ? [node.url] : []));
    expect(targets).toContain("app.md");
    expect(targets.filter((target) => !existsSync(new URL(target, FILE)))).toEqual([]);
  });
});

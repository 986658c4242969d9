import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "@babel/parser";
import { expect, it } from "@jest/globals";

/** Names that two files export with one meaning each, and why both keep it. */
const DOUBLES: Readonly<Record<string, string>> = {};

const MOST_DOUBLES = 4;

it("gives each exported name one meaning: no two files export the same", () => {
  const files = execFileSync("git", ["ls-files", "src", "app"], { encoding: "utf8" });
  const owners = new Map<string, Set<string>>();
  for (const file of files.split("\n").filter((one) => one.endsWith(".ts"))) {
    for (const name of exportsOf(readFileSync(file, "utf8"))) {
      owners.set(name, (owners.get(name) ?? new Set()).add(file));
    }
  }
  const doubles = [...owners].filter(([, found]) => found.size > 1);
  expect(owners.size).toBeGreaterThan(1_000);
  expect(doubles.filter(([name]) => !Object.hasOwn(DOUBLES, name))).toEqual([]);
  expect(Object.keys(DOUBLES).filter((name) => (owners.get(name)?.size ?? 0) < 2)).toEqual([]);
  expect(Object.keys(DOUBLES).length).toBeLessThanOrEqual(MOST_DOUBLES);
});

/** The names that a file declares and exports; not those that it passes on. */
function exportsOf(source: string): string[] {
  const { program } = parse(source, { sourceType: "module", plugins: ["typescript"] });
  return program.body.flatMap((node) => {
    if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
    const { declaration } = node;
    if (declaration.type === "VariableDeclaration") {
      return declaration.declarations.flatMap(({ id }) => ("name" in id ? [String(id.name)] : []));
    }
    const { id } = declaration as { id?: { name: string } | null };
    return id ? [id.name] : [];
  });
}

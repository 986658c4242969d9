import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { COMMANDS } from "../../app/commands/table.ts";
import { EVENTS } from "../../app/events.ts";
import { RAISABLE_COMMANDS } from "../../src/core/policy/commands.ts";
import { nodesOf } from "../support/markdown.ts";

const GUIDE = readFileSync("CONTRIBUTING.md", "utf8");

it("has a row for every event", () => {
  const rows = ["test/app/events.test.ts", "test/app/checks/wakes.test.ts"]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  expect(EVENTS.filter((event) => !rows.includes(`"${event}"`))).toEqual([]);
});

it("lets a policy raise the role of every command but help, and of no other", () => {
  const names: readonly string[] = COMMANDS.map(({ name }) => name);
  expect([...RAISABLE_COMMANDS, "help"].sort()).toEqual([...names].sort());
});

it("has every command in a test", () => {
  const folder = "test/app/commands";
  const tests = readdirSync(folder)
    .filter((file) => !file.startsWith("parse"))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
    .join("\n");
  expect(COMMANDS.filter(({ name }) => !tests.includes(`/dsp ${name}`))).toEqual([]);
});

describe("CONTRIBUTING.md", () => {
  /** The rows of its tables: the step, and what fails where it is forgotten. */
  const named = [...GUIDE.matchAll(/`(test\/[^`]+\.test\.ts)`: ([^|`]+?)(?:;[^|]*)? \|$/gm)];

  it("names tests", () => expect(named.length).toBeGreaterThan(10));

  it.each(named.map(([, file = "", title = ""]) => [file, title]))(
    "%s: %s: is a test that is there",
    (file, title) => {
      // A part of a title that comes from a table stands apart.
      expect(readFileSync(file, "utf8")).toContain(`"${title}`);
    },
  );

  it("names files that are there", () => {
    const paths = nodesOf(GUIDE).flatMap((node) =>
      node.type === "inlineCode" &&
      /^(?:src|app|packages|test|docs|\.github)\/[\w./-]+$/.test(node.value)
        ? [node.value]
        : [],
    );
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      expect(() => (path.endsWith("/") ? readdirSync(path) : readFileSync(path))).not.toThrow();
    }
  });
});

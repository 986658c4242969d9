import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { EVENTS } from "../../app/events.ts";
import { RIGHTS } from "../../app/rights.ts";
import { DOCS } from "../../scripts/docs.ts";
import { variables } from "../../scripts/environment-table.ts";
import { withExpectations } from "../../scripts/expectation-sections.ts";
import { table, withPart } from "../../scripts/parts.ts";
import { withRights } from "../../scripts/rights-table.ts";
import { withRules } from "../../scripts/rule-sections.ts";
import { GUIDES } from "../../src/core/artefacts/guides.ts";
import { ARTEFACT_NAMES } from "../../src/core/artefacts/index.ts";
import { CONSIDERATIONS } from "../../src/core/catalogue/considerations.ts";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "../../src/core/policy/guide.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { nodesOf } from "../support/markdown.ts";

const textOf = (file: string) => readFileSync(file, "utf8");

/** The headings of a level, in order. */
function headings(file: string, depth: number): string[] {
  return nodesOf(textOf(file)).flatMap((node) =>
    node.type === "heading" && node.depth === depth
      ? [node.children.map((child) => ("value" in child ? child.value : "")).join("")]
      : [],
  );
}

/** The first cells of all rows. */
const firstCells = (file: string) =>
  textOf(file)
    .match(/^\| `[^`]+`/gm)
    ?.map((cell) => cell.slice(3, -1));

describe.each(Object.keys(DOCS))("%s", (file) => {
  it("is current", () => expect(DOCS[file]?.(textOf(file))).toBe(textOf(file)));

  it("is written only where there is a place for it", () =>
    expect(() => DOCS[file]?.("# Nothing\n")).toThrow("there is no place for"));
});

describe("docs/rules.md", () => {
  it("has a section for each rule, whose anchor is its id", () => {
    expect(headings("docs/rules.md", 3)).toEqual(RULES.map(({ id }) => id));
  });

  it("follows the rules", () => {
    const [rule] = RULES;
    if (!rule) throw new Error("there are no rules");
    const changed = withRules(textOf("docs/rules.md"), [{ ...rule, id: "other", why: "Because." }]);
    expect(changed).toContain("### other\n");
    expect(changed).toContain("\nBecause.\n");
    expect(changed).not.toContain(`### ${RULES[1]?.id}\n`);
  });
});

describe("docs/expectations.md", () => {
  it("has a section for each expectation and each consideration", () => {
    const ids = [...EXPECTATIONS, ...CONSIDERATIONS].map(({ id }) => id);
    expect(headings("docs/expectations.md", 3)).toEqual(ids);
  });

  it("names the rules that show one, with their place", () => {
    const shown = { where: { rule: "orphan-element" }, all: [{ rule: "stale-review" }] };
    const [one] = EXPECTATIONS;
    if (!one) throw new Error("there are no expectations");
    const text = withExpectations(textOf("docs/expectations.md"), [{ ...one, shown }]);
    expect(text).toContain(
      "- all of\n  - rule [`orphan-element`](rules.md#orphan-element) (X05): ",
    );
    expect(text).toContain("  - rule [`stale-review`](rules.md#stale-review) (X30): ");
  });
});

it("has a row for each field of each file", () => {
  const paths = ARTEFACT_NAMES.flatMap((name) => Object.keys(GUIDES[name]));
  expect(firstCells("docs/artefacts.md")?.sort()).toEqual(paths.sort());
});

it("has a row for each key of a policy", () => {
  const keys = Object.keys({ ...REPOSITORY_POLICY_GUIDE, ...ORGANISATION_POLICY_GUIDE });
  expect(firstCells("docs/policy.md")?.sort()).toEqual(keys.sort());
});

describe("the variables of docs/operate.md", () => {
  it("are those that the App reads", () => {
    expect(
      variables()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "APP_ID",
      "GITHUB_API_URL",
      "HOST",
      "LOG_LEVEL",
      "PORT",
      "PRIVATE_KEY",
      "PRIVATE_KEY_PATH",
      "WEBHOOK_PATH",
      "WEBHOOK_SECRET",
      "WEBHOOK_SECRET_PREVIOUS",
    ]);
  });

  it("say which have to be set, and what the others are", () => {
    const byName = new Map(variables().map((one) => [one.name, one]));
    expect(byName.get("APP_ID")).toMatchObject({ isRequired: true, or: undefined });
    expect(byName.get("PRIVATE_KEY")).toMatchObject({ isRequired: true, or: "PRIVATE_KEY_PATH" });
    expect(byName.get("PRIVATE_KEY_PATH")).toMatchObject({ isRequired: true, or: "PRIVATE_KEY" });
    expect(byName.get("PORT")).toMatchObject({ isRequired: false, unlessSet: "3000" });
  });
});

describe("docs/operate.md", () => {
  it("gives a reason for each right and each event", () => {
    const text = textOf("docs/operate.md");
    const [, rest = ""] = text.split("<!-- generated: rights -->");
    const [part = ""] = rest.split("\n## ");
    const rows = part.match(/^\| `.*/gm) ?? [];
    expect(rows.length).toBe(Object.keys(RIGHTS).length + EVENTS.length);
    expect(rows.filter((row) => !/[a-z.\d] \|$/.test(row))).toEqual([]);
  });

  it("refuses a manifest that has none", () => {
    expect(() => withRights(textOf("docs/operate.md"), "name: x\n")).toThrow("app.yml lists no");
  });

  it("quotes messages that the App logs", () => {
    const table = textOf("docs/operate.md").split("## Logs")[1]?.split("## What to watch")[0] ?? "";
    const source = readdirSync("app", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => textOf(`app/${path}`))
      .join("\n");
    const rows = table.match(/^\| `.*/gm) ?? [];
    const messages = rows.flatMap((row) => row.split("|")[1]?.match(/`[^`]+`/g) ?? []);
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter((one) => !source.includes(`"${one.slice(1, -1)}"`))).toEqual([]);
    const logged = [...source.matchAll(/log(?:ger)?\.(?:info|warn|error)\(\s*"([^"]+)"/g)];
    const untold = logged.filter(([, message]) => !messages.includes(`\`${message}\``));
    expect(untold.map(([, message]) => message)).toEqual([]);
  });
});

describe("a part", () => {
  it("is put between its own marks", () => {
    const text = "a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n";
    expect(withPart(text, "x", "new\n")).toBe(
      "a\n<!-- generated: x -->\n\nnew\n\n<!-- end -->\nb\n",
    );
  });

  it("is a table without the columns that nothing stands in", () => {
    const rows = [
      ["1", "", "a|b"],
      ["2", "", "c\nd"],
    ];
    expect(table(["x", "y", "z"], rows)).toBe(
      "| x | z |\n| --- | --- |\n| 1 | a\\|b |\n| 2 | c d |\n",
    );
  });
});

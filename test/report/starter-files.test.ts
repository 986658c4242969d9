import { expect, it } from "@jest/globals";
import { ARTEFACTS, type ArtefactName } from "../../src/core/artefacts/index.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import { STAGES } from "../../src/core/stages.ts";
import { forService, starterFiles } from "../../src/core/templates/index.ts";
import { editPage, LONGEST_ADDRESS, newFilePage } from "../../src/report/edit-links.ts";
import { bytesOf, MAX_BYTES } from "../../src/report/room.ts";
import { starterItem } from "../../src/report/starter-files.ts";
import { nodesOf } from "../support/markdown.ts";

const REPOSITORY = { url: "https://github.com/moj/visits", defaultBranch: "main" };

it.each(STAGES)("begins each file of %s by a link that holds the whole template", (stage) => {
  const files = starterFiles({ stage }, DEFAULT_POLICY.paths);
  const items = files.map((file) => starterItem(REPOSITORY, file)).join("");
  expect(bytesOf(items)).toBeLessThan(MAX_BYTES);
  const targets = nodesOf(items).flatMap((node) => (node.type === "link" ? [node.url] : []));
  const queries = targets.map((target) => new URL(target).searchParams);
  expect(
    queries.map((query) => ({ path: query.get("filename"), text: query.get("value") })),
  ).toEqual(files);
  expect(Math.max(...targets.map((target) => target.length))).toBeLessThanOrEqual(LONGEST_ADDRESS);
});

it("folds a template away that is too long for an address, under a link without it", () => {
  const text = `# ${"é".repeat(1_500)}\na: 1\n`;
  const item = starterItem(REPOSITORY, { path: "a.yml", text });
  const nodes = nodesOf(item);
  expect(nodes.find(({ type }) => type === "link")).toMatchObject({
    url: "https://github.com/moj/visits/new/main?filename=a.yml",
  });
  expect(nodes.find(({ type }) => type === "code")).toMatchObject({ value: text.trimEnd() });
  expect(nodes.filter(({ type }) => type === "listItem")).toHaveLength(1);
});

it("leads to a branch and a path whatever they are called", () => {
  const odd = { ...REPOSITORY, defaultBranch: "a b/(c)#" };
  expect(editPage(odd, "d e/f?.yml")).toBe(
    "https://github.com/moj/visits/edit/a%20b/%28c%29%23/d%20e/f%3F.yml",
  );
  expect(newFilePage(odd, "x&y.yml", "a: '&#'\n")).toEqual({
    address:
      "https://github.com/moj/visits/new/a%20b/%28c%29%23?filename=x%26y.yml&value=a%3A%20%27%26%23%27%0A",
    isFilled: true,
  });
});

it.each(Object.keys(ARTEFACTS) as ArtefactName[])(
  "fills the service's id into the %s",
  (artefact) => {
    const file = starterFiles({ stage: "live" }, DEFAULT_POLICY.paths).find(
      ({ path }) => path === DEFAULT_POLICY.paths[artefact],
    );
    const text = file?.text ?? "";
    expect(forService(text, "Book_a.Visit")).toMatch(/^service:\n {2}id: book-a-visit {2}# /m);
    expect(forService(text, "Book_a.Visit").replace(" book-a-visit  #", "  #")).toBe(text);
    expect(forService(text, "---")).toBe(text);
    expect(forService(text, "a".repeat(81))).toBe(text);
  },
);

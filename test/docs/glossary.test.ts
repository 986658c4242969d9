import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { firstUse, SPELLED_OUT, withGlossaryLinks } from "../../scripts/glossary-links.ts";
import { withGlossary } from "../../scripts/glossary-page.ts";
import { CATEGORY_TERMS, findTerm, TERMS } from "../../src/core/catalogue/glossary/index.ts";
import { nodesOf } from "../support/markdown.ts";

const DOCS = readdirSync("docs").flatMap((file) => (file.endsWith(".md") ? [`docs/${file}`] : []));
const PAGES = [...readdirSync(".").filter((file) => file.endsWith(".md")), ...DOCS];

/** Capitals that are no acronyms: names of files of this repository, and a marking. */
const NO_ACRONYM = /^(?:README|CONTRIBUTING|SECURITY|CHANGELOG|LICENSES?|TOP|SECRET)$/;

/** The acronyms in what a page says, its code left out; not those that are a part of an id. */
function acronymsIn(markdown: string): string[] {
  const prose = nodesOf(markdown).flatMap((node) => (node.type === "text" ? [node.value] : []));
  const found = prose.flatMap((text) => text.match(/(?<![\w./-])[A-Z]{2,}(?![\w/-]|\.\w)/g) ?? []);
  return [...new Set(found)].filter((word) => !NO_ACRONYM.test(word));
}

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  it("uses only acronyms that the glossary has", () =>
    expect(acronymsIn(text).filter((word) => findTerm(word) === undefined)).toEqual([]));

  it("spells out an acronym at its first use, with a link to the glossary", () => {
    if (page === "docs/glossary.md") return;
    const unlinked = SPELLED_OUT.filter(
      (acronym) =>
        firstUse(text, acronym) !== undefined &&
        !text.slice(0, firstUse(text, acronym)).includes(`glossary.md#${acronym.toLowerCase()})`),
    );
    expect(unlinked).toEqual([]);
  });
});

it.each([
  [
    "An RTO of four hours. An RTO.",
    "An [RTO (recovery time objective)](glossary.md#rto) of four hours. An RTO.",
  ],
  ["# RTO\n\n`RTO` and [RTO](x.md)\n", "# RTO\n\n`RTO` and [RTO](x.md)\n"],
  [
    "the data protection officer (DPO) and the DPO",
    "the data protection officer ([DPO](glossary.md#dpo)) and the DPO",
  ],
  ["the [DPO](glossary.md#dpo) and the DPO", "the [DPO](glossary.md#dpo) and the DPO"],
])("links the first use in %j", (text, linked) => {
  expect(withGlossaryLinks(text)).toBe(linked);
  expect(withGlossaryLinks(linked)).toBe(linked);
});

it("finds acronyms in prose, not in ids and code", () => {
  expect(acronymsIn("An XYZ, not `QRS`, DSP-ABC-1, POL.TCP.008 or AB12.")).toEqual(["XYZ"]);
});

describe("docs/glossary.md", () => {
  const text = readFileSync("docs/glossary.md", "utf8");

  it("has a section for each term, and a row for each data category", () => {
    const headings = text.match(/^### .*/gm)?.map((line) => line.slice(4));
    expect(headings).toEqual(TERMS.map(({ term }) => term));
    for (const { term } of CATEGORY_TERMS) expect(text).toContain(`\n| \`${term}\` |`);
  });

  it("follows the terms", () => {
    const changed = withGlossary(text, [{ term: "other", meaning: "Something else." }]);
    expect(changed).toContain("### other\n\nSomething else.\n");
    expect(changed).not.toContain("### DPIA\n");
  });
});

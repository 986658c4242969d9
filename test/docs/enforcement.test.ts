import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";

/** The text under a heading, its lines as one. */
function under(heading: string, file: string): string {
  const [, rest] = readFileSync(file, "utf8").split(`\n${heading}\n`);
  if (rest === undefined) throw new Error(`${file} has no ${heading}`);
  return (rest.split(/\n##+ /)[0] ?? "").replace(/\s+/g, " ");
}

/** A workflow comes from the pull request that it checks. Source: T19 of `reliability.md`. */
describe("how to enforce what a pull request cannot change (T19)", () => {
  it("docs/app.md: the App's check, from the App as its source", () => {
    const text = under("## The check on pull requests", "docs/app.md");
    expect(text).toMatch(/require it in a branch ruleset, and choose this App as its source/);
    expect(text).toMatch(/because the workflow comes from the pull request/);
  });

  it("docs/action.md: a workflow of the organisation's ruleset, or the App", () => {
    const text = under("### How far that holds", "docs/action.md");
    expect(text).toMatch(/the workflow file itself comes from the pull request/);
    expect(text).toMatch(/a ruleset \("Require workflows to pass before merging"\)/);
    expect(text).toMatch(/\[the App's check\]\(app\.md\), with the App as its source/);
  });
});

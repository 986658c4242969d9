import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { withActionPlace, withPackagePlace } from "../../scripts/home-places.ts";
import { HOME, PLACES, placesOf } from "../../src/core/home.ts";
import { VERSION } from "../../src/core/version.ts";

const SOMEWHERE = placesOf("https://git.example/moj/dsp", "1.2.3");

it("is an address of a repository, without a slash at the end, or is not known yet", () => {
  expect(HOME ?? "https://git.example/moj/dsp").toMatch(/^https:\/\/[^/]+\/[\w.-]+\/[\w.-]+$/);
});

describe("from the home", () => {
  it("follow all other addresses", () => {
    expect(SOMEWHERE).toEqual({
      home: "https://git.example/moj/dsp",
      docs: "https://git.example/moj/dsp/blob/v1.2.3/docs",
      schemas: "https://git.example/moj/dsp/raw/v1.2.3/schemas",
      repositoryUrl: "git+https://git.example/moj/dsp.git",
      action: "moj/dsp",
    });
    expect(PLACES).toEqual(placesOf(HOME, VERSION));
  });

  it("follows nothing while there is none, but a name to fill in", () => {
    expect(placesOf(undefined)).toEqual({ action: "OWNER/dsp-lifecycle" });
  });

  it("the package gets its page and its repository, or neither", () => {
    const before = readFileSync("package.json", "utf8");
    const { homepage, repository, ...rest } = JSON.parse(withPackagePlace(before, SOMEWHERE));
    expect([homepage, repository]).toEqual([
      "https://git.example/moj/dsp",
      { type: "git", url: "git+https://git.example/moj/dsp.git" },
    ]);
    expect(JSON.parse(withPackagePlace(before, placesOf(undefined)))).toEqual(rest);
  });

  it("the examples of the Action get its name, each of them", () => {
    const before = readFileSync("docs/action.md", "utf8");
    const count = (text: string, word: string) => text.split(word).length - 1;
    const after = withActionPlace(before, SOMEWHERE);
    expect(count(after, "uses: moj/dsp@0")).toBe(count(before, `uses: ${PLACES.action}@0`));
    expect(count(after, "uses: moj/dsp@0")).toBeGreaterThan(8);
    expect(after).not.toContain("OWNER");
    expect(withActionPlace(after)).toBe(before);
  });
});

describe("nobody writes it elsewhere", () => {
  /** What may repeat it: it is generated, or built. */
  const GENERATED = /^(?:package\.json|docs\/(?:action|cli)\.md|dist\/)/;
  /** This one, and the test of a place that a run of the Action is told. */
  const OTHERS =
    /^(?:src\/core\/home\.ts|test\/core\/home\.test\.ts|test\/action\/posting\.test\.ts)$/;
  const files = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => /\.(?:ts|mjs|json|ya?ml|md|html|css)$|^Dockerfile$|^\.ci\//.test(file))
    .filter((file) => !GENERATED.test(file) && !OTHERS.test(file));
  const found = (says: (text: string) => boolean) =>
    files.filter((file) => says(readFileSync(file, "utf8")));

  it("looks at all there is", () => expect(files.length).toBeGreaterThan(300));

  it("neither the home, nor a repository of that name, nor the placeholder for one", () => {
    const name = /(?:github\.com|OWNER)\/[\w.-]*\/?dsp-lifecycle/;
    expect(found((text) => name.test(text))).toEqual([]);
    expect(found((text) => HOME !== undefined && text.includes(HOME))).toEqual([]);
  });

  it("nor a public host of packages, which serves whoever takes the name", () => {
    const host = /\b(?:unpkg\.com|jsdelivr\.net|esm\.sh|skypack\.dev)\b/;
    expect(found((text) => host.test(text))).toEqual([]);
  });
});

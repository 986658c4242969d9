import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../../src/core/documents/limits.ts";
import { type FoundPolicies, policyFrom } from "../../../src/core/policy/found.ts";
import { unusableFile } from "../../../src/core/snapshot.ts";

const TODAY = "2026-11-23";
const ABOVE = "moj/.github/.github/dsp.yml";

const text = (written: string) => ({ ok: true as const, text: written });
const above = (written: string) => ({ path: ABOVE, file: text(written) });
const judgedBy = (found: FoundPolicies) => policyFrom(found, TODAY, DEFAULT_LIMITS);

/** `file:line:column: message; fix` of each problem. */
function problems(found: FoundPolicies): string[] {
  const outcome = judgedBy(found);
  if (outcome.ok) throw new Error("it was accepted");
  return outcome.problems.map(
    ({ file, line, column, message, fix }) => `${file}:${line}:${column}: ${message}; ${fix}`,
  );
}

describe("policyFrom", () => {
  it("lays the repository's policy over the organisation's", () => {
    expect(
      judgedBy({
        own: text("stage: beta\n"),
        organisation: above("fail_on: warning\npaths: {data_map: map.yml}\n"),
      }),
    ).toMatchObject({
      ok: true,
      text: "stage: beta\n",
      policy: { stage: "beta", failOn: "warning", paths: { dataMap: "map.yml" } },
    });
  });

  it.each(["none", "unknown"] as const)("takes a repository whose organisation's is %s", (gone) => {
    expect(judgedBy({ organisation: gone })).toMatchObject({ ok: true, policy: { levels: {} } });
  });

  it("says which of the two cannot be read, and where", () => {
    expect(problems({ own: text("stage: betta\n"), organisation: "none" })).toEqual([
      expect.stringMatching(/^\.github\/dsp\.yml:1:8: `stage` is "betta"; /),
    ]);
    expect(problems({ own: text("stage: beta\n"), organisation: above("stage: beta\n") })).toEqual([
      expect.stringMatching(/^moj\/\.github\/\.github\/dsp\.yml:1:1: unknown key "stage"; /),
    ]);
  });

  it("takes no file for a policy that cannot be opened", () => {
    const file = unusableFile({ line: 1, column: 1, message: "a link", fix: "put a file there" });
    expect(problems({ own: file, organisation: "none" })).toEqual([
      ".github/dsp.yml:1:1: a link; put a file there",
    ]);
    expect(problems({ organisation: { path: ABOVE, file } })).toEqual([
      `${ABOVE}:1:1: a link; put a file there`,
    ]);
  });
});

describe("_extends", () => {
  const own = text("stage: beta\n_extends: .github\n");

  it("refuses to judge without the organisation's policy, where that was looked for", () => {
    expect(problems({ own, organisation: "none" })).toEqual([
      ".github/dsp.yml:2:11: `_extends` says that the organisation has a policy, but none can be found in its .github repository; write .github/dsp.yml there, use a token that may read that repository, or remove `_extends`",
    ]);
  });

  it.each(["unknown" as const, above("fail_on: warning\n")])("is content with %j", (found) => {
    expect(judgedBy({ own, organisation: found })).toMatchObject({
      ok: true,
      policy: { extendsOrganisation: true },
    });
  });

  it("names nothing but the organisation's own repository", () => {
    expect(problems({ own: text("_extends: other/.github\n"), organisation: "none" })).toEqual([
      '.github/dsp.yml:1:11: `_extends` is "other/.github"; write .github',
    ]);
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { attestedText, revokedText, standingInWords } from "../../src/report/ledger-reply.ts";
import { bytesOf } from "../../src/report/room.ts";
import { evidenceList } from "../../src/report/stage-issue-attest.ts";
import { result } from "../support/assessments.ts";
import { hostileText, RUNS } from "../support/hostile.ts";
import { actedOn, nodesOf } from "../support/markdown.ts";

const VIEW = { repositoryUrl: "https://github.com/moj/visits", sha: "a".repeat(40) };
const ENTRY = {
  expectation: "DSP-DISC-6",
  by: "octocat",
  date: "2026-11-23",
  role: "technical-architect",
};

describe("the entry of an attestation", () => {
  it("says who, what, with which evidence, and until when", () => {
    const evidence = [
      "docs/adr/0003.md",
      ".dsp/data-map.yml",
      "#12",
      `${VIEW.repositoryUrl}/issues/1#issuecomment-7`,
    ];
    const before = { ...ENTRY, by: "other", date: "2026-10-01", evidence };
    const standing = standingInWords("DSP-DISC-6", "alpha", result("DSP-DISC-6"));
    expect(attestedText(VIEW, { ...ENTRY, evidence }, { before, standing })).toBe(
      `\`octocat\` signed off **DSP-DISC-6** as \`technical-architect\`.

- Statement: Technical architects were consulted on how the work is delivered, and the evidence is a dated note or decision record.
- Evidence: [\`docs/adr/0003.md\`](${VIEW.repositoryUrl}/blob/${VIEW.sha}/docs/adr/0003.md), [\`.dsp/data-map.yml\`](${VIEW.repositoryUrl}/blob/${VIEW.sha}/.dsp/data-map.yml), \`#12\` and [comment](${VIEW.repositoryUrl}/issues/1#issuecomment-7)
- Lasts: from 2026-11-23 until 2027-11-23
- Replaces: the sign-off by \`other\` on 2026-10-01
- At alpha: **DSP-DISC-6** is met

This comment is the record: do not edit or delete it, or the comment that it answers. To withdraw the sign-off, comment \`/dsp revoke DSP-DISC-6\`.
`,
    );
  });

  it("leaves evidence inert, whatever it is (T6)", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 3 }), (evidence) => {
        const text = attestedText(VIEW, { ...ENTRY, evidence }, { standing: "x" });
        const nodes = nodesOf(text);
        expect(actedOn(nodes)).toEqual([]);
        expect(nodes.filter(({ type }) => type === "listItem")).toHaveLength(4);
        const targets = nodes.flatMap((node) => (node.type === "link" ? [node.url] : []));
        expect(targets.filter((url) => !url.startsWith(`${VIEW.repositoryUrl}/`))).toEqual([]);
      }),
      RUNS,
    );
  });
});

it("what is taken back is said with where else it stands", () => {
  const entry = { ...ENTRY, evidence: [] };
  expect(revokedText("hubot", entry, { standing: "x", recorded: "In the record" })).toContain(
    "\n- x\n- In the record\n\nThis comment is the record",
  );
  expect(revokedText("hubot", entry, { standing: "x" })).toContain(
    "\n- x\n\nThis comment is the record",
  );
});

it.each([
  ["octocat", "`octocat` withdrew their sign-off of **DSP-DISC-6** from 2026-11-23."],
  ["hubot", "`hubot` withdrew `octocat`'s sign-off of **DSP-DISC-6** from 2026-11-23."],
])("what %s takes back names whose it was", (by, words) => {
  const text = revokedText(by, { ...ENTRY, evidence: [] }, { standing: "x" });
  expect(text.split("\n")[0]).toBe(words);
});

describe("what an expectation comes to", () => {
  it.each([
    [undefined, "At live: **DSP-BETA-7** is not expected, but the sign-off is kept"],
    [result("DSP-BETA-7", "not-yet"), "At live: **DSP-BETA-7** is not yet due"],
    [
      result("DSP-BETA-7", "open", [
        { kind: "rule", ref: "a", outcome: "open", detail: "`a` is <b>" },
        { kind: "rule", ref: "b", outcome: "met", detail: "" },
      ]),
      "At live: **DSP-BETA-7** is open: `a` is &lt;b&gt;",
    ],
  ])("%#", (found, words) => {
    expect(standingInWords("DSP-BETA-7", "live", found)).toBe(words);
  });
});

describe("a list of evidence", () => {
  it("names all of it, or the first of it and how much more there is", () => {
    const evidence = ["a", "b", "c", "d"];
    expect(evidenceList(VIEW, evidence)).toBe("`a`, `b`, `c` and `d`");
    expect(evidenceList(VIEW, evidence, 3)).toBe("`a`, `b`, `c` and 1 more");
  });

  it("ends where a paragraph ends", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `evidence ${index}`);
    const text = evidenceList(VIEW, many);
    expect(bytesOf(text)).toBeLessThan(12_000);
    const named = text.match(/`/g)?.length ?? 0;
    expect(text.endsWith(` and ${5_000 - named / 2} more`)).toBe(true);
  });
});

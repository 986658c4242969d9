import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Assessment } from "../../src/core/assessment.ts";
import type { FailOn } from "../../src/core/policy/policy.ts";
import type { JudgedFile } from "../../src/report/files.ts";
import { type MarkdownOptions, renderMarkdown } from "../../src/report/markdown.ts";
import { howToWaive } from "../../src/report/markdown-parts.ts";
import { bytesOf } from "../../src/report/room.ts";
import { judgedInWords, nothingFound, UNREADABLE } from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { hostileAssessment, hostileText, RUNS } from "../support/hostile.ts";
import { actedOn, nodesOf } from "../support/markdown.ts";

const lines = (given: Partial<Assessment>, options: MarkdownOptions = {}) =>
  renderMarkdown(assessment(given), options).split("\n");

const FOOTER = `Stage beta, private (from .github/dsp.yml) · ${judgedInWords(assessment())}`;

const HOW_TO_WAIVE = howToWaive().trimEnd();

const NOTHING = nothingFound(assessment());

/** As many findings as one likes, each with a line of its own. */
const many = (number: number) =>
  Array.from({ length: number }, (_one, index) =>
    finding({ message: `finding ${index}`, place: { line: index + 1, column: 1 } }),
  );

/** Whether a fold is left open, or closed before it opens. */
function unbalanced(text: string): boolean {
  let open = 0;
  for (const [tag] of text.matchAll(/<\/?details>/g)) {
    open += tag === "<details>" ? 1 : -1;
    if (open < 0) return true;
  }
  return open !== 0;
}

describe("a change", () => {
  const fresh = finding({ message: "new fault", isNew: true });
  const old = finding({ message: "old fault", isNew: false });

  it("has what it brings first, and what was there before folded away", () => {
    const six = many(6).map((one) => ({ ...one, isNew: false }));
    const text = renderMarkdown(assessment({ findings: [...six, fresh] }));
    expect(text).toContain("New: 1 failure; there before: 6 failures.");
    expect(text.indexOf("new fault")).toBeLessThan(text.indexOf("finding 0"));
    const fold = text.slice(text.indexOf("<details><summary>There before this change: 2 failures"));
    expect(fold.match(/finding \d/g)).toEqual(["finding 4", "finding 5"]);
    expect(unbalanced(text)).toBe(false);
  });

  it("says each finding once", () => {
    const findings = [fresh, old, ...many(7)];
    const text = renderMarkdown(assessment({ findings }));
    for (const { message } of findings) expect(text.split(message)).toHaveLength(2);
  });

  it.each<[FailOn, Assessment["findings"], string]>([
    ["failure", [old], ". There before: 1 failure, which fails this check."],
    ["never", [old], ". There before: 1 failure."],
    ["failure", [], ", and there were no findings before."],
  ])("that touches nothing is told in a sentence, fail_on: %s", (failOn, findings, end) => {
    const given = assessment({ findings });
    const text = renderMarkdown(given, { isTouched: false, failOn, notes: [{ text: "a note" }] });
    const [shown = "", folded] = text.split("<details>");
    expect(shown).toBe(
      `## Data security and privacy at beta, private\n\nThis change does not touch the policy or the evidence${end}\n\n- a note\n\n`,
    );
    expect(folded).toBeDefined();
    expect(unbalanced(text)).toBe(false);
  });

  it("that touches nothing stays within its bytes, too", () => {
    const findings = many(200).map((one) => ({ ...one, isNew: false }));
    const text = renderMarkdown(assessment({ findings }), { isTouched: false, maxBytes: 5_000 });
    expect(bytesOf(text)).toBeLessThanOrEqual(5_000);
    expect(unbalanced(text)).toBe(false);
  });

  it("in a folder of its own names the folder and its policy", () => {
    const text = renderMarkdown(assessment({ findings: [finding()] }), {
      folder: "services/visits",
      failOn: "failure",
    });
    expect(text).toContain("## Data security and privacy of `services/visits` at beta, private");
    expect(text).toContain("to `waivers` in `services/visits/.github/dsp.yml`");
    expect(text).toContain(
      "Failures fail this check (`fail_on: failure`). To begin without blocking anyone, set `fail_on: never` in `services/visits/.github/dsp.yml`",
    );
  });

  it("has no hint at waivers where none would help", () => {
    const shown = (rule: string) =>
      renderMarkdown(assessment({ findings: [finding({ rule })] })).includes("`waivers`");
    expect(["artefact-unreadable", "waiver-expired", "artefact-missing"].map(shown)).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("renderMarkdown", () => {
  it("has the verdict, what to do first, files, findings, waivers, expectations and a footer", () => {
    const given = {
      findings: [
        finding({ level: "notice", file: ".dsp/deletion-plan.yml", message: "by hand only" }),
        finding(),
        finding({ file: ".dsp/backup-config.yml", inFile: false, rule: "artefact-missing" }),
        finding({ level: "warning", waiver: waiver() }),
      ],
      expectations: [
        result("DSP-BETA-1", "not-yet"),
        result("DSP-BETA-6"),
        result("DSP-BETA-7", "allowed-later"),
        result("DSP-BETA-8", "not-applicable"),
        result("DSP-BETA-11", "open", [
          { kind: "rule", ref: "artefact-missing", outcome: "open", detail: "no backup config" },
          { kind: "attestation", ref: "the team", outcome: "open", detail: "sign this off" },
        ]),
      ],
    };
    const files = [
      {
        artefact: "dataMap",
        file: ".dsp/data-map.yml",
        title: "data map",
        state: "read",
      },
      {
        artefact: "backupConfig",
        file: ".dsp/backup-config.yml",
        title: "backup config",
        state: "absent",
      },
    ] satisfies JudgedFile[];
    const linkTo = (file: string, line: number | undefined) =>
      `https://github.com/o/r/blob/abc/${file}${line === undefined ? "" : `#L${line}`}`;
    const map = "[`.dsp/data-map.yml:3:5`](https://github.com/o/r/blob/abc/.dsp/data-map.yml#L3)";
    const backups =
      "[`.dsp/backup-config.yml`](https://github.com/o/r/blob/abc/.dsp/backup-config.yml)";
    const plan =
      "[`.dsp/deletion-plan.yml:3:5`](https://github.com/o/r/blob/abc/.dsp/deletion-plan.yml#L3)";
    const message = "copies of `bookings-db` are kept longer than the data";
    const fix = "lower `retention` to `P90D`";
    expect(lines(given, { files, linkTo })).toEqual([
      "## Data security and privacy at beta, private",
      "",
      "**2 failures, 1 notice (1 waived).** 1 of 2 expectations of beta and earlier met.",
      "",
      "### Do this first",
      "",
      `1. **failure** ${backups} · ${message}; ${fix} (\`artefact-missing\`)`,
      `1. **failure** ${map} · ${message}; ${fix} (\`backup-outlives-data\`)`,
      "",
      "| File | State | Failures | Warnings | Notices |",
      "| --- | --- | --: | --: | --: |",
      "| Data map `.dsp/data-map.yml` | read | 1 | 0 | 0 |",
      "| Backup config `.dsp/backup-config.yml` | not there | 1 | 0 | 0 |",
      "| `.dsp/deletion-plan.yml` | has findings | 0 | 0 | 1 |",
      "",
      "### Further findings",
      "",
      `- **notice** ${plan} · by hand only\\`,
      `  Fix: ${fix} (\`backup-outlives-data\`)`,
      "",
      HOW_TO_WAIVE,
      "",
      "### Waived",
      "",
      `- **warning** ${map} · ${message} (\`backup-outlives-data\`)\\`,
      "  Waived by data-protection-team until 2027-02-28. Reason: the supplier's setting changes in the new year",
      "",
      "### Expectations of beta and earlier",
      "",
      "1 of 2 expectations met, 1 open, 1 allowed later, 1 not yet due.",
      "",
      "- **DSP-BETA-11** open: You already back up data exactly as a live service must.",
      "  - no backup config (`artefact-missing`)",
      "  - sign this off",
      "",
      "Allowed later:",
      "",
      "- **DSP-BETA-7** You can still delete data by hand at beta.",
      "",
      "Not yet due:",
      "",
      "- **DSP-BETA-1** The service is assessed when it moves from private to public beta.",
      "",
      "<details><summary>1 expectation met</summary>",
      "",
      "- **DSP-BETA-6** You test security and privacy measures by hand at beta.",
      "",
      "</details>",
      "",
      "---",
      "",
      FOOTER,
      "",
    ]);
  });

  it("says that nothing was found, and no more than that", () => {
    expect(lines({})).toEqual([
      "## Data security and privacy at beta, private",
      "",
      `**${NOTHING}.** No expectation is due.`,
      "",
      "---",
      "",
      FOOTER,
      "",
    ]);
  });

  it("says that a file cannot be read", () => {
    const findings = [finding()];
    expect(lines({ verdict: "unreadable", findings })[2]).toBe(
      `**1 failure.** **${UNREADABLE}.** No expectation is due.`,
    );
    expect(lines({ verdict: "unreadable" })[2]).toBe(`**${UNREADABLE}.** No expectation is due.`);
  });

  it("names sources that say another stage", () => {
    const stageSource = {
      kind: "input" as const,
      name: "--stage",
      disagreeing: [".github/dsp.yml says alpha"],
    };
    expect(lines({ stageSource })[4]).toBe("- .github/dsp.yml says alpha, but --stage comes first");
  });

  it("lists notes under the verdict, before sources that disagree", () => {
    const stageSource = {
      kind: "input" as const,
      name: "--stage",
      disagreeing: [".github/dsp.yml says alpha"],
    };
    const notes = [
      { text: "The change adopts `.github/dsp.yml`" },
      { text: "it was <b>opened</b> by @octocat\n# x", more: "https://github.com/o/r#a" },
      { text: "no address is known", more: "docs/action.md#forks" },
    ];
    expect(lines({ stageSource, findings: [finding()] }, { notes }).slice(2, 11)).toEqual([
      "**1 failure.** No expectation is due.",
      "",
      "- The change adopts `.github/dsp.yml`",
      "- it was &lt;b&gt;opened&lt;/b&gt; by @\u200boctocat # x ([more](https://github.com/o/r#a))",
      "- no address is known (`docs/action.md#forks`)",
      "",
      "- .github/dsp.yml says alpha, but --stage comes first",
      "",
      "### Do this first",
    ]);
  });

  it("cuts long notes, and says how many are left out", () => {
    const notes = ["a", "b", "c", "d"].map((letter) => ({ text: letter.repeat(900) }));
    const cut = (letter: string) => `- ${letter.repeat(799)}…`;
    const listed = (maxBytes?: number) =>
      lines({}, { notes, maxBytes }).filter((line) => line.startsWith("- "));
    expect(listed()).toEqual([cut("a"), cut("b"), cut("c"), cut("d")]);
    expect(listed(2_000)).toEqual([cut("a"), cut("b"), "- … and 2 more notes"]);
  });

  it("puts at most five first, and never a notice", () => {
    const notices = many(9).map((one) => ({ ...one, level: "notice" as const }));
    const numbered = (findings: Assessment["findings"]) =>
      lines({ findings }).filter((line) => line.startsWith("1. ")).length;
    expect([numbered(many(9)), numbered([...many(2), ...notices]), numbered(notices)]).toEqual([
      5, 2, 0,
    ]);
  });

  it("leads to what each rule wants, where the docs have a place", () => {
    const { rule } = finding();
    const link = `[\`${rule}\`](https://a.example/docs/rules.md#${rule})`;
    const given = { findings: [finding(), finding({ waiver: waiver() })] };
    const linked = lines(given, { docs: "https://a.example/docs" });
    expect(linked.filter((line) => line.includes(link)).length).toBe(2);
    const without = lines(given, { docs: "javascript:x" });
    expect(without).toEqual(lines(given));
    expect(linked.map((line) => line.replaceAll(link, `\`${rule}\``))).toEqual(without);
  });

  it("links nothing where no address is known, or it is none of the web", () => {
    const given = { findings: [finding()] };
    expect(renderMarkdown(assessment(given), { linkTo: () => "javascript:x" })).toBe(
      renderMarkdown(assessment(given)),
    );
    expect(renderMarkdown(assessment(given))).not.toContain("](");
  });

  it("folds what is met away only while there is room", () => {
    const expectations = [result("DSP-BETA-6")];
    const details = (findings: Assessment["findings"]) =>
      lines({ findings, expectations }).filter((line) => line.startsWith("<details>")).length;
    expect([details(many(3)), details(many(3000))]).toEqual([1, 0]);
  });

  it("folds all expectations away for those who came for the findings", () => {
    const expectations = [
      result("DSP-BETA-6"),
      result("DSP-BETA-7", "allowed-later"),
      result("DSP-BETA-11", "open", [
        { kind: "attestation", ref: "the team", outcome: "open", detail: "sign this off" },
      ]),
    ];
    expect(lines({ expectations }, { hasFold: true })).toEqual([
      "## Data security and privacy at beta, private",
      "",
      `**${NOTHING}.** 1 of 2 expectations of beta and earlier met.`,
      "",
      "<details><summary>Expectations of beta and earlier: 1 of 2 expectations met, 1 open, 1 allowed later</summary>",
      "",
      "- **DSP-BETA-11** open: You already back up data exactly as a live service must.",
      "  - sign this off",
      "",
      "Allowed later:",
      "",
      "- **DSP-BETA-7** You can still delete data by hand at beta.",
      "",
      "<details><summary>1 expectation met</summary>",
      "",
      "- **DSP-BETA-6** You test security and privacy measures by hand at beta.",
      "",
      "</details>",
      "",
      "</details>",
      "",
      "---",
      "",
      FOOTER,
      "",
    ]);
  });

  it("folds nothing where no expectation is", () => {
    const findings = [finding()];
    expect(lines({ findings }, { hasFold: true })).toEqual(lines({ findings }));
  });

  it("keeps room for expectations, without what they lack, when findings are cut", () => {
    const by = [{ kind: "fact", ref: "x", outcome: "open", detail: "still to do" }] as const;
    const expectations = [result("DSP-BETA-6", "open", by)];
    const shown = lines({ findings: many(3000), expectations });
    expect(shown.filter((line) => line.startsWith("- **DSP-BETA-6** open:"))).toHaveLength(1);
    expect(shown).not.toContain("  - still to do");
    expect(lines({ findings: many(3), expectations })).toContain("  - still to do");
  });

  it("stays within its bytes, says how many findings are left out, and closes what it opens", () => {
    fc.assert(
      fc.property(
        fc.nat(120),
        fc.integer({ min: 2_000, max: 30_000 }),
        fc.boolean(),
        fc.boolean(),
        (number, maxBytes, isWaived, hasFold) => {
          const findings = many(number).map((one) =>
            isWaived ? { ...one, waiver: waiver() } : one,
          );
          const expectations = [
            result("DSP-BETA-5", "open", [
              { kind: "fact", ref: "x", outcome: "open", detail: "y".repeat(900) },
            ]),
            result("DSP-BETA-6"),
          ];
          const text = renderMarkdown(assessment({ findings, expectations }), {
            maxBytes,
            hasFold,
          });
          expect(bytesOf(text)).toBeLessThanOrEqual(maxBytes);
          const listed = text.match(/^(?:-|1\.) \*\*failure\*\*/gm)?.length ?? 0;
          const left = text.matchAll(/^- … and (\d+) more (?:things?|(?:waived )?findings?)$/gm);
          const more = [...left].reduce((sum, [, rest]) => sum + Number(rest), 0);
          expect(listed + more).toBe(number);
          expect(unbalanced(text)).toBe(false);
          expect(text.endsWith(`${FOOTER}\n`)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("stays within its bytes whatever it has to note, and closes what it opens", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 12 }),
        fc.integer({ min: 2_000, max: 9_000 }),
        fc.nat(12),
        fc.nat(30),
        (lengths, maxBytes, number, met) => {
          const notes = lengths.map((length) => ({ text: "n".repeat(length) }));
          const expectations = [
            result("DSP-BETA-5", "open"),
            ...Array.from({ length: met }, () => result("DSP-BETA-6")),
          ];
          const text = renderMarkdown(assessment({ findings: many(number), expectations }), {
            notes,
            maxBytes,
            hasFold: true,
          });
          expect(bytesOf(text)).toBeLessThanOrEqual(maxBytes);
          expect(unbalanced(text)).toBe(false);
          expect(text.endsWith(`${FOOTER}\n`)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("uses the singular for a single finding that is left out", () => {
    const findings = [finding({ level: "notice", message: "x".repeat(700), fix: "y".repeat(700) })];
    expect(renderMarkdown(assessment({ findings }), { maxBytes: 2_000 })).toContain(
      "\n- … and 1 more finding\n",
    );
  });

  it("lets nothing from the files be more than text, and links only what it was told to", () => {
    const base = "https://github.com/o/r/blob/abc/";
    const inline = [
      "root",
      "heading",
      "paragraph",
      "text",
      "strong",
      "inlineCode",
      "break",
      "thematicBreak",
    ];
    const blocks = ["list", "listItem", "table", "tableRow", "tableCell"];
    const known = new Set([...inline, ...blocks, "link", "html"]);
    const isTask = (node: object) => "checked" in node && typeof node.checked === "boolean";
    fc.assert(
      fc.property(
        hostileAssessment,
        fc.boolean(),
        fc.array(hostileText, { maxLength: 2 }),
        (hostile, hasLinks, notes) => {
          const linkTo = hasLinks ? (file: string) => `${base}${file}` : undefined;
          const text = renderMarkdown(hostile, {
            linkTo,
            notes: notes.map((text) => ({ text, more: hasLinks ? undefined : "docs/action.md" })),
            hasFold: true,
          });
          const nodes = nodesOf(text);
          expect(nodes.filter((node) => !known.has(node.type) || isTask(node))).toEqual([]);
          expect(nodes.flatMap((node) => (node.type === "html" ? node.value : []))).toEqual([
            "<details><summary>Expectations of beta and earlier: 1 of 2 expectations met, 1 open</summary>",
            "<details><summary>1 expectation met</summary>",
            "</details>",
            "</details>",
          ]);
          expect(nodes.filter(({ type }) => type === "thematicBreak")).toHaveLength(1);
          const urls = nodes.flatMap((node) => (node.type === "link" ? node.url : []));
          expect(urls.filter((url) => !hasLinks || !url.startsWith(base))).toEqual([]);
          expect(actedOn(nodes)).toEqual([]);
        },
      ),
      RUNS,
    );
  });
});

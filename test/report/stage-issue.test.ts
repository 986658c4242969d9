import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Assessment } from "../../src/core/assessment.ts";
import { type LedgerComment, ledgerEntry } from "../../src/core/ledger.ts";
import { STAGES } from "../../src/core/stages.ts";
import { bytesOf } from "../../src/report/room.ts";
import {
  renderStageIssue,
  type StageIssueView,
  stageIssueTitle,
} from "../../src/report/stage-issue.ts";
import { UNREADABLE } from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { edited, VISITS, without } from "../support/visits.ts";
import { REPOSITORY, SHA, viewOf, viewWith } from "./stage-issue-views.ts";

const BLOB = `${REPOSITORY}/blob/${SHA}`;

function comment(expectation: string, by: string, createdAt: string): LedgerComment {
  return {
    id: 41,
    url: `${REPOSITORY}/issues/7#issuecomment-41`,
    author: "dsp-lifecycle[bot]",
    isOurs: true,
    isEdited: false,
    createdAt,
    body: ledgerEntry({ expectation, by }),
  };
}

const WAIVED = edited(
  ".github/dsp.yml",
  /$/,
  `waivers:
  - rule: mechanism-not-built
    target: bans
    reason: the scheduler is bought in January
    approved_by: information asset owner
    expires: 2027-01-31
`,
);

/** Moved to live with work left over: no backups described, the DPIA under way, words taken back. */
const LEFT_OVER = without(
  ".dsp/backup-config.yml",
  edited(
    ".dsp/project-record.yml",
    /^ {2}- \{expectation: DSP-(?:DISC-6|DISC-7|BETA-6).*\n/gm,
    "",
    edited(".dsp/data-map.yml", /dpia:.*\n/, "dpia: {status: in-progress}\n", WAIVED),
  ),
);

// UPDATE_EXPECTED=1 writes what is expected: read it before it is kept.
describe("the body of a stage issue", () => {
  it.each<[string, string, () => StageIssueView]>([
    [
      "an example in private beta",
      "beta",
      () =>
        viewOf(VISITS, {
          yours: "Next look: on Tuesday, with the architects.\n",
          previous: { stage: "alpha", number: 3 },
        }),
    ],
    [
      "an empty repository at discovery",
      "discovery-empty",
      () => viewOf({}, { sha: undefined }, { labels: ["dsp:discovery"] }),
    ],
    [
      "work left over at live",
      "live-left-over",
      () =>
        viewOf(
          LEFT_OVER,
          {
            due: [{ file: ".dsp/data-map.yml", title: "data map", on: "2026-12-05" }],
            previous: { stage: "beta", number: 7 },
          },
          { topics: ["dsp-live"] },
          [comment("DSP-BETA-6", "visits-dev", "2026-11-20T16:20:00Z")],
        ),
    ],
  ])("is as expected for %s", (_name, name, view) => {
    const file = new URL(`stage-issue/${name}.md`, import.meta.url);
    const body = renderStageIssue(view());
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(file, body);
    expect(body).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  });
});

const lines = (given: Partial<Assessment>, view: Partial<StageIssueView> = {}) =>
  renderStageIssue(viewWith({ assessment: assessment(given), ...view })).split("\n");

/** The lines under a heading, up to the next heading or fold. */
function under(heading: string, all: readonly string[]): string[] {
  const at = all.indexOf(heading);
  if (at === -1) return [];
  const rest = all.slice(at + 1);
  const end = rest.findIndex((line) => /^(?:#|<details|---)/.test(line));
  return rest.slice(0, end).filter((line) => line !== "");
}

const MEASURES =
  "The manual procedures were tested by hand during beta, and the evidence shows the results.";

const toAttest = (id: string, detail = "sign this off under `attestations`") =>
  result(id, "open", [{ kind: "attestation", ref: "the team", outcome: "open", detail }]);

it.each(STAGES)("the title names the stage: %s", (stage) => {
  expect(stageIssueTitle(stage)).toBe(`Data security and privacy: ${stage} expectations`);
});

describe("the progress", () => {
  it.each([
    ["nothing is due", ["not-yet"], "**No expectation is due** · 1 not yet due"],
    ["all is met", ["met", "met"], "**2 of 2 expectations met** `████████████████████`"],
    [
      "a part is met",
      ["met", "open", "waived"],
      "**1 of 3 expectations met** `██████░░░░░░░░░░░░░░` · 1 open, 1 waived",
    ],
  ] as const)("is told where %s", (_name, outcomes, line) => {
    const ids = ["DSP-BETA-5", "DSP-BETA-9", "DSP-BETA-11"];
    const expectations = outcomes.map((outcome, index) => result(`${ids[index]}`, outcome));
    expect(lines({ expectations }).find((one) => one.startsWith("**"))).toBe(line);
  });

  it("has no full bar while anything is open", () => {
    const met = Array.from({ length: 99 }, () => result("DSP-BETA-9"));
    expect(lines({ expectations: [...met, result("DSP-BETA-11", "open")] }).join("\n")).toContain(
      "**99 of 100 expectations met** `███████████████████░`",
    );
  });

  it("says that a file cannot be read", () => {
    expect(lines({ verdict: "unreadable" })).toContain(`${UNREADABLE}.`);
  });
});

describe("what to do next", () => {
  const many = (number: number, level: "failure" | "notice") =>
    Array.from({ length: number }, (_one, index) =>
      finding({ level, message: `finding ${index}`, place: { line: index + 1, column: 1 } }),
    );

  it("is five findings at most, worst first, and the others are folded", () => {
    const warning = finding({ level: "warning", file: ".dsp/a.yml" });
    const all = lines({ findings: [warning, ...many(5, "failure"), ...many(2, "notice")] });
    expect(under("### Do next", all)).toEqual(
      [1, 2, 3, 4, 5].map(
        (line) =>
          `1. **failure** [\`.dsp/data-map.yml:${line}:1\`](${BLOB}/.dsp/data-map.yml#L${line}) · finding ${line - 1}; lower \`retention\` to \`P90D\` (\`backup-outlives-data\`)`,
      ),
    );
    expect(all).toContain("<details><summary>3 further findings</summary>");
    expect(all.filter((line) => line.startsWith("- **"))).toHaveLength(3 + 4);
  });

  it("leads to the page that makes a file that is not there", () => {
    const findings = [finding({ file: ".dsp/new file.yml", inFile: false })];
    const shown = under("### Do next", lines({ findings }, { defaultBranch: "a/b c" }));
    expect(shown[0]).toContain(
      `1. **failure** [\`.dsp/new file.yml\`](${REPOSITORY}/new/a/b%20c?filename=.dsp/new%20file.yml) · `,
    );
  });

  it("is open expectations where no finding counts, what must be before what should be", () => {
    const should = { ...result("DSP-BETA-9", "open"), level: "should" as const };
    const expectations = [should, result("DSP-BETA-11", "open"), result("DSP-BETA-10")];
    const shown = under("### Do next", lines({ findings: many(1, "notice"), expectations }));
    expect(shown.filter((line) => line.startsWith("1. "))).toEqual([
      "1. **DSP-BETA-11** You already back up data exactly as a live service must.",
      "1. **DSP-BETA-9** You have a plan for making deletion automatic.",
    ]);
    expect(shown[1]).toContain("   - In the backup config, describe for each store");
  });

  it("is nothing where nothing is open", () => {
    expect(under("### Do next", lines({ expectations: [result("DSP-BETA-9")] }))).toEqual([
      "Nothing for now: everything that is due at this stage is met or waived.",
    ]);
  });
});

describe("an expectation that a person can attest", () => {
  const box = `- [ ] **DSP-BETA-6** ${MEASURES} <!-- attest DSP-BETA-6 -->`;

  it("is a box where nothing else is lacking", () => {
    const all = lines({ expectations: [toAttest("DSP-BETA-6")] });
    expect(under("### Open, for people to sign off", all).slice(1, 3)).toEqual([
      box,
      "  - Expected: You test security and privacy measures by hand at beta.",
    ]);
  });

  it("names the role that has to sign, and what was wrong with the last signature", () => {
    const detail = 'a technical-architect must sign this off, not "cook"';
    const one = { ...toAttest("DSP-DISC-6", detail), stage: "discovery" as const };
    const all = lines({ stage: "discovery", access: undefined, expectations: [one] });
    expect(under("### Open, for people to sign off", all)).toEqual(
      expect.arrayContaining([
        "  - Who: a technical architect. If you tick the box, you sign as `technical-architect`",
        `  - Signed off before, but ${detail}`,
      ]),
    );
  });

  it("has its box last where files lack something", () => {
    const { by } = toAttest("DSP-BETA-6");
    const lack = { kind: "rule", ref: "some-rule", outcome: "open", detail: "it lacks" } as const;
    const all = lines({ expectations: [result("DSP-BETA-6", "open", [lack, ...by])] });
    const shown = under("### Open, for the files to show", all);
    expect(shown[0]).toBe(
      "- **DSP-BETA-6** You test security and privacy measures by hand at beta.",
    );
    expect(shown[1]).toBe("  - it lacks (`some-rule`)");
    expect(shown.at(-1)).toBe(`  - [ ] Then sign off: ${MEASURES} <!-- attest DSP-BETA-6 -->`);
    expect(under("### Open, for people to sign off", all)).toEqual([]);
  });

  it("is a box beside the other way, where either is enough", () => {
    const by = [
      { kind: "fact", ref: "f", outcome: "open", detail: "record an issue" },
      { kind: "attestation", ref: "the team", outcome: "open", detail: "or sign this off" },
    ] as const;
    const one = { ...result("DSP-DISC-3", "open", by), stage: "discovery" as const };
    const shown = under("### Carried over from earlier stages", lines({ expectations: [one] }));
    expect(shown[1]).toMatch(/^- \[ \] \*\*DSP-DISC-3\*\* .*<!-- attest DSP-DISC-3 -->$/);
    expect(shown).toContain("  - Or instead: record an issue");
  });

  it.each([
    ["it is attested already", "met"],
    ["the record cannot be read", "unreadable"],
  ] as const)("has no box where %s", (_name, outcome) => {
    const by = [
      { kind: "rule", ref: "r", outcome: "open", detail: "it lacks" },
      { kind: "attestation", ref: "the team", outcome, detail: "said" },
    ] as const;
    const expectations = [result("DSP-BETA-6", outcome === "met" ? "open" : outcome, by)];
    expect(lines({ expectations }).join("\n")).not.toContain("[ ]");
  });

  it("has no box where nobody can attest it", () => {
    expect(lines({ expectations: [toAttest("DSP-BETA-9")] }).join("\n")).not.toContain("[ ]");
  });

  it("says who attested it, until when and with what, and links what is of this repository", () => {
    const url = `${REPOSITORY}/issues/7#issuecomment-41`;
    const evidence = [url, "docs/a.md", `${REPOSITORY}/../evil`, "V-1", "V-2"];
    const attestations = [
      { expectation: "DSP-BETA-6", by: "@octocat", role: "tester", date: "2026-01-05", evidence },
      { expectation: "DSP-BETA-5", by: "other", date: "2026-01-05", evidence },
    ];
    const all = lines({ expectations: [result("DSP-BETA-6")] }, { attestations });
    expect(all.filter((line) => line.includes("Signed off by"))).toEqual([
      `  - Signed off by @\u200boctocat as tester on 2026-01-05, until 2027-01-05: [comment](${url}), [\`docs/a.md\`](${BLOB}/docs/a.md), \`${REPOSITORY}/../evil\` and 2 more`,
    ]);
  });
});

it("links no address that only begins like one of a comment, and counts no other role's word", () => {
  const evidence = [`${REPOSITORY}/issues/7/../../../evil#issuecomment-1`, "../docs/a.md"];
  const signed = { expectation: "DSP-DISC-6", date: "2026-01-05", evidence };
  const attestations = [
    { ...signed, by: "architects", role: "Technical Architect" },
    { ...signed, by: "cooks", role: "cook" },
  ];
  const all = lines({ expectations: [result("DSP-DISC-6")] }, { attestations });
  expect(all.filter((line) => line.includes("Signed off by"))).toEqual([
    `  - Signed off by architects as Technical Architect on 2026-01-05, until 2027-01-05: \`${evidence[0]}\` and \`../docs/a.md\``,
  ]);
});

it("tells a waived expectation with the first day on which it counts again", () => {
  const findings = ["2027-03-01", "2027-01-31"].map((expires) =>
    finding({ level: "warning", waiver: waiver({ expires }) }),
  );
  const by = [{ kind: "rule", ref: "r", outcome: "waived", detail: "copies stay" }] as const;
  const all = lines({ findings, expectations: [result("DSP-BETA-5", "waived", by)] });
  expect(under("### Waived", all)).toEqual([
    "- **DSP-BETA-5**, until 2027-01-31: You meet every security and privacy requirement that you can meet by hand, without exception.",
    "  - copies stay (`r`)",
  ]);
  expect(all).toContain("<details><summary>2 waived findings</summary>");
});

it("names sources that disagree, where the stage is told", () => {
  const stageSource = {
    kind: "topic",
    name: "topic dsp-beta",
    disagreeing: ["x says live"],
  } as const;
  expect(lines({ stageSource }).slice(3, 5)).toEqual([
    "- Stage: beta, private, from topic dsp-beta",
    "- x says live, but topic dsp-beta comes first",
  ]);
});

it.each([
  ["policy", ".github/dsp.yml", "remove `stage` from `.github/dsp.yml`."],
  ["custom-property", "custom property x", "clear the custom property `lifecycle-stage`."],
  ["topic", "topic dsp-beta", "remove the topic dsp-beta."],
  ["label", "label dsp:beta", "remove the label dsp:beta."],
  ["input", "a setting", "remove the stage from a setting."],
] as const)("says how to end it where the stage is from: %s", (kind, name, end) => {
  const stageSource = { kind, name, disagreeing: [] };
  expect(lines({ stageSource }).join("\n")).toContain(`To turn off all of these checks, ${end}`);
});

it("depends on the clock in one line alone", () => {
  const view = viewOf(VISITS);
  const [early, late] = ["2026-11-23T00:00:00Z", "2026-11-23T23:59:59.999Z"].map((judgedAt) =>
    renderStageIssue({ ...view, judgedAt }).split("\n"),
  );
  const differing = (early ?? []).filter((line, index) => line !== late?.[index]);
  expect(differing).toEqual([
    "- Checked: 2026-11-23 00:00 UTC <!-- judged 2026-11-23T00:00:00Z -->",
  ]);
});

it.each(["2026-11-23", "2026-11-23T09:05:00", "-->", ""])(
  "refuses an instant such as %j",
  (judgedAt) => {
    expect(() => renderStageIssue(viewWith({ judgedAt }))).toThrow("not an instant in UTC");
  },
);

describe("a body that would be too long", () => {
  const findings = Array.from({ length: 900 }, (_one, index) =>
    finding({ message: `finding ${index} ${"x".repeat(200)}` }),
  );
  const files = viewOf(VISITS).files;

  it("loses findings first, and says how many and where they are", () => {
    const expectations = [toAttest("DSP-BETA-6"), result("DSP-BETA-9")];
    const all = lines({ findings, expectations }, { files });
    const listed = all.filter((line) => line.startsWith("- **failure**")).length;
    expect(all).toContain(`- … and ${900 - 5 - listed} more further findings`);
    expect(all.find((line) => line.startsWith("*This issue is full"))).toBe(
      `*This issue is full. To see everything, run \`dsp check\` in a copy of this repository. The files checked: ${[
        "data-map",
        "deletion-plan",
        "backup-config",
        "project-record",
      ]
        .map((slug) => `[\`.dsp/${slug}.yml\`](${BLOB}/.dsp/${slug}.yml)`)
        .join(", ")}.*`,
    );
    expect(all.filter((line) => line.startsWith("- [ ] "))).toHaveLength(1);
    expect(all).toContain("### How this works");
    expect(bytesOf(all.join("\n"))).toBeGreaterThan(55_000);
  });

  it("says nothing of that where all is there", () => {
    expect(lines({ findings: findings.slice(0, 9) }).join("\n")).not.toContain(
      "This issue is full",
    );
  });

  it("gives way to what people wrote, down to its opening and its end", () => {
    const yours = "ä".repeat(32_000);
    const body = renderStageIssue(viewWith({ assessment: assessment({ findings }), files, yours }));
    expect(body.endsWith(`\n${yours}`)).toBe(true);
    expect(bytesOf(body) - bytesOf(yours)).toBeLessThan(2_500);
    expect(body).toContain("**No expectation is due**");
    expect(body).toContain("*This issue is full");
  });
});

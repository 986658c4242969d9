import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type { Assessment, Basis } from "../../src/core/assessment.ts";
import {
  type AssessmentReplyView,
  type ReadAssessmentReply,
  renderAssessmentReply,
} from "../../src/report/assessment-reply.ts";
import { bytesOf } from "../../src/report/room.ts";
import { judgedInWords, PEOPLE_DECIDE } from "../../src/report/words.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { edited, VISITS, without } from "../support/visits.ts";
import { BEFORE, replyOf, replyWith } from "./assessment-reply-views.ts";
import { REPOSITORY, SHA, TODAY } from "./stage-issue-views.ts";

const BLOB = `${REPOSITORY}/blob/${SHA}`;
const COMMIT = `[\`4da72ef\`](${REPOSITORY}/commit/${SHA})`;

/** Moved to live with a waiver, no backups described, the DPIA under way and words taken back. */
const FAILING = without(
  ".dsp/backup-config.yml",
  edited(
    ".dsp/project-record.yml",
    /^ {2}- \{expectation: DSP-(?:DISC-6|BETA-6).*\n/gm,
    "",
    edited(
      ".dsp/data-map.yml",
      /dpia:.*\n/,
      "dpia: {status: in-progress}\n",
      edited(
        ".github/dsp.yml",
        /$/,
        "waivers:\n  - {rule: mechanism-not-built, target: bans, reason: the scheduler is bought in January, approved_by: information asset owner, expires: 2027-01-31}\n",
      ),
    ),
  ),
);

const HALF_READ = edited(".dsp/deletion-plan.yml", /^rules:/m, "rules: [");

// UPDATE_EXPECTED=1 writes what is expected: read it before it is kept.
describe("the answer to /dsp assess", () => {
  it.each<[string, string, () => AssessmentReplyView]>([
    ["an example at the gate of private beta", "beta", () => replyOf(VISITS)],
    [
      "a pull request that would go live and fails",
      "live-failing",
      () =>
        replyOf(
          FAILING,
          {
            ref: "#7",
            notes: [{ text: "The ledger could not be read: ticks do not count here", more: "x" }],
            previous: {
              stage: "live",
              at: "2026-10-01T09:30:00Z",
              sha: BEFORE,
              open: ["DSP-DISC-6", "DSP-BETA-10", "DSP-BETA-9"],
              findings: { failure: 2, warning: 1, notice: 3 },
            },
          },
          { topics: ["dsp-live"] },
        ),
    ],
    ["a plan that cannot be read", "unreadable", () => replyOf(HALF_READ)],
  ])("is as expected for %s", (_name, name, view) => {
    const file = new URL(`assessment-reply/${name}.md`, import.meta.url);
    const body = renderAssessmentReply(view());
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(file, body);
    expect(body).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  });
});

const lines = (given: Partial<Assessment>, view: Partial<AssessmentReplyView> = {}) =>
  renderAssessmentReply(
    replyWith({ assessment: assessment({ gate: true, ...given }), ...view }),
  ).split("\n");

/** The lines under a heading, up to the next heading or fold. */
function under(heading: string, all: readonly string[]): string[] {
  const at = all.findIndex((line) => line.startsWith(heading));
  if (at === -1) return [];
  const rest = all.slice(at + 1);
  const end = rest.findIndex((line) => /^(?:#|<details|---)/.test(line));
  return rest.slice(0, end).filter((line) => line !== "");
}

const open = (id: string, ...by: [Basis["kind"], string, string?][]) =>
  result(
    id,
    "open",
    by.map(([kind, detail, ref = "r"]) => ({ kind, ref, outcome: "open", detail })),
  );

const FOR_FILES = "### Open, for the files to show";
const FOR_PEOPLE = "### Open, for people to settle";

describe("the verdict", () => {
  const failure = finding();
  const notice = finding({ level: "notice" });
  it.each<[string, Partial<Assessment>, string]>([
    [
      "nothing is found",
      {},
      "**At the gate of beta, private: no findings; no expectation is due.**",
    ],
    [
      "only lesser things are found",
      { findings: [notice], expectations: [result("DSP-BETA-9")] },
      "**At the gate of beta, private: no failures, 1 notice; 1 of 1 expectation of beta and earlier met.**",
    ],
    [
      "it fails",
      {
        stage: "live",
        access: undefined,
        findings: [failure, failure, notice, finding({ waiver: waiver() })],
        expectations: [result("DSP-BETA-9"), open("DSP-BETA-10")],
      },
      "**At the gate of live: 2 failures, 1 notice (1 waived); 1 of 2 expectations of live and earlier met, 1 open.**",
    ],
    [
      "it is not at the gate",
      { gate: false },
      "**At beta, private: no findings; no expectation is due.**",
    ],
  ])("is one sentence on the second line where %s", (_name, given, line) => {
    expect(lines(given)[1]).toBe(line);
  });
});

it("says first what could not be read, what else is to be known, and who disagrees", () => {
  const stageSource = { kind: "input", name: "the command", disagreeing: ["x says live"] } as const;
  const file = { artefact: "dataMap", file: ".dsp/data-map.yml", title: "data map" } as const;
  const files = [
    { ...file, state: "unreadable" },
    { ...file, file: ".dsp/b.yml", state: "absent" },
  ] as const;
  const all = lines({ stageSource }, { files, notes: [{ text: "No ledger" }] });
  expect(all.slice(3, 6)).toEqual([
    `- The data map [\`.dsp/data-map.yml\`](${BLOB}/.dsp/data-map.yml) cannot be read. Expectations that depend on it cannot be met until you fix it`,
    "- No ledger",
    "- x says live, but the command comes first",
  ]);
});

describe("an open expectation", () => {
  const plan = { rule: "r", message: "it lacks", fix: "mend it", expectations: ["DSP-BETA-10"] };
  const head =
    "- **DSP-BETA-10** (must) The mechanisms for automatic deletion exist, even if they are not switched on.";

  it("has the findings that keep it open, with a link to the line judged, and the fix", () => {
    const findings = [
      finding({ ...plan, level: "warning" }),
      finding({ ...plan, level: "notice", message: "a trifle" }),
      finding({ ...plan, message: "waived", waiver: waiver() }),
      finding({ ...plan, rule: "another", message: "of another rule" }),
      finding({ ...plan, expectations: ["DSP-BETA-9"], message: "of another expectation" }),
    ];
    const expectations = [open("DSP-BETA-10", ["rule", "it lacks", "r"])];
    expect(under(FOR_FILES, lines({ findings, expectations }))).toEqual([
      head,
      `  - **warning** [\`.dsp/data-map.yml:3:5\`](${BLOB}/.dsp/data-map.yml#L3) · it lacks\\`,
      "    Fix: mend it (`r`)",
    ]);
  });

  it("has three findings at most, and says how many there are", () => {
    const findings = Array.from({ length: 5 }, () => finding(plan));
    const expectations = [open("DSP-BETA-10", ["rule", "it lacks", "r"])];
    const shown = under(FOR_FILES, lines({ findings, expectations }));
    expect(shown.filter((line) => line.startsWith("  - **failure**"))).toHaveLength(3);
    expect(shown.at(-1)).toBe("  - … and 2 more findings like it, listed with the others");
  });

  it("has how to bring it about where no finding says so", () => {
    const expectations = [open("DSP-BETA-10", ["fact", "nothing there"])];
    const shown = under(FOR_FILES, lines({ expectations }));
    expect(shown.slice(0, 2)).toEqual([head, "  - nothing there"]);
    expect(shown[2]).toMatch(/^ {2}- How: Build the job/);
  });

  it("links nothing that is not there", () => {
    const findings = [finding({ ...plan, inFile: false })];
    expect(under("### Failing", lines({ findings }))[0]).toBe(
      "- **failure** `.dsp/data-map.yml` · it lacks\\",
    );
  });

  it("says that it cannot be judged", () => {
    const expectations = [result("DSP-BETA-10", "unreadable")];
    expect(under(FOR_FILES, lines({ expectations }))[0]).toContain("(must, cannot be judged)");
  });

  const ATTEST = "  - To sign off: The manual procedures were tested by hand during beta";
  it.each<[string, Parameters<typeof open>, string, string[]]>([
    [
      "a person's word",
      ["DSP-BETA-6", ["attestation", "sign this off"]],
      FOR_PEOPLE,
      [ATTEST, "  - Who: anyone who can write to this repository"],
    ],
    [
      "the word of a role",
      ["DSP-DISC-6", ["attestation", "the attestation ran out"]],
      FOR_PEOPLE,
      [
        "  - Who: a technical architect. If you tick the box, you sign as `technical-architect`",
        "  - Signed off before, but the attestation ran out",
      ],
    ],
    [
      "a panel",
      ["DSP-BETA-2", ["assessment", "none is recorded"]],
      FOR_PEOPLE,
      [
        "  - none is recorded",
        "  - Who assesses: the internal panel of the beta service assessment",
      ],
    ],
    [
      "a fact or a person's word",
      ["DSP-DISC-3", ["fact", "record an issue"], ["attestation", "or sign this off"]],
      FOR_PEOPLE,
      ["  - record an issue", "  - Or sign off: "],
    ],
    [
      "a file and then a person's word",
      ["DSP-BETA-6", ["rule", "untested"], ["attestation", "sign this off"]],
      FOR_FILES,
      ["  - untested (`r`)", ATTEST],
    ],
    [
      "a file and then a panel",
      ["DSP-BETA-2", ["rule", "no map"], ["assessment", "none is recorded"]],
      FOR_FILES,
      ["  - no map (`r`)", "  - Who assesses: the internal panel of the beta service assessment"],
    ],
  ])("that waits for %s says who, and how", (_name, given, heading, expected) => {
    const shown = under(heading, lines({ expectations: [open(...given)] }));
    for (const line of expected) {
      expect(shown.filter((one) => one.startsWith(line))).toHaveLength(1);
    }
    expect(shown.filter((one) => one.startsWith("  - How: "))).toHaveLength(1);
    const other = heading === FOR_FILES ? FOR_PEOPLE : FOR_FILES;
    expect(under(other, lines({ expectations: [open(...given)] }))).toEqual([]);
  });

  it("is told once where a finding and the assessment that is lacking say the same", () => {
    const rule = "assessment-missing";
    const findings = [finding({ rule, message: "none", expectations: ["DSP-BETA-2"] })];
    const expectations = [
      open("DSP-BETA-2", ["rule", "none", rule], ["assessment", "none is recorded"]),
    ];
    const shown = under(FOR_PEOPLE, lines({ findings, expectations })).join("\n");
    expect(shown).toContain("· none");
    expect(shown).not.toContain("none is recorded");
  });
});

it("tells whose word is in force, in which role, until when, on what, and in their words", () => {
  const evidence = ["docs/a.md", "javascript:alert(1)", "https://x.example/1"];
  const attestations = [
    { expectation: "DSP-DISC-6", by: "@octo", role: "Technical Architect", date: "2026-01-05" },
    { expectation: "DSP-DISC-6", by: "cooks", role: "cook", date: "2026-01-05" },
  ].map((one) => ({ ...one, evidence, statement: "we spoke, see #12" }));
  const all = lines({ expectations: [result("DSP-DISC-6")] }, { attestations });
  expect(under("### Sign-offs in force", all).slice(1)).toEqual([
    `  - Signed off by @\u200bocto as Technical Architect on 2026-01-05, until 2027-01-05: [\`docs/a.md\`](${BLOB}/docs/a.md), \`javascript:alert(1)\` and \`https://x.example/1\``,
    "    In their words: we spoke, see #\u200b12",
  ]);
  const still = lines({ expectations: [result("DSP-DISC-6", "open")] }, { attestations });
  expect(under("### Sign-offs in force", still)[0]).toMatch(/^- \*\*DSP-DISC-6\*\* \(open\) /);
});

it("tells who approved a waiver, until when and why, and what is only lowered by the policy", () => {
  const by = [{ kind: "rule", ref: "r", outcome: "waived", detail: "set to count less" }] as const;
  const all = lines({
    findings: [finding({ waiver: waiver() })],
    expectations: [result("DSP-BETA-9", "waived", by)],
  });
  expect(under("### Waivers", all).slice(1)).toEqual([
    "  Waived by data-protection-team until 2027-02-28. Reason: the supplier's setting changes in the new year",
    "- **DSP-BETA-9**: You have a plan for making deletion automatic.",
    "  - set to count less (`r`)",
  ]);
});

it.each([
  ["### Sign-offs in force", "None."],
  // The policy may have some all the same, which excuse nothing today.
  ["### Waivers", "No waiver applies here."],
])("says of %s where there is none", (heading, none) => {
  expect(under(heading, lines({}))).toEqual([none]);
});

it("says what shows that something is met: facts and words, then rules, each once", () => {
  const by: Basis[] = [
    { kind: "rule", ref: "a-rule", outcome: "met", detail: "All is well." },
    { kind: "fact", ref: "f", outcome: "met", detail: "2 issues discussed" },
    { kind: "rule", ref: "a-rule", outcome: "met", detail: "All is well." },
    { kind: "attestation", ref: "t", outcome: "open", detail: "or sign this off" },
  ];
  expect(lines({ expectations: [result("DSP-BETA-9", "met", by)] })).toContain(
    "  - 2 issues discussed; no warnings or failures from `a-rule`",
  );
});

describe("what changed", () => {
  const previous: ReadAssessmentReply = {
    stage: "beta",
    at: "2026-10-01T09:30:00Z",
    sha: BEFORE,
    open: ["DSP-BETA-9"],
    findings: { failure: 1, warning: 0, notice: 0 },
  };
  const then = `[\`0badcaf\`](${REPOSITORY}/commit/${BEFORE})`;
  const compared = `([compare](${REPOSITORY}/compare/${BEFORE}...${SHA}))`;
  const commits = `- Commit: ${then} then, ${COMMIT} now ${compared}`;
  const findings = [finding()];
  const same = "- Findings: 1 failure, then and now";

  it.each<
    [string, Partial<Assessment>, Partial<ReadAssessmentReply>, string | undefined, string[]]
  >([
    [
      "what was open is met",
      { expectations: [result("DSP-BETA-9")], findings: [] },
      {},
      SHA,
      [
        "- Newly open: none",
        "- Newly met: DSP-BETA-9",
        "- Findings: 1 failure then; no findings now",
        commits,
      ],
    ],
    [
      "others are open, or cannot be judged",
      {
        findings,
        expectations: [
          open("DSP-BETA-9"),
          open("DSP-BETA-10"),
          result("DSP-BETA-11", "unreadable"),
          result("DSP-BETA-5"),
        ],
      },
      {},
      SHA,
      [
        "- Newly open: DSP-BETA-10, DSP-BETA-11",
        "- Newly met: none",
        "- Still open: DSP-BETA-9",
        same,
        commits,
      ],
    ],
    [
      "what was open is out of sight",
      { findings, expectations: [result("DSP-BETA-9", "waived"), result("DSP-BETA-7", "not-yet")] },
      { open: ["DSP-BETA-9", "DSP-BETA-7", "DSP-GONE-1"] },
      SHA,
      [
        "- Newly open: none",
        "- Newly met: none",
        "- Open then, and now neither open nor met: DSP-BETA-9 (waived), DSP-BETA-7 (not yet due), DSP-GONE-1 (not applicable)",
        same,
        commits,
      ],
    ],
    [
      "the commit is the same, and a waiver is new",
      { findings: [...findings, finding({ waiver: waiver() })] },
      { open: [], sha: SHA },
      SHA,
      ["- Newly open: none", "- Newly met: none", same, `- Commit: ${COMMIT}, then and now`],
    ],
    [
      "the repository was empty",
      { findings },
      { open: [], sha: undefined },
      SHA,
      ["- Newly open: none", "- Newly met: none", same, `- Commit: none then, ${COMMIT} now`],
    ],
    [
      "the repository is empty",
      { findings },
      { open: [] },
      undefined,
      ["- Newly open: none", "- Newly met: none", same, `- Commit: ${then} then, none now`],
    ],
  ])("is told where %s", (_name, given, before, sha, expected) => {
    const all = lines(given, { previous: { ...previous, ...before }, sha });
    expect(all).toContain("### What changed since 2026-10-01");
    expect(under("### What changed", all)).toEqual(expected);
  });

  it("is nothing at the first assessment", () => {
    expect(under("### What changed", lines({}))).toEqual([
      "This is the first assessment of beta here.",
    ]);
  });
});

it("ends with the stage, the day, the catalogue, the guidance's age, the commit and who asked", () => {
  const all = lines({}, { ref: "#7", askedBy: "octocat" });
  expect(all.slice(-8)).toEqual([
    "---",
    "",
    `Stage beta, private, at the gate (from .github/dsp.yml) · ${judgedInWords(assessment())}`,
    "",
    `Commit ${COMMIT} of \`#7\` · asked by \`octocat\` on ${TODAY} 12:00 UTC · ${PEOPLE_DECIDE}`,
    "",
    "**Passed: no failures.**",
    "",
  ]);
  expect(lines({}, { sha: undefined }).at(-4)).toContain("No commit yet on `main` · asked by");
});

it("never says more than it can know", () => {
  for (const view of [replyOf(VISITS), replyOf(FAILING)]) {
    expect(renderAssessmentReply(view)).not.toMatch(/\bcompliant\b/i);
  }
});

describe("an answer that would be too long", () => {
  const findings = (["failure", "warning"] as const).flatMap((level) =>
    Array.from({ length: 900 }, (_one, index) =>
      finding({ level, message: `finding ${index} ${"x".repeat(200)}` }),
    ),
  );
  const expectations = [
    open("DSP-BETA-10", ["fact", "nothing there"]),
    open("DSP-BETA-6", ["attestation", "sign this off"]),
    result("DSP-BETA-9"),
  ];

  it("is cut where it is long, with a count, and keeps a part of everything", () => {
    const all = lines({ findings, expectations });
    const listed = (level: string) => all.filter((one) => one.startsWith(`- **${level}**`)).length;
    expect(all).toContain(`- … and ${900 - listed("failure")} more failures`);
    expect(all).toContain(`- … and ${900 - listed("warning")} more findings`);
    expect(under(FOR_FILES, all)[0]).toMatch(/^- \*\*DSP-BETA-10\*\*/);
    expect(under(FOR_PEOPLE, all)[1]).toMatch(/^- \*\*DSP-BETA-6\*\*/);
    expect(all).toContain("<details><summary>1 expectation met</summary>");
    expect(all.filter((one) => one.startsWith("*This comment is full"))).toHaveLength(1);
    const size = bytesOf(all.join("\n"));
    expect(size).toBeGreaterThan(57_000);
    expect(size).toBeLessThan(60_000);
  });

  it("says nothing of that where all is there", () => {
    const all = lines({ findings: findings.slice(0, 60), expectations });
    expect(all.filter((one) => one.startsWith("- **failure**"))).toHaveLength(60);
    expect(all.join("\n")).not.toContain("This comment is full");
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Assessment, Finding } from "../../src/core/assessment.ts";
import { SEVERITIES, type Severity } from "../../src/core/levels.ts";
import type { FailOn } from "../../src/core/policy/policy.ts";
import type { JudgedFile } from "../../src/report/files.ts";
import type { Point } from "../../src/report/short-text.ts";
import {
  artefactStatuses,
  lifecycleIs,
  lifecycleStatus,
  type StatusOptions,
} from "../../src/report/statuses.ts";
import { assessment, finding, result, waiver } from "../support/assessments.ts";
import { hostileAssessment, hostileText, RUNS } from "../support/hostile.ts";

const MAP = ".dsp/data-map.yml";
const PLAN = ".dsp/deletion-plan.yml";
const BACKUPS = ".dsp/backup-config.yml";

const filesThatAre = (state: JudgedFile["state"]): JudgedFile[] => [
  { artefact: "dataMap", file: MAP, title: "data map", state },
  { artefact: "deletionPlan", file: PLAN, title: "deletion plan", state },
  { artefact: "backupConfig", file: BACKUPS, title: "backup config", state },
  { artefact: "projectRecord", file: ".dsp/project-record.yml", title: "project record", state },
];

const OPTIONS: StatusOptions = { files: filesThatAre("read"), failOn: "failure" };

/** The status of the whole, and those of the three artefacts: `dsp/data-map success: Nothing found`. */
function statuses(given: Partial<Assessment>, options: Partial<StatusOptions> = {}): string[] {
  const judged = assessment(given);
  const all = { ...OPTIONS, ...options };
  return [lifecycleStatus(judged, all), ...artefactStatuses(judged, all)].map(
    ({ context, state, description }) => `${context} ${state}: ${description}`,
  );
}

const ofWhole = (...given: Parameters<typeof statuses>) => statuses(...given)[0];
const ofArtefacts = (...given: Parameters<typeof statuses>) => statuses(...given).slice(1);

/** Names of the statuses that fail. */
const failing = (...given: Parameters<typeof statuses>) =>
  statuses(...given).flatMap((line) => /^(\S+) failure: /.exec(line)?.[1] ?? []);

/** A finding whose rule reads the data map alone. */
const unlawful = (given: Partial<Finding> = {}) =>
  finding({ rule: "no-lawful-basis", fix: "name a legal basis", ...given });

describe("the status of the whole", () => {
  it("counts, and says what is wrong first, with its line", () => {
    const findings = [
      unlawful({ level: "notice", file: BACKUPS, place: { line: 1, column: 1 } }),
      unlawful({ place: { line: 12, column: 7 } }),
      unlawful({ waiver: waiver(), place: { line: 2, column: 1 } }),
    ];
    expect(ofWhole({ findings })).toBe(
      "dsp/lifecycle failure: Beta, private: 1 failure, 1 notice (1 waived). .dsp/data-map.yml:12: copies of `bookings-db` are kept longer than the data",
    );
  });

  it("names no line of a file that is not there", () => {
    const findings = [finding({ inFile: false, fix: "`dsp init` gives a template" })];
    expect(ofWhole({ findings })).toBe(
      "dsp/lifecycle failure: Beta, private: 1 failure. Copies of `bookings-db` are kept longer than the data; `dsp init` gives a template",
    );
  });

  it.each([
    ["nothing", [], "nothing found"],
    ["nothing but what is waived", [finding({ waiver: waiver() })], "no findings (1 waived)"],
  ])("says that %s was found, and what is met", (_name, findings, found) => {
    const expectations = [result("DSP-BETA-5", "open"), result("DSP-BETA-6")];
    expect(ofWhole({ stage: "live", access: undefined, gate: true, findings, expectations })).toBe(
      `dsp/lifecycle success: Live, at the gate: ${found}; 1 of 2 expectations met`,
    );
  });
});

describe("a status", () => {
  const fromAll = ["failure", "warning", "notice"] as const;

  it.each<[FailOn, readonly Severity[]]>([
    ["notice", fromAll],
    ["warning", ["failure", "warning"]],
    ["failure", ["failure"]],
    ["never", []],
  ])("fails, with failOn %s, on %j", (failOn, levels) => {
    const places = [
      [MAP, "dsp/data-map"],
      [PLAN, "dsp/deletion-plan"],
      [BACKUPS, "dsp/backup-config"],
    ] as const;
    for (const [file, context] of places) {
      const failed = fromAll.filter(
        (level) => failing({ findings: [unlawful({ level, file })] }, { failOn }).length > 0,
      );
      expect(failed).toEqual(levels);
      for (const level of levels) {
        expect(failing({ findings: [unlawful({ level, file })] }, { failOn })).toEqual([
          "dsp/lifecycle",
          context,
        ]);
      }
    }
  });

  it("passes by what is waived, and counts it", () => {
    const findings = [unlawful({ waiver: waiver() }), unlawful({ level: "notice" })];
    expect(statuses({ findings })).toEqual([
      "dsp/lifecycle success: Beta, private: 1 notice (1 waived). .dsp/data-map.yml:3: copies of `bookings-db` are kept longer than the data; name a legal basis",
      "dsp/data-map success: 1 notice (1 waived). Line 3: copies of `bookings-db` are kept longer than the data; name a legal basis",
      "dsp/deletion-plan success: Nothing found",
      "dsp/backup-config success: Nothing found",
    ]);
  });

  it("has its scope in its name, where there is one", () => {
    const findings = [unlawful()];
    expect(statuses({ findings }, { scope: "services/visits" })).toEqual([
      "dsp/lifecycle (services/visits) failure: Beta, private: 1 failure. .dsp/data-map.yml:3: copies of `bookings-db` are kept longer than the data; name a legal basis",
      "dsp/data-map (services/visits) failure: 1 failure. Line 3: copies of `bookings-db` are kept longer than the data; name a legal basis",
      "dsp/deletion-plan (services/visits) success: Nothing found",
      "dsp/backup-config (services/visits) success: Nothing found",
    ]);
  });
});

describe("the status of an artefact", () => {
  it.each([
    [
      "store-without-deletion-rule in the data map fails the deletion plan",
      { rule: "store-without-deletion-rule", file: MAP },
      ["dsp/data-map", "dsp/deletion-plan"],
    ],
    [
      "store-without-backup-decision in the data map fails the backup config",
      { rule: "store-without-backup-decision", file: MAP },
      ["dsp/data-map", "dsp/backup-config"],
    ],
    [
      "backup-outlives-data in the backup config fails the deletion plan",
      { rule: "backup-outlives-data", file: BACKUPS },
      ["dsp/deletion-plan", "dsp/backup-config"],
    ],
    [
      "store-without-deletion-rule elsewhere leaves the data map alone",
      { rule: "store-without-deletion-rule", file: PLAN },
      ["dsp/deletion-plan"],
    ],
    [
      "no-lawful-basis fails the data map alone",
      { rule: "no-lawful-basis", file: MAP },
      ["dsp/data-map"],
    ],
    [
      "an unknown rule fails the file alone",
      { rule: "gone", file: BACKUPS },
      ["dsp/backup-config"],
    ],
    [
      "a finding about the policy fails none",
      { rule: "waiver-expired", file: ".github/dsp.yml" },
      [],
    ],
  ])("%s", (_name, given, contexts) => {
    expect(failing({ findings: [finding(given)] })).toEqual(["dsp/lifecycle", ...contexts]);
  });

  it("names the other file of what is to mend here", () => {
    const findings = [
      finding({ rule: "store-without-deletion-rule", fix: "add a rule for `bookings-db`" }),
    ];
    expect(ofArtefacts({ findings })).toEqual([
      "dsp/data-map failure: 1 failure. Line 3: copies of `bookings-db` are kept longer than the data; add a rule for `bookings-db`",
      "dsp/deletion-plan failure: 1 failure. .dsp/data-map.yml:3: copies of `bookings-db` are kept longer than the data; add a rule for `bookings-db`",
      "dsp/backup-config success: Nothing found",
    ]);
  });

  it("passes by its own findings, whatever another has", () => {
    const findings = [unlawful(), unlawful({ level: "warning", file: PLAN })];
    expect(failing({ findings })).toEqual(["dsp/lifecycle", "dsp/data-map"]);
  });

  it("says the gravest", () => {
    const findings = [
      unlawful({ level: "warning", fix: "try it" }),
      unlawful({ place: { line: 40, column: 1 }, fix: "name a legal basis" }),
    ];
    expect(ofArtefacts({ findings })[0]).toBe(
      "dsp/data-map failure: 1 failure, 1 warning. Line 40: copies of `bookings-db` are kept longer than the data; name a legal basis",
    );
  });

  it("says that a file that is not there is not required, where no rule asks for it", () => {
    const findings = [
      finding({ rule: "artefact-missing", file: MAP, inFile: false, fix: "write it" }),
      finding({ rule: "artefact-missing", file: PLAN, inFile: false, waiver: waiver() }),
    ];
    const given = { stage: "discovery", access: undefined, findings } as const;
    expect(ofArtefacts(given, { files: filesThatAre("absent") })).toEqual([
      "dsp/data-map failure: 1 failure. Copies of `bookings-db` are kept longer than the data; write it",
      "dsp/deletion-plan success: No findings (1 waived)",
      "dsp/backup-config success: Not required at discovery",
    ]);
  });

  it("is given for those that were judged, in their order", () => {
    const files = filesThatAre("read").filter(({ artefact }) => artefact !== "deletionPlan");
    expect(ofArtefacts({}, { files: files.reverse() })).toEqual([
      "dsp/data-map success: Nothing found",
      "dsp/backup-config success: Nothing found",
    ]);
  });
});

describe("what could not be judged", () => {
  const withState = (artefact: string, state: JudgedFile["state"]) =>
    filesThatAre("read").map((one) => (one.artefact === artefact ? { ...one, state } : one));
  const broken = finding({ rule: "artefact-invalid", file: MAP, message: "the key is wrong" });
  const missing = finding({ rule: "artefact-missing", file: MAP, inFile: false });

  it.each<[string, Partial<Assessment>, Partial<StatusOptions>, string[]]>([
    [
      "a data map that cannot be read",
      { verdict: "unreadable", findings: [broken] },
      { files: withState("dataMap", "unreadable") },
      [
        "dsp/data-map failure",
        "dsp/deletion-plan error: Not compared with the data map (cannot be read). Nothing found",
        "dsp/backup-config error: Not compared with the data map (cannot be read). Nothing found",
      ],
    ],
    [
      "a data map that cannot be read, where nothing fails",
      { verdict: "unreadable", findings: [broken] },
      { files: withState("dataMap", "unreadable"), failOn: "never" },
      ["dsp/data-map error", "dsp/deletion-plan error", "dsp/backup-config error"],
    ],
    [
      "a data map that is missing and has to be there",
      { findings: [missing] },
      { files: withState("dataMap", "absent") },
      [
        "dsp/data-map failure",
        "dsp/deletion-plan error: Not compared with the data map (missing). Nothing found",
        "dsp/backup-config error: Not compared with the data map (missing). Nothing found",
      ],
    ],
    [
      "a data map that need not be there",
      {},
      { files: withState("dataMap", "absent") },
      ["dsp/data-map success", "dsp/deletion-plan success", "dsp/backup-config success"],
    ],
    [
      "a deletion plan that cannot be read, which the data map is compared with",
      { verdict: "unreadable" },
      { files: withState("deletionPlan", "unreadable") },
      [
        "dsp/data-map error: Not compared with the deletion plan (cannot be read). Nothing found",
        "dsp/deletion-plan error",
        "dsp/backup-config error: Not compared with the deletion plan (cannot be read). Nothing found",
      ],
    ],
  ])("is no success: %s", (_name, given, options, expected) => {
    const found = ofArtefacts(given, options);
    expect(found.map((line, index) => line.slice(0, expected[index]?.length))).toEqual(expected);
  });

  it("is no success of the whole, where nothing fails", () => {
    const given = { verdict: "unreadable", findings: [broken] } as const;
    expect(ofWhole(given, { failOn: "never" })).toMatch(/^dsp\/lifecycle error: /);
  });

  it("asks nothing of a file that is not there", () => {
    const files = withState("dataMap", "unreadable").map((one) =>
      one.artefact === "backupConfig" ? { ...one, state: "absent" as const } : one,
    );
    expect(ofArtefacts({ verdict: "unreadable", findings: [broken] }, { files })[2]).toBe(
      "dsp/backup-config success: Not required at beta",
    );
  });
});

describe("the name of a status", () => {
  it("has a scope that GitHub takes, of its own for each scope", () => {
    const long = "services/".repeat(40);
    const names = ["a 🚀", `${long}a`, `${long}b`].map(
      (scope) => lifecycleIs("pending", { what: "x" }, scope).context,
    );
    expect(names[0]).toBe("dsp/lifecycle (a \\u{1f680})");
    expect(names.map(({ length }) => length)).toEqual([27, 255, 255]);
    expect(new Set(names).size).toBe(3);
  });
});

describe("lifecycleIs", () => {
  it.each([
    ["pending", undefined, "dsp/lifecycle"],
    ["error", "services/visits", "dsp/lifecycle (services/visits)"],
  ] as const)("says that there is no verdict: %s", (state, scope, context) => {
    expect(lifecycleIs(state, { what: "no stage is declared\n" }, scope)).toEqual({
      context,
      state,
      description: "No stage is declared",
    });
  });
});

/** The description of a status that says so; what is not a word is a point. */
const said = (point: Point) => lifecycleIs("error", point, undefined).description;

describe("a description", () => {
  const where = "services/bookings/.dsp/data-map.yml:12";

  it.each<[string, Point, string]>([
    [
      "says what is wrong, then what to do",
      { where, what: "activity `book` names no owner", toDo: "write `owner`" },
      "services/bookings/.dsp/data-map.yml:12: activity `book` names no owner; write `owner`",
    ],
    [
      "leaves out what to do where it does not fit whole",
      { where, what: "activity `book` names no owner", toDo: `write ${"`owner` ".repeat(20)}` },
      "services/bookings/.dsp/data-map.yml:12: activity `book` names no owner",
    ],
    [
      "leaves out folders, so that what is wrong stays whole",
      {
        where: `a/${"long/".repeat(20)}.dsp/data-map.yml:12`,
        what: "store `bookings-db` has no backup entry, and none is excused",
      },
      "…/.dsp/data-map.yml:12: store `bookings-db` has no backup entry, and none is excused",
    ],
    [
      "drops the end of what is wrong, at a word",
      {
        lead: "Beta, private: 1 failure.",
        where: "a/b/c/map.yml:3",
        what: "of the stores that are named here, one has no rule, ".repeat(4),
        toDo: "add one",
      },
      "Beta, private: 1 failure. …/c/map.yml:3: of the stores that are named here, one has no rule, of the stores that are named here, one has no…",
    ],
    ["begins a sentence with a capital", { what: "no stage is declared" }, "No stage is declared"],
    ["leaves a path as it is", { where: "services/a.yml:1", what: "x" }, "services/a.yml:1: x"],
    [
      "leaves a path as it is that is all there is",
      { what: "services/a.yml cannot be read" },
      "services/a.yml cannot be read",
    ],
    [
      "leaves an address as it is",
      { what: "github:moj/visits: it does not exist" },
      "github:moj/visits: it does not exist",
    ],
  ])("%s", (_name, point, description) => {
    expect(said(point)).toBe(description);
  });

  it("keeps what is just long enough", () => {
    expect(said({ what: "X".repeat(140) })).toBe("X".repeat(140));
    expect(said({ what: "X".repeat(141) })).toBe(`${"X".repeat(139)}…`);
  });

  it("writes out what GitHub refuses", () => {
    expect(said({ what: "store `🚀` has no rule" })).toBe("Store `\\u{1f680}` has no rule");
  });

  it.each([
    ["characters of two units", "😀"],
    ["characters that are written out", "\u0007"],
    ["a first letter that grows in upper case", "ß"],
  ])("is at most 140 units of %s", (_name, character) => {
    const description = said({ what: character.repeat(140) });
    expect(description.length).toBeLessThanOrEqual(140);
    expect(description).not.toMatch(/[\p{Cs}\u{10000}-\u{10ffff}]/u);
  });

  it("and its name are one line each that GitHub takes and that hides nothing, whatever the files say", () => {
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]/u;
    fc.assert(
      fc.property(
        hostileAssessment,
        fc.constantFrom(...SEVERITIES, "never" as const),
        fc.option(hostileText, { nil: undefined }),
        hostileText,
        (hostile, failOn, scope, text) => {
          const options = { ...OPTIONS, failOn, scope };
          const all = [
            lifecycleStatus(hostile, options),
            ...artefactStatuses(hostile, options),
            lifecycleIs("error", { where: text, what: text, toDo: text }, scope),
          ];
          for (const { description, context } of all) {
            expect(description.length).toBeLessThanOrEqual(140);
            expect(context.length).toBeLessThanOrEqual(255);
            expect(`${description}${context}`).not.toMatch(unseen);
          }
        },
      ),
      RUNS,
    );
  });
});

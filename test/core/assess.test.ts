import { describe, expect, it } from "@jest/globals";
import { assess, expectationsAt, fails } from "../../src/core/assess.ts";
import type { Assessment, Finding, StageSource } from "../../src/core/assessment.ts";
import { EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { SEVERITIES, type Severity } from "../../src/core/levels.ts";
import { FAIL_ON, type FailOn, type Waiver } from "../../src/core/policy/policy.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { STAGES, type Stage } from "../../src/core/stages.ts";
import { circumstances, type Given } from "../support/rules.ts";

const SOURCE: StageSource = { kind: "input", name: "--stage", disagreeing: ["a topic says live"] };

const judge = (given: Given) => assess(circumstances(given), SOURCE);

const waiver: Waiver = { rule: "x", reason: "r", approved_by: "SRO", expires: "2026-12-31" };

/** `.dsp/data-map.yml:1:2 X05 warning`, `(waived)` where it is. */
function inShort({ findings }: Assessment): string[] {
  return findings.map(
    ({ file, place, code, level, waiver: silencing }) =>
      `${file}:${place.line}:${place.column} ${code} ${level}${silencing ? " (waived)" : ""}`,
  );
}

const only = (assessment: Assessment, ...rules: string[]): Finding[] =>
  assessment.findings.filter(({ rule }) => rules.includes(rule));

describe("what an assessment carries over", () => {
  it("is where the stage comes from, and what it was judged at", () => {
    expect(
      judge({ stage: "beta", access: "public", gate: true, today: "2026-12-01" }),
    ).toMatchObject({
      stage: "beta",
      access: "public",
      gate: true,
      today: "2026-12-01",
      stageSource: SOURCE,
    });
    expect(judge({ stage: "live" }).access).toBeUndefined();
  });
});

describe("a finding", () => {
  const dataMap = "stores:\n  - { id: db, data_categories: [name] }";

  it("has its rule, its place and the expectations that it bears on", () => {
    const deletionPlan = "rules: []";
    expect(only(judge({ dataMap, deletionPlan }), "store-without-deletion-rule")).toEqual([
      {
        rule: "store-without-deletion-rule",
        code: "X01",
        fingerprint: "3d36c8ab7c8e3884",
        level: "failure",
        waiver: undefined,
        file: ".dsp/data-map.yml",
        place: { line: 2, column: 11, endColumn: 13 },
        inFile: true,
        message: "store `db` holds personal data but no rule in the deletion plan covers it",
        fix: "add a rule with `stores: [db]` to the deletion plan",
        about: ["db"],
        expectations: ["DSP-BETA-5"],
      },
    ]);
  });

  it.each<[Stage, boolean, Severity | undefined]>([
    ["discovery", true, undefined],
    ["alpha", false, "warning"],
    ["alpha", true, "failure"],
    ["beta", false, "failure"],
  ])("has the level of its rule at %s, at the gate: %j", (stage, gate, level) => {
    const found = judge({ stage, gate, dataMap, deletionPlan: "rules: []" });
    const levels = only(found, "store-without-deletion-rule").map((one) => one.level);
    expect(levels).toEqual(level === undefined ? [] : [level]);
  });

  it("has the level that the policy sets", () => {
    const levels = new Map([["store-without-deletion-rule", { beta: "notice" as const }]]);
    const found = judge({ dataMap, deletionPlan: "rules: []", policy: { levels } });
    expect(only(found, "store-without-deletion-rule").map(({ level }) => level)).toEqual([
      "notice",
    ]);
  });

  it("does not come from a rule whose files are not there", () => {
    expect(only(judge({ dataMap }), "store-without-deletion-rule")).toEqual([]);
  });

  it("stays, with the waiver that silences it", () => {
    const own: Waiver = { ...waiver, rule: "store-without-deletion-rule", target: "db" };
    const found = judge({ dataMap, deletionPlan: "rules: []", policy: { waivers: [own] } });
    expect(only(found, "store-without-deletion-rule").map((one) => one.waiver)).toEqual([own]);
  });

  it("stands at the start of a file that is not there", () => {
    expect(only(judge({}), "artefact-missing")[0]).toMatchObject({
      file: ".dsp/backup-config.yml",
      place: { line: 1, column: 1 },
      inFile: false,
    });
  });

  it("stands where the file breaks, if it cannot be read", () => {
    const [first] = only(judge({ dataMap: "stores:\n  - {id: DB}" }), "artefact-unreadable").filter(
      ({ file }) => file === ".dsp/data-map.yml",
    );
    expect(first).toMatchObject({ place: { line: 2, column: 10 }, inFile: true });
  });

  it("stands at the key of what is too short, not at its value", () => {
    const projectRecord = "issues: []\nconsiderations: [{ id: C07, status: addressed }]";
    const [first] = only(judge({ projectRecord }), "majority-not-addressed");
    expect(first).toMatchObject({ place: { line: 2, column: 1 }, inFile: true });
  });

  it("stands where the policy would, if there is none", () => {
    const found = judge({
      stage: "post-live",
      dataMap: "stores: []",
      deletionPlan: "rules: [{ id: r, manual: { procedure: p } }]",
      policy: { closing: true },
    });
    expect(only(found, "closing-with-open-tasks")[0]).toMatchObject({
      file: ".github/dsp.yml",
      place: { line: 1, column: 1 },
      inFile: false,
    });
  });
});

describe("the order of findings", () => {
  const given: Given = {
    dataMap:
      "stores:\n  - { id: b, system: gone, data_categories: [name] }\n  - { id: a, data_categories: [] }\nsystems: [{ id: s1 }, { id: s2 }]",
    deletionPlan: "rules: [{ id: r1, stores: [b] }]",
    backupConfig: "backups: [{ store: a }]",
  };

  it("is by file, line, column and code", () => {
    const found = judge(given).findings;
    const keys = found.map(({ file, place, code, message }) =>
      [
        file,
        String(place.line).padStart(4, "0"),
        String(place.column).padStart(4, "0"),
        code,
        message,
      ].join("\t"),
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(new Set(found.map(({ file }) => file)).size).toBe(4);
    expect(keys).toEqual([...keys].sort());
  });

  it("is by message where all else is alike", () => {
    expect(only(judge({}), "majority-not-addressed").map(({ message }) => message[0])).toEqual([
      "t",
      "y",
    ]);
  });

  it("counts lines and columns as numbers", () => {
    const stores = Array.from({ length: 12 }, (_, index) => `  - { id: s${index} }`).join("\n");
    const lines = only(judge({ dataMap: `stores:\n${stores}` }), "orphan-element").map(
      ({ place }) => place.line,
    );
    expect(lines).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });
});

describe("the verdict", () => {
  it("is findings where there are some, be they notices", () => {
    const found = judge({
      stage: "discovery",
      dataMap: "review: { owner: t, last_reviewed: 2026-10-05, review_by: 2027-04-05 }",
    });
    expect(found.verdict).toBe("findings");
  });

  it("is clean where all are waived", () => {
    const waivers = RULES.map(({ id }): Waiver => ({ ...waiver, rule: id }));
    const found = judge({ stage: "discovery", dataMap: "stores: []", policy: { waivers } });
    expect(found.findings.length).toBeGreaterThan(0);
    expect(found.verdict).toBe("clean");
  });

  it("is clean where there are none", () => {
    const found = judge({
      stage: "discovery",
      policy: { levels: new Map([["artefact-missing", { discovery: "none" }]]) },
    });
    expect(found).toMatchObject({ findings: [], verdict: "clean" });
  });

  it.each(["dataMap", "deletionPlan", "backupConfig", "projectRecord"] as const)(
    "is unreadable where the %s is, though all is waived",
    (artefact) => {
      const waivers = RULES.map(({ id }): Waiver => ({ ...waiver, rule: id }));
      expect(judge({ [artefact]: "a: [", policy: { waivers } }).verdict).toBe("unreadable");
    },
  );
});

describe("the counts", () => {
  it("are by level, the waived apart", () => {
    const waivers: Waiver[] = [{ ...waiver, rule: "assessment-missing" }];
    const found = judge({
      dataMap: "stores: [{ id: db, data_categories: [] }]",
      deletionPlan: "rules: [{ id: r1, manual: { procedure: p }, automatic: { status: planned } }]",
      policy: { waivers },
    });
    const tally = (level: Severity) =>
      inShort(found).filter((one) => one.endsWith(` ${level}`)).length;
    expect(inShort(found).filter((one) => one.endsWith("(waived)"))).toHaveLength(2);
    expect(found.counts).toEqual({
      failure: tally("failure"),
      warning: tally("warning"),
      notice: tally("notice"),
      waived: 2,
    });
    for (const severity of SEVERITIES) expect(found.counts[severity]).toBeGreaterThan(0);
  });
});

describe("a run", () => {
  const withFindings = (...findings: [Severity, Waiver?][]): Assessment => {
    const [model] = judge({}).findings;
    if (!model) throw new Error("a repository without files has findings");
    return {
      ...judge({}),
      findings: findings.map(([level, silencing]) => ({ ...model, level, waiver: silencing })),
    };
  };

  it.each<[Severity, readonly FailOn[]]>([
    ["notice", ["notice"]],
    ["warning", ["notice", "warning"]],
    ["failure", ["notice", "warning", "failure"]],
  ])("with a %s fails on %j", (level, failing) => {
    expect(FAIL_ON.filter((failOn) => fails(withFindings([level]), failOn))).toEqual(failing);
  });

  it("fails by its gravest finding", () => {
    expect(fails(withFindings(["notice"], ["failure"], ["warning"]), "failure")).toBe(true);
    expect(fails(withFindings(["notice"], ["warning"]), "failure")).toBe(false);
  });

  it("fails by no finding that is waived", () => {
    expect(FAIL_ON.filter((failOn) => fails(withFindings(["failure", waiver]), failOn))).toEqual(
      [],
    );
    expect(fails(withFindings(["failure", waiver], ["warning"]), "warning")).toBe(true);
  });

  it("without findings never fails", () => {
    expect(FAIL_ON.filter((failOn) => fails(withFindings(), failOn))).toEqual([]);
  });
});

describe("the expectations", () => {
  const numbered = (group: string, ...numbers: number[]) =>
    numbers.map((number) => `DSP-${group}-${number}`);
  const general = numbered("GEN", 1, 2, 3);
  const discovery = numbered("DISC", 1, 2, 3, 4, 5, 6, 7, 8, 9);
  const alpha = numbered("ALPHA", 1, 2, 3, 4, 5, 6, 7);
  const beta = numbered("BETA", 1, 2, 3, 4, 5, 6, 9, 10, 11);
  const live = numbered("LIVE", 1, 2, 3);

  it.each<[Stage, string[]]>([
    ["discovery", [...general, ...discovery]],
    ["alpha", [...general, ...discovery, ...alpha]],
    [
      "beta",
      [...general, ...discovery, ...alpha, ...numbered("BETA", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
    ],
    [
      "live",
      [...general, ...discovery, ...alpha, ...beta, ...numbered("LIVE", 1, 2, 3, 4, 5, 6, 7)],
    ],
    [
      "post-live",
      [
        ...general,
        ...discovery,
        ...alpha,
        ...beta,
        ...live,
        ...numbered("POST", 1, 2, 3, 4, 5, 6, 7, 8, 9),
      ],
    ],
  ])("at %s are its own and the earlier ones that still hold", (stage, ids) => {
    expect(expectationsAt(stage).map(({ id }) => id)).toEqual(ids);
    expect(judge({ stage }).expectations.map(({ id }) => id)).toEqual(ids);
  });

  it("each have their stage, in the order of the catalogue", () => {
    const order = EXPECTATIONS.map(({ id }) => id);
    for (const stage of STAGES) {
      const places = expectationsAt(stage).map(({ id }) => order.indexOf(id));
      expect(places).toEqual([...places].sort((one, other) => one - other));
    }
  });

  it("are judged by the rules, the record and the policy at once", () => {
    const outcomes = new Map(
      judge({
        deletionPlan:
          "rules: [{ id: bans, manual: { procedure: p }, automatic: { status: planned, due: 2027-01-31, ref: r } }]",
        projectRecord:
          "attestations: [{ expectation: DSP-DISC-2, by: team, date: 2026-10-01, evidence: [e] }]",
        policy: { waivers: [{ ...waiver, rule: "majority-not-addressed" }] },
      }).expectations.map(({ id, outcome }) => [id, outcome]),
    );
    expect(outcomes.get("DSP-DISC-2")).toBe("met");
    expect(outcomes.get("DSP-DISC-7")).toBe("open");
    expect(outcomes.get("DSP-ALPHA-4")).toBe("waived");
    expect(outcomes.get("DSP-BETA-1")).toBe("not-yet");
    expect(outcomes.get("DSP-BETA-7")).toBe("allowed-later");
    expect(outcomes.get("DSP-BETA-9")).toBe("met");
    expect(outcomes.get("DSP-BETA-10")).toBe("open");
    expect(outcomes.get("DSP-GEN-1")).toBe("not-applicable");
  });
});

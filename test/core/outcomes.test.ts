import { describe, expect, it } from "@jest/globals";
import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import type { Outcome } from "../../src/core/assessment.ts";
import type { Expectation, ExpectationLevel, Showing } from "../../src/core/catalogue/types.ts";
import type { Level } from "../../src/core/levels.ts";
import { resultOf } from "../../src/core/outcomes.ts";
import type { LevelChanges, Waiver } from "../../src/core/policy/policy.ts";
import { RuleRunner } from "../../src/core/run-rule.ts";
import type { Stage } from "../../src/core/stages.ts";
import { circumstances, type Given } from "../support/rules.ts";

function expectation(shown: Showing | undefined, level: ExpectationLevel = "must"): Expectation {
  return {
    id: "DSP-DISC-6",
    stage: "discovery",
    level,
    statement: "s",
    why: "w",
    how: "h",
    shown,
    holds: "onward",
    heading: "h",
  };
}

/** What became of an expectation that is shown this way, with what each basis says. */
function judged(shown: Showing, given: Given, level?: ExpectationLevel) {
  const known = { ...circumstances(given), ledger: given.ledger };
  const { outcome, by } = resultOf(expectation(shown, level), new RuleRunner(known), known);
  return { outcome, says: by.map((basis) => `${basis.ref} ${basis.outcome}: ${basis.detail}`) };
}

/** As `judged`, of an expectation that rests on one thing. */
function told(shown: Showing, given: Given, level?: ExpectationLevel): string {
  const { outcome, says } = judged(shown, given, level);
  expect(says).toHaveLength(1);
  const [only = ""] = says;
  expect(only).toContain(` ${outcome}: `);
  return only;
}

const UNREADABLE = "nonsense: [";

describe("an attestation", () => {
  const by = (rest: string) =>
    `attestations: [{ expectation: DSP-DISC-6, by: team, evidence: [docs/1.md], ${rest} }]`;
  const shown: Showing = { attestation: "s" };
  const byArchitect: Showing = { attestation: "s", role: "technical-architect" };

  it.each([
    [
      "nobody has signed",
      shown,
      "issues: []",
      "the team open: sign this off under `attestations` in the project record",
    ],
    [
      "nobody of the role has signed",
      byArchitect,
      "issues: []",
      "technical-architect open: sign this off as a technical-architect under `attestations` in the project record",
    ],
    [
      "somebody has signed",
      shown,
      by("date: 2026-02-20"),
      "team met: signed off by `team` on 2026-02-20, valid until 2027-02-20",
    ],
    [
      "the role has signed",
      byArchitect,
      by("date: 2026-02-20, role: Technical Architect"),
      'team met: signed off by `team` as "Technical Architect" on 2026-02-20, valid until 2027-02-20',
    ],
    [
      "it ran out yesterday",
      shown,
      by("date: 2026-02-20, valid_until: 2026-11-22"),
      "the team open: the sign-off of 2026-02-20 expired on 2026-11-22",
    ],
    [
      "it is more than a year old",
      shown,
      by("date: 2025-11-22, valid_until: 2030-01-01"),
      "the team open: the sign-off of 2025-11-22 expired on 2026-11-22",
    ],
    [
      "another role has signed",
      byArchitect,
      by("date: 2026-02-20, role: product-manager"),
      'technical-architect open: a technical-architect must sign this off, not "product-manager"',
    ],
    [
      "no role is named",
      byArchitect,
      by("date: 2026-02-20"),
      'technical-architect open: a technical-architect must sign this off, not "an unnamed role"',
    ],
    [
      "it is dated ahead",
      shown,
      by("date: 2026-11-24"),
      "the team open: the sign-off is dated 2026-11-24, which is in the future",
    ],
    [
      "it is of another expectation",
      shown,
      by("date: 2026-02-20").replace("DISC-6", "DISC-7"),
      "the team open: sign this off under `attestations` in the project record",
    ],
    [
      "the record cannot be read",
      shown,
      UNREADABLE,
      "the team unreadable: the project record cannot be read",
    ],
  ])("counts as it should where %s", (_name, showing, projectRecord, result) => {
    expect(told(showing, { projectRecord })).toBe(result);
  });

  it("is absent where there is no record", () => {
    expect(told(shown, {})).toBe(
      "the team open: sign this off under `attestations` in the project record",
    );
  });

  const several = (...entries: string[]) =>
    `attestations: [${entries.map((entry) => `{ expectation: DSP-DISC-6, evidence: [e], ${entry} }`).join(", ")}]`;

  it.each([
    ["first", ["by: old, date: 2026-01-10", "by: new, date: 2026-10-10"]],
    ["last", ["by: new, date: 2026-10-10", "by: old, date: 2026-01-10"]],
  ])("is the one that holds longest of several, the older %s", (_name, entries) => {
    expect(told(shown, { projectRecord: several(...entries) })).toBe(
      "new met: signed off by `new` on 2026-10-10, valid until 2027-10-10",
    );
  });

  it("counts beside one that has run out and one of another role", () => {
    const projectRecord = several(
      "by: a, date: 2024-01-10, role: technical-architect",
      "by: b, date: 2026-10-10, role: product-manager",
      "by: c, date: 2026-03-10, role: technical-architect",
    );
    expect(told(byArchitect, { projectRecord })).toBe(
      'c met: signed off by `c` as "technical-architect" on 2026-03-10, valid until 2027-03-10',
    );
  });

  it("that was signed last says what is wrong, where none counts", () => {
    const projectRecord = several("by: a, date: 2024-01-10", "by: b, date: 2025-01-10");
    expect(told(shown, { projectRecord })).toBe(
      "the team open: the sign-off of 2025-01-10 expired on 2026-01-10",
    );
  });

  const entry = (given: Partial<Attestation> = {}): Attestation => ({
    expectation: "DSP-DISC-6",
    by: "octocat",
    date: "2026-10-10",
    evidence: ["https://github.com/o/r/issues/1#issuecomment-1"],
    ...given,
  });
  const byOctocat = "octocat met: signed off by `octocat` on 2026-10-10, valid until 2027-10-10";

  it.each([
    ["there is no record", undefined, [entry()], byOctocat],
    ["the record attests nothing", "issues: []", [entry()], byOctocat],
    ["the record's has run out", by("date: 2024-02-20"), [entry()], byOctocat],
    [
      "the record's holds longer",
      by("date: 2026-11-20"),
      [entry()],
      "team met: signed off by `team` on 2026-11-20, valid until 2027-11-20",
    ],
    [
      "the ledger's has run out",
      by("date: 2026-02-20"),
      [entry({ date: "2025-01-10" })],
      "team met: signed off by `team` on 2026-02-20, valid until 2027-02-20",
    ],
    [
      "both have run out",
      by("date: 2024-02-20"),
      [entry({ date: "2025-01-10" })],
      "the team open: the sign-off of 2025-01-10 expired on 2026-01-10",
    ],
    [
      "the ledger is of another expectation",
      undefined,
      [entry({ expectation: "DSP-DISC-7" })],
      "the team open: sign this off under `attestations` in the project record",
    ],
    [
      "the record cannot be read",
      UNREADABLE,
      [entry()],
      "the team unreadable: the project record cannot be read",
    ],
    [
      "the ledger is empty",
      undefined,
      [],
      "the team open: sign this off under `attestations` in the project record",
    ],
  ])("of the ledger counts as it should where %s", (_name, projectRecord, ledger, result) => {
    expect(told(shown, { projectRecord, ledger })).toBe(result);
  });

  it("of the ledger has to be of the role that is asked for", () => {
    expect(told(byArchitect, { ledger: [entry()] })).toBe(
      'technical-architect open: a technical-architect must sign this off, not "an unnamed role"',
    );
    expect(told(byArchitect, { ledger: [entry({ role: "technical-architect" })] })).toBe(
      'octocat met: signed off by `octocat` as "technical-architect" on 2026-10-10, valid until 2027-10-10',
    );
  });
});

describe("a service assessment", () => {
  const shown: Showing = { assessment: "alpha", panel: "internal" };
  const ofAnyPanel: Showing = { assessment: "alpha" };
  const ofAspect: Showing = { assessment: "alpha", aspect: "DSP-ALPHA-5" };
  const record = (...entries: string[]) =>
    `assessments: [${entries.map((entry, index) => `{ id: a${index + 1}, ${entry} }`).join(", ")}]`;
  const held = "stage: alpha, panel: internal, date: 2026-04-22";
  const aspect = (finding: string) =>
    `${held}, data_protection_aspects: [{ expectation: DSP-ALPHA-4, finding: met }, { expectation: DSP-ALPHA-5, finding: ${finding} }]`;
  const noneInternal = "alpha open: no alpha service assessment by the internal panel is recorded";
  const exempt = (panel: string) =>
    `stage: alpha, panel: ${panel}, not_applicable: true, reason: small`;

  it.each([
    ["none is recorded", shown, record(), noneInternal],
    [
      "it was held",
      shown,
      record(held),
      "a1 met: alpha service assessment by the internal panel held on 2026-04-22",
    ],
    [
      "it was held today",
      ofAnyPanel,
      record(held.replace("2026-04-22", "2026-11-23")),
      "a1 met: alpha service assessment held on 2026-11-23",
    ],
    ["it is still to come", shown, record(held.replace("2026-04-22", "2026-11-24")), noneInternal],
    ["it has no date", shown, record("stage: alpha, panel: internal"), noneInternal],
    ["the other panel held it", shown, record(held.replace("internal", "external")), noneInternal],
    ["it was of another stage", shown, record(held.replace("alpha", "beta")), noneInternal],
    [
      "it has to be retaken",
      shown,
      record(`${held}, decision: reassess`),
      "alpha open: the alpha service assessment by the internal panel must be taken again",
    ],
    [
      "it was retaken",
      shown,
      record(`${held}, decision: reassess`, `${held}, decision: proceed`),
      "a2 met: alpha service assessment by the internal panel held on 2026-04-22",
    ],
    [
      "it does not apply",
      shown,
      record(exempt("internal")),
      'a1 not-applicable: not applicable: "small"',
    ],
    [
      "it does not apply, and has a date",
      shown,
      record(`${exempt("internal")}, date: 2026-04-22`),
      'a1 not-applicable: not applicable: "small"',
    ],
    [
      "nobody says why it does not apply",
      shown,
      record("stage: alpha, panel: internal, not_applicable: true"),
      noneInternal,
    ],
    [
      "it took place although it need not",
      shown,
      record(exempt("internal"), held),
      "a2 met: alpha service assessment by the internal panel held on 2026-04-22",
    ],
    [
      "one panel of both does not apply",
      ofAnyPanel,
      record(exempt("external")),
      "alpha open: no alpha service assessment is recorded",
    ],
    [
      "neither panel applies",
      ofAnyPanel,
      record(exempt("external"), exempt("internal")),
      'a1 not-applicable: not applicable: "small"',
    ],
    [
      "it found the aspect met",
      ofAspect,
      record(held, aspect("met")),
      "a2 met: alpha service assessment held on 2026-04-22",
    ],
    [
      "it found the aspect not met",
      ofAspect,
      record(aspect("partly-met")),
      "alpha open: no alpha service assessment records that it found DSP-ALPHA-5 met",
    ],
    [
      "it did not look at the aspect",
      ofAspect,
      record(held),
      "alpha open: no alpha service assessment records that it found DSP-ALPHA-5 met",
    ],
    [
      "it did not look at the aspect, and the other panel does not apply",
      ofAspect,
      record(held, exempt("external")),
      "alpha open: no alpha service assessment records that it found DSP-ALPHA-5 met",
    ],
    [
      "the record cannot be read",
      shown,
      UNREADABLE,
      "alpha unreadable: the project record cannot be read",
    ],
  ])("counts as it should where %s", (_name, showing, projectRecord, result) => {
    expect(told(showing, { projectRecord })).toBe(result);
  });

  const notYet = "beta not-yet: the beta service assessment is due before public access";
  const missing = "beta open: no beta service assessment is recorded";

  it.each<[string, Given, string]>([
    ["not yet due in private beta", { stage: "beta", access: "private" }, notYet],
    ["due at the gate", { stage: "beta", access: "private", gate: true }, missing],
    ["due in public beta", { stage: "beta", access: "public" }, missing],
    ["due at live", { stage: "live" }, missing],
    [
      "held already",
      {
        stage: "beta",
        projectRecord: record("stage: beta, panel: external, date: 2026-10-01"),
      },
      "a1 met: beta service assessment held on 2026-10-01",
    ],
    [
      "to be retaken even before it is due",
      {
        stage: "beta",
        projectRecord: record("stage: beta, panel: external, date: 2026-10-01, decision: reassess"),
      },
      "beta open: the beta service assessment must be taken again",
    ],
  ])("of beta is %s", (_name, given, result) => {
    expect(told({ assessment: "beta" }, given)).toBe(result);
  });

  it("of alpha is due in private beta, too", () => {
    expect(told(shown, { stage: "beta", access: "private" })).toBe(noneInternal);
  });
});

describe("a rule", () => {
  const plan = "review: { owner: team, last_reviewed: 2026-01-01, review_by: 2026-09-01 }";
  const shown: Showing = { rule: "stale-review" };
  const stale = "the deletion plan was due for review on 2026-09-01";
  const setTo = (rule: string, stage: Stage, level: Level): LevelChanges =>
    new Map([[rule, { [stage]: level }]]);
  const waiver = (rest: Partial<Waiver> = {}): Waiver => ({
    rule: "stale-review",
    reason: "r",
    approved_by: "SRO",
    expires: "2026-12-31",
    ...rest,
  });

  it.each<[string, Given, string]>([
    [
      "finds nothing",
      { deletionPlan: "rules: []" },
      "met: Each file was reviewed within the last year and is not past its review date.",
    ],
    ["finds a warning", { deletionPlan: plan }, `open: ${stale}`],
    [
      "finds a notice",
      { deletionPlan: plan, stage: "discovery" },
      "met: Each file was reviewed within the last year and is not past its review date.",
    ],
    ["finds what hardens at the gate", { deletionPlan: plan, stage: "live" }, `open: ${stale}`],
    ["finds a failure", { deletionPlan: plan, stage: "post-live" }, `open: ${stale}`],
    ["is waived", { deletionPlan: plan, policy: { waivers: [waiver()] } }, `waived: ${stale}`],
    [
      "is waived for the file",
      { deletionPlan: plan, policy: { waivers: [waiver({ target: ".dsp/deletion-plan.yml" })] } },
      `waived: ${stale}`,
    ],
    [
      "is waived for another file",
      { deletionPlan: plan, policy: { waivers: [waiver({ target: ".dsp/data-map.yml" })] } },
      `open: ${stale}`,
    ],
    [
      "was waived until yesterday",
      { deletionPlan: plan, policy: { waivers: [waiver({ expires: "2026-11-22" })] } },
      `open: ${stale}`,
    ],
    [
      "is waived for one of two files",
      {
        deletionPlan: plan,
        dataMap: plan,
        policy: { waivers: [waiver({ target: ".dsp/data-map.yml" })] },
      },
      `open: ${stale}`,
    ],
    [
      "is open for two files",
      { deletionPlan: plan, dataMap: plan },
      "open: the data map was due for review on 2026-09-01 (and 1 more)",
    ],
    [
      "is lowered to a notice by the policy",
      { deletionPlan: plan, policy: { levels: setTo("stale-review", "beta", "notice") } },
      `waived: set to count less by \`levels\` in the policy: ${stale}`,
    ],
    [
      "is turned off by the policy",
      { deletionPlan: plan, policy: { levels: setTo("stale-review", "beta", "none") } },
      `waived: set to count less by \`levels\` in the policy: ${stale}`,
    ],
    [
      "is lowered at another stage",
      { deletionPlan: plan, policy: { levels: setTo("stale-review", "live", "none") } },
      `open: ${stale}`,
    ],
    [
      "is raised by the policy",
      {
        deletionPlan: plan,
        stage: "discovery",
        policy: { levels: setTo("stale-review", "discovery", "warning") },
      },
      `open: ${stale}`,
    ],
    [
      "is held up by the organisation's floor",
      {
        deletionPlan: plan,
        policy: {
          levels: setTo("stale-review", "beta", "none"),
          floor: setTo("stale-review", "beta", "warning"),
        },
      },
      `open: ${stale}`,
    ],
  ])("that %s shows it", (_name, given, result) => {
    expect(told(shown, given)).toBe(`stale-review ${result}`);
  });

  const ofPlan: Showing = { rule: "manual-procedure-untested" };
  const noPersonalData = { reason: "statistics only" };

  it.each<[string, Showing, Given, string]>([
    [
      "there is no file yet",
      ofPlan,
      {},
      "manual-procedure-untested open: there is no deletion plan yet",
    ],
    [
      "two files are missing",
      { rule: "backup-outlives-data" },
      {},
      "backup-outlives-data open: there is no deletion plan and backup config yet",
    ],
    [
      "the file cannot be read",
      ofPlan,
      { deletionPlan: UNREADABLE },
      "manual-procedure-untested unreadable: the deletion plan cannot be read",
    ],
    [
      "one file is missing and one unreadable",
      { rule: "backup-outlives-data" },
      { deletionPlan: UNREADABLE },
      "backup-outlives-data unreadable: the deletion plan cannot be read",
    ],
    [
      "there is no personal data, and no deletion plan",
      ofPlan,
      { policy: { noPersonalData } },
      "manual-procedure-untested not-applicable: the policy says that there is no personal data",
    ],
    [
      "there is no personal data, and no backup config either",
      { rule: "backup-outlives-data" },
      { policy: { noPersonalData } },
      "backup-outlives-data open: there is no deletion plan and backup config yet",
    ],
    [
      "there is no personal data, and an unreadable deletion plan",
      ofPlan,
      { deletionPlan: UNREADABLE, policy: { noPersonalData } },
      "manual-procedure-untested unreadable: the deletion plan cannot be read",
    ],
  ])("that cannot run shows nothing where %s", (_name, showing, given, result) => {
    expect(told(showing, given)).toBe(result);
  });

  it.each<[string, Showing, Outcome]>([
    ["its own variant", { rule: "artefact-missing", variant: "data-map" }, "open"],
    ["another variant", { rule: "artefact-missing", variant: "invalid" }, "met"],
    [
      "its own place",
      { rule: "required-field-missing", variant: "from-alpha", under: "dataMap.stores" },
      "open",
    ],
    [
      "another place",
      { rule: "required-field-missing", variant: "from-alpha", under: "dataMap.parties" },
      "met",
    ],
  ])("shows by its problems of %s alone", (_name, showing, outcome) => {
    const given: Given =
      "under" in showing ? { dataMap: "stores: [{ id: db, data_categories: [] }]" } : {};
    expect(judged(showing, given).outcome).toBe(outcome);
  });

  it("has to exist, or the catalogue is broken", () => {
    expect(() => judged({ rule: "no-such-rule" }, {})).toThrow(
      "the catalogue names a rule that does not exist: no-such-rule",
    );
  });
});

describe("a relaxation", () => {
  const shown: Showing = { rule: "manual-deletion" };
  const manual = "rules: [{ id: bans, manual: { procedure: p }, automatic: { status: planned } }]";
  const raised: LevelChanges = new Map([["manual-deletion", { beta: "failure" }]]);

  it.each<[string, Given, string]>([
    [
      "met where nothing is put off",
      { deletionPlan: "rules: []" },
      "met: No rule depends on deletion by hand, because the automatic mechanism has been built.",
    ],
    [
      "allowed later where something is",
      { deletionPlan: manual },
      "allowed-later: rule `bans` runs by hand only: `automatic.status` is `planned`",
    ],
    [
      "allowed later whatever the policy raises",
      { deletionPlan: manual, policy: { levels: raised, stricter: true } },
      "allowed-later: rule `bans` runs by hand only: `automatic.status` is `planned`",
    ],
    ["not applicable where there is no file", {}, "not-applicable: there is no deletion plan yet"],
    [
      "unreadable where the file is",
      { deletionPlan: UNREADABLE },
      "unreadable: the deletion plan cannot be read",
    ],
  ])("is %s", (_name, given, result) => {
    expect(told(shown, given, "later")).toBe(`manual-deletion ${result}`);
  });
});

describe("a fact", () => {
  it.each<[string, Given, string]>([
    [
      "of a file that is there",
      { dataMap: "activities: [{ id: book }]" },
      "met: 1 processing activity described",
    ],
    ["of a file that is missing", {}, "open: there is no data map yet"],
    [
      "of a file that cannot be read",
      { dataMap: UNREADABLE },
      "unreadable: the data map cannot be read",
    ],
  ])("%s shows what it should", (_name, given, result) => {
    expect(told({ fact: "personal-data-described" }, given)).toBe(
      `personal-data-described ${result}`,
    );
  });

  it("has to exist, or the catalogue is broken", () => {
    expect(() => judged({ fact: "no-such-fact" }, {})).toThrow(
      "the catalogue names a fact that does not exist: no-such-fact",
    );
  });
});

describe("several pieces of evidence", () => {
  // One showing for each outcome, all of the same files.
  const given: Given = {
    stage: "beta",
    access: "private",
    dataMap: "activities: [{ id: book }]",
    deletionPlan: UNREADABLE,
    backupConfig: "review: { last_reviewed: 2026-01-01, review_by: 2026-09-01 }",
    policy: {
      waivers: [{ rule: "stale-review", reason: "r", approved_by: "SRO", expires: "2026-12-31" }],
    },
  };
  const OF = {
    met: { fact: "personal-data-described" },
    open: { attestation: "s" },
    "not-yet": { assessment: "beta" },
    waived: { rule: "stale-review" },
    unreadable: { rule: "manual-procedure-untested" },
    "not-applicable": { fact: "issues-discussed" },
  } as const satisfies Partial<Record<Outcome, Showing>>;
  type Known = keyof typeof OF;
  const parts = (outcomes: readonly Known[]) => outcomes.map((outcome) => OF[outcome]);

  it.each(Object.entries(OF))("are made up right here: %s", (outcome, showing) => {
    expect(judged(showing, given).outcome).toBe(outcome);
  });

  it.each<[readonly Known[], Outcome]>([
    [["met", "met"], "met"],
    [["met", "waived"], "waived"],
    [["waived", "not-yet"], "not-yet"],
    [["not-yet", "open"], "open"],
    [["open", "unreadable", "met"], "unreadable"],
    [["not-applicable", "met"], "met"],
    [["open", "not-applicable"], "open"],
    [["not-applicable", "not-applicable"], "not-applicable"],
    [[], "not-applicable"],
  ])("all together, %j are %s", (outcomes, whole) => {
    expect(judged({ all: parts(outcomes) }, given).outcome).toBe(whole);
  });

  it.each<[readonly Known[], Outcome]>([
    [["open", "met"], "met"],
    [["unreadable", "open"], "open"],
    [["not-yet", "open"], "not-yet"],
    [["waived", "not-yet"], "waived"],
    [["not-applicable", "open"], "open"],
    [["not-applicable", "met"], "met"],
    [["not-applicable"], "not-applicable"],
  ])("any of %j is %s", (outcomes, whole) => {
    expect(judged({ any: parts(outcomes) }, given).outcome).toBe(whole);
  });

  it("are all looked at, so that a report can say what is lacking", () => {
    expect(judged({ any: parts(["met", "open"]) }, given).says).toHaveLength(2);
    expect(judged({ all: parts(["unreadable", "open", "met"]) }, given).says).toHaveLength(3);
  });

  it("do not apply where the first does not", () => {
    const { outcome, says } = judged({ where: OF["not-applicable"], all: parts(["open"]) }, given);
    expect(outcome).toBe("not-applicable");
    expect(says).toEqual(["issues-discussed not-applicable: no issue is recorded"]);
  });

  it.each<[Known, readonly Known[], Outcome]>([
    ["met", ["open"], "open"],
    ["met", ["met"], "met"],
    ["open", ["met"], "open"],
    ["not-yet", ["met"], "not-yet"],
  ])("count together where the first is %s, with %j: %s", (first, others, whole) => {
    expect(judged({ where: OF[first], all: parts(others) }, given).outcome).toBe(whole);
  });

  it("stand in each other", () => {
    const inner: Showing = { any: parts(["open", "met"]) };
    expect(judged({ all: [inner, OF.waived] }, given).outcome).toBe("waived");
  });
});

describe("context", () => {
  it.each<[string, Expectation]>([
    ["by its level", expectation({ attestation: "s" }, "context")],
    ["by showing nothing", expectation(undefined)],
  ])("is never judged: %s", (_name, one) => {
    const known = circumstances({});
    expect(resultOf(one, new RuleRunner(known), known)).toEqual({
      id: "DSP-DISC-6",
      stage: "discovery",
      level: one.level,
      outcome: "not-applicable",
      by: [],
    });
  });
});

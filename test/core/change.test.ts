import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { fails } from "../../src/core/assess.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { type Change, type JudgedChange, judgeChange } from "../../src/core/change.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import { governingPolicy } from "../../src/core/policy/change.ts";
import { DEFAULT_POLICY } from "../../src/core/policy/defaults.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";

const TODAY = "2026-11-23";

const text = (written: string) => ({ ok: true as const, text: written });

/** A data map of little more than one line. */
const evidence = (line: string) => `${line}\nschema: dsp/data-map@1\n`;

/** The evidence of the worked example, which passes at private beta. */
const EXAMPLE: Snapshot = new Map(
  ["data-map", "deletion-plan", "backup-config", "project-record"].map((slug) => {
    const path = `.dsp/${slug}.yml`;
    const file = new URL(`../../examples/custody-visits/${path}`, import.meta.url);
    return [path, text(readFileSync(file, "utf8"))];
  }),
);

/** The change of a policy file from one text to another; undefined where there is none. */
function change(
  before: string | undefined,
  after: string | undefined,
  given: Partial<Omit<Change, "governing">> = {},
): Change {
  const [base, head] = [before, after].map((written) => ({
    own: written === undefined ? undefined : text(written),
    organisation: "none" as const,
  }));
  if (!base || !head) throw new Error("a change has two sides");
  const governing = governingPolicy({ base, head }, TODAY, DEFAULT_LIMITS);
  if (!governing.ok) throw new Error(`no policy: ${JSON.stringify(governing.problems)}`);
  return {
    governing,
    snapshot: new Map(),
    stageFacts: {},
    gate: false,
    today: TODAY,
    limits: DEFAULT_LIMITS,
    visibility: "public",
    ...given,
  };
}

function judged(...given: Parameters<typeof change>): JudgedChange {
  const verdict = judgeChange(change(...given));
  if (!verdict) throw new Error("nothing declares a stage");
  return verdict;
}

/** `private beta (policy: .github/dsp.yml)`, and who disagrees. */
function stageOf({ stage, access, stageSource }: Assessment) {
  const { kind, name, disagreeing } = stageSource;
  return [`${access ? `${access} ` : ""}${stage} (${kind}: ${name})`, disagreeing];
}

/** `file:line:column`, and whether the file has that line, of each finding of a rule. */
function placesOf({ findings }: Assessment, rule: string): string[] {
  return findings
    .filter((one) => one.rule === rule)
    .map(
      ({ file, place, inFile }) =>
        `${file}:${place.line}:${place.column}${inFile ? " inFile" : ""}`,
    );
}

const levelsOf = ({ findings }: Assessment, rule: string) =>
  findings.filter((one) => one.rule === rule).map(({ level }) => level);

/** Where stores stand that nothing goes to: a fault that a data map of one line has. */
const orphans = (assessment: Assessment) => placesOf(assessment, "orphan-element");

const OWN = "policy: .github/dsp.yml";
const BECOMING = `${OWN} as it would become`;

describe("the stage of a change", () => {
  it.each([
    ["stays where the policy does", "stage: live\n", "stage: live\n", `live (${OWN})`],
    ["is the later, if it raises it", "stage: alpha\n", "stage: live\n", `live (${BECOMING})`],
    ["is the old, if it lowers it", "stage: live\n", "stage: alpha\n", `live (${OWN})`],
    ["is the old, if it drops it", "stage: live\n", "fail_on: never\n", `live (${OWN})`],
    ["is the old, if it edits another line", "stage: live\n", "stage: live\n\n", `live (${OWN})`],
    ["is the old, if it deletes the policy", "stage: live\n", undefined, `live (${OWN})`],
    ["is the first, if none was named", "{}\n", "stage: alpha\n", `alpha (${BECOMING})`],
    ["is its own, if it adopts a policy", undefined, "stage: alpha\n", `alpha (${OWN})`],
    [
      "is its own, if it mends the policy",
      "stage: betta\n",
      "stage: beta\n",
      `private beta (${OWN})`,
    ],
  ])("%s", (_name, before, after, declared) => {
    expect(stageOf(judged(before, after).assessment)).toEqual([declared, []]);
  });

  it.each([
    ["opens a beta", "stage: private-beta\n", "stage: public-beta\n", `public beta (${BECOMING})`],
    ["closes one", "stage: public-beta\n", "stage: private-beta\n", `public beta (${OWN})`],
    [
      "opens one by its access",
      "stage: beta\nbeta_access: private\n",
      "stage: beta\nbeta_access: public\n",
      `public beta (${BECOMING})`,
    ],
    ["leaves beta", "stage: public-beta\n", "stage: live\n", `live (${BECOMING})`],
    ["comes back to it", "stage: live\n", "stage: public-beta\n", `live (${OWN})`],
  ])("is the one with the wider access, where the change %s", (_name, before, after, declared) => {
    expect(stageOf(judged(before, after).assessment)).toEqual([declared, []]);
  });

  const input = { claim: { stage: "discovery" }, name: "--stage" } as const;
  const customProperties = { "lifecycle-stage": "beta" };

  it.each<[string, Change["stageFacts"], string]>([
    ["the input", { input }, "discovery (input: --stage)"],
    [
      "a custom property",
      { customProperties },
      "private beta (custom-property: custom property lifecycle-stage)",
    ],
    ["a topic", { topics: ["dsp-post-live"] }, "post-live (topic: topic dsp-post-live)"],
  ])("is that of %s, whatever the change says", (_name, stageFacts, declared) => {
    const { assessment } = judged("stage: alpha\n", "stage: live\n", { stageFacts });
    expect(stageOf(assessment)[0]).toBe(declared);
  });

  it.each<[string, Change["stageFacts"], string, string, Partial<Assessment>]>([
    [
      "the policy says only how open another's beta is",
      { topics: ["dsp-beta"] },
      "beta_access: public\n",
      "beta_access: public\n",
      { stage: "beta", access: "public" },
    ],
    [
      "the change raises the stage of a policy that opened a topic's beta",
      { topics: ["dsp-beta"] },
      "stage: public-beta\n",
      "stage: live\n",
      { stage: "beta", access: "public" },
    ],
    [
      "the change says a stage, over a later one of a label",
      { labels: ["dsp:live"] },
      "{}\n",
      "stage: alpha\n",
      { stage: "live" },
    ],
    [
      "the change says an access, over the wider one of a label",
      { labels: ["dsp:public-beta"] },
      "stage: beta\n",
      "stage: private-beta\n",
      { stage: "beta", access: "public" },
    ],
  ])(
    "is no earlier than without the change where %s",
    (_name, stageFacts, before, after, later) => {
      expect(judged(before, before, { stageFacts }).assessment).toMatchObject(later);
      expect(judged(before, after, { stageFacts }).assessment).toMatchObject(later);
    },
  );

  it("is that of the policy before that of a label", () => {
    const stageFacts = { labels: ["dsp:discovery"] };
    const { assessment } = judged("stage: alpha\n", "stage: live\n", { stageFacts });
    expect(stageOf(assessment)).toEqual([
      `live (${BECOMING})`,
      ["label dsp:discovery says discovery"],
    ]);
  });

  it("is a label's later one where the change takes the policy's out", () => {
    const { assessment } = judged("stage: alpha\n", "{}\n", {
      stageFacts: { labels: ["dsp:live"] },
    });
    expect(stageOf(assessment)).toEqual(["live (label: label dsp:live)", []]);
  });

  it("is that of a label where neither policy names one", () => {
    const { assessment } = judged("{}\n", "fail_on: never\n", {
      stageFacts: { labels: ["dsp:live"] },
    });
    expect(stageOf(assessment)).toEqual(["live (label: label dsp:live)", []]);
  });

  it.each([
    ["without a policy", undefined, undefined],
    ["that leaves a policy without one", "{}\n", "{}\n"],
    ["that edits a policy without one", "{}\n", "fail_on: never\n"],
    ["that deletes a policy without one", "{}\n", undefined],
  ])("is none for a change %s", (_name, before, after) => {
    expect(judgeChange(change(before, after))).toBeUndefined();
  });
});

describe("the verdict on a change", () => {
  const withoutBackups = new Map(EXAMPLE);
  withoutBackups.delete(".dsp/backup-config.yml");
  const waived =
    "stage: beta\nwaivers: [{ rule: X00, reason: r, approved_by: a, expires: 2027-01-01 }]\n";

  it("is by the evidence that it would leave", () => {
    const verdict = judged("stage: beta\n", "stage: beta\n", { snapshot: EXAMPLE });
    expect(fails(verdict.assessment, "failure")).toBe(false);
    expect(verdict.dossier.backupConfig.state).toBe("read");
    const poorer = judged("stage: beta\n", "stage: beta\n", { snapshot: withoutBackups });
    expect(fails(poorer.assessment, "failure")).toBe(true);
    expect(poorer.dossier.backupConfig.state).toBe("absent");
  });

  it.each([
    ["waives what fails it", waived],
    ["lowers the level of what fails it", "stage: beta\nlevels: { artefact-missing: notice }\n"],
    ["turns off what fails it", "stage: beta\nlevels: { X00: none }\n"],
  ])("stays by the old policy where the change %s, and passes as proposed", (_name, after) => {
    const { assessment, proposed } = judged("stage: beta\n", after, { snapshot: withoutBackups });
    expect(fails(assessment, "failure")).toBe(true);
    expect(proposed && fails(proposed, "failure")).toBe(false);
  });

  it("stays where the change tightens, and fails as proposed", () => {
    const after = "stage: beta\nlevels: { mechanism-not-built: failure }\n";
    const { assessment, proposed } = judged("stage: beta\n", after, { snapshot: EXAMPLE });
    expect(fails(assessment, "failure")).toBe(false);
    expect(proposed && fails(proposed, "failure")).toBe(true);
  });

  it("is the proposed one at the later stage too", () => {
    const { proposed } = judged("stage: live\n", "stage: alpha\n");
    expect(proposed && stageOf(proposed)).toEqual([`live (${OWN})`, []]);
  });

  it.each([
    ["leaves the policy", waived, waived],
    ["deletes it", waived, undefined],
    ["adopts one", undefined, waived],
    ["mends it", "stage: betta\n", waived],
  ])("is the only one for a change that %s", (_name, before, after) => {
    const { assessment, proposed } = judged(before, after, { snapshot: withoutBackups });
    expect(proposed).toBeUndefined();
    expect(assessment.counts.waived).toBe(1);
  });

  it("is that of the day that is given", () => {
    const { assessment } = judged("stage: live\n", "stage: live\n", { today: "2027-01-02" });
    expect(assessment.today).toBe("2027-01-02");
  });

  it.each([
    [false, ["warning"]],
    [true, ["failure"]],
  ])("is at the gate: %j", (gate, levels) => {
    const { assessment } = judged("stage: discovery\n", "stage: discovery\n", { gate });
    expect(levelsOf(assessment, "artefact-missing")).toEqual(levels);
  });

  it.each<[Change["visibility"], string[]]>([
    ["public", ["warning"]],
    ["private", []],
  ])("is for a repository that is %s", (visibility, levels) => {
    const map = evidence("controller: { contact: jo.bloggs@custody.example }");
    const snapshot = new Map([[".dsp/data-map.yml", text(map)]]);
    const { assessment } = judged("stage: beta\n", "stage: beta\n", { snapshot, visibility });
    expect(levelsOf(assessment, "person-named-in-public")).toEqual(levels);
  });

  it("is that a file beyond the limits cannot be read", () => {
    const given = { snapshot: EXAMPLE, limits: { maxBytes: 100 } };
    const { assessment } = judged("stage: beta\n", "stage: beta\n", given);
    expect(assessment.verdict).toBe("unreadable");
  });
});

describe("the evidence of a change", () => {
  const before = "stage: beta\npaths: { data_map: old/map.yml }\n";
  const after = "stage: beta\npaths: { data_map: new/map.yml }\n";
  const old = new Map([["old/map.yml", text(evidence("stores: [{ id: old-db }]"))]]);
  const moved = new Map([["new/map.yml", text(evidence("stores: [{ id: new-db }]"))]]);

  it.each([
    ["where the change moves it", before, after, moved, "new/map.yml"],
    ["where the policy has it", before, before, old, "old/map.yml"],
    ["where a deleted policy had it", before, undefined, old, "old/map.yml"],
  ])("is read %s, and its findings stand there", (_name, base, head, snapshot, file) => {
    const { assessment, dossier } = judged(base, head, { snapshot });
    expect(dossier.dataMap).toMatchObject({ state: "read", file });
    expect(orphans(assessment)).toEqual([`${file}:1:16 inFile`]);
  });

  it("is not there where only the old place has it", () => {
    const { assessment } = judged(before, after, { snapshot: old });
    expect(placesOf(assessment, "artefact-missing")).toContain("new/map.yml:1:1");
  });
});

describe("a finding about the policy", () => {
  const lapsed = (first: string) =>
    `${first}\nwaivers:\n  - { rule: X13, expires: 2026-10-01, reason: r, approved_by: a }\n`;
  const before = lapsed("stage: beta");
  const inLine = [".github/dsp.yml:3:27 inFile"];
  const ofTheFile = [".github/dsp.yml:1:1"];

  it.each([
    ["in its line where the change leaves the policy", before, before, inLine],
    ["of the whole file where the change edits it", before, "stage: beta\n", ofTheFile],
    ["of the whole file where the change deletes it", before, undefined, ofTheFile],
    ["in its line where the change adopts the policy", undefined, before, inLine],
    ["in its line where the change mends it", lapsed("stage: betta"), before, inLine],
  ])("is %s", (_name, base, head, places) => {
    expect(placesOf(judged(base, head).assessment, "waiver-expired")).toEqual(places);
  });

  it("is in the line of the change's own policy as proposed", () => {
    const after = `# The service is in beta.\n${before}`;
    const { proposed } = judged(before, after);
    expect(proposed && placesOf(proposed, "waiver-expired")).toEqual([
      ".github/dsp.yml:4:27 inFile",
    ]);
  });

  it("stands in the order of what it says where the lines are no longer its own", () => {
    const waivers = ["X20", "X13"].map(
      (rule) => `{ rule: ${rule}, expires: 2026-10-01, reason: r, approved_by: a }`,
    );
    const two = `stage: beta\nwaivers:\n  - ${waivers.join("\n  - ")}\n`;
    const rulesIn = (...given: [string, string]) =>
      judged(...given)
        .assessment.findings.filter(({ rule }) => rule === "waiver-expired")
        .map(({ message }) => /`([a-z-]+)`/.exec(message)?.[1]);
    const [first = "", second = ""] = rulesIn(two, two);
    expect([first, second].sort()).toEqual([second, first]);
    expect(rulesIn(two, "stage: beta\n")).toEqual([second, first]);
  });

  it("leaves those of the evidence in their lines", () => {
    const snapshot = new Map([[".dsp/data-map.yml", text(evidence("stores: [{ id: db }]"))]]);
    const { assessment } = judged(before, "stage: beta\n", { snapshot });
    expect(orphans(assessment)).toEqual([".dsp/data-map.yml:1:16 inFile"]);
  });
});

describe("what a change brings", () => {
  const map = (...stores: string[]) =>
    new Map([
      [
        ".dsp/data-map.yml",
        text(evidence(`stores: [${stores.map((id) => `{ id: ${id} }`).join(", ")}]`)),
      ],
    ]);
  const policyOf = (stage: string): Policy => ({
    ...DEFAULT_POLICY,
    stage: stage as Policy["stage"],
    access: stage === "beta" ? "private" : undefined,
  });
  const ages = (judgedChange: JudgedChange, rule = "orphan-element") =>
    judgedChange.assessment.findings
      .filter((one) => one.rule === rule)
      .map(({ about, isNew }) => `${about[0]} ${isNew}`);
  const BETA = "stage: beta\n";

  it("is told from what was there, wherever its line moves to", () => {
    const base = { policy: policyOf("beta"), snapshot: map("old") };
    const verdict = judged(BETA, BETA, { snapshot: map("fresh", "old"), base });
    expect(ages(verdict)).toEqual(["fresh true", "old false"]);
    expect(verdict.isTouched).toBe(true);
  });

  it("is nothing when neither evidence nor policy changes", () => {
    const base = { policy: policyOf("beta"), snapshot: map("old") };
    const verdict = judged(BETA, BETA, { snapshot: map("old"), base });
    expect([verdict.isTouched, ages(verdict)]).toEqual([false, ["old false"]]);
  });

  it("is what a later stage makes graver", () => {
    const snapshot = map("old");
    const base = { policy: policyOf("alpha"), snapshot };
    const verdict = judged("stage: alpha\n", "stage: post-live\n", { snapshot, base });
    expect(ages(verdict)).toEqual(["old true"]);
    expect(ages(verdict, "artefact-missing").sort().at(-1)).toMatch(/true$/);
  });

  it.each<[string, Change["base"]]>([
    ["nothing to compare with", undefined],
    ["a policy that cannot be used before", { snapshot: map("old") }],
    ["no stage before", { policy: DEFAULT_POLICY, snapshot: map("old") }],
  ])("is not told with %s", (_name, base) => {
    const verdict = judged(BETA, BETA, { snapshot: map("fresh"), base });
    expect([verdict.isTouched, ages(verdict)]).toEqual([true, ["fresh undefined"]]);
  });
});

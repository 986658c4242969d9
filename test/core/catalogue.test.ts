import { describe, expect, it } from "@jest/globals";
import { GUIDES } from "../../src/core/artefacts/guides.ts";
import { CONSIDERATION_BY_ID, CONSIDERATIONS } from "../../src/core/catalogue/considerations.ts";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import { attestationsIn, leavesOf, type RuleShowing } from "../../src/core/catalogue/showing.ts";
import type { ExpectationLevel } from "../../src/core/catalogue/types.ts";
import { FACTS } from "../../src/core/facts.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { RELAXATIONS } from "../../src/core/rules/relaxations.ts";
import { STAGES } from "../../src/core/stages.ts";

/** Levels from the specification's table, in its order; those that it leaves out are `must`. */
const LEVELS: Readonly<Record<string, ExpectationLevel>> = {
  "DSP-GEN-1": "context",
  "DSP-GEN-2": "context",
  "DSP-GEN-3": "context",
  "DSP-BETA-7": "later",
  "DSP-BETA-8": "context",
  "DSP-BETA-9": "should",
  "DSP-BETA-10": "should",
  "DSP-LIVE-4": "later",
  "DSP-LIVE-5": "context",
  "DSP-LIVE-6": "later",
  "DSP-LIVE-7": "context",
  "DSP-POST-1": "context",
};

/** Those that end with their stage: relaxations, their reasons, and the introduction of a list. */
const IN_STAGE = [
  "DSP-BETA-7",
  "DSP-BETA-8",
  "DSP-LIVE-4",
  "DSP-LIVE-5",
  "DSP-LIVE-6",
  "DSP-LIVE-7",
  "DSP-POST-1",
];

const GROUPS = [
  ["GEN", 3, "all", "Data Security & Privacy Lifecycle Expectations"],
  ["DISC", 9, "discovery", "Pre-Discovery and Discovery"],
  ["ALPHA", 7, "alpha", "Alpha"],
  ["BETA", 11, "beta", "Beta (Private and Public)"],
  ["LIVE", 7, "live", "Live"],
  ["POST", 9, "post-live", "Post-Live (Ongoing)"],
] as const;

/** Rules that show no expectation: they speak of what cannot be read, of the policy and of claims. */
const OF_NO_EXPECTATION = [
  ...["artefact-unreadable", "attestation-expired", "attestation-unfit", "dated-ahead"],
  ...["floor-loosened", "personal-data-denied", "waiver-expired"],
];

const leaves = EXPECTATIONS.flatMap(({ id, shown }) =>
  leavesOf(shown).map((leaf) => ({ id, leaf })),
);
const ruleLeaves = leaves.flatMap(({ id, leaf }) => ("rule" in leaf ? [{ id, ...leaf }] : []));

describe("the expectations", () => {
  const ids = GROUPS.flatMap(([group, count]) =>
    Array.from({ length: count }, (_, index) => `DSP-${group}-${index + 1}`),
  );

  it("are 46, each once and in the order of the guidance", () => {
    expect(EXPECTATIONS.map(({ id }) => id)).toEqual(ids);
    expect(ids).toHaveLength(46);
    expect([...EXPECTATION_BY_ID.keys()]).toEqual(ids);
  });

  it.each(GROUPS)(
    "of %s stand under their heading of the guidance",
    (group, count, stage, heading) => {
      const own = EXPECTATIONS.filter(({ id }) => id.startsWith(`DSP-${group}-`));
      expect(own.map((one) => [one.stage, one.heading])).toEqual(
        Array(count).fill([stage, heading]),
      );
    },
  );

  it("have the levels of the specification", () => {
    expect(EXPECTATIONS.map(({ id, level }) => [id, level])).toEqual(
      ids.map((id) => [id, LEVELS[id] ?? "must"]),
    );
  });

  it("hold onward, but for relaxations and the context of one stage", () => {
    expect(EXPECTATIONS.filter(({ holds }) => holds === "in-stage").map(({ id }) => id)).toEqual(
      IN_STAGE,
    );
  });

  it("say what shows them, unless they are context", () => {
    const unshown = EXPECTATIONS.filter(({ shown }) => shown === undefined);
    expect(unshown.map(({ id }) => id)).toEqual(ids.filter((id) => LEVELS[id] === "context"));
  });

  it("have statements that differ, and never claim that anyone is compliant", () => {
    expect(new Set(EXPECTATIONS.map(({ statement }) => statement)).size).toBe(46);
    expect(JSON.stringify([EXPECTATIONS, CONSIDERATIONS])).not.toMatch(/compliant/i);
  });
});

describe("what shows an expectation", () => {
  it("names rules that exist, and each of them somewhere", () => {
    const ids = RULES.map(({ id }) => id);
    const named = new Set<string>(ruleLeaves.map(({ rule }) => rule));
    expect([...named].filter((rule) => !ids.includes(rule))).toEqual([]);
    expect(ids.filter((id) => !named.has(id)).sort()).toEqual(OF_NO_EXPECTATION);
  });

  it("names facts that exist, and each of them somewhere", () => {
    const named = leaves.flatMap(({ leaf }) => ("fact" in leaf ? [leaf.fact] : []));
    expect([...new Set(named)].sort()).toEqual(Object.keys(FACTS).sort());
  });

  it("lets people attest only what they have to", () => {
    const attested = EXPECTATIONS.filter(({ shown }) => attestationsIn(shown).length > 0);
    expect(attested.map(({ id }) => id)).toEqual([
      "DSP-DISC-1",
      "DSP-DISC-2",
      "DSP-DISC-3",
      "DSP-DISC-4",
      "DSP-DISC-6",
      "DSP-DISC-7",
      "DSP-DISC-8",
      "DSP-ALPHA-5",
      "DSP-ALPHA-6",
      "DSP-BETA-5",
      "DSP-BETA-6",
      "DSP-POST-5",
      "DSP-POST-6",
      "DSP-POST-8",
    ]);
  });

  it("takes one of several pieces of evidence only where the guidance leaves the choice", () => {
    const free = EXPECTATIONS.filter(({ shown }) => shown && "any" in shown);
    expect(free.map(({ id }) => id)).toEqual(["DSP-DISC-3", "DSP-DISC-4", "DSP-POST-6"]);
  });

  it("asks of assessments only the stages and panels that the guidance names", () => {
    const asked = leaves.flatMap(({ id, leaf }) =>
      "assessment" in leaf ? [[id, leaf.assessment, leaf.panel, leaf.aspect]] : [],
    );
    expect(asked).toEqual([
      ["DSP-ALPHA-1", "alpha", "internal", undefined],
      ["DSP-ALPHA-2", "alpha", "external", undefined],
      ["DSP-ALPHA-3", "alpha", undefined, "any"],
      ["DSP-ALPHA-5", "alpha", undefined, "DSP-ALPHA-5"],
      ["DSP-BETA-1", "beta", undefined, undefined],
      ["DSP-BETA-2", "beta", "internal", undefined],
      ["DSP-BETA-3", "beta", "external", undefined],
      ["DSP-BETA-4", "beta", undefined, undefined],
      ["DSP-LIVE-1", "live", undefined, undefined],
      ["DSP-LIVE-2", "live", "internal", undefined],
      ["DSP-LIVE-3", "live", "external", undefined],
    ]);
  });

  it.each(RELAXATIONS)(
    "has $expectation relax $rule until $until",
    ({ rule, until, expectation }) => {
      const granting = EXPECTATION_BY_ID.get(expectation);
      expect(granting?.level).toBe("later");
      expect(granting?.stage).toBe(until);
      expect(granting?.shown).toEqual({ rule });
    },
  );

  it.each(STAGES)("has an expectation for every field that is required from %s", (stage) => {
    const takesIn = ({ rule, variant, under }: RuleShowing, place: string) =>
      rule === "required-field-missing" &&
      variant === `from-${stage}` &&
      (under === undefined || under === place);
    const unnamed = Object.entries(GUIDES).flatMap(([artefact, guide]) =>
      Object.entries(guide).flatMap(([path, { from, rule }]) => {
        if (from !== stage || rule !== undefined) return [];
        const place = `${artefact}.${path.split(/[.[]/)[0]}`;
        return ruleLeaves.some((leaf) => takesIn(leaf, place)) ? [] : [`${artefact}: ${path}`];
      }),
    );
    expect(unnamed).toEqual([]);
  });
});

describe("the considerations", () => {
  const ids = Array.from({ length: 19 }, (_, index) => `C${String(index + 1).padStart(2, "0")}`);

  it("are C01 to C19", () => {
    expect(CONSIDERATIONS.map(({ id }) => id)).toEqual(ids);
    expect([...CONSIDERATION_BY_ID.keys()]).toEqual(ids);
  });

  it("can be met by manual action, but for automatic deletion and the log of views", () => {
    const others = CONSIDERATIONS.filter(({ manual }) => !manual);
    expect(others.map(({ id }) => id)).toEqual(["C07", "C19"]);
  });
});

import { describe, expect, it } from "@jest/globals";
import { CONSIDERATION_BY_ID, CONSIDERATIONS } from "../../src/core/catalogue/considerations.ts";
import { EXPECTATION_BY_ID, EXPECTATIONS } from "../../src/core/catalogue/expectations.ts";
import type { Consideration, Expectation } from "../../src/core/catalogue/types.ts";
import { atEveryStage, byStage } from "../../src/core/levels.ts";
import { defineRule, type Rule } from "../../src/core/rule.ts";
import { explainConsideration, explainExpectation, explainRule } from "../../src/report/explain.ts";

const reporting = defineRule({
  id: "manual-reporting",
  code: "X39",
  summary: "Required reports are automatic by post-live.",
  why: "A project cannot close on a report that waits for someone to remember it.",
  source: "DSP-LIVE-6",
  mend: "Automate the report.",
  example: "reporting:\n  - { name: monthly return, mode: automatic }",
  levels: byStage("none", "none", "notice", "notice", "failure"),
  needs: [],
  check: () => [],
});

const gate = defineRule({
  ...reporting,
  id: "made-up",
  code: "P99",
  levels: byStage("none", "failure-at-gate", "failure", "failure", "failure"),
  variants: { invalid: atEveryStage("failure"), decided: atEveryStage("warning") },
  fixed: ["invalid"],
});

const findRule = (id: string): Rule | undefined => [reporting, gate].find((rule) => rule.id === id);

describe("explainExpectation", () => {
  it("says what a relaxation allows and what rests on it", () => {
    expect(
      explainExpectation(expectation("DSP-LIVE-6"), findRule),
    ).toBe(`DSP-LIVE-6  allowed later, at live only

You may still do some of the reporting by hand at live.

Why
  The guidance allows this for some aspects of reporting, not for all and not for good.
  By post-live, what is left to automate must be ready (DSP-POST-2).

What shows it
  - rule X39 manual-reporting: Required reports are automatic by post-live.

What to do
  You do not need to do anything. List each report under \`reporting\` in the project
  record. \`mode: manual\` leads to a notice and no more.

Source
  Ministry of Justice, Data Security & Privacy Lifecycle Expectations, under "Live". The
  guidance has its own expiry date: 1 January 2020.
`);
  });

  it("says that context is not checked", () => {
    const page = explainExpectation(expectation("DSP-GEN-1"), findRule);
    expect(page.split("\n")[0]).toBe("DSP-GEN-1  context, never checked, at every stage");
    expect(page).toContain("\nWhat shows it\n  nothing is checked: it is context\n");
    expect(page).toContain("Lifecycle Expectations. The guidance has\n");
  });

  it.each<[string, Expectation["shown"], string[]]>([
    [
      "a rule",
      { rule: "made-up" },
      ["- rule P99 made-up: Required reports are automatic by post-live."],
    ],
    ["a rule that is not known", { rule: "unheard-of" }, ["- rule unheard-of"]],
    [
      "part of a rule",
      { rule: "unheard-of", variant: "from-live", under: "backupConfig.not_backed_up" },
      ["- rule unheard-of (only: from-live, `not_backed_up` of the backup config)"],
    ],
    ["an attestation", { attestation: "All is well." }, ["- sign-off: All is well."]],
    [
      "one in a role",
      { attestation: "All is well.", role: "technical-architect" },
      ["- sign-off as technical-architect: All is well."],
    ],
    ["an assessment", { assessment: "beta" }, ["- record of the beta service assessment"]],
    [
      "one by a panel",
      { assessment: "live", panel: "external" },
      ["- record of the live service assessment by the external panel"],
    ],
    [
      "one with an aspect",
      { assessment: "alpha", aspect: "DSP-ALPHA-5" },
      ["- record of the alpha service assessment, which found DSP-ALPHA-5 met"],
    ],
    [
      "a fact",
      { fact: "dpia-started" },
      ["- fact dpia-started: the DPIA has been started, or is recorded as not required"],
    ],
    [
      "a tree",
      { all: [{ any: [{ rule: "one" }, { attestation: "Two." }] }, { rule: "three" }] },
      ["all of", "  any of", "    - rule one", "    - sign-off: Two.", "  - rule three"],
    ],
  ])("puts %s into words", (_name, shown, lines) => {
    const page = explainExpectation({ ...expectation("DSP-BETA-1"), shown }, findRule);
    const told = page.split("What shows it\n")[1]?.split("\n\n")[0];
    expect(told?.split("\n")).toEqual(lines.map((line) => `  ${line}`));
  });

  it.each([
    ["DSP-BETA-11", "DSP-BETA-11  must, from beta on"],
    ["DSP-BETA-9", "DSP-BETA-9  should, from beta on"],
    ["DSP-POST-3", "DSP-POST-3  must, at post-live"],
    ["DSP-POST-1", "DSP-POST-1  context, never checked, at post-live"],
  ])("heads the page on %s with how strong it is, and when", (id, heading) => {
    expect(explainExpectation(expectation(id), findRule).split("\n")[0]).toBe(heading);
  });

  it("keeps every page to 88 columns", () => {
    const pages = [
      ...EXPECTATIONS.map((one) => explainExpectation(one, findRule)),
      ...CONSIDERATIONS.map(explainConsideration),
    ];
    expect(
      pages
        .join("")
        .split("\n")
        .filter((line) => line.length > 88),
    ).toEqual([]);
  });
});

describe("explainConsideration", () => {
  it("says what counts it and how to meet it", () => {
    expect(
      explainConsideration(consideration("C15")),
    ).toBe(`C15  consideration, you can meet it by hand

The system is on the information assurance register, and on the risk register too if its
data is sensitive or risky.

Why
  The people who carry the risk for the whole department can only assess systems that
  they know about.

What to do
  Ask the information assurance team for the entry, and set \`information_asset_owner\`
  and \`classification\` in the data map. Evidence: the entry's reference.

Counts towards
  DSP-ALPHA-4 counts it. DSP-BETA-5 expects it from beta on, because a person can meet
  it by hand.

Source
  Ministry of Justice, Data Security & Privacy Triage Standards.
`);
  });

  it("does not ask for manual action where there is none", () => {
    const page = explainConsideration(consideration("C07"));
    expect(page.split("\n")[0]).toBe("C07  consideration");
    expect(page).toContain("\nCounts towards\n  DSP-ALPHA-4 counts it.\n");
  });
});

describe("explainRule", () => {
  it("says what a rule wants, how grave it is when, and what it bears on", () => {
    expect(explainRule(reporting, EXPECTATIONS)).toBe(`X39  manual-reporting

Required reports are automatic by post-live.

Why
  A project cannot close on a report that waits for someone to remember it.

Levels
  discovery  alpha  beta    live    post-live
  none       none   notice  notice  failure
  The guidance relaxes this rule until live (DSP-LIVE-6). Before then, a policy can
  raise it above notice only with \`stricter: true\`.

How to fix it
  Automate the report.

Example
  reporting:
    - { name: monthly return, mode: automatic }

Expectations
  DSP-LIVE-6    You may still do some of the reporting by hand at live.
  DSP-POST-2    The last automated tasks are ready.

Source
  DSP-LIVE-6.
`);
  });

  it("explains the dagger, variants and levels that are fixed", () => {
    const page = explainRule(gate, EXPECTATIONS);
    expect(page.split("Levels\n")[1]?.split("\n\n")[0]).toBe(
      `                   discovery  alpha     beta     live     post-live
  invalid (fixed)  failure    failure   failure  failure  failure
  decided          warning    warning   warning  warning  warning
  otherwise        none       warning†  failure  failure  failure
  † a failure when you leave the stage or meet a panel (--gate)
  (fixed) no policy can change these levels`,
    );
    expect(page).toContain("\nExpectations\n  no expectation names this rule\n");
  });
});

function expectation(id: string): Expectation {
  const found = EXPECTATION_BY_ID.get(id);
  if (!found) throw new Error(`there is no expectation ${id}`);
  return found;
}

function consideration(id: string): Consideration {
  const found = CONSIDERATION_BY_ID.get(id);
  if (!found) throw new Error(`there is no consideration ${id}`);
  return found;
}

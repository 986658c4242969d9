import { describe, expect, it } from "@jest/globals";
import { assessmentMissing } from "../../../src/core/rules/service-assessments.ts";
import { type Given, problems } from "../../support/rules.ts";

const aspects = "data_protection_aspects: [{ expectation: DSP-ALPHA-6, finding: met }]";
const held = "date: 2026-11-23, decision: proceed";

/** An assessment that counts unless `rest` says otherwise. */
function assessment(stage: string, panel: string, rest = held): string {
  const environment = stage === "beta" ? ", environment: live" : "";
  return `{ id: ${stage}-${panel}, stage: ${stage}, panel: ${panel}${environment}, ${aspects}, ${rest} }`;
}

const record = (...assessments: string[]) => `assessments:\n  - ${assessments.join("\n  - ")}`;
const both = (stage: string) => [assessment(stage, "internal"), assessment(stage, "external")];

const recordIt = (stage: string, panel: string) =>
  `record it under \`assessments\` with \`stage: ${stage}\`, \`panel: ${panel}\` and its date. If there will not be one, write \`not_applicable: true\` and the \`reason\``;
const holdIt =
  "hold the assessment and record its date and decision, or write `not_applicable: true` and the `reason`";

/** What is told where no assessment of the stage is recorded. */
function missing(claimed: string, stage: string, place = "") {
  return ["internal", "external"].map(
    (panel) =>
      `project-record${place} (${stage}-${panel}): the stage is ${claimed}, but no ${stage} assessment by an ${panel} panel is recorded; ${recordIt(stage, panel)}`,
  );
}

describe("assessment-missing", () => {
  it.each<[string, Given]>([
    ["discovery without any", { stage: "discovery" }],
    ["alpha without any", { stage: "alpha" }],
    ["private beta with alpha's", { stage: "beta", projectRecord: record(...both("alpha")) }],
    [
      "public beta with alpha's and beta's",
      { stage: "beta", access: "public", projectRecord: record(...both("alpha"), ...both("beta")) },
    ],
    ["live with beta's", { stage: "live", projectRecord: record(...both("beta")) }],
    ["post-live with live's", { stage: "post-live", projectRecord: record(...both("live")) }],
    [
      "an external one that is not needed, for a reason",
      {
        stage: "live",
        projectRecord: record(
          assessment("beta", "internal"),
          "{ id: b2, stage: beta, panel: external, not_applicable: true, reason: small service }",
        ),
      },
    ],
    [
      "one that was retaken",
      {
        stage: "beta",
        projectRecord: record(
          ...both("alpha"),
          "{ id: first, stage: alpha, panel: internal, date: 2026-01-01, decision: reassess }",
        ),
      },
    ],
  ])("accepts %s", (_name, given) => {
    expect(problems(assessmentMissing, given)).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    ["private beta", { stage: "beta" }, missing("beta", "alpha")],
    [
      "public beta",
      { stage: "beta", access: "public" },
      [...missing("beta", "alpha"), ...missing("public beta", "beta")],
    ],
    ["live", { stage: "live" }, missing("live", "beta")],
    ["post-live", { stage: "post-live" }, missing("post-live", "live")],
  ])("tells what %s lacks", (_name, given, expected) => {
    expect(problems(assessmentMissing, given)).toEqual(expected);
  });

  it("points at the list where there is one, else at the start of the record", () => {
    const list = `issues: []\n${record(...both("alpha"))}`;
    expect(problems(assessmentMissing, { stage: "live", projectRecord: list })).toEqual(
      missing("live", "beta", ":2:1"),
    );
    expect(problems(assessmentMissing, { stage: "live", projectRecord: "issues: []" })).toEqual(
      missing("live", "beta", ":1:1"),
    );
  });

  it.each([
    ["date: 2026-11-24", "is dated 2026-11-24, which is in the future"],
    ["decision: proceed", "has no date"],
    ["date: 2026-11-01, decision: reassess", "of 2026-11-01 is to be retaken"],
    ["not_applicable: true", "is marked as not applicable without a reason"],
  ])("does not count one with `%s`", (rest, shortfall) => {
    const projectRecord = record(
      assessment("alpha", "external"),
      assessment("alpha", "internal", rest),
    );
    expect(problems(assessmentMissing, { stage: "beta", projectRecord })).toEqual([
      `project-record:3:5 (alpha-internal): the stage is beta, but no alpha assessment by an internal panel counts: \`alpha-internal\` ${shortfall}; ${holdIt}`,
    ]);
  });

  it.each([
    [
      "other systems",
      ", environment: staging",
      '2:58 (not-on-live-systems): beta assessment `b1` used "staging", not live systems',
    ],
    [
      "systems that it does not name",
      "",
      "2:5 (not-on-live-systems): beta assessment `b1` does not say whether it used live systems",
    ],
  ])("rejects a beta assessment on %s", (_name, environment, problem) => {
    const projectRecord = record(
      `{ id: b1, stage: beta, panel: internal${environment}, date: 2026-11-01, ${aspects} }`,
    );
    expect(problems(assessmentMissing, { stage: "alpha", projectRecord })).toEqual([
      `project-record:${problem}; hold the beta assessment on the live systems, then write \`environment: live\``,
    ]);
  });

  it("rejects an assessment that looked at no aspect of data protection", () => {
    const projectRecord = record(
      "{ id: a1, stage: alpha, panel: internal, environment: prototype, date: 2026-11-23 }",
    );
    expect(problems(assessmentMissing, { stage: "alpha", projectRecord })).toEqual([
      "project-record:2:5 (alpha-no-aspects): assessment `a1` lists no data-protection aspects; write under `data_protection_aspects` each expectation that the panel looked at, and its finding",
    ]);
  });

  it.each(["date: 2026-11-24", "date: 2026-11-01, decision: reassess", "not_applicable: true"])(
    "asks nothing of the content of one with `%s`",
    (rest) => {
      const projectRecord = record(`{ id: b1, stage: beta, panel: internal, ${rest} }`);
      expect(problems(assessmentMissing, { stage: "alpha", projectRecord })).toEqual([]);
    },
  );
});

import type { ProjectRecord, ServiceAssessment } from "../artefacts/project-record.ts";
import type { IsoDate } from "../dates.ts";
import { byStage } from "../levels.ts";
import { name, quote } from "../quote.ts";
import { type Circumstances, defineRule, type Problem } from "../rule.ts";
import { isHeld, isToBeRetaken } from "../service-assessments.ts";
import type { Stage } from "../stages.ts";

type AssessedStage = ServiceAssessment["stage"];

const PANELS = ["internal", "external"] as const;
type Panel = (typeof PANELS)[number];

/** The stage whose assessments must be done before a stage. Discovery has none. */
const PRECEDING: Readonly<Partial<Record<Stage, AssessedStage>>> = {
  beta: "alpha",
  live: "beta",
  "post-live": "live",
};

export const assessmentMissing = defineRule({
  id: "assessment-missing",
  code: "X33",
  summary:
    "An internal and an external panel assessed the service before it moved on, and looked at data protection.",
  why: "At an assessment, someone outside the team checks security and privacy before more people depend on the service.",
  source: "DSP-ALPHA-1 to 3, DSP-BETA-1 to 4, DSP-LIVE-1 to 3; gov.uk service manual",
  mend: "Hold the assessment and record it: stage, panel, date, environment, decision, and the data-protection aspects that the panel looked at.",
  example: `# project-record.yml
assessments:
  - id: a1
    stage: alpha
    panel: internal
    date: 2026-04-22
    environment: prototype
    data_protection_aspects: [{ expectation: DSP-ALPHA-6, finding: met }]
    decision: proceed
  - { id: a2, stage: alpha, panel: external, not_applicable: true, reason: below the threshold for a cross-government panel }
  - id: b1
    stage: beta
    panel: internal
    date: 2026-11-02
    environment: live
    data_protection_aspects: [{ expectation: DSP-BETA-5, finding: met }]
    decision: proceed
  - { id: b2, stage: beta, panel: external, not_applicable: true, reason: below the threshold for a cross-government panel }`,
  levels: byStage("none", "notice", "failure", "failure", "failure"),
  needs: ["projectRecord"],
  check: (facts) => [
    ...neededStages(facts).flatMap((stage) =>
      PANELS.flatMap((panel) => panelProblem(facts.projectRecord, stage, panel, facts)),
    ),
    ...facts.projectRecord.assessments.flatMap((assessment, index) =>
      isHeld(assessment, facts.today) ? contentProblems(assessment, index) : [],
    ),
  ],
});

/** The stages whose assessments must exist; public beta needs beta's own already. */
function neededStages({ stage, access }: Circumstances): AssessedStage[] {
  const before = PRECEDING[stage];
  const own: AssessedStage[] = stage === "beta" && access === "public" ? ["beta"] : [];
  return before === undefined ? own : [before, ...own];
}

function panelProblem(
  { assessments }: ProjectRecord,
  stage: AssessedStage,
  panel: Panel,
  { stage: claimed, access, today }: Circumstances,
): Problem[] {
  let last: { assessment: ServiceAssessment; index: number; shortfall: string } | undefined;
  for (const [index, assessment] of assessments.entries()) {
    if (assessment.stage !== stage || assessment.panel !== panel) continue;
    const shortfall = shortfallOf(assessment, today);
    if (shortfall === undefined) return [];
    last = { assessment, index, shortfall };
  }
  const variant = `${stage}-${panel}`;
  const said = `the stage is ${claimed === stage ? `${access} ${claimed}` : claimed}, but no ${stage} assessment by an ${panel} panel`;
  if (last) {
    return [
      {
        in: "projectRecord",
        at: ["assessments", last.index],
        message: `${said} counts: ${name(last.assessment.id)} ${last.shortfall}`,
        fix: "hold the assessment and record its date and decision, or write `not_applicable: true` and the `reason`",
        about: [last.assessment.id, variant],
        variant,
      },
    ];
  }
  return [
    {
      in: "projectRecord",
      at: [],
      key: "assessments",
      message: `${said} is recorded`,
      fix: `record it under \`assessments\` with \`stage: ${stage}\`, \`panel: ${panel}\` and its date. If there will not be one, write \`not_applicable: true\` and the \`reason\``,
      about: [variant],
      variant,
    },
  ];
}

/** Why a recorded assessment does not count, in words; undefined if it does. */
function shortfallOf(assessment: ServiceAssessment, today: IsoDate): string | undefined {
  const { not_applicable, reason, date } = assessment;
  if (not_applicable) {
    return reason === undefined ? "is marked as not applicable without a reason" : undefined;
  }
  if (date === undefined) return "has no date";
  if (date > today) return `is dated ${date}, which is in the future`;
  return isToBeRetaken(assessment) ? `of ${date} is to be retaken` : undefined;
}

/** What an assessment that took place must say: on which systems it looked, and at what. */
function contentProblems(assessment: ServiceAssessment, index: number): Problem[] {
  const { id, stage, environment, data_protection_aspects } = assessment;
  const at = ["assessments", index];
  const problems: Problem[] = [];
  if (stage === "beta" && environment !== "live") {
    problems.push({
      in: "projectRecord",
      at: environment === undefined ? at : [...at, "environment"],
      message:
        environment === undefined
          ? `beta assessment ${name(id)} does not say whether it used live systems`
          : `beta assessment ${name(id)} used ${quote(environment)}, not live systems`,
      fix: "hold the beta assessment on the live systems, then write `environment: live`",
      about: [id],
      variant: "not-on-live-systems",
    });
  }
  if (data_protection_aspects.length === 0) {
    problems.push({
      in: "projectRecord",
      at,
      message: `assessment ${name(id)} lists no data-protection aspects`,
      fix: "write under `data_protection_aspects` each expectation that the panel looked at, and its finding",
      about: [id],
      variant: `${stage}-no-aspects`,
    });
  }
  return problems;
}

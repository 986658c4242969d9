import type { Assessment, ExpectationResult, Finding } from "../core/assessment.ts";
import { CATALOGUE_VERSION, SOURCE } from "../core/catalogue/source.ts";
import { plainJson } from "./escape.ts";

/** The report for programs, as `schemas/report.schema.json` describes it; ends with a line feed. */
export function renderJson(assessment: Assessment): string {
  const { stage, access, gate, stageSource, today, verdict, counts } = assessment;
  const report = {
    version: 1,
    stage,
    access: access ?? null,
    gate,
    stage_source: stageSource.name,
    stage_disagreements: stageSource.disagreeing,
    today,
    catalogue_version: CATALOGUE_VERSION,
    source_expires: SOURCE.expires,
    verdict,
    counts: {
      failure: counts.failure,
      warning: counts.warning,
      notice: counts.notice,
      waived: counts.waived,
    },
    expectations: assessment.expectations.map(expectationIn),
    findings: assessment.findings.map(findingIn),
  };
  return `${plainJson(report)}\n`;
}

/** Key by key, so that nothing that is added to the core gets out without a version. */
function expectationIn({ id, stage, level, outcome, by }: ExpectationResult) {
  return {
    id,
    stage,
    level,
    outcome,
    by: by.map((basis) => ({
      kind: basis.kind,
      ref: basis.ref,
      outcome: basis.outcome,
      detail: basis.detail,
    })),
  };
}

/** Keys that are undefined are left out of the text. */
function findingIn({
  rule,
  code,
  level,
  waiver,
  file,
  place,
  message,
  fix,
  expectations,
}: Finding) {
  return {
    rule,
    code,
    level,
    waived: waiver !== undefined,
    waiver: waiver && {
      reason: waiver.reason,
      approved_by: waiver.approved_by,
      expires: waiver.expires,
    },
    file,
    line: place.line,
    column: place.column,
    end_line: place.endLine,
    message,
    fix,
    expectations,
  };
}

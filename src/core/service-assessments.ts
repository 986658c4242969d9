import type { ServiceAssessment } from "./artefacts/project-record.ts";
import type { IsoDate } from "./dates.ts";

/** Whether an assessment took place, and is not to be retaken. */
export function isHeld(
  { not_applicable, on, decision }: ServiceAssessment,
  today: IsoDate,
): boolean {
  return !not_applicable && on !== undefined && on <= today && decision !== "reassess";
}

/** Whether someone decided, with a reason, that this assessment is not for this service. */
export function isExempt({ not_applicable, reason }: ServiceAssessment): boolean {
  return not_applicable && reason !== undefined;
}

import type { ServiceAssessment } from "./artefacts/project-record.ts";
import type { IsoDate } from "./dates.ts";

/** Whether an assessment took place, and is not to be retaken. */
export function isHeld(assessment: ServiceAssessment, today: IsoDate): boolean {
  const { not_applicable, date } = assessment;
  return !not_applicable && date !== undefined && date <= today && !isToBeRetaken(assessment);
}

/**
 * Whether the panel wants to see the service again: it decided so, or it rated it red and nobody
 * recorded that it may go on all the same. Source: gov.uk service manual, a failed one is retaken.
 */
export function isToBeRetaken({ decision, rating }: ServiceAssessment): boolean {
  if (decision !== undefined) return decision === "reassess";
  return rating === "red" || rating === "not-met";
}

/** Whether someone decided, with a reason, that this assessment is not for this service. */
export function isExempt({ not_applicable, reason }: ServiceAssessment): boolean {
  return not_applicable && reason !== undefined;
}

import type { Finding } from "../core/assessment.ts";
import { comparePlaces } from "../core/finding-order.ts";
import { SEVERITIES } from "../core/levels.ts";

/** By file, line, column, code; and, at one place, by message, so that the order never varies. */
export function byPlace(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(comparePlaces);
}

/** Failures, then warnings, then notices; by place within each. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (one, other) =>
      SEVERITIES.indexOf(other.level) - SEVERITIES.indexOf(one.level) || comparePlaces(one, other),
  );
}

/** Findings that count, worst first, and those that someone waived. */
export function standingAndWaived(findings: readonly Finding[]): {
  standing: Finding[];
  waived: Finding[];
} {
  const sorted = worstFirst(findings);
  return {
    standing: sorted.filter(({ waiver }) => !waiver),
    waived: sorted.filter(({ waiver }) => waiver),
  };
}

import { ARTEFACTS, GUIDANCE_ARTEFACTS } from "../core/artefacts/index.ts";
import type { Finding } from "../core/assessment.ts";
import { comparePlaces } from "../core/finding-order.ts";
import { SEVERITIES } from "../core/levels.ts";
import { findRule } from "../core/rules/index.ts";

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

/** Findings that a change brings, and those that were there before; when nothing was compared, all are new. */
export function byAge(findings: readonly Finding[]): { fresh: Finding[]; old: Finding[] } {
  return {
    fresh: findings.filter(({ isNew }) => isNew !== false),
    old: findings.filter(({ isNew }) => isNew === false),
  };
}

/** What must exist before other work makes sense, in the order in which the files build on each other. */
const EXIST_FIRST = GUIDANCE_ARTEFACTS.map((name) => ARTEFACTS[name].slug);

/** Rules whose source is a law. */
const IS_LAW = /\b(?:GDPR|DPA|Act|PECR)\b/;

/**
 * What to do first. What a change brings comes before what was there. Then comes what must exist, in the
 * order in which the files build on each other. Then comes what cannot be read, and the rest by level, the
 * law before other reasons. A notice can wait.
 */
export function toDoFirst(standing: readonly Finding[], most: number): Finding[] {
  return standing
    .filter(({ level }) => level !== "notice")
    .map((finding) => ({ finding, rank: rankOf(finding) }))
    .sort((one, other) => {
      const at = one.rank.findIndex((value, index) => value !== other.rank[index]);
      return at === -1
        ? comparePlaces(one.finding, other.finding)
        : (one.rank[at] ?? 0) - (other.rank[at] ?? 0);
    })
    .slice(0, most)
    .map(({ finding }) => finding);
}

/** The finding for a line with room for one: what to do first, else the first notice. */
export function firstOf(findings: readonly Finding[]): Finding | undefined {
  const { standing } = standingAndWaived(findings);
  return toDoFirst(standing, 1)[0] ?? standing[0];
}

function rankOf(finding: Finding): number[] {
  return [
    finding.isNew === false ? 1 : 0,
    existenceOf(finding),
    finding.rule === "artefact-unreadable" ? 0 : 1,
    -SEVERITIES.indexOf(finding.level),
    IS_LAW.test(findRule(finding.rule)?.source ?? "") ? 0 : 1,
  ];
}

/** The place in that order of the missing file; a missing project record has no finding of its own. */
function existenceOf({ rule, about, inFile }: Finding): number {
  const missing = EXIST_FIRST.findIndex((slug) => about.includes(slug));
  if (rule === "artefact-missing" && missing !== -1) return missing;
  const isOfRecord = !inFile && findRule(rule)?.needs.includes("projectRecord") === true;
  return EXIST_FIRST.length + (isOfRecord ? 0 : 1);
}

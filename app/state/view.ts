import { ARTEFACT_NAMES, ARTEFACTS } from "../../src/core/artefacts/index.ts";
import type { Dossier } from "../../src/core/dossier.ts";
import { addTo, duration } from "../../src/core/durations.ts";
import { STAGES, type Stage } from "../../src/core/stages.ts";
import type { StageIssueView } from "../../src/report/stage-issue.ts";
import type { Assigning } from "./owners.ts";
import type { Judged } from "./situation.ts";
import type { StageIssue } from "./stage-issues.ts";

/** How long before it is overdue a review is shown. */
const SHOWN_AHEAD = "P30D";

export interface ViewOptions {
  now: Date;
  /** What people wrote below the line. */
  yours: string;
  assigning: Pick<Assigning, "notAssigned" | "noted">;
}

/** What the issue of the stage shows. */
export function viewOf(
  { facts: { repository }, policy, verdict, ours }: Judged,
  { now, yours, assigning }: ViewOptions,
): StageIssueView {
  const { assessment, files, dossier, attestations } = verdict;
  return {
    assessment,
    files,
    repositoryUrl: repository.url,
    defaultBranch: repository.defaultBranch,
    sha: repository.head,
    judgedAt: now.toISOString(),
    attestations,
    owners: policy.owners,
    notAssigned: assigning.notAssigned,
    ownersNoted: assigning.noted,
    due: reviewsDue(dossier, assessment.today),
    previous: previousOf(ours, assessment.stage),
    yours,
    isFromLabel: assessment.stageSource.kind === "label",
  };
}

/** The issue of the nearest earlier stage that has one. */
function previousOf(ours: readonly StageIssue[], stage: Stage): StageIssueView["previous"] {
  const earlier = STAGES.slice(0, STAGES.indexOf(stage)).reverse();
  for (const before of earlier) {
    const numbers = ours.filter((one) => one.stage === before).map(({ issue }) => issue.number);
    if (numbers.length > 0) return { stage: before, number: Math.max(...numbers) };
  }
  return undefined;
}

/** Files whose review is due within a month: those that are overdue are findings. */
function reviewsDue(dossier: Dossier, today: string): StageIssueView["due"] {
  const until = addTo(today, duration(SHOWN_AHEAD));
  return ARTEFACT_NAMES.flatMap((artefact) => {
    const reading = dossier[artefact];
    if (reading.state !== "read" || !("review" in reading.value)) return [];
    const on = reading.value.review?.review_by;
    const isDue = on !== undefined && on >= today && on <= until;
    return isDue ? [{ file: reading.file, title: ARTEFACTS[artefact].title, on }] : [];
  });
}

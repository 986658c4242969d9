import { addTo, duration } from "../../src/core/durations.ts";
import type { Issue } from "../../src/github/issues.ts";
import { exerciseIn, exerciseTitle, renderExercise } from "../../src/report/exercise-issue.ts";
import { readStageIssue } from "../../src/report/stage-issue.ts";
import { LABEL } from "../marks.ts";
import type { Action } from "./action.ts";
import type { StateFacts } from "./facts.ts";
import { bodyChange } from "./standing.ts";
import type { StandingVerdict } from "./verdict.ts";

/** How long before it is due an exercise is announced. */
const AHEAD = "P30D";

/**
 * The issue of the data mapping exercise that is next: opened a month before it is due, in post-live,
 * and closed when the record says that it was held. One that a person has closed stays closed.
 */
export function exercisePlan(
  { issues }: StateFacts,
  { assessment, dossier }: StandingVerdict,
): Action[] {
  const { stage, today } = assessment;
  const record = dossier.projectRecord;
  const exercises = record.state === "read" ? record.value.mapping_exercises : undefined;
  const due = exercises?.next;
  const held = (exercises?.done ?? []).map(({ date }) => date);
  const isWithin = (from: string, day: string) => addTo(from, duration(AHEAD)) >= day;
  const isHeld = (day: string) => held.some((on) => isWithin(on, day));
  const known = issues.flatMap((issue) => {
    const day = exerciseOf(issue);
    return day === undefined ? [] : [{ issue, day }];
  });
  const ended = known.flatMap(({ issue, day }) => {
    if (!issue.isOpen) return [];
    if (isHeld(day)) return [closing(issue, true)];
    return day === due ? [] : [closing(issue, false)];
  });
  const isTime = stage === "post-live" && due !== undefined && isWithin(today, due);
  const isAnnounced = known.some(({ day }) => day === due);
  return [...ended, ...(isTime && !isAnnounced && !isHeld(due) ? [opening(due, dossier)] : [])];
}

/** The day of the exercise that an issue of ours is of. What people put into a stage's list makes it none. */
export function exerciseOf(issue: Issue): string | undefined {
  return readStageIssue(issue.body) ? undefined : exerciseIn(issue);
}

function opening(due: string, { dataMap }: StandingVerdict["dossier"]): Action {
  const map = dataMap.state === "read" ? dataMap.value : undefined;
  return {
    kind: "open-issue",
    issue: { title: exerciseTitle(due), body: renderExercise(due, map), labels: [LABEL] },
  };
}

/** Why it ends is said in its body, by the write that closes it: neither can be without the other. */
function closing({ number, body }: Issue, isHeld: boolean): Action {
  const why = isHeld
    ? "the project record says that it was held"
    : "the project record names another day for the next one";
  return {
    kind: "change-issue",
    number,
    change: {
      ...bodyChange(`${body.trimEnd()}\n\n**This exercise is over:** ${why}.\n`),
      state: "closed",
      state_reason: isHeld ? "completed" : "not_planned",
    },
  };
}

import type { Stage } from "../core/stages.ts";
import { BETWEEN, bytesOf, MAX_BYTES, Room } from "./room.ts";
import { closing, cutNote } from "./stage-issue-bottom.ts";
import { issueSections } from "./stage-issue-sections.ts";
import { background, opening } from "./stage-issue-top.ts";
import type { StageIssueView } from "./stage-issue-view.ts";

export { type ReadStageIssue, readStageIssue, yoursIn } from "./stage-issue-read.ts";
export type { StageIssueView } from "./stage-issue-view.ts";

/** The title of a stage's issue. */
export function stageIssueTitle(stage: Stage): string {
  return `Data security and privacy: ${stage} expectations`;
}

/**
 * The body of a stage issue, 60,000 bytes at most. What people wrote is never cut: our part is cut
 * instead, down to its opening and its end. The same view always makes the same text.
 */
export function renderStageIssue(view: StageIssueView): string {
  const first = view.mark === undefined ? "" : `${view.mark}\n`;
  const end = closing(view);
  const cut = cutNote(view);
  const least = `${first}${opening(view, "")}${cut}${end}${view.yours}`;
  const room = new Room(MAX_BYTES - BETWEEN - bytesOf(least));
  const top = opening(view, room.take(background(view)));
  const between = issueSections(view, room);
  const shown = [top, ...between, ...(room.isFull ? [cut] : []), end];
  return first + shown.filter((section) => section !== "").join("\n") + view.yours;
}

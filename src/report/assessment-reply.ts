import type { Assessment } from "../core/assessment.ts";
import { changes } from "./assessment-reply-changes.ts";
import { assessedMark } from "./assessment-reply-marks.ts";
import { fill, metSection, replySections } from "./assessment-reply-sections.ts";
import { type AssessmentReplyView, commitLink } from "./assessment-reply-view.ts";
import { code } from "./escape.ts";
import { lastLine } from "./last-line.ts";
import { footer } from "./markdown-parts.ts";
import { BETWEEN, bytesOf, MAX_BYTES, Room } from "./room.ts";
import { capitalised, countsInWords, metInWords, othersInWords, PEOPLE_DECIDE } from "./words.ts";

export { readAssessmentReply } from "./assessment-reply-marks.ts";
export type { AssessmentReplyView, ReadAssessmentReply } from "./assessment-reply-view.ts";

const CUT =
  "*This comment is full. To see everything, run `dsp check --gate` in a copy of this repository.*\n";

/**
 * The answer to `/dsp assess`, which assessors take to the panel: less than 60,000 bytes. The verdict,
 * what changed and the end are never cut. The same view always makes the same text.
 */
export function renderAssessmentReply(view: AssessmentReplyView): string {
  const top = `${assessedMark(view)}\n${verdictOf(view.assessment)}`;
  const changed = changes(view);
  const last = `\n**${lastLine(view.assessment, view.failOn)}**\n`;
  const end = `${footer(view.assessment)}\n${provenance(view)}${last}`;
  const room = new Room(MAX_BYTES - BETWEEN - bytesOf(`${top}${changed}${end}${CUT}`));
  const all = [...replySections(view), metSection(view)];
  const texts = fill(all, room);
  const met = texts.pop() ?? "";
  return [top, ...texts, changed, met, room.isFull ? CUT : "", end]
    .filter((text) => text !== "")
    .join("\n");
}

/** `At the gate of beta, private: 1 failure; 20 of 25 expectations met, 5 open`. */
function verdictOf({ stage, access, gate, counts, expectations }: Assessment): string {
  const at = `${gate ? "at the gate of" : "at"} ${stage}${access ? `, ${access}` : ""}`;
  const isOnlyLess = counts.failure === 0 && counts.warning + counts.notice > 0;
  const found = `${isOnlyLess ? "no failures, " : ""}${countsInWords(counts)}`;
  const others = othersInWords(expectations);
  const met = `${metInWords(expectations, stage)}${others === "" ? "" : `, ${others}`}`;
  return `**${capitalised(at)}: ${found}; ${met}.**\n`;
}

/** The commit judged, and who asked. A login is code, so that GitHub notifies nobody. */
function provenance(view: AssessmentReplyView): string {
  const { sha, ref, askedBy, askedAt } = view;
  const branch = code(ref);
  const commit =
    sha === undefined
      ? `No commit yet on ${branch}`
      : `Commit ${commitLink(view, sha)} of ${branch}`;
  const at = `${askedAt.slice(0, 10)} ${askedAt.slice(11, 16)} UTC`;
  return `${commit} · asked by ${code(askedBy)} on ${at} · ${PEOPLE_DECIDE}\n`;
}

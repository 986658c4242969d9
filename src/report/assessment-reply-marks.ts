import { STAGES } from "../core/stages.ts";
import type { AssessmentReplyView, ReadAssessmentReply } from "./assessment-reply-view.ts";
import { isLacking } from "./words.ts";

// What the answer holds for programs: its first line, of ids, counts and an instant only.

const INSTANT = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z";
const SHA = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const ID = "DSP-[A-Z]{1,9}-\\d{1,3}";

const ASSESSED_MARK = new RegExp(
  `^<!-- dsp-lifecycle assessed (${STAGES.join("|")}) (${INSTANT}) (${SHA}|none) ` +
    `f(\\d{1,9}) w(\\d{1,9}) n(\\d{1,9}) open (${ID}(?:,${ID})*|none) -->$`,
);

/** The first line: the stage, when it was judged, at which commit, and what was found and open. */
export function assessedMark({ assessment, askedAt, sha }: AssessmentReplyView): string {
  const { stage, counts, expectations } = assessment;
  const open = expectations.filter(isLacking).map(({ id }) => id);
  const found = `f${counts.failure} w${counts.warning} n${counts.notice}`;
  const ids = open.join(",") || "none";
  const mark = `<!-- dsp-lifecycle assessed ${stage} ${askedAt} ${sha ?? "none"} ${found} open ${ids} -->`;
  if (!ASSESSED_MARK.test(mark)) throw new TypeError(`not what a marker can hold: ${mark}`);
  return mark;
}

/**
 * What the first line of a comment says, if it is the answer to `/dsp assess`. Anyone can copy that
 * line: who wrote the comment is for the caller to check.
 */
export function readAssessmentReply(body: string): ReadAssessmentReply | undefined {
  const [first = ""] = body.split(/\r?\n/, 1);
  const [, named, at = "", sha = "", failure, warning, notice, ids = ""] =
    ASSESSED_MARK.exec(first) ?? [];
  const stage = STAGES.find((one) => one === named);
  if (!stage) return undefined;
  return {
    stage,
    at,
    ...(sha === "none" ? {} : { sha }),
    open: ids === "none" ? [] : [...new Set(ids.split(","))],
    findings: { failure: Number(failure), warning: Number(warning), notice: Number(notice) },
  };
}

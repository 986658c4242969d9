import type { LedgerComment } from "../../src/core/ledger.ts";
import type { StageFacts } from "../../src/core/stage-sources.ts";
import type { AssessmentReplyView } from "../../src/report/assessment-reply.ts";
import { assessment } from "../support/assessments.ts";
import { judgedOf, REPOSITORY, SHA, TODAY } from "./stage-issue-views.ts";

export const BEFORE = "0badcafe00000000000000000000000000000001";

/** A view with nothing in it, at the gate of private beta, unless given. */
export function replyWith(given: Partial<AssessmentReplyView> = {}): AssessmentReplyView {
  return {
    assessment: assessment({ gate: true }),
    files: [],
    repositoryUrl: REPOSITORY,
    sha: SHA,
    ref: "main",
    failOn: "failure",
    attestations: [],
    askedBy: "assessor",
    askedAt: `${TODAY}T12:00:00Z`,
    notes: [],
    ...given,
  };
}

/** What is answered of a repository with these files, judged by the engine itself at the gate. */
export function replyOf(
  files: Readonly<Record<string, string>>,
  given: Partial<AssessmentReplyView> = {},
  stageFacts: Omit<StageFacts, "policy"> = {},
  comments: readonly LedgerComment[] = [],
): AssessmentReplyView {
  return replyWith({ ...judgedOf(files, true, stageFacts, comments), ...given });
}

import { toAttest } from "../core/ledger.ts";
import type { Stage } from "../core/stages.ts";
import {
  findCommit,
  findJudged,
  findOwners,
  findStage,
  findTicked,
  type OwnersNoted,
  YOURS_MARK,
} from "./stage-issue-marks.ts";

/** What a stage issue's body says, also after people edited it. */
export interface ReadStageIssue {
  stage: Stage;
  isFromLabel: boolean;
  judgedAt?: string;
  /** The commit that was judged. */
  sha?: string;
  /** Ids of the expectations whose box is ticked: only those that a person can sign off. */
  ticked: string[];
  /** The owners noted when the App wrote this, if any. */
  owners?: OwnersNoted;
  /** What people wrote below the line, byte for byte. */
  yours: string;
}

/** Undefined if our marker is gone. Nothing below the line is taken for ours. */
export function readStageIssue(body: string): ReadStageIssue | undefined {
  const { ours, yours } = split(body);
  const found = findStage(ours);
  if (!found) return undefined;
  const judgedAt = findJudged(ours);
  const sha = findCommit(ours);
  const owners = findOwners(ours);
  return {
    ...found,
    ...(judgedAt === undefined ? {} : { judgedAt }),
    ...(sha === undefined ? {} : { sha }),
    ticked: findTicked(ours).filter((id) => toAttest(id) !== undefined),
    ...(owners.named.length > 0 && { owners }),
    yours,
  };
}

/** What people wrote below the line, even if the rest is damaged; empty if the line is gone. */
export function yoursIn(body: string): string {
  return split(body).yours;
}

/** The first line counts: what people write may hold it as well. */
function split(body: string): { ours: string; yours: string } {
  const at = body.indexOf(YOURS_MARK);
  if (at === -1) return { ours: body, yours: "" };
  const yours = body.slice(at + YOURS_MARK.length).replace(/^\r?\n/, "");
  return { ours: body.slice(0, at), yours };
}

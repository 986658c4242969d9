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

/** What a stage issue's body says, whoever edited it since. */
export interface ReadStageIssue {
  stage: Stage;
  isFromLabel: boolean;
  judgedAt?: string;
  /** The commit that was judged. */
  sha?: string;
  /** Ids of the expectations whose box is ticked: those that a person can attest. */
  ticked: string[];
  /** Whom the App saw to as owners when it wrote this, if anybody. */
  owners?: OwnersNoted;
  /** What people wrote below the line, byte for byte. */
  yours: string;
}

/** Undefined where our marker is gone. Below the line nothing is taken for ours. */
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

/** What people wrote below the line, even where the rest is damaged; nothing where the line is gone. */
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

import type { Attestation } from "../core/artefacts/project-record.ts";
import type { Assessment } from "../core/assessment.ts";
import type { FailOn } from "../core/policy/policy.ts";
import type { Stage } from "../core/stages.ts";
import { code, linkTarget } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import type { LinkTo, Note } from "./markdown-parts.ts";
import { seenAt } from "./stage-issue-view.ts";

/** All that the answer to `/dsp assess` says. */
export interface AssessmentReplyView {
  /** At the gate. */
  assessment: Assessment;
  files: readonly JudgedFile[];
  /** `https://github.com/owner/name`. */
  repositoryUrl: string;
  /** The commit judged; undefined if the repository is empty. */
  sha?: string;
  /** What the commit is the head of: `main`, or `#7`. */
  ref: string;
  /** From which severity on a check of this repository fails. */
  failOn: FailOn;
  /** The sign-offs in force, from the project record and from comments. */
  attestations: readonly Attestation[];
  /** A login. */
  askedBy: string;
  /** ISO instant in UTC. */
  askedAt: string;
  /** What the last assessment of this stage in this issue said. */
  previous?: ReadAssessmentReply;
  notes: readonly Note[];
}

/** What a later assessment compares with: read from the marker that the answer carries. */
export interface ReadAssessmentReply {
  stage: Stage;
  at: string;
  sha?: string;
  /** Ids of expectations that were open, or could not be judged. */
  open: string[];
  findings: { failure: number; warning: number; notice: number };
}

/** Permanent links to lines of the commit judged; no links to files that may be missing. */
export function permanentLinks(view: AssessmentReplyView): LinkTo {
  return (file, line) => (line === undefined ? undefined : seenAt(view, file, line));
}

/** A commit by the start of its name, as a link. */
export function commitLink({ repositoryUrl }: AssessmentReplyView, sha: string): string {
  return `[${code(sha.slice(0, 7))}](${linkTarget(`${repositoryUrl}/commit/${sha}`)})`;
}

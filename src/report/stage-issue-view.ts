import type { Attestation } from "../core/artefacts/project-record.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Stage } from "../core/stages.ts";
import { pathUri } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import type { OwnersNoted } from "./stage-issue-marks.ts";

/** All that a stage issue says. */
export interface StageIssueView {
  assessment: Assessment;
  files: readonly JudgedFile[];
  /** `https://github.com/owner/name`. */
  repositoryUrl: string;
  defaultBranch: string;
  /** The commit judged; undefined where the repository is empty. */
  sha?: string;
  /** ISO instant in UTC; the only thing in the text that depends on the clock. */
  judgedAt: string;
  /** Those in force, of the record and the ledger. */
  attestations: readonly Attestation[];
  /** Logins and teams that the policy names as owners. */
  owners: readonly string[];
  /** Those of them who are people and are not assigned; and what the App notes of them for itself. */
  notAssigned?: readonly string[];
  ownersNoted?: OwnersNoted;
  /** Reviews due soon. */
  due: readonly { file: string; title: string; on: string }[];
  /** The issue of the stage before. */
  previous?: { stage: Stage; number: number };
  /** A line above all others for the App alone, of what it did to the issue: nobody sees it. */
  mark?: string;
  /** How often the App has opened it again with the same open, where that is more often than it says. */
  reopened?: number;
  /** What people wrote below the line, byte for byte. */
  yours: string;
  /** Whether a label declares the stage. */
  isFromLabel: boolean;
}

/** Where a file, or a line of it, can be seen at the commit judged. */
export function seenAt(
  { repositoryUrl, sha }: Pick<StageIssueView, "repositoryUrl" | "sha">,
  file: string,
  line?: number,
): string | undefined {
  if (sha === undefined) return undefined;
  return `${repositoryUrl}/blob/${sha}/${pathUri(file)}${line === undefined ? "" : `#L${line}`}`;
}

/** Where to mend something: its line, or, for a file that is not there, the page on which to write it. */
export function mendedAt(
  view: StageIssueView,
  file: string,
  line: number | undefined,
): string | undefined {
  if (line !== undefined) return seenAt(view, file, line);
  return `${view.repositoryUrl}/new/${pathUri(view.defaultBranch)}?filename=${pathUri(file)}`;
}

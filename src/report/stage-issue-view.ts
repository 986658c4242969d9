import type { Attestation } from "../core/artefacts/project-record.ts";
import type { Assessment } from "../core/assessment.ts";
import type { Stage } from "../core/stages.ts";
import { pathUri } from "./escape.ts";
import type { JudgedFile } from "./files.ts";
import type { OwnersNoted } from "./stage-issue-marks.ts";

/** Everything that a stage issue says. */
export interface StageIssueView {
  assessment: Assessment;
  files: readonly JudgedFile[];
  /** `https://github.com/owner/name`. */
  repositoryUrl: string;
  defaultBranch: string;
  /** The commit judged; undefined if the repository is empty. */
  sha?: string;
  /** ISO instant in UTC; the only thing in the text that depends on the clock. */
  judgedAt: string;
  /** The sign-offs in force, from the project record and from comments. */
  attestations: readonly Attestation[];
  /** Logins and teams that the policy names as owners. */
  owners: readonly string[];
  /** The people among them that are not assigned, and what the App notes about them for itself. */
  notAssigned?: readonly string[];
  ownersNoted?: OwnersNoted;
  /** Reviews due soon. */
  due: readonly { file: string; title: string; on: string }[];
  /** The issue of the stage before. */
  previous?: { stage: Stage; number: number };
  /** A hidden first line in which the App notes what it did to the issue. */
  mark?: string;
  /** How often the App opened it again with the same expectations open, if the text should say so. */
  reopened?: number;
  /** What people wrote below the line, byte for byte. */
  yours: string;
  /** Whether a label declares the stage. */
  isFromLabel: boolean;
}

/** The page of a file, or of a line of it, at the commit judged. */
export function seenAt(
  { repositoryUrl, sha }: Pick<StageIssueView, "repositoryUrl" | "sha">,
  file: string,
  line?: number,
): string | undefined {
  if (sha === undefined) return undefined;
  return `${repositoryUrl}/blob/${sha}/${pathUri(file)}${line === undefined ? "" : `#L${line}`}`;
}

/** The page to fix something on: its line or, for a missing file, the page to write it on. */
export function mendedAt(
  view: StageIssueView,
  file: string,
  line: number | undefined,
): string | undefined {
  if (line !== undefined) return seenAt(view, file, line);
  return `${view.repositoryUrl}/new/${pathUri(view.defaultBranch)}?filename=${pathUri(file)}`;
}

import type { Limits } from "../../core/documents/limits.ts";
import type { Policy } from "../../core/policy/policy.ts";
import type { Circumstances } from "../../core/rule.ts";
import type { Snapshot } from "../../core/snapshot.ts";
import type { StageFacts } from "../../core/stage-sources.ts";
import type { Io } from "../io.ts";

/** What the caller asked for, that matters to reading. */
export interface ReadingOptions {
  io: Io;
  /** `--org-policy`: the path of a file. */
  organisation?: string;
  /** `YYYY-MM-DD`. */
  today: string;
  limits: Limits;
}

/** Everything that is read of a repository before it is judged, from a folder or from GitHub. */
export interface RepositoryInput {
  policy: Policy;
  /** The repository's own policy file, for excerpts. */
  policyText?: string;
  snapshot: Snapshot;
  stageFacts: Omit<StageFacts, "input">;
  visibility: Circumstances["visibility"];
}

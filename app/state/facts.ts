import type { LedgerComment } from "../../src/core/ledger.ts";
import type { PolicyOutcome } from "../../src/core/policy/found.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";
import type { Issue } from "../../src/github/issues.ts";
import type { Overview } from "../../src/github/overview.ts";
import type { SeenLabel } from "./seen-label.ts";

/** A repository as GitHub has it now, beside its files. */
export interface RepositoryState extends Omit<Overview, "labels"> {
  labels: readonly SeenLabel[];
  customProperties: Readonly<Record<string, unknown>>;
}

/** A box that is ticked in a stage issue's body, and who alone has edited it since the App did. */
export interface Tick {
  expectation: string;
  by: string;
  /** Whether that person may write to the repository. */
  mayAttest: boolean;
}

/** Everything that decides what should be: read at run time, never taken from an event. */
export interface StateFacts {
  repository: RepositoryState;
  policy: PolicyOutcome;
  /** The policy files that were found, the repository's own first. */
  policyFiles: readonly string[];
  files: Snapshot;
  /** The issues that the App itself opened, the newest first. */
  issues: readonly Issue[];
  /** The comments of the stage issues, by their numbers: what was attested at one stage holds at the next. */
  comments: ReadonlyMap<number, readonly LedgerComment[]>;
  /** Issues with more comments than are read: what is not among them may have been said all the same. */
  flooded: ReadonlySet<number>;
  /** Owners who are not assigned, because GitHub says that they cannot be. */
  unassignable?: readonly string[];
  /** Owners that GitHub did not assign in this run, although it says that it can. */
  dropped?: readonly string[];
  ticks: readonly Tick[];
  /** Boxes are ticked, and several people have edited the body: when the last of them did. */
  unclearTicks?: string;
}

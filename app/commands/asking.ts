import type { Comment, Role } from "../../src/github/issues.ts";
import type { Granted } from "../github-app.ts";
import type { Reconciled } from "../reconcile.ts";
import type { Reading } from "../state/read.ts";

/** Who asks, where, and all that an answer is made of. */
export interface Asking extends Pick<Reading, "reader" | "repository" | "account" | "now"> {
  /** The issue or pull request that the comment stands under. */
  number: number;
  /** The comment that the command stands in. */
  comment: Comment;
  login: string;
  role: Role;
  /** What the App has said there before, the oldest first. */
  ours: readonly string[];
  /** What the repository is like, and what was just put right in it. */
  reconciled: Reconciled;
  /** What the installation was granted. */
  granted(): Promise<Granted>;
  /** When all repositories were last looked at; undefined where that has not been since the start. */
  lastSweep(): Date | undefined;
}

/** What is said to a command. */
export interface Answer {
  text: string;
  /** Whether it becomes part of the record, which the stage issue has to show then. */
  isEntry: boolean;
}

import type { Comment, Role } from "../../src/github/issues.ts";
import type { Granted } from "../github-app.ts";
import type { Keeping, Reconciled } from "../reconcile.ts";

/** The conversation with the commands, and what is needed to find and answer them. */
export interface Conversation extends Keeping {
  /** The issue or pull request that people write under. */
  number: number;
  /** What the installation was granted. */
  granted(): Promise<Granted>;
  /** When all repositories were last looked at; undefined if not since the start. */
  lastSweep(): Date | undefined;
}

/** Who asks, and all that an answer is made of. */
export interface Asking extends Conversation {
  /** The comment that the command is in. */
  comment: Comment;
  login: string;
  role: Role;
  /** What the App has said there before, the oldest first. */
  ours: readonly string[];
  /** How the repository is, and what the App just fixed in it. */
  reconciled: Reconciled;
}

/** What is said to a command. */
export interface Reply {
  text: string;
  /** Whether it becomes part of the record, which the stage issue must show then. */
  isEntry: boolean;
}

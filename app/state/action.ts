import type { IssueChange } from "../../src/github/issues.ts";

/** One write, and the only kinds of writes that there are. */
export type Action =
  | { kind: "make-label"; label: { name: string; color: string; description: string } }
  | { kind: "open-issue"; issue: IssueChange & { title: string; body: string } }
  | { kind: "change-issue"; number: number; change: IssueChange }
  /** An answer to what a person did there is the newest that was said: it is known whether it was. */
  | { kind: "comment"; number: number; body: string; isAnswer?: true };

import type { Stage } from "../stages.ts";

/** How strongly the guidance words it. `later` is a relaxation; `context` is shown, never checked. */
export const EXPECTATION_LEVELS = ["must", "should", "later", "context"] as const;
export type ExpectationLevel = (typeof EXPECTATION_LEVELS)[number];

/** What shows that an expectation is met. */
export type Showing =
  /** A rule that finds nothing grave. `variant` and `under` narrow it to some of its problems. */
  | { rule: string; variant?: string; under?: string }
  /** A person's sign-off, with evidence. */
  | { attestation: string; role?: string }
  /** A service assessment; `aspect`: one that found this expectation met, or that looked at any. */
  | { assessment: Stage; panel?: "internal" | "external"; aspect?: string }
  /** Something else that the evidence shows; see `facts.ts`. */
  | { fact: string }
  /** All of these; if `where` is not applicable, neither is the whole. */
  | { where?: Showing; all: readonly Showing[] }
  | { any: readonly Showing[] };

/** One atom of the guidance. */
export interface Expectation {
  id: string;
  /** The stage from which it holds; `all` for statements about the list as a whole. */
  stage: Stage | "all";
  level: ExpectationLevel;
  /** What is expected, in our own words. */
  statement: string;
  /** Why, and how the guidance words it. */
  why: string;
  /** How a team meets it. */
  how: string;
  /** Absent for `context`. */
  shown?: Showing;
  /** Whether it still holds after its stage; relaxations and their reasons end with it. */
  holds: "onward" | "in-stage";
  /** The heading of `guidance.md` that it is under. */
  heading: string;
}

/** A data-protection consideration: the denominator of "the majority" (DSP-ALPHA-4). */
export interface Consideration {
  id: string;
  /** A few words that tell it from the others, as a list has them. */
  title: string;
  /** What must be so. */
  statement: string;
  /** Why, and the law or policy behind it. */
  why: string;
  /** How a team meets it, and what counts as evidence. */
  how: string;
  /** Whether it can be met by manual action (DSP-BETA-5). */
  manual: boolean;
}

import type { Stage } from "../stages.ts";

/** Something that the guidance says is not required yet: until then a finding is a notice at most. */
export interface Relaxation {
  /** The rule that it holds down. */
  rule: string;
  /** The last stage at which it holds. */
  until: Stage;
  /** The expectation that grants it. */
  expectation: string;
}

/** The guidance's three. Source: `domain.md` section 3, precedence. */
export const RELAXATIONS: readonly Relaxation[] = [
  { rule: "manual-deletion", until: "beta", expectation: "DSP-BETA-7" },
  { rule: "flow-to-be-defined", until: "live", expectation: "DSP-LIVE-4" },
  { rule: "manual-reporting", until: "live", expectation: "DSP-LIVE-6" },
];

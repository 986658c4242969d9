import type { ExpectationLevel } from "./catalogue/types.ts";
import type { Place } from "./documents/place.ts";
import type { Severity } from "./levels.ts";
import type { Waiver } from "./policy/policy.ts";
import type { Access, Stage } from "./stages.ts";

/** One fault, with its grade at this stage and its place in the files. */
export interface Finding {
  /** The rule's id. */
  rule: string;
  /** The rule's code, `X13`. */
  code: string;
  level: Severity;
  /** The waiver that silences it: it stays visible, and fails nothing. */
  waiver?: Waiver;
  /** From the repository's root, with `/`. */
  file: string;
  /** The first line and column, if the file does not exist. */
  place: Place;
  /** Whether the file is there, so that a line of it can be shown. */
  inFile: boolean;
  message: string;
  fix: string;
  about: readonly string[];
  /**
   * Says which fault it is. It stays the same for the same fault in another assessment, even if its line
   * has moved. No other finding of this assessment has it.
   */
  fingerprint: string;
  /** Whether a change brings it, or makes it graver; undefined when nothing was compared. */
  isNew?: boolean;
  /** Ids of the expectations that it bears on. */
  expectations: readonly string[];
}

export const OUTCOMES = [
  "met",
  "open",
  "waived",
  "allowed-later",
  "not-yet",
  "unreadable",
  "not-applicable",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One thing that an expectation's outcome rests on. */
export interface Basis {
  kind: "rule" | "attestation" | "assessment" | "fact";
  /** The rule's id, the role or person that signed, the assessment's id, the fact's name. */
  ref: string;
  outcome: Outcome;
  /** In words: what was found, or what is still to do. */
  detail: string;
}

/** What became of one expectation. */
export interface ExpectationResult {
  id: string;
  stage: Stage | "all";
  level: ExpectationLevel;
  outcome: Outcome;
  by: readonly Basis[];
}

/** Where the stage comes from, first hit wins; where sources disagree, the others too. */
export interface StageSource {
  kind: "input" | "custom-property" | "topic" | "policy" | "label";
  /** In words: `--stage`, `.github/dsp.yml`, `topic dsp-beta`. */
  name: string;
  /** Sources that named another stage, in words. */
  disagreeing: readonly string[];
}

export type Verdict = "clean" | "findings" | "unreadable";

/** Findings by severity, waived ones apart. */
export interface Counts {
  failure: number;
  warning: number;
  notice: number;
  waived: number;
}

/** The verdict on one commit: everything that any report says is here. */
export interface Assessment {
  stage: Stage;
  access?: Access;
  gate: boolean;
  stageSource: StageSource;
  today: string;
  verdict: Verdict;
  counts: Counts;
  expectations: readonly ExpectationResult[];
  /** By file, line, column, code. */
  findings: readonly Finding[];
}

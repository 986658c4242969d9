import type { ArtefactName, Artefacts } from "./artefacts/index.ts";
import type { Attestation } from "./artefacts/project-record.ts";
import type { Path, Place } from "./documents/place.ts";
import type { DocumentName, Dossier } from "./dossier.ts";
import type { StageLevels } from "./levels.ts";
import type { Policy } from "./policy/policy.ts";
import type { Access, Stage } from "./stages.ts";

/** What a repository is judged at, and when. The core reads no clock: `today` is handed in. */
export interface Circumstances {
  stage: Stage;
  /** Only at beta. */
  access?: Access;
  /** Whether the stage is being left, or a panel met. */
  gate: boolean;
  /** `YYYY-MM-DD`, in UTC. */
  today: string;
  policy: Policy;
  dossier: Dossier;
  /** Whether everyone can read the repository. If nobody knows, it counts as public. */
  visibility: "public" | "private" | "unknown";
  /** What people have signed off outside the files: on the stage issue, as GitHub records it. */
  ledger?: readonly Attestation[];
}

/** One fault that a rule found, before anyone has decided how grave it is. */
export interface Problem {
  in: DocumentName;
  /** The value at fault. If something is missing: the thing that it is missing from. */
  at: Path;
  /** Points at this key of the mapping at `at`, instead of at the value. */
  key?: string;
  /** Its place in a file that could not be parsed: there `at` leads nowhere. */
  place?: Place;
  /** What was found, naming the values concerned. */
  message: string;
  /** What to write, or do. */
  fix: string;
  /** Ids of what it concerns (stores, rules, parties, files): what a waiver's `target` can name. */
  about: readonly string[];
  /** Tells the problems of one rule apart; some have levels of their own. */
  variant?: string;
  /**
   * What tells it from other problems of its rule at the same value: part of its identity, and so nothing
   * that changes while the fault stays. Needed only if there can be several.
   */
  apart?: readonly string[];
  /** Expectations that this problem bears on beyond those that name the rule. */
  expectations?: readonly string[];
}

/** What `check` may read: the artefacts that the rule needs, all readable, and the circumstances. */
export type Facts<Needs extends ArtefactName> = Pick<Artefacts, Needs> &
  Circumstances & {
    /** What another rule finds in the same dossier, or nothing if it cannot run. */
    problemsOf(rule: Rule): readonly Problem[];
  };

/** Code that looks at a dossier and returns problems. How grave they are at which stage is data. */
export interface Rule<Needs extends ArtefactName = ArtefactName> {
  /** Names the fault: `backup-outlives-data`. */
  id: string;
  /** `X13`, as in the specification; `P…` for the paperwork of this tool itself. */
  code: string;
  /** What is true when all is well, in one sentence. */
  summary: string;
  /** Why anyone should care, and where the duty comes from. */
  why: string;
  /** Law, policy, standard or expectation, as short references. */
  source: string;
  /** How to fix it, in general. */
  mend: string;
  /** YAML that the rule accepts. */
  example: string;
  levels: StageLevels;
  /** Levels of the variants that have their own. */
  variants?: Readonly<Record<string, StageLevels>>;
  /** Variants whose levels no policy changes. */
  fixed?: readonly string[];
  /** Runs only if all of these can be read. */
  needs: readonly Needs[];
  check(facts: Facts<Needs>): Problem[];
}

/** Infers from `needs` what `check` may read: the type checker refuses any other artefact. */
export function defineRule<const Needs extends ArtefactName = never>(
  rule: Rule<Needs>,
): Rule<Needs> {
  return rule;
}

/** The levels of a problem of this rule, by stage. */
export function levelsOf(rule: Rule, variant: string | undefined): StageLevels {
  return (variant === undefined ? undefined : rule.variants?.[variant]) ?? rule.levels;
}

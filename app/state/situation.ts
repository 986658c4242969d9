import type { GoverningOutcome } from "../../src/core/policy/change.ts";
import type { PolicyProblem } from "../../src/core/policy/found.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import type { StateFacts } from "./facts.ts";
import type { Judging } from "./judging.ts";
import { issueFor, openStageIssues, type StageIssue, stageIssuesIn } from "./stage-issues.ts";
import {
  type ChangeVerdict,
  type JudgedBy,
  type JudgingOptions,
  type StandingVerdict,
  verdictOn,
  verdictOnChange,
} from "./verdict.ts";

/** No source declares a stage. Without facts, nothing but an overview was read: nothing shows the App is wanted. */
export interface NotOptedIn {
  kind: "not-opted-in";
  facts?: StateFacts;
  /** The App's lists of stages, which end then. */
  ours: readonly StageIssue[];
}

/** The policy cannot be used, so nothing is judged and the stage is not known. */
export interface PolicyBroken {
  kind: "policy-broken";
  facts: StateFacts;
  problems: readonly PolicyProblem[];
  ours: readonly StageIssue[];
  /** Whichever list is open. */
  current?: StageIssue;
}

/** A stage is declared, and this is the verdict. */
export interface Judged {
  kind: "judged";
  facts: StateFacts;
  policy: Policy;
  verdict: StandingVerdict;
  ours: readonly StageIssue[];
  /** The list of this stage, if it was opened. */
  current?: StageIssue;
}

/** How a repository is: all that the App writes and says follows from it. */
export type Situation = NotOptedIn | PolicyBroken | Judged;

/**
 * How a repository is, by what was read or by what is known after a write. `asked` judges it in another way,
 * for example at the gate of another stage.
 */
export function situationOf(
  facts: StateFacts | undefined,
  judging: Judging,
  asked?: JudgingOptions,
): Situation {
  if (!facts) return { kind: "not-opted-in", ours: [] };
  const ours = stageIssuesIn(facts.issues);
  if (!facts.policy.ok) {
    const { problems } = facts.policy;
    return { kind: "policy-broken", facts, problems, ours, current: openStageIssues(ours)[0] };
  }
  const verdict = verdictOn(facts, judging, asked);
  if (!verdict) return { kind: "not-opted-in", facts, ours };
  const { policy } = facts.policy;
  const current = issueFor(ours, verdict.assessment.stage);
  return { kind: "judged", facts, policy, verdict, ours, current };
}

/** A commit that would change a repository, by what governs it. */
export type ChangeSituation =
  | { kind: "not-opted-in" }
  | { kind: "policy-broken"; problems: readonly PolicyProblem[] }
  | { kind: "judged"; verdict: ChangeVerdict };

/** As `situationOf`, of a commit, for example the head of a pull request. */
export function changeSituationOf(
  facts: Pick<StateFacts, "repository" | "issues" | "comments">,
  { governing, ...sides }: Omit<JudgedBy, "governing"> & { governing: GoverningOutcome },
  judging: Judging,
  asked?: JudgingOptions,
): ChangeSituation {
  if (!governing.ok) return { kind: "policy-broken", problems: governing.problems };
  const verdict = verdictOnChange(facts, { governing, ...sides }, judging, asked);
  return verdict ? { kind: "judged", verdict } : { kind: "not-opted-in" };
}

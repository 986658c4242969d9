import type { ChangeSide } from "../../src/core/change.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { LedgerComment } from "../../src/core/ledger.ts";
import type { GoverningOutcome } from "../../src/core/policy/change.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";
import { type ReadChange, readChange } from "../../src/github/change.ts";
import { commentsOf, commentsUnderAll } from "../../src/github/issue-comments.ts";
import { overviewIn, overviewOf } from "../../src/github/overview.ts";
import { readFacts } from "../../src/github/repository.ts";
import { readMoreOfSides, readSides } from "../../src/github/sides.ts";
import { LABEL } from "../marks.ts";
import type { StateFacts } from "../state/facts.ts";
import { issuesOfOurs } from "../state/issues.ts";
import { type FactsReading, ledgerComment } from "../state/read.ts";
import { mayDeclareStage, seenLabel } from "../state/seen-label.ts";
import { stageIssuesIn } from "../state/stage-issues.ts";

/** A commit, and the branch whose policy judges it. */
export interface CheckedChange {
  head: string;
  /** `main`. */
  baseRef: string;
}

/** Everything that decides what the check of a commit says. */
export interface CheckFacts extends Pick<StateFacts, "repository" | "issues"> {
  governing: GoverningOutcome;
  /** Whether the base branch has a policy that cannot be used. */
  isBrokenBefore: boolean;
  /** Whether a policy is the repository's own: not one that came with a copy. */
  isOptedInByPolicy: boolean;
  /** The evidence at the commit; empty if no policy decides. */
  evidence: Snapshot;
  /** The evidence on the base branch. */
  base?: ChangeSide;
  /** The comments of the stage issues, by their numbers. */
  comments: ReadonlyMap<number, readonly LedgerComment[]>;
}

/** Of so many stage issues the comments count, as they do for the stage issue itself. */
const MOST_ISSUES = 10;

/**
 * Reads what decides: the policy of the branch that the commit goes to, and evidence at the commit,
 * through the repository of the pull request, also for a fork. Returns undefined if no check is wanted:
 * nothing shows that anyone has opted in, or the base's policy leaves checks to the Action. One request
 * then; else three, and one more if there may be a property. Rejects with a `CannotRunError`.
 */
export async function readCheck(
  { reader, repository, account, now, hasProperty }: FactsReading,
  { head, baseRef }: CheckedChange,
): Promise<CheckFacts | undefined> {
  const sides = { repository, base: `refs/heads/${baseRef}`, head };
  let numbers: number[] = [];
  let alongEvidence: unknown;
  const change = await readChange(
    {
      sides: (paths) => readSides(reader, sides, paths, overviewOf(repository, LABEL)),
      async more(paths) {
        const along = numbers.length > 0 ? commentsOf(repository, numbers) : undefined;
        const { also, ...found } = await readMoreOfSides(reader, sides, paths, along);
        alongEvidence = also;
        return found;
      },
    },
    isoDateOf(now),
    DEFAULT_LIMITS,
  );
  const overview = overviewIn(change.also);
  if (!overview || overview.isArchived || !isWanted(change)) return undefined;
  const isOptedInByPolicy = change.hasOwnPolicy && !overview.isFork && !overview.isTemplate;
  const labels = overview.labels.map((label) => seenLabel(label, account));
  if (!hasProperty && !mayDeclareStage(overview.topics, labels) && !isOptedInByPolicy)
    return undefined;
  const { customProperties } = hasProperty ? await readFacts(reader, repository) : NO_PROPERTIES;
  const { issues, hasIssues } = await issuesOfOurs(reader, overview, account);
  const { governing } = change;
  const facts: CheckFacts = {
    repository: { ...overview, labels, customProperties, hasIssues },
    issues,
    governing,
    isBrokenBefore: !change.before.ok,
    isOptedInByPolicy,
    evidence: new Map(),
    comments: new Map(),
  };
  if (!governing.ok) return facts;
  const ofStages = stageIssuesIn(issues).slice(0, MOST_ISSUES);
  numbers = ofStages.map(({ issue }) => issue.number);
  const evidence = await change.evidence();
  const comments = await commentsUnderAll(reader, repository, numbers, alongEvidence);
  const ledger = [...comments].map(
    ([number, all]) => [number, all.map((one) => ledgerComment(one, account))] as const,
  );
  const base = {
    policy: change.before.ok ? change.before.policy : undefined,
    snapshot: evidence.base,
  };
  return { ...facts, evidence: evidence.head, base, comments: new Map(ledger) };
}

const NO_PROPERTIES = { customProperties: {} };

/** The base says so: a change that says it of itself is checked all the same. */
function isWanted({ before }: ReadChange): boolean {
  return !before.ok || before.policy.appChecks;
}

import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { isInForce } from "../../src/core/attestations.ts";
import type { ChangeSide, JudgedChange } from "../../src/core/change.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { Dossier } from "../../src/core/dossier.ts";
import { attestationsInLedger } from "../../src/core/ledger.ts";
import type { Governing } from "../../src/core/policy/change.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";
import type { StageFacts } from "../../src/core/stage-sources.ts";
import { type JudgedFile, judgedFiles } from "../../src/report/files.ts";
import { isLacking, tallyOf } from "../../src/report/words.ts";
import type { StateFacts } from "./facts.ts";
import type { Judging } from "./judging.ts";
import { isCopied, stageFactsOf } from "./stage.ts";

/** The verdict on a repository's present state, with what a stage issue shows of it. */
export interface StandingVerdict {
  assessment: Assessment;
  files: readonly JudgedFile[];
  dossier: Dossier;
  /** The sign-offs in force today, from the project record and from comments. */
  attestations: readonly Attestation[];
}

/** How to judge, if not in the usual way. */
export interface JudgingOptions {
  /** As when the stage is left or a panel is met. */
  gate?: boolean;
  /** The stage to judge at, whatever is declared, and who says so. */
  input?: StageFacts["input"];
}

/** A commit that would change a repository, and what it is judged by. */
export interface JudgedBy {
  governing: Governing;
  /** The evidence at the commit. */
  evidence: Snapshot;
  /** The evidence on the base branch; absent when nothing is compared. */
  base?: ChangeSide;
}

/** The verdict on a commit, and on what the rules of its own policy would say of it. */
export interface ChangeVerdict
  extends StandingVerdict,
    Pick<JudgedChange, "proposed" | "isTouched"> {
  /** The policy that decided: without a stage if the repository's policy declares none. */
  governing: Governing;
}

/**
 * Judges the default branch's commit by its own policy. Returns undefined if the policy cannot be used or
 * nothing declares a stage.
 */
export function verdictOn(
  facts: StateFacts,
  judging: Judging,
  asked?: JudgingOptions,
): StandingVerdict | undefined {
  const { policy, files } = facts;
  if (!policy.ok) return undefined;
  const governing = { policy: policy.policy, change: "none" as const };
  return verdictOnChange(facts, { governing, evidence: files }, judging, asked);
}

/**
 * Judges a commit by the policy that governs it, as the Action does; nothing of it is run. Returns
 * undefined if nothing declares a stage. What was judged before is not judged again.
 */
export function verdictOnChange(
  facts: Pick<StateFacts, "repository" | "issues" | "comments">,
  { governing: given, evidence, base }: JudgedBy,
  { today, judge, read, once }: Judging,
  { gate = false, input }: JudgingOptions = {},
): ChangeVerdict | undefined {
  const { repository } = facts;
  const { policy: _declared, ...others } = stageFactsOf(facts, given.policy);
  const stageFacts = { ...others, input };
  const ledger = ledgerOf(facts);
  const { visibility } = repository;
  const same = [given.policy, given.proposed, evidence, base?.policy, base?.snapshot];
  const alike = [given.change, isCopied(repository), stageFacts, gate, visibility, ledger];
  return once(same, alike, () => {
    const governing = declaring(given, repository);
    const judged = judge({
      governing,
      snapshot: evidence,
      stageFacts,
      gate,
      today,
      limits: DEFAULT_LIMITS,
      visibility,
      ledger,
      base: base && { ...base, policy: base.policy && silentIfCopied(base.policy, repository) },
      read,
    });
    if (!judged) return undefined;
    const { assessment, proposed, dossier, isTouched } = judged;
    const files = judgedFiles(dossier);
    const attestations = attestationsInForce(dossier, ledger, today);
    return { assessment, proposed, isTouched, governing, files, dossier, attestations };
  });
}

/** In a fork or a template, the policy declares no stage: its files are someone else's, or for someone else. */
function declaring(governing: Governing, repository: StateFacts["repository"]): Governing {
  const { policy, proposed } = governing;
  const silent = (one: Policy) => silentIfCopied(one, repository);
  return { ...governing, policy: silent(policy), proposed: proposed && silent(proposed) };
}

function silentIfCopied(policy: Policy, repository: StateFacts["repository"]): Policy {
  return isCopied(repository) ? { ...policy, stage: undefined, access: undefined } : policy;
}

/** The sign-offs in force today, from the project record and from comments. */
function attestationsInForce(
  { projectRecord }: Dossier,
  ledger: readonly Attestation[],
  today: string,
): Attestation[] {
  const record = projectRecord.state === "unreadable" ? projectRecord.rest : projectRecord;
  const recorded = record && "value" in record ? record.value.attestations : [];
  return [...recorded, ...ledger].filter((one) => isInForce(one, today));
}

/** What people have attested by ticking boxes, in all issues whose comments were read. */
export function ledgerOf({ comments }: Pick<StateFacts, "comments">): Attestation[] {
  return attestationsInLedger([...comments.values()].flat());
}

/** Whether nothing that is due is open. */
export function isAllMet({ expectations }: Assessment): boolean {
  const { of } = tallyOf(expectations);
  return of.open === 0 && of.unreadable === 0;
}

/** The ids of the expectations that are open or cannot be judged. */
export function openIn({ expectations }: Assessment): string[] {
  return expectations.filter(isLacking).map(({ id }) => id);
}

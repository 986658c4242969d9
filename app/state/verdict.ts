import type { Attestation } from "../../src/core/artefacts/project-record.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { isInForce } from "../../src/core/attestations.ts";
import { judgeChange } from "../../src/core/change.ts";
import { isoDateOf } from "../../src/core/dates.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import type { Dossier } from "../../src/core/dossier.ts";
import { attestationsIn } from "../../src/core/ledger.ts";
import type { StageFacts } from "../../src/core/stage-sources.ts";
import { type JudgedFile, judgedFiles } from "../../src/report/files.ts";
import { isLacking, tallyOf } from "../../src/report/words.ts";
import type { Facts } from "./facts.ts";
import { stageFactsOf } from "./stage.ts";

/** The verdict on a repository as it stands, with what a stage issue shows of it. */
export interface StandingVerdict {
  assessment: Assessment;
  files: readonly JudgedFile[];
  dossier: Dossier;
  /** Those that hold today, of the project record and of the ledger. */
  attestations: readonly Attestation[];
}

/** How a verdict is asked for, where it is not the standing one. */
export interface Asked {
  /** As when the stage is left or a panel is met. */
  gate?: boolean;
  /** The stage to judge at, whatever is declared, and who says so. */
  input?: StageFacts["input"];
}

/**
 * Judges the default branch's commit by its own policy. Gives undefined where the policy cannot be used
 * or nothing declares a stage.
 */
export function verdictOn(
  facts: Facts,
  slug: string,
  now: Date,
  { gate = false, input }: Asked = {},
): StandingVerdict | undefined {
  const { policy, files, repository } = facts;
  if (!policy.ok) return undefined;
  const {
    policy: { stage, access },
    labels,
    topics,
    customProperties,
    ...others
  } = stageFactsOf(facts, policy.policy, slug);
  const governing = { policy: { ...policy.policy, stage, access }, change: "none" as const };
  const ledger = ledgerOf(facts);
  const today = isoDateOf(now);
  const judged = judgeChange({
    governing,
    snapshot: files,
    stageFacts: { ...others, input, labels, topics, customProperties },
    gate,
    today,
    limits: DEFAULT_LIMITS,
    visibility: repository.visibility,
    ledger,
  });
  if (!judged) return undefined;
  const { assessment, dossier } = judged;
  return {
    assessment,
    files: judgedFiles(dossier),
    dossier,
    attestations: attestationsInForce(dossier, ledger, today),
  };
}

/** Those that hold today, of the project record and of the ledger. */
export function attestationsInForce(
  { projectRecord }: Dossier,
  ledger: readonly Attestation[],
  today: string,
): Attestation[] {
  const recorded = projectRecord.state === "read" ? projectRecord.value.attestations : [];
  return [...recorded, ...ledger].filter((one) => isInForce(one, today));
}

/** What people have attested by ticking boxes, in all issues whose comments were read. */
export function ledgerOf({ comments }: Pick<Facts, "comments">): Attestation[] {
  return attestationsIn([...comments.values()].flat());
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

import { assess } from "./assess.ts";
import type { Assessment, Finding } from "./assessment.ts";
import type { Limits } from "./documents/limits.ts";
import { FILE_START } from "./documents/place.ts";
import { type Dossier, readDossier } from "./dossier.ts";
import { comparePlaces } from "./finding-order.ts";
import { isAsGraveAs } from "./levels.ts";
import type { Governing } from "./policy/change.ts";
import { isPolicyPath } from "./policy/path.ts";
import { type Policy, policyFileOf } from "./policy/policy.ts";
import type { Circumstances } from "./rule.ts";
import type { Snapshot } from "./snapshot.ts";
import { type DeclaredStage, laterClaim, type StageFacts, stageFrom } from "./stage-sources.ts";

/** A change, for example a pull request, with what it is judged by. */
export interface Change {
  governing: Governing;
  /** The evidence as the change would leave it. */
  snapshot: Snapshot;
  stageFacts: Omit<StageFacts, "policy">;
  gate: boolean;
  /** `YYYY-MM-DD`, in UTC. */
  today: string;
  limits: Limits;
  visibility: Circumstances["visibility"];
  ledger?: Circumstances["ledger"];
  /** What its base has; absent when nothing is compared. */
  base?: ChangeSide;
  /** Reads the evidence, if the caller keeps what was read for another question. */
  read?: typeof readDossier;
}

/** One side of a change: its policy, if that can be used, and its evidence. */
export interface ChangeSide {
  policy?: Policy;
  snapshot: Snapshot;
}

/** The verdict on a change. */
export interface JudgedChange {
  assessment: Assessment;
  dossier: Dossier;
  /** The verdict by the change's own policy, if it edits the policy. */
  proposed?: Assessment;
  /** Whether the change touches the policy or the evidence; true when nothing is compared. */
  isTouched: boolean;
}

/**
 * Judges a change by the policy that governs it, at the later of the stages that the policy has before
 * and after. Returns undefined if nothing declares a stage.
 */
export function judgeChange(change: Change): JudgedChange | undefined {
  const { governing, snapshot, gate, today, limits, visibility, ledger } = change;
  const { read = readDossier } = change;
  const declared = stageOfChange(change);
  if (!declared) return undefined;
  const { stage, access, source } = declared;
  const dossier = read(snapshot, governing.policy.paths, limits);
  const judgedBy = (policy: Policy) =>
    assess({ stage, access, gate, today, policy, dossier, visibility, ledger }, source);
  const { policy, proposed } = governing;
  const assessment = judgedBy(policy);
  const isTouched = touches(change);
  const before = isTouched ? assessmentBefore(change) : assessment;
  return {
    assessment: withPlacesOfHead(before ? compared(assessment, before) : assessment, governing),
    dossier,
    proposed: proposed && judgedBy(proposed),
    isTouched,
  };
}

function touches({ governing: { change, policy }, base, snapshot }: Change): boolean {
  if (!base || change !== "none") return true;
  return Object.values(policy.paths).some(
    (path) => JSON.stringify(base.snapshot.get(path)) !== JSON.stringify(snapshot.get(path)),
  );
}

/** What the check says where the change would go: undefined when it has no verdict there. */
function assessmentBefore(change: Change): Assessment | undefined {
  const { base, stageFacts, gate, today, limits, visibility, ledger } = change;
  const { read = readDossier } = change;
  const policy = base?.policy;
  const declared = policy && stageFrom({ ...stageFacts, policy });
  if (!declared) return undefined;
  const { stage, access, source } = declared;
  const dossier = read(base.snapshot, policy.paths, limits);
  return assess({ stage, access, gate, today, policy, dossier, visibility, ledger }, source);
}

/** Tells what the change brings, or makes graver, from what is there without it. */
function compared(assessment: Assessment, before: Assessment): Assessment {
  const known = new Map(before.findings.map((one) => [one.fingerprint, one]));
  const findings = assessment.findings.map((finding): Finding => {
    const old = known.get(finding.fingerprint);
    const isKnown =
      old !== undefined &&
      isAsGraveAs(old.level, finding.level) &&
      (!old.waiver || !!finding.waiver);
    return { ...finding, isNew: !isKnown };
  });
  return { ...assessment, findings };
}

/** What is declared before and after, from any source: the later counts. */
function stageOfChange({
  governing: { policy, proposed },
  stageFacts,
}: Change): DeclaredStage | undefined {
  const before = stageFrom({ ...stageFacts, policy });
  const after = proposed && stageFrom({ ...stageFacts, policy: proposed });
  if (!after || laterClaim(before, after) !== after) return before;
  if (after.source.kind !== "policy" || !proposed) return after;
  return {
    ...after,
    source: { ...after.source, name: `${policyFileOf(proposed)} as it would become` },
  };
}

/** The lines of the base's policy are not those of the change's: its findings are of the whole file. */
function withPlacesOfHead(assessment: Assessment, { change }: Governing): Assessment {
  if (change !== "edited" && change !== "deleted") return assessment;
  const findings = assessment.findings.map(
    (finding): Finding =>
      isPolicyPath(finding.file) ? { ...finding, place: FILE_START, inFile: false } : finding,
  );
  return { ...assessment, findings: findings.sort(comparePlaces) };
}

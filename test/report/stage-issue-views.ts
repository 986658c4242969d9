import { isInForce } from "../../src/core/attestations.ts";
import { judgeChange } from "../../src/core/change.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import { readableValue } from "../../src/core/dossier.ts";
import { attestationsInLedger, type LedgerComment } from "../../src/core/ledger.ts";
import { governingPolicy } from "../../src/core/policy/change.ts";
import type { StageFacts } from "../../src/core/stage-sources.ts";
import { judgedFiles } from "../../src/report/files.ts";
import type { StageIssueView } from "../../src/report/stage-issue.ts";
import { assessment } from "../support/assessments.ts";

export const TODAY = "2026-11-23";
export const REPOSITORY = "https://github.com/custody/visits";
export const SHA = "4da72ef0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6";

/** A view with nothing in it, at private beta, unless given. */
export function viewWith(given: Partial<StageIssueView> = {}): StageIssueView {
  return {
    assessment: assessment(),
    files: [],
    repositoryUrl: REPOSITORY,
    defaultBranch: "main",
    sha: SHA,
    judgedAt: `${TODAY}T09:05:00Z`,
    owners: [],
    attestations: [],
    due: [],
    yours: "",
    isFromLabel: false,
    ...given,
  };
}

/** What the App would show of a repository with these files, judged by the engine itself. */
export function viewOf(
  files: Readonly<Record<string, string>>,
  given: Partial<StageIssueView> = {},
  stageFacts: Omit<StageFacts, "policy"> = {},
  comments: readonly LedgerComment[] = [],
): StageIssueView {
  const judged = judgedOf(files, false, stageFacts, comments);
  const isFromLabel = judged.assessment.stageSource.kind === "label";
  return viewWith({ ...judged, isFromLabel, ...given });
}

/** A repository with these files as the engine judges it: what every view of it has. */
export function judgedOf(
  files: Readonly<Record<string, string>>,
  gate: boolean,
  stageFacts: Omit<StageFacts, "policy">,
  comments: readonly LedgerComment[],
): Pick<StageIssueView, "assessment" | "files" | "attestations"> {
  const snapshot = new Map(
    Object.entries(files).map(([path, text]) => [path, { ok: true as const, text }]),
  );
  const policies = { own: snapshot.get(".github/dsp.yml"), organisation: "none" as const };
  const governing = governingPolicy({ base: policies, head: policies }, TODAY, DEFAULT_LIMITS);
  if (!governing.ok) throw new Error(`no policy: ${JSON.stringify(governing.problems)}`);
  const ledger = attestationsInLedger(comments);
  const judged = judgeChange({
    governing,
    snapshot,
    stageFacts,
    gate,
    today: TODAY,
    limits: DEFAULT_LIMITS,
    visibility: "private",
    ledger,
  });
  if (!judged) throw new Error("nothing declares a stage");
  const recorded = readableValue(judged.dossier, "projectRecord")?.attestations ?? [];
  return {
    assessment: judged.assessment,
    files: judgedFiles(judged.dossier),
    attestations: [...recorded, ...ledger].filter((one) => isInForce(one, TODAY)),
  };
}

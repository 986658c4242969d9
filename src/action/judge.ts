import type { Assessment } from "../core/assessment.ts";
import { judgeChange } from "../core/change.ts";
import type { Limits } from "../core/documents/limits.ts";
import { UsageError } from "../core/errors.ts";
import type { Governing } from "../core/policy/change.ts";
import type { PolicyProblem } from "../core/policy/found.ts";
import { isPolicyPath } from "../core/policy/path.ts";
import type { FailOn, Policy } from "../core/policy/policy.ts";
import { stricterOf } from "../core/policy/resolve.ts";
import { name, quote } from "../core/quote.ts";
import { inFolder, isFolderIn } from "../core/snapshot.ts";
import { stageMissing } from "../core/stage-sources.ts";
import { readChange, type Source } from "../github/change.ts";
import { type JudgedFile, judgedFiles } from "../report/files.ts";
import type { Inputs } from "./inputs.ts";
import type { EventRepository } from "./occasion.ts";

/** Everything that a run says. Paths are from the repository's root. */
export interface JudgedOccasion {
  ok: true;
  assessment: Assessment;
  /** The verdict by the change's own policy, if it edits the policy. */
  proposed?: Assessment;
  /** The folder that was judged; absent: the root. */
  folder?: string;
  governing: Governing;
  files: readonly JudgedFile[];
  failOn: FailOn;
  /** From where on the check would fail by the change's own policy. */
  proposedFailOn: FailOn;
  /** Whether the change touches the policy or the evidence; true if nothing is compared. */
  isTouched: boolean;
  /** GitHub's answers to what was read with the files. */
  also: unknown;
}

export interface JudgeOptions {
  inputs: Inputs;
  repository: Omit<EventRepository, "defaultBranch">;
  /** Whether there is a base to compare with. */
  isChange: boolean;
  today: string;
  limits: Limits;
}

/**
 * Reads both sides and judges the head by the policy that governs it, or returns the problems of a
 * policy that cannot be used. Rejects with a `UsageError` if nothing declares a stage.
 */
export async function judge(
  source: Source,
  { inputs, repository, isChange, today, limits }: JudgeOptions,
): Promise<JudgedOccasion | { ok: false; problems: readonly PolicyProblem[] }> {
  const { governing, before, also, evidence } = await readChange(source, today, limits);
  if (!governing.ok) return governing;
  const { base, head } = await evidence();
  if (inputs.folder !== undefined && !isFolderIn(base) && !isFolderIn(head)) {
    throw new UsageError(
      `input \`working-directory\` is ${quote(inputs.folder)}, and the repository has no such folder; write its path from the root, in the letters that git has`,
    );
  }
  const { topics, customProperties, visibility } = repository;
  const stageFacts = {
    input: inputs.stage && { claim: inputs.stage, name: "input `stage`" },
    topics,
    customProperties,
  };
  const judged = judgeChange({
    governing,
    snapshot: head,
    stageFacts,
    gate: inputs.gate,
    today,
    limits,
    visibility,
    base: isChange ? { policy: before.ok ? before.policy : undefined, snapshot: base } : undefined,
  });
  if (!judged) {
    throw new UsageError(
      stageMissing({ ...stageFacts, policy: governing.policy }, "the input `stage`"),
    );
  }
  const failOnOf = ({ failOn, failOnFloor }: Policy) =>
    stricterOf(inputs.failOn ?? failOn, failOnFloor);
  return {
    ok: true,
    assessment: fromRoot(judged.assessment, inputs.folder),
    proposed: judged.proposed,
    folder: inputs.folder,
    governing,
    files: judgedFiles(judged.dossier).map((one) => ({
      ...one,
      file: inFolder(one.file, inputs.folder),
    })),
    failOn: failOnOf(governing.policy),
    proposedFailOn: failOnOf(governing.proposed ?? governing.policy),
    isTouched: judged.isTouched,
    also,
  };
}

/** Paths are from the folder while it is judged, and from the root as soon as anyone reads them. */
function fromRoot(assessment: Assessment, folder: string | undefined): Assessment {
  if (folder === undefined) return assessment;
  const { stageSource } = assessment;
  const findings = assessment.findings.map((finding) => {
    const file = inFolder(finding.file, folder);
    const named = (text: string) => text.replaceAll(name(finding.file), name(file));
    return { ...finding, file, message: named(finding.message), fix: named(finding.fix) };
  });
  const [path = ""] = stageSource.name.split(" ");
  const isOwn = stageSource.kind === "policy" && isPolicyPath(path);
  const source = isOwn ? { ...stageSource, name: inFolder(stageSource.name, folder) } : stageSource;
  return { ...assessment, stageSource: source, findings };
}

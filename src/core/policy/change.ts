import type { Limits } from "../documents/limits.ts";
import type { SnapshotFile } from "../snapshot.ts";
import { type FoundPolicies, type PolicyProblem, policyFrom } from "./found.ts";
import type { Policy } from "./policy.ts";

/** The policies on both sides of a change: of its base, and as the change would leave them. */
export interface PoliciesOfChange {
  base: FoundPolicies;
  head: FoundPolicies;
}

/** How the change treats the policy, which decides whose policy judges it. */
export type PolicyChange =
  /** It does not touch the policy. */
  | "none"
  /** It edits the policy: the base's judges. */
  | "edited"
  /** It deletes the policy: the base's judges. */
  | "deleted"
  /** There was no policy before: its own judges. */
  | "adopted"
  /** The one before cannot be read, and its own can: its own judges. */
  | "mended";

/** What a change is judged by. */
export interface Governing {
  policy: Policy;
  change: PolicyChange;
  /** What an edited policy would hold the repository to once the change has landed. */
  proposed?: Policy;
}

export type GoverningOutcome =
  | ({ ok: true } & Governing)
  | { ok: false; problems: readonly PolicyProblem[] };

/**
 * The policy that judges a change: the base's, so that no pull request loosens the rules that judge
 * it. A change may only say where its evidence is: the paths are as much its own as the evidence.
 * A policy that could not be read once the change has landed is refused. Source: `architecture.md`.
 */
export function governingPolicy(
  { base, head }: PoliciesOfChange,
  today: string,
  limits: Limits,
): GoverningOutcome {
  const before = policyFrom(base, today, limits);
  const change = changeOf(policyFile(base, head), policyFile(head, base));
  if (change === "none" || change === "deleted") {
    return before.ok ? { ok: true, policy: before.policy, change } : before;
  }
  const after = policyFrom(head, today, limits);
  if (!after.ok) return after;
  if (change === "adopted") return { ok: true, policy: after.policy, change };
  if (!before.ok) {
    return isUnreadable(base, today, limits)
      ? { ok: true, policy: after.policy, change: "mended" }
      : before;
  }
  const { paths } = after.policy;
  return { ok: true, policy: { ...before.policy, paths }, change, proposed: after.policy };
}

/** Whether the file itself is at fault: not what it extends, which a change could else leave out. */
function isUnreadable(side: FoundPolicies, today: string, limits: Limits): boolean {
  const alone = side.own ? { own: side.own, organisation: "unknown" as const } : side;
  return !policyFrom(alone, today, limits).ok;
}

/** A side's policy file. In the organisation's own repository that is the organisation's. */
function policyFile(
  { own, organisation }: FoundPolicies,
  other: FoundPolicies,
): SnapshotFile | undefined {
  if (own || other.own) return own;
  return typeof organisation === "object" ? organisation.file : undefined;
}

function changeOf(before: SnapshotFile | undefined, after: SnapshotFile | undefined): PolicyChange {
  if (isSame(before, after)) return "none";
  if (!before) return "adopted";
  return after ? "edited" : "deleted";
}

function isSame(one: SnapshotFile | undefined, other: SnapshotFile | undefined): boolean {
  return one?.ok && other?.ok ? one.text === other.text : one === other;
}

import type { Limits } from "../core/documents/limits.ts";
import { type GoverningOutcome, governingPolicy } from "../core/policy/change.ts";
import { DEFAULT_POLICY } from "../core/policy/defaults.ts";
import { type PolicyOutcome, policyFrom } from "../core/policy/found.ts";
import type { Snapshot } from "../core/snapshot.ts";
import type { Side } from "./sides.ts";

/** What both sides of a change are read from: GitHub, or the checkout. */
export interface Source {
  sides(paths: readonly string[]): Promise<{ base: Side; head: Side; also: unknown }>;
  more(paths: readonly string[]): Promise<{ base: Snapshot; head: Snapshot }>;
}

/** What a change is judged by, and what more can be read of it. */
export interface ReadChange {
  governing: GoverningOutcome;
  /** The policy of the base branch. */
  before: PolicyOutcome;
  /** Whether either side has a policy of its own. */
  hasOwnPolicy: boolean;
  /** What GitHub answered along with the files. */
  also: unknown;
  /** The evidence on both sides, at the paths of the policy that decides: it may need a second look. */
  evidence(): Promise<{ base: Snapshot; head: Snapshot }>;
}

/** Reads both sides of a change, by one look. Rejects as the source does. */
export async function readChange(
  source: Source,
  today: string,
  limits: Limits,
): Promise<ReadChange> {
  const usual = Object.values(DEFAULT_POLICY.paths);
  const { base, head, also } = await source.sides(usual);
  const governing = governingPolicy({ base: base.policies, head: head.policies }, today, limits);
  const before = policyFrom(base.policies, today, limits);
  const wanted = governing.ok
    ? [governing.policy, ...(before.ok ? [before.policy] : [])].flatMap(({ paths }) =>
        Object.values(paths),
      )
    : [];
  const unusual = [...new Set(wanted)].filter((path) => !usual.includes(path));
  return {
    governing,
    before,
    hasOwnPolicy: [base, head].some(({ policies: { own } }) => own && own.stray === undefined),
    also,
    async evidence() {
      const more = unusual.length > 0 ? await source.more(unusual) : undefined;
      return {
        base: new Map([...base.files, ...(more?.base ?? [])]),
        head: new Map([...head.files, ...(more?.head ?? [])]),
      };
    },
  };
}

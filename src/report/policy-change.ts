import type { Governing, PolicyChange } from "../core/policy/change.ts";
import { isPolicyPath, POLICY_PATH } from "../core/policy/path.ts";
import { policyFileOf } from "../core/policy/policy.ts";

/** The policy that a change was judged by, if readers would not expect it. */
const BY_WHOM: Readonly<Record<Exclude<PolicyChange, "none">, (file: string) => string>> = {
  edited: (file) =>
    `This change edits \`${file}\`, so it is checked by the policy of the base branch`,
  deleted: (file) =>
    `This change deletes \`${file}\`, so it is checked by the policy of the base branch`,
  adopted: (file) =>
    `The base branch has no \`${file}\` yet, so this change is checked by the policy that it adds`,
  mended: (file) =>
    `\`${file}\` of the base branch cannot be read, so this change is checked by its own policy`,
};

/** A sentence on which policy a change was judged by, without its full stop. */
export function policyChangeInWords({
  change,
  policy,
}: Pick<Governing, "change" | "policy">): string | undefined {
  const file = policyFileOf(policy);
  return change === "none" ? undefined : BY_WHOM[change](isPolicyPath(file) ? file : POLICY_PATH);
}

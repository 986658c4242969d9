import type { PolicyChange } from "../core/policy/change.ts";
import { POLICY_PATH } from "../core/policy/path.ts";

/** The policy that a change was judged by, if readers would not expect it. */
const BY_WHOM: Readonly<Record<Exclude<PolicyChange, "none">, string>> = {
  edited: `This change edits \`${POLICY_PATH}\`, so it is checked by the policy of the base branch`,
  deleted: `This change deletes \`${POLICY_PATH}\`, so it is checked by the policy of the base branch`,
  adopted: `The base branch has no \`${POLICY_PATH}\` yet, so this change is checked by the policy that it adds`,
  mended: `\`${POLICY_PATH}\` of the base branch cannot be read, so this change is checked by its own policy`,
};

/** A sentence on which policy a change was judged by, without its full stop. */
export function policyChangeInWords(change: PolicyChange): string | undefined {
  return change === "none" ? undefined : BY_WHOM[change];
}

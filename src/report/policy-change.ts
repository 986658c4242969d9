import type { PolicyChange } from "../core/policy/change.ts";
import { POLICY_PATH } from "../core/policy/path.ts";

/** By whose policy a change was judged, where that is not plain: the reader has to know. */
const BY_WHOM: Readonly<Record<Exclude<PolicyChange, "none">, string>> = {
  edited: `This change edits \`${POLICY_PATH}\`: it is judged by the policy as it is on the base branch`,
  deleted: `This change deletes \`${POLICY_PATH}\`: it is judged by the policy as it is on the base branch`,
  adopted: `The base branch has no \`${POLICY_PATH}\` yet: this change is judged by the one that it brings`,
  mended: `\`${POLICY_PATH}\` of the base branch cannot be read: this change is judged by the one that it brings`,
};

/** What has to be said of whose policy judged a change, in a sentence without its full stop. */
export function policyChangeInWords(change: PolicyChange): string | undefined {
  return change === "none" ? undefined : BY_WHOM[change];
}

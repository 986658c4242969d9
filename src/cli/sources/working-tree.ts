import { resolve } from "node:path";
import { POLICY_PATH } from "../../core/policy/path.ts";
import { findRoot } from "../../local/root.ts";
import { readWorkingTree } from "../../local/snapshot.ts";
import { readPolicy } from "../policy.ts";
import type { ReadingOptions, RepositoryInput } from "./evidence.ts";

/** The evidence of the repository that a folder belongs to. Throws a `UsageError` as its parts do. */
export function fromWorkingTree(
  folder: string,
  { io, organisation, today, limits }: ReadingOptions,
): RepositoryInput {
  const root = findRoot(resolve(io.cwd, folder));
  const named = organisation === undefined ? undefined : { path: organisation, cwd: io.cwd };
  const { policy, text } = readPolicy(root, named, today, limits);
  if (policy.extendsOrganisation && !named) {
    io.stderr.write(
      `${POLICY_PATH} extends the organisation's policy, which this run does not read; name its file with --org-policy\n`,
    );
  }
  return {
    policy,
    policyText: text,
    snapshot: readWorkingTree(root, Object.values(policy.paths), limits),
    stageFacts: { policy },
    visibility: "unknown",
  };
}

import type { FoundPolicies } from "../core/policy/found.ts";
import { ORGANISATION_REPOSITORY, POLICY_PATH } from "../core/policy/path.ts";
import type { SnapshotFile } from "../core/snapshot.ts";
import type { Repository } from "./reader.ts";

/** Whether a repository is the one that holds its organisation's policy. */
export function isOrganisations({ name }: Repository): boolean {
  return name.toLowerCase() === ORGANISATION_REPOSITORY;
}

/** The repository that holds the policy of a repository's organisation. */
export function organisationOf({ owner }: Repository): Repository {
  return { owner, name: ORGANISATION_REPOSITORY };
}

/** Tells the two policies apart: in the organisation's own repository, the policy found is the organisation's. */
export function policiesFound(
  repository: Repository,
  own: SnapshotFile | undefined,
  organisation: SnapshotFile | undefined,
): FoundPolicies {
  const isAbove = isOrganisations(repository);
  const file = isAbove ? own : organisation;
  const path = `${repository.owner}/${ORGANISATION_REPOSITORY}/${file?.at ?? POLICY_PATH}`;
  return { own: isAbove ? undefined : own, organisation: file ? { path, file } : "none" };
}

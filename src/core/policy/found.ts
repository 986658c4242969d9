import type { Limits } from "../documents/limits.ts";
import type { DocumentProblem } from "../documents/place.ts";
import type { SnapshotFile } from "../snapshot.ts";
import { type PolicyReading, parseOrganisationPolicy, parseRepositoryPolicy } from "./parse.ts";
import { ORGANISATION_REPOSITORY, POLICY_PATH } from "./path.ts";
import type { Policy } from "./policy.ts";
import { resolvePolicy } from "./resolve.ts";
import type { OrganisationPolicy, RepositoryPolicy } from "./schema.ts";

/** A policy file as it was found, and what to call it. */
export interface FoundPolicy {
  path: string;
  file: SnapshotFile;
}

/** The policy files that a repository is held to. */
export interface FoundPolicies {
  /** `.github/dsp.yml` of the repository itself. */
  own?: SnapshotFile;
  /** `none`: looked for, and not there; `unknown`: it cannot be looked for from here. */
  organisation: FoundPolicy | "none" | "unknown";
}

/** Why a policy cannot be used, and in which file. */
export type PolicyProblem = DocumentProblem & { file: string };

/** What a repository is held to, with its own policy's text for excerpts; or why that cannot be said. */
export type PolicyOutcome =
  | { ok: true; policy: Policy; text?: string }
  | { ok: false; problems: PolicyProblem[] };

/** Reads both policies and lays them over each other: nothing is judged by one that cannot be read. */
export function policyFrom(
  { own, organisation }: FoundPolicies,
  today: string,
  limits: Limits,
): PolicyOutcome {
  const repository = own && readOwn(own, today, limits);
  if (repository?.ok === false) return { ok: false, problems: problemsIn(repository) };
  const isFound = typeof organisation === "object";
  const above = isFound ? readOrganisations(organisation, today, limits) : undefined;
  if (above?.ok === false) return { ok: false, problems: problemsIn(above) };
  if (organisation === "none" && repository?.policy.value._extends) {
    const { file, document } = repository.policy;
    return { ok: false, problems: [notExtended(file, document.locate(["_extends"]))] };
  }
  return {
    ok: true,
    policy: resolvePolicy(above?.policy, repository?.policy),
    text: own?.ok ? own.text : undefined,
  };
}

function readOwn(
  file: SnapshotFile,
  today: string,
  limits: Limits,
): PolicyReading<RepositoryPolicy> {
  const path = file.at ?? POLICY_PATH;
  return file.ok
    ? parseRepositoryPolicy(file.text, path, today, limits)
    : { ok: false, file: path, problems: [file.problem] };
}

function readOrganisations(
  { path, file }: FoundPolicy,
  today: string,
  limits: Limits,
): PolicyReading<OrganisationPolicy> {
  return file.ok
    ? parseOrganisationPolicy(file.text, path, today, limits)
    : { ok: false, file: path, problems: [file.problem] };
}

function problemsIn({ file, problems }: Extract<PolicyReading<unknown>, { ok: false }>) {
  return problems.map((problem) => ({ ...problem, file }));
}

function notExtended(file: string, place: { line: number; column: number }): PolicyProblem {
  return {
    ...place,
    file,
    message: `\`_extends\` says that the organisation has a policy, but none can be found in its ${ORGANISATION_REPOSITORY} repository`,
    fix: `write ${POLICY_PATH} there, use a token that may read that repository, or remove \`_extends\``,
  };
}

/** The path of a repository's policy, and of an organisation's in its `.github` repository. */
export const POLICY_PATH = ".github/dsp.yml";

/** Whether a file is a repository's policy: its ending may be spelled out. */
export function isPolicyPath(file: string): boolean {
  return file === POLICY_PATH || file === POLICY_TWIN;
}

/** The policy with the other ending, which is read if only that file exists. */
export const POLICY_TWIN = ".github/dsp.yaml";

/** The repository that holds an organisation's policy, and what `_extends` names. */
export const ORGANISATION_REPOSITORY = ".github";

/** Where a repository's policy stands; an organisation's, in its `.github` repository, too. */
export const POLICY_PATH = ".github/dsp.yml";

/** The repository that holds an organisation's policy, and what `_extends` names. */
export const ORGANISATION_REPOSITORY = ".github";

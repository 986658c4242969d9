/** Where a repository's policy stands; an organisation's, in its `.github` repository, too. */
export const POLICY_PATH = ".github/dsp.yml";

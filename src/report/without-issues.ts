/** What is said of a verdict on a repository whose issues are switched off: nobody can sign off in one. */
export const WITHOUT_ISSUES =
  "Issues are switched off in this repository, so it has no stage issue: only attestations in the project record count";

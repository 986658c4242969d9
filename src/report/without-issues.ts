/** What a verdict says if issues are turned off in a repository: nobody can sign off in one. */
export const WITHOUT_ISSUES =
  "Issues are turned off in this repository, so it has no stage issue. Only sign-offs in the project record count";

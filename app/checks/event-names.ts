/** The events by which the App hears that a commit is to be checked. */
export const CHECK_EVENTS = ["pull_request", "merge_group", "check_run", "check_suite"] as const;

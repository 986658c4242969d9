/** The rights that the App asks for, by GitHub's names: app.yml says why of each, and a test holds both to each other. */
export const RIGHTS: Readonly<Record<string, "read" | "write">> = {
  metadata: "read",
  contents: "read",
  issues: "write",
  pull_requests: "write",
  checks: "write",
  merge_queues: "read",
  repository_custom_properties: "read",
  organization_custom_properties: "read",
};

/** The right without which GitHub does not send an event. Source: GitHub's list of webhook events. */
export const RIGHT_OF_EVENT: Readonly<Record<string, string>> = {
  custom_property_values: "organization_custom_properties",
  repository: "metadata",
  label: "metadata",
  push: "contents",
  issues: "issues",
  issue_comment: "issues",
  pull_request: "pull_requests",
  merge_group: "merge_queues",
  check_run: "checks",
  check_suite: "checks",
};

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

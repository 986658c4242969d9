/** Roles in a repository that a command can ask for, by GitHub's names, the least first. */
export const COMMAND_ROLES = ["triage", "write", "maintain", "admin"] as const;
export type CommandRole = (typeof COMMAND_ROLES)[number];

/** The App's commands whose role a policy can raise, and the least role of each. Source: the project's own rule. */
export const LEAST_ROLES = {
  assess: "triage",
  status: "triage",
  explain: "triage",
  attest: "write",
  revoke: "write",
  waive: "write",
  init: "triage",
  recheck: "write",
  snooze: "maintain",
} as const satisfies Readonly<Record<string, CommandRole>>;

export type RaisableCommand = keyof typeof LEAST_ROLES;
export const RAISABLE_COMMANDS = Object.keys(LEAST_ROLES) as RaisableCommand[];

/** Roles by command, for those whose role is raised. */
export type CommandRoles = Readonly<Partial<Record<RaisableCommand, CommandRole>>>;

/** Whether a role is at least another. */
export function asksAtLeast(role: CommandRole, least: CommandRole): boolean {
  return COMMAND_ROLES.indexOf(role) >= COMMAND_ROLES.indexOf(least);
}

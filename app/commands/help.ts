import type { CommandRole, CommandRoles } from "../../src/core/policy/commands.ts";
import { code } from "../../src/report/escape.ts";
import { COMMANDS, type CommandKind } from "./table.ts";

/**
 * The answer to `/dsp help`, and the end of every answer to what is no command, with the roles that
 * the policy has raised.
 */
export function helped(roles: CommandRoles): string {
  const rows = COMMANDS.map(
    (kind) => `- ${code(kind.usage)} · ${kind.summary} It is ${mayInWords(kind, roles)}`,
  );
  return `A line of a new comment that starts with \`/dsp\` is a command:\n\n${rows.join("\n")}\n`;
}

/** `for those with the role triage or more.` A raised role holds for the author of a pull request, too. */
export function mayInWords(kind: CommandKind, roles: CommandRoles): string {
  const raised = raisedRole(kind, roles);
  if (raised) return `for those with the role \`${raised}\` or more, as the policy says.`;
  const author = kind.authorToo ? ", and the author of the pull request that it is written on" : "";
  return `for those with the role \`${kind.who}\` or more${author}.`;
}

/** The role that the policy asks for in place of the command's own; undefined where it does not raise it. */
export function raisedRole(
  { name, who }: CommandKind,
  roles: CommandRoles,
): CommandRole | undefined {
  const role = new Map<string, CommandRole>(Object.entries(roles)).get(name);
  return role === who ? undefined : role;
}

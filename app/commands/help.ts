import type { CommandRole, CommandRoles } from "../../src/core/policy/commands.ts";
import { code } from "../../src/report/escape.ts";
import { COMMANDS, type CommandKind } from "./table.ts";

/** The start of the answer to `/dsp help`. */
export const HOW_TO_COMMAND = "To use a command, start a line of a new comment with `/dsp`";

/**
 * The answer to `/dsp help`, and the end of every answer to what is no command, with the roles that
 * the policy has raised.
 */
export function helped(roles: CommandRoles): string {
  const rows = COMMANDS.map(
    (kind) => `- ${code(kind.usage)} · ${kind.summary} ${mayInWords(kind, roles)}`,
  );
  return `${HOW_TO_COMMAND}:\n\n${rows.join("\n")}\n`;
}

/** `You need the role triage or more.` A raised role also holds for the author of a pull request. */
export function mayInWords(kind: CommandKind, roles: CommandRoles): string {
  const raised = raisedRole(kind, roles);
  if (raised) return `You need the role \`${raised}\` or more, as the policy says.`;
  const author = kind.authorToo ? ", or to be the author of the pull request" : "";
  return `You need the role \`${kind.who}\` or more${author}.`;
}

/** The role that the policy requires instead of the command's own; undefined if the policy does not raise it. */
export function raisedRole(
  { name, who }: CommandKind,
  roles: CommandRoles,
): CommandRole | undefined {
  const role = new Map<string, CommandRole>(Object.entries(roles)).get(name);
  return role === who ? undefined : role;
}

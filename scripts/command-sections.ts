// The part of docs/commands.md that is made from the table of commands.
import { COMMANDS, type CommandKind } from "../app/commands/table.ts";
import { withPart } from "./parts.ts";

/** The documentation with a section for each command. */
export function withCommands(
  markdown: string,
  commands: readonly CommandKind[] = COMMANDS,
): string {
  return withPart(markdown, "commands", commands.map(section).join("\n"));
}

function section({ usage, summary, who, authorToo, example, reply }: CommandKind): string {
  const author = authorToo ? ", and the author of the pull request that it is written on" : "";
  return `### \`${usage}\`

${summary}

- Who: the role ${who} and up${author}
- Example: \`${example}\`
- The reply holds: ${reply}
`;
}

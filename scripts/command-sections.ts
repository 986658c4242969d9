// The part of docs/commands.md that the table of commands gives.
import { COMMANDS, type CommandKind } from "../app/commands/table.ts";

const START = "<!-- generated: commands -->\n";
const END = "<!-- end -->";

/** The documentation with a section for each command. */
export function withCommands(
  markdown: string,
  commands: readonly CommandKind[] = COMMANDS,
): string {
  const from = markdown.indexOf(START) + START.length;
  const to = markdown.indexOf(END, from);
  if (from < START.length || to < from) {
    throw new Error(`there is no place for commands: ${START.trim()} … ${END}`);
  }
  return `${markdown.slice(0, from)}\n${commands.map(section).join("\n")}\n${markdown.slice(to)}`;
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

import { code } from "../../src/report/escape.ts";
import { COMMANDS, type CommandKind } from "./table.ts";

/** The answer to `/dsp help`, and the end of every answer to what is no command. */
export function helped(): string {
  const rows = COMMANDS.map(
    (kind) => `- ${code(kind.usage)} · ${kind.summary} It is ${mayInWords(kind)}`,
  );
  return `A line of a new comment that starts with \`/dsp\` is a command:\n\n${rows.join("\n")}\n`;
}

/** `for those with the role triage or more.` */
export function mayInWords({ who, authorToo }: CommandKind): string {
  return `for those with the role \`${who}\` or more${authorToo ? ", and the author of the pull request that it is written on" : ""}.`;
}

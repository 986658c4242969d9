// The part of docs/cli.md that the command line itself says.
import { HELP, helpOn, PAGES } from "../src/cli/help.ts";
import { withPart } from "./parts.ts";

/** The documentation with what `dsp help` prints, for each command. */
export function withPages(markdown: string): string {
  const pages = Object.keys(PAGES).map(
    (command) => `## dsp ${command}\n\n${block(helpOn(command))}`,
  );
  return withPart(markdown, "commands", [block(HELP), ...pages].join("\n"));
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
}

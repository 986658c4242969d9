import { plainJson } from "./escape.ts";

/** Text of someone else's making as a YAML value on one line: as it stands only where it cannot be anything else. */
export function yamlText(text: string): string {
  const isId = /^[a-z][a-z0-9]*(?:[-./][a-z0-9]+)*$/.test(text);
  return isId && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(text)
    ? text
    : plainJson(text.replace(/\p{Cs}/gu, "\ufffd"));
}

/** Lines of YAML as a block of code. What others wrote stands within quotes, so no line ends the block. */
export function yamlBlock(lines: readonly string[]): string {
  return `\`\`\`yaml\n${lines.join("\n")}\n\`\`\`\n`;
}

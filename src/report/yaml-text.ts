import { plainJson } from "./escape.ts";

/** What no document of ours may hold, not even as an escape: see `documents/characters.ts`. */
const REFUSED = /\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/**
 * Text that others wrote as a YAML value, on one line and in a form that our own reader takes. It has no
 * quotes only if YAML cannot take it for anything else.
 */
export function yamlText(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim().replace(REFUSED, "\ufffd");
  const isId = /^[a-z][a-z0-9]*(?:[-./][a-z0-9]+)*$/.test(plain);
  const isWord = !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(plain);
  return isId && isWord ? plain : plainJson(plain);
}

/** Lines of YAML as a block of code. What others wrote is within quotes, so no line ends the block. */
export function yamlBlock(lines: readonly string[]): string {
  return `\`\`\`yaml\n${lines.join("\n")}\n\`\`\`\n`;
}

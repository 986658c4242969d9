import type { ProjectRecord } from "../../src/core/artefacts/project-record.ts";
import { CONSIDERATION_BY_ID } from "../../src/core/catalogue/considerations.ts";
import type { Reading } from "../../src/core/dossier.ts";
import { type Editable, editPage, newFilePage } from "../../src/report/edit-links.ts";
import { code, md } from "../../src/report/escape.ts";
import { yamlBlock, yamlText } from "../../src/report/yaml-text.ts";

/**
 * How to record a consideration: the lines, and where they go. The record holds one piece of evidence
 * for each: of several, all in one text.
 */
export function consideredText(
  repository: Editable,
  record: Reading<ProjectRecord>,
  id: string,
  evidence: readonly string[],
): string {
  const { file } = record;
  const item = [
    `  - id: ${id}`,
    "    status: addressed",
    `    evidence: ${yamlText(evidence.join(", "))}`,
  ];
  const statement = md(CONSIDERATION_BY_ID.get(id)?.statement ?? "", 800);
  const begin = `Record considerations in the project record: the rules count them there. This comment does not record anything.

- **${id}**: ${statement}
`;
  if (record.state === "absent") {
    const lines = ["schema: dsp/project@1", "considerations:", ...item];
    const { address } = newFilePage(repository, file, `${lines.join("\n")}\n`);
    return `${begin}
There is no ${code(file)} yet. [Create it with these lines](${address}):

${yamlBlock(lines)}`;
  }
  const open = `[Open ${code(file)} for editing](${editPage(repository, file)})`;
  if (record.state === "unreadable") {
    return `${begin}
${code(file)} cannot be read. ${open}, fix what \`/dsp assess\` says about it, and add this:

${yamlBlock(["considerations:", ...item])}`;
  }
  const { considerations } = record.value;
  const at = considerations.findIndex((one) => one.id === id);
  const place = record.document.locate(["considerations", ...(at < 0 ? [] : [at])]);
  const entry = considerations[at];
  if (entry) {
    return `${begin}
${open}: line ${place.line} says that it is ${entry.status}. Change it to this:

${yamlBlock(item)}`;
  }
  // `considerations: []` is there, or the key is not: either way there is one list afterwards.
  const where =
    considerations.length === 0
      ? `${open}, and change its \`considerations\` to this`
      : `${open}, and add this to its \`considerations\`, which begin on line ${place.line}`;
  const lines = considerations.length === 0 ? ["considerations:", ...item] : item;
  return `${begin}
${where}:

${yamlBlock(lines)}`;
}

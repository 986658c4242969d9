// The parts of docs/artefacts.md and docs/policy.md that are made from schemas and guides: an
// example, then a row for each field.
import type { FieldGuide, Guide } from "../src/core/artefacts/guide.ts";
import { GUIDES } from "../src/core/artefacts/guides.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../src/core/artefacts/index.ts";
import { type JsonSchema, jsonSchemaOf } from "../src/core/artefacts/json-schema.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "../src/core/policy/guide.ts";
import {
  organisationPolicyJsonSchema,
  repositoryPolicyJsonSchema,
} from "../src/core/policy/json-schema.ts";
import { STAGES } from "../src/core/stages.ts";
import { templateOf } from "../src/core/templates/index.ts";
import { valuesOf } from "../src/report/field-values.ts";
import { capitalised } from "../src/report/words.ts";
import { table, withPart, yamlBlock } from "./parts.ts";

const LAST_STAGE = STAGES[STAGES.length - 1] ?? "post-live";

/** The documentation of the evidence files, with all of their fields. */
export function withArtefacts(markdown: string): string {
  return withPart(markdown, "artefacts", ARTEFACT_NAMES.map(artefactSection).join("\n"));
}

/** The documentation of the policy, with all of its fields. */
export function withPolicyFields(markdown: string): string {
  const repository = fieldTable(repositoryPolicyJsonSchema(), REPOSITORY_POLICY_GUIDE);
  const own = Object.entries(ORGANISATION_POLICY_GUIDE).filter(
    ([path]) => !(path in REPOSITORY_POLICY_GUIDE),
  );
  return withPart(
    withPart(markdown, "policy", repository),
    "organisation",
    fieldTable(organisationPolicyJsonSchema(), Object.fromEntries(own)),
  );
}

function artefactSection(name: ArtefactName): string {
  const { slug, title, defaultPath } = ARTEFACTS[name];
  const schema = jsonSchemaOf(name);
  const byKey = new Map<string, [string, FieldGuide][]>();
  for (const [path, row] of Object.entries(GUIDES[name])) {
    const [key = ""] = path.split(/[.[]/);
    byKey.set(key, [...(byKey.get(key) ?? []), [path, row]]);
  }
  const sections = [...byKey].map(
    ([key, rows]) => `### ${slug}: ${key}\n\n${fieldTable(schema, Object.fromEntries(rows))}`,
  );
  // The first line of the template is for editors.
  const example = templateOf(name, LAST_STAGE, "examples");
  return `## ${capitalised(title)}

Write it to \`${defaultPath}\`, or set another path under \`paths\` in the policy. A whole file at ${LAST_STAGE}:

${yamlBlock(example)}
${sections.join("\n")}`;
}

function fieldTable(schema: JsonSchema, guide: Guide): string {
  const rows = Object.entries(guide).map(([path, row]) => [
    `\`${path}\``,
    row.help,
    requiredFrom(row),
    valuesOf(schema, path),
    row.example === undefined ? "" : `\`${row.example}\``,
  ]);
  return table(["field", "what it says", "required", "values", "example"], rows);
}

function requiredFrom({ from, condition, rule }: FieldGuide): string {
  if (from === undefined) return "";
  const when = condition === undefined ? "" : ` ${condition}`;
  return `from ${from}${when}${rule === undefined ? "" : ` ([\`${rule}\`](rules.md#${rule}))`}`;
}

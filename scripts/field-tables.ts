// The parts of docs/artefacts.md and docs/policy.md that schemas and guides give: an example, then a row
// for each field.
import { COUNTRIES } from "../src/core/artefacts/countries.ts";
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
  const example = templateOf(name, LAST_STAGE, "examples").replace(/^# yaml-language.*\n/, "");
  return `## ${capitalised(title)}

It stands in \`${defaultPath}\`, unless the policy's \`paths\` says otherwise. All of it, at ${LAST_STAGE}:

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

/** What a field takes, in words. */
function valuesOf(schema: JsonSchema, path: string): string {
  const words = schemasAt(schema, path).flatMap(inWords);
  return [...new Set(words)].join(", or ");
}

/** The schemas of a path: more than one where a value can have several shapes. */
function schemasAt(schema: JsonSchema, path: string): JsonSchema[] {
  const steps = path.replaceAll("[]", ".[]").split(".");
  return steps.reduce<JsonSchema[]>(
    (found, step) =>
      found.flatMap(shapesOf).flatMap((one) => {
        const next = step === "[]" ? one.items : one.properties?.[step];
        return typeof next === "object" ? [next as JsonSchema] : [];
      }),
    [schema],
  );
}

function shapesOf(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ? (schema.anyOf as JsonSchema[]).flatMap(shapesOf) : [schema];
}

function inWords(schema: JsonSchema): string[] {
  return shapesOf(schema).map((shape) => {
    const { type, pattern = "", format } = shape;
    if (shape.const !== undefined) return `\`${String(shape.const)}\``;
    if (shape.title) return shape.title;
    if (shape.enum) return choices(shape.enum);
    if (type === "array") {
      const of = typeof shape.items === "object" ? inWords(shape.items as JsonSchema) : [];
      return `a list${of.length > 0 ? ` of: ${[...new Set(of)].join(", or ")}` : ""}`;
    }
    if (type === "object") return "a mapping";
    if (type === "boolean") return "`true` or `false`";
    if (type === "integer" || type === "number") return "a whole number";
    if (pattern.startsWith("^\\d{4}")) return "a day, `YYYY-MM-DD`";
    if (pattern.startsWith("^P")) return "an ISO 8601 duration";
    if (pattern.startsWith("^[a-z0-9]")) return "an id in lower case";
    return format ?? "text";
  });
}

function choices(values: readonly unknown[]): string {
  if (values.length === COUNTRIES.length) return "an ISO 3166-1 code of two letters";
  return values.map((value) => `\`${String(value)}\``).join(", ");
}

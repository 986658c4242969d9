// Writes the JSON Schemas of the files that people fill in; with `--check`, only compares.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { ARTEFACT_NAMES, ARTEFACTS } from "../src/core/artefacts/index.ts";
import { jsonSchemaOf } from "../src/core/artefacts/json-schema.ts";
import {
  organisationPolicyJsonSchema,
  repositoryPolicyJsonSchema,
} from "../src/core/policy/json-schema.ts";

const schemas = new Map<string, unknown>([
  ...ARTEFACT_NAMES.map((artefact) => [ARTEFACTS[artefact].slug, jsonSchemaOf(artefact)] as const),
  ["policy", repositoryPolicyJsonSchema()],
  ["organisation-policy", organisationPolicyJsonSchema()],
]);

const stale: string[] = [];
mkdirSync("schemas", { recursive: true });
for (const [slug, schema] of schemas) {
  const file = `schemas/${slug}.schema.json`;
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (textOf(file) !== text) stale.push(file);
}
if (stale.length > 0) {
  process.stderr.write(`${stale.join(", ")}: not current: run \`npm run generate\` and commit\n`);
  process.exitCode = 1;
} else process.stdout.write(`${schemas.size} schemas are current\n`);

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

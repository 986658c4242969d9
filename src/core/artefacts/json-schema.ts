import { parse } from "yaml";
import * as z from "zod/mini";
import { duration, isoDate } from "./fields.ts";
import type { FieldGuide, Guide } from "./guide.ts";
import { GUIDES } from "./guides.ts";
import { ARTEFACTS, type ArtefactName } from "./index.ts";

/** A JSON Schema, draft 7: the edition that editors' YAML support knows best. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What the checks of dates and durations come to in a schema, which knows patterns only. */
const PATTERNS = new Map<z.core.$ZodType, string>([
  [isoDate, "^\\d{4}-\\d{2}-\\d{2}$"],
  [
    duration,
    "^P(?=\\d|T\\d)(\\d{1,6}Y)?(\\d{1,6}M)?(\\d{1,6}W)?(\\d{1,6}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?$",
  ],
]);

/** The JSON Schema of an evidence file, with what its guide says as descriptions. */
export function jsonSchemaOf(artefact: ArtefactName): JsonSchema {
  const { schema, title } = ARTEFACTS[artefact];
  return describedSchema(schema, `DSP Lifecycle ${title}`, GUIDES[artefact]);
}

/** A zod schema as JSON Schema for people who write the file: titled, and described by a guide. */
export function describedSchema(schema: z.core.$ZodType, title: string, guide: Guide): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ zodSchema, jsonSchema }) => {
      const pattern = PATTERNS.get(zodSchema);
      if (pattern !== undefined) jsonSchema.pattern = pattern;
    },
  });
  describe(rest, "", guide);
  return { $schema, title, ...rest };
}

/** Writes the guide's rows into the schemas of the keys that they speak of. */
function describe(schema: JsonSchema, path: string, guide: Guide): void {
  for (const branch of [schema, ...branchesOf(schema)]) {
    if (branch.items !== undefined) describe(branch.items as JsonSchema, `${path}[]`, guide);
    for (const [key, value] of Object.entries(branch.properties ?? {})) {
      const field = value as JsonSchema;
      const keyPath = path === "" ? key : `${path}.${key}`;
      const row = guide[keyPath];
      if (row) {
        field.description = descriptionOf(row);
        if (row.example !== undefined) field.examples = [parse(row.example)];
      }
      describe(field, keyPath, guide);
    }
  }
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  return (schema.anyOf ?? []) as JsonSchema[];
}

/** What a row says, for a person who fills in the field: what it means, then when it is required. */
export function descriptionOf({ help, from, condition }: FieldGuide): string {
  if (from === undefined) return help;
  return `${help} Required from ${from}${condition === undefined ? "" : ` ${condition}`}.`;
}

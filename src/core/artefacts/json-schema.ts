import { parse } from "yaml";
import * as z from "zod/mini";
import { DAY_PATTERN } from "../dates.ts";
import { durationText, isoDate, LONGEST_TEXT, text } from "./fields.ts";
import type { FieldGuide, Guide } from "./guide.ts";
import { GUIDES } from "./guides.ts";
import { ARTEFACTS, type ArtefactName } from "./index.ts";

/** A JSON Schema, draft 7: the edition that editors' YAML support knows best. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What checks in code come to in a schema, which knows patterns and lengths only. */
export type Spelt = ReadonlyMap<z.core.$ZodType, Pick<JsonSchema, "pattern" | "maxLength">>;

const SPELT: Spelt = new Map([
  [isoDate, { pattern: DAY_PATTERN }],
  [
    durationText,
    {
      pattern:
        "^P(?=\\d|T\\d)(\\d{1,6}Y)?(\\d{1,6}M)?(\\d{1,6}W)?(\\d{1,6}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,6}S)?)?$",
    },
  ],
  [text, { maxLength: LONGEST_TEXT }],
]);

/** The JSON Schema of an evidence file, with what its guide says as descriptions. */
export function jsonSchemaOf(artefact: ArtefactName): JsonSchema {
  const { schema, title } = ARTEFACTS[artefact];
  return describedSchema(schema, `DSP Lifecycle ${title}`, GUIDES[artefact]);
}

/** A zod schema as JSON Schema for people who write the file: titled, and described by a guide. */
export function describedSchema(
  schema: z.core.$ZodType,
  title: string,
  guide: Guide,
  spelt: Spelt = new Map(),
): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, SPELT.get(zodSchema), spelt.get(zodSchema));
    },
  });
  // A schema that several fields share is one object here: each field gets its own.
  const own: JsonSchema = JSON.parse(JSON.stringify(rest));
  describe(own, "", guide);
  return { $schema, title, ...own };
}

/** A key without a value counts as left out, so a field that may be left out may be null. */
function letBeEmpty(field: JsonSchema): void {
  if (field.anyOf) field.anyOf.push({ type: "null" });
  else if (field.const !== undefined) {
    field.enum = [field.const, null];
    delete field.const;
  } else field.enum?.push(null);
  if (typeof field.type === "string") (field as { type: unknown }).type = [field.type, "null"];
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
      if (!branch.required?.includes(key)) letBeEmpty(field);
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

import { describedSchema, type JsonSchema, type Spelt } from "../artefacts/json-schema.ts";
import { LONGEST_PATH, PATH_PATTERN } from "../paths.ts";
import { RULES } from "../rules/index.ts";
import { LONGEST_STAGE, STAGE_SPELLINGS, stagePattern } from "../stages.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "./guide.ts";
import { organisationPolicySchema, path, repositoryPolicySchema } from "./schema.ts";

/** Editors complete the first list; a code is taken in small letters, too. */
const RULE_NAMES: JsonSchema = {
  title: "a rule, by its id or code",
  anyOf: [
    { enum: RULES.flatMap(({ id, code }) => [id, code]) },
    { enum: RULES.map(({ code }) => code.toLowerCase()) },
  ],
};

/** The places in which a policy names rules: as the keys of a mapping, or as a value. */
const RULE_PLACES: readonly (readonly [at: readonly string[], naming: "keys" | "value"])[] = [
  [["levels"], "keys"],
  [["waivers", "[]", "rule"], "value"],
  [["floor", "levels"], "keys"],
  [["floor", "unwaivable", "[]"], "value"],
];

const SPELT: Spelt = new Map([[path, { pattern: PATH_PATTERN, maxLength: LONGEST_PATH }]]);

/** The JSON Schema of a repository's policy. */
export function repositoryPolicyJsonSchema(): JsonSchema {
  const schema = describedSchema(
    repositoryPolicySchema,
    "DSP Lifecycle policy",
    REPOSITORY_POLICY_GUIDE,
    SPELT,
  );
  // Editors complete from the list; the pattern takes every other spelling that the checker takes.
  const stage = property(schema, "stage");
  delete stage.type;
  stage.anyOf = [
    { type: "string", enum: [...STAGE_SPELLINGS] },
    {
      type: "string",
      title: "another spelling of these",
      pattern: stagePattern(),
      maxLength: LONGEST_STAGE,
    },
    { type: "null" },
  ];
  return withRuleNames(schema);
}

/** The JSON Schema of an organisation's policy. */
export function organisationPolicyJsonSchema(): JsonSchema {
  const schema = describedSchema(
    organisationPolicySchema,
    "DSP Lifecycle policy of an organisation",
    ORGANISATION_POLICY_GUIDE,
    SPELT,
  );
  return withRuleNames(schema);
}

/** Says which rules there are, wherever the policy names one; the schema in code takes any text there. */
function withRuleNames(schema: JsonSchema): JsonSchema {
  for (const [at, naming] of RULE_PLACES) {
    const found = at.reduce<JsonSchema | undefined>(
      (here, step) =>
        (here && (step === "[]" ? here.items : here.properties?.[step])) as JsonSchema,
      schema,
    );
    if (!found) continue;
    if (naming === "keys") found.propertyNames = RULE_NAMES;
    else {
      delete found.pattern;
      delete found.maxLength;
      delete found.type;
      Object.assign(found, RULE_NAMES);
    }
  }
  return schema;
}

function property(schema: JsonSchema, key: string): JsonSchema {
  const found = schema.properties?.[key];
  if (typeof found !== "object") throw new Error(`the policy's schema has no ${key}`);
  return found;
}

import { describedSchema, type JsonSchema } from "../artefacts/json-schema.ts";
import { RULES } from "../rules/index.ts";
import { LONGEST_STAGE, STAGE_SPELLINGS, stagePattern } from "../stages.ts";
import { ORGANISATION_POLICY_GUIDE, REPOSITORY_POLICY_GUIDE } from "./guide.ts";
import { organisationPolicySchema, repositoryPolicySchema } from "./schema.ts";

const RULE_NAMES = RULES.flatMap(({ id, code }) => [id, code]);

/** The JSON Schema of a repository's policy. */
export function repositoryPolicyJsonSchema(): JsonSchema {
  const schema = describedSchema(
    repositoryPolicySchema,
    "DSP Lifecycle policy",
    REPOSITORY_POLICY_GUIDE,
  );
  // Editors complete from the list; the pattern takes every other spelling that the checker takes.
  property(schema, "stage").anyOf = [
    { enum: [...STAGE_SPELLINGS] },
    { title: "another spelling of these", pattern: stagePattern(), maxLength: LONGEST_STAGE },
  ];
  return withRuleNames(schema);
}

/** The JSON Schema of an organisation's policy. */
export function organisationPolicyJsonSchema(): JsonSchema {
  const schema = describedSchema(
    organisationPolicySchema,
    "DSP Lifecycle policy of an organisation",
    ORGANISATION_POLICY_GUIDE,
  );
  withRuleNames(property(schema, "floor"));
  return withRuleNames(schema);
}

/** Lets an editor complete the names of rules, which the schema itself takes as text. */
function withRuleNames(schema: JsonSchema): JsonSchema {
  property(schema, "levels").propertyNames = { enum: RULE_NAMES };
  return schema;
}

function property(schema: JsonSchema, key: string): JsonSchema {
  const found = schema.properties?.[key];
  if (typeof found !== "object") throw new Error(`the policy's schema has no ${key}`);
  return found;
}

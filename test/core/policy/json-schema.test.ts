import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import { parse } from "yaml";
import {
  organisationPolicyJsonSchema,
  repositoryPolicyJsonSchema,
} from "../../../src/core/policy/json-schema.ts";
import { policyTemplate } from "../../../src/core/templates/index.ts";

const SCHEMAS = {
  policy: repositoryPolicyJsonSchema(),
  "organisation-policy": organisationPolicyJsonSchema(),
};

function accepts(schema: keyof typeof SCHEMAS, yaml: string): boolean {
  return new Ajv().compile(SCHEMAS[schema])(parse(yaml));
}

it.each(["policy", "organisation-policy"] as const)(
  "the committed schema of %s is current; run `npm run generate` where it is not",
  (name) => {
    const committed = readFileSync(`schemas/${name}.schema.json`, "utf8");
    expect(committed).toBe(`${JSON.stringify(SCHEMAS[name], null, 2)}\n`);
  },
);

it.each(["policy", "organisation-policy"] as const)("describes every key of %s", (name) => {
  const bare: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string) => {
    for (const [key, value] of Object.entries(
      (schema.properties ?? {}) as Record<string, Record<string, unknown>>,
    )) {
      const isStage = /levels$/.test(path);
      if (value.description === undefined && !isStage) bare.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
    if (schema.items) visit(schema.items as Record<string, unknown>, `${path}[]`);
  };
  visit(SCHEMAS[name] as Record<string, unknown>, name);
  expect(bare).toEqual([]);
});

describe("the schema of a policy", () => {
  it.each([
    policyTemplate({ stage: "beta", access: "public" }),
    "stage: private-beta\nlevels: { X20: failure, no-offline-copy: { live: none } }",
    "stage: Private beta",
    "waivers: [{ rule: X20, reason: r, approved_by: a, expires: 2027-01-01 }]",
  ])("accepts %j", (yaml) => {
    expect(accepts("policy", yaml)).toBe(true);
  });

  it.each([
    "stage: gamma",
    "stagee: beta",
    "levels: { no-ofline-copy: none }",
    "levels: { X20: error }",
    "waivers: [{ rule: X20 }]",
    "floor: {}",
  ])("refuses %j", (yaml) => {
    expect(accepts("policy", yaml)).toBe(false);
  });

  it("knows an organisation's floor, and no stage", () => {
    expect(
      accepts("organisation-policy", "floor: { fail_on: warning, levels: { X20: failure } }"),
    ).toBe(true);
    expect(accepts("organisation-policy", "floor: { levels: { X2O: failure } }")).toBe(false);
    expect(accepts("organisation-policy", "stage: beta")).toBe(false);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import type * as z from "zod/mini";
import { ARTEFACT_NAMES, ARTEFACTS } from "../../src/core/artefacts/index.ts";
import { jsonSchemaOf } from "../../src/core/artefacts/json-schema.ts";
import { readDocument } from "../../src/core/documents/read.ts";
import { parseYaml } from "../../src/core/documents/yaml.ts";
import {
  organisationPolicyJsonSchema,
  repositoryPolicyJsonSchema,
} from "../../src/core/policy/json-schema.ts";
import {
  type OrganisationPolicy,
  organisationPolicySchema,
  type RepositoryPolicy,
  repositoryPolicySchema,
} from "../../src/core/policy/schema.ts";
import { findRule } from "../../src/core/rules/index.ts";
import { type Json, mutated, mutatedFrom } from "../support/mutations.ts";
import { RUNS } from "../support/runs.ts";

const POLICIES: readonly Json[] = [
  "stage: beta\nbeta_access: private\nowners: [octocat, octo_acme, octo-org/visits-team]\nreminders: { every: P14D }",
  "schema: dsp/policy@1\nstage: Private Beta\npaths: { data_map: privacy/data-map.yml }\nfail_on: warning",
  "stage: live\nlevels: { X20: failure, no-offline-copy: { live: none } }\nstricter: true\nclosing: false",
  "no_personal_data: { reason: it keeps none }\nwaivers: [{ rule: X20, reason: r, approved_by: a, expires: 2027-01-01 }]",
  "commands: { attest: maintain }\napp_checks: false\n_extends: .github",
].map((yaml) => parse(yaml) as Json);

const ORGANISATIONS: readonly Json[] = [
  "fail_on: warning\nfloor: { fail_on: warning, levels: { X20: failure }, unwaivable: [X13] }",
  "levels: { X21: { live: warning } }\nfloor: { commands: { attest: admin } }\nwaivers: []",
].map((yaml) => parse(yaml) as Json);

/** What each published schema describes, and texts that are nearly right. */
const CASES: readonly (readonly [
  name: string,
  published: object,
  schema: z.ZodMiniType<unknown>,
  texts: fc.Arbitrary<string>,
])[] = [
  ...ARTEFACT_NAMES.map(
    (artefact) =>
      [
        ARTEFACTS[artefact].slug,
        jsonSchemaOf(artefact),
        ARTEFACTS[artefact].schema as z.ZodMiniType<unknown>,
        mutated(artefact, 3),
      ] as const,
  ),
  ["policy", repositoryPolicyJsonSchema(), repositoryPolicySchema, mutatedFrom(POLICIES, 2)],
  [
    "organisation-policy",
    organisationPolicyJsonSchema(),
    organisationPolicySchema,
    mutatedFrom(ORGANISATIONS, 2),
  ],
];

describe.each(CASES)("the schema of %s", (_name, published, schema, texts) => {
  const accepts = new Ajv({ strict: true }).compile(published);

  it("accepts what the checker reads, and nothing else", () => {
    const counted = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(texts, (yaml) => {
        // What is no document at all, an editor says by itself.
        if (!parseYaml(yaml).ok) return;
        const reading = readDocument(schema, yaml);
        const isAccepted = accepts(parse(yaml));
        if (reading.ok && rulesNamedIn(reading.value).some((name) => !findRule(name))) {
          expect([yaml, isAccepted]).toEqual([yaml, false]);
          return;
        }
        counted[reading.ok ? "accepted" : "refused"]++;
        expect([yaml, isAccepted, accepts.errors]).toEqual([yaml, reading.ok, accepts.errors]);
      }),
      RUNS,
    );
    expect(counted.accepted).toBeGreaterThan(0);
    expect(counted.refused).toBeGreaterThan(0);
  });
});

/** The rules that a policy names: which there are, code says in a second look. */
function rulesNamedIn(value: unknown): string[] {
  const policy = value as Partial<OrganisationPolicy & RepositoryPolicy>;
  return [
    ...Object.keys(policy.levels ?? {}),
    ...Object.keys(policy.floor?.levels ?? {}),
    ...(policy.floor?.unwaivable ?? []),
    ...(policy.waivers ?? []).map(({ rule }) => rule),
  ];
}

it.each([
  ["data-map", "service: { id: a, name: A, holding_since: }"],
  ["data-map", "stores:"],
  ["data-map", "stores: [{ id: a, location: , removal: }]"],
  ["deletion-plan", "approved_by: { role: SRO, date: }"],
  ["backup-config", "backups: [{ store: a, current: , live: { rpo: } }]"],
  ["project-record", "breach:"],
])("a key of %s without a value counts as left out: %s", (slug, yaml) => {
  const text = `schema: dsp/${slug.replace("project-record", "project")}@1\n${yaml}\n`;
  const found = CASES.find(([name]) => name === slug);
  expect(found).toBeDefined();
  const [, published, schema] = found as (typeof CASES)[number];
  expect(readDocument(schema, text).ok).toBe(true);
  expect(new Ajv({ strict: true }).compile(published)(parse(text))).toBe(true);
});

it("compiles the schema of the report in strict mode, too", () => {
  const report = JSON.parse(readFileSync("schemas/report.schema.json", "utf8"));
  expect(new Ajv({ strict: true }).validateSchema(report)).toBe(true);
  new Ajv({ strict: true }).compile(report);
});

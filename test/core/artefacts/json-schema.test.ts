import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { GUIDES } from "../../../src/core/artefacts/guides.ts";
import { ARTEFACT_NAMES, ARTEFACTS, type ArtefactName } from "../../../src/core/artefacts/index.ts";
import {
  descriptionOf,
  type JsonSchema,
  jsonSchemaOf,
} from "../../../src/core/artefacts/json-schema.ts";
import { isIsoDate } from "../../../src/core/dates.ts";
import { parseDuration } from "../../../src/core/durations.ts";
import { WORKED_EXAMPLE } from "./worked-example.ts";

const validators = Object.fromEntries(
  ARTEFACT_NAMES.map((artefact) => [artefact, new Ajv().compile(jsonSchemaOf(artefact))]),
) as Record<ArtefactName, ReturnType<Ajv["compile"]>>;

/** Why a schema refuses a YAML text, each reason as `path message`. */
function refusals(artefact: ArtefactName, yaml: string): string[] {
  const validate = validators[artefact];
  validate(parse(yaml));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe.each(ARTEFACT_NAMES)("the JSON Schema of %s", (artefact) => {
  it("is the committed one; run `npm run generate` where it is not", () => {
    const committed = readFileSync(`schemas/${ARTEFACTS[artefact].slug}.schema.json`, "utf8");
    expect(committed).toBe(`${JSON.stringify(jsonSchemaOf(artefact), null, 2)}\n`);
  });

  it("has a title, and is a draft that editors know", () => {
    expect(jsonSchemaOf(artefact)).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: `DSP Lifecycle ${ARTEFACTS[artefact].title}`,
    });
  });

  it("describes every field as its guide does", () => {
    const described = new Map<string, unknown>();
    collectDescriptions(jsonSchemaOf(artefact), "", described);
    const expected = Object.entries(GUIDES[artefact]).map(([path, row]) => [
      path,
      descriptionOf(row),
    ]);
    expect([...described].sort()).toEqual(expected.sort());
  });

  it("accepts the worked example", () => {
    expect(refusals(artefact, WORKED_EXAMPLE[artefact])).toEqual([]);
    expect(ARTEFACTS[artefact].schema.safeParse(parse(WORKED_EXAMPLE[artefact])).success).toBe(
      true,
    );
  });
});

it.each<[ArtefactName, string, string, string]>([
  ["dataMap", "removal: record", "removel: record", "/stores/0"],
  ["deletionPlan", "starts_from:", "start_from:", "/rules/0/retention"],
  ["backupConfig", "rpo:", "rop:", "/backups/0/live"],
  ["projectRecord", "rating: green", "ratings: green", "/assessments/0"],
])("the JSON Schema of %s refuses a misspelt key (%s)", (artefact, right, wrong, at) => {
  const yaml = WORKED_EXAMPLE[artefact].replace(right, wrong);
  expect(refusals(artefact, yaml)).toContain(`${at} must NOT have additional properties`);
});

it("accepts `current` as a word or as a block, and no other word", () => {
  const config = (current: string) =>
    `schema: dsp/backup-config@1\nbackups: [{ store: a, current: ${current} }]`;
  expect(refusals("backupConfig", config("same-as-live"))).toEqual([]);
  expect(refusals("backupConfig", config("{ rpo: PT1H }"))).toEqual([]);
  expect(refusals("backupConfig", config("as-live"))).not.toEqual([]);
});

describe("dates and durations", () => {
  const dated = (value: string) =>
    refusals("deletionPlan", `schema: dsp/deletion-plan@1\napproved_by: { date: "${value}" }`);
  const lasting = (value: string) =>
    refusals(
      "deletionPlan",
      `schema: dsp/deletion-plan@1\nrules: [{ id: r, review_every: "${value}" }]`,
    );

  it.each(["2026-11-23", "23.11.2026", "2026-11", "2026-11-23T00:00", "today", ""])(
    "takes the date %j as the reader does",
    (value) => {
      expect(dated(value).length === 0).toBe(isIsoDate(value));
    },
  );

  it.each([
    "P2Y",
    "P6M",
    "P8W",
    "P30D",
    "PT4H",
    "P1Y2M3W4DT5H6M7S",
    "PT2H10M",
    "P0D",
    "P",
    "PT",
    "P1DT",
    "2Y",
    "P2",
    "P1.5Y",
    "p2y",
    "P1M1Y",
    "P1234567D",
    " P1D",
    "P1D ",
  ])("takes the duration %j as the reader does", (value) => {
    expect(lasting(value).length === 0).toBe(parseDuration(value) !== undefined);
  });
});

it("says from when a field is required, and where", () => {
  expect(descriptionOf({ help: "Why." })).toBe("Why.");
  expect(descriptionOf({ help: "Why.", from: "alpha" })).toBe("Why. Required from alpha.");
  expect(descriptionOf({ help: "Why.", from: "beta", condition: "if it is so" })).toBe(
    "Why. Required from beta if it is so.",
  );
});

function collectDescriptions(schema: JsonSchema, path: string, found: Map<string, unknown>): void {
  for (const branch of [schema, ...((schema.anyOf ?? []) as JsonSchema[])]) {
    if (branch.items) collectDescriptions(branch.items as JsonSchema, `${path}[]`, found);
    for (const [key, value] of Object.entries(branch.properties ?? {})) {
      const at = path === "" ? key : `${path}.${key}`;
      found.set(at, (value as JsonSchema).description);
      collectDescriptions(value as JsonSchema, at, found);
    }
  }
}

import { describe, expect, it } from "@jest/globals";
import { ARTEFACT_NAMES } from "../../../src/core/artefacts/index.ts";
import { readDossier } from "../../../src/core/dossier.ts";
import { PLACES, placesOf } from "../../../src/core/home.ts";
import { DEFAULT_POLICY } from "../../../src/core/policy/defaults.ts";
import { parseRepositoryPolicy } from "../../../src/core/policy/parse.ts";
import { danglingReference } from "../../../src/core/rules/completeness.ts";
import { requiredFieldMissing } from "../../../src/core/rules/required-fields.ts";
import { RuleRunner } from "../../../src/core/run-rule.ts";
import { fileOfBytes } from "../../../src/core/snapshot.ts";
import { STAGES } from "../../../src/core/stages.ts";
import {
  isNeededAt,
  policyTemplate,
  starterFiles,
  templateOf,
} from "../../../src/core/templates/index.ts";
import { type Filling, renderTemplate } from "../../../src/core/templates/render.ts";

const { paths } = DEFAULT_POLICY;

function dossierOf(stage: (typeof STAGES)[number], filling: Filling) {
  const files = ARTEFACT_NAMES.filter((artefact) => isNeededAt(artefact, stage)).map(
    (artefact) =>
      [paths[artefact], fileOfBytes(Buffer.from(templateOf(artefact, stage, filling)))] as const,
  );
  return readDossier(new Map(files), paths);
}

describe.each(STAGES)("the templates at %s", (stage) => {
  it.each(["empty", "examples"] as const)("can be read: %s", (filling) => {
    const dossier = dossierOf(stage, filling);
    const states = ARTEFACT_NAMES.map((artefact) => dossier[artefact]);
    expect(states.filter(({ state }) => state === "unreadable")).toEqual([]);
    expect(states.filter(({ state }) => state === "read").length).toBe(
      ARTEFACT_NAMES.filter((artefact) => isNeededAt(artefact, stage)).length,
    );
  });

  it("say with their examples all that the stage requires, and name nothing that is not there", () => {
    const runner = new RuleRunner({
      stage,
      gate: false,
      today: "2026-11-23",
      policy: DEFAULT_POLICY,
      dossier: dossierOf(stage, "examples"),
      visibility: "unknown",
    });
    const found = [requiredFieldMissing, danglingReference].flatMap((rule) => {
      const run = runner.run(rule);
      return run.ran ? run.problems : [];
    });
    const due = STAGES.slice(0, STAGES.indexOf(stage) + 1).map((one) => `from-${one}`);
    expect(
      found
        .filter(({ variant }) => variant === undefined || due.includes(variant))
        .map(({ message }) => message),
    ).toEqual([]);
  });

  it("show the fields of later stages as comments", () => {
    const laterMarks = templateOf("dataMap", stage).match(/from (alpha|beta|live)$/gm) ?? [];
    expect(laterMarks.length > 0).toBe(stage === "discovery" || stage === "alpha");
  });

  it("have a policy that declares the stage", () => {
    const reading = parseRepositoryPolicy(policyTemplate({ stage }), "p", "2026-11-23");
    expect(reading.ok && reading.policy.value.stage).toBe(stage);
  });
});

describe("the line that tells an editor the schema", () => {
  type Options = Parameters<typeof starterFiles>[2];
  const lines = (options: Options, at: typeof paths = paths) =>
    starterFiles({ stage: "live" }, at, options).map(({ text }) => text.split("\n")[0] ?? "");
  const addresses = (options: Options, at = paths) =>
    lines(options, at).map((line) => /^# yaml-language-server: \$schema=(\S+)$/.exec(line)?.[1]);

  it("leads to where they are kept beside the files, from wherever a file is", () => {
    const places = placesOf(undefined);
    expect(addresses({ hasSchemasBeside: true, places })).toEqual([
      "../.dsp/schemas/policy.schema.json",
      "./schemas/data-map.schema.json",
      "./schemas/deletion-plan.schema.json",
      "./schemas/backup-config.schema.json",
      "./schemas/project-record.schema.json",
    ]);
    const moved = { ...paths, dataMap: "a/b/map.yml", deletionPlan: ".dsp/schemas/x.yml" };
    const backupConfig = "backup.yml";
    const found = addresses({ hasSchemasBeside: true, places }, { ...moved, backupConfig });
    expect(found.slice(1, 4)).toEqual([
      "../../.dsp/schemas/data-map.schema.json",
      "./deletion-plan.schema.json",
      "./.dsp/schemas/backup-config.schema.json",
    ]);
  });

  it("leads to the project's home once there is one", () => {
    const places = placesOf("https://git.example/moj/dsp", "1.2.3");
    expect(addresses({ hasSchemasBeside: true, places })[1]).toBe(
      "https://git.example/moj/dsp/raw/v1.2.3/schemas/data-map.schema.json",
    );
    expect(addresses({ places })[0]).toMatch(/^https:\/\/git\.example\/.*\/policy\.schema\.json$/);
  });

  it("is not there where there is neither: an editor would show an error on every file", () => {
    expect(lines({ places: placesOf(undefined) }).join("\n")).not.toContain("schema=");
  });

  it("is never an address of anybody else's", () => {
    const found = [...lines({ hasSchemasBeside: true }), ...lines({})].join("\n");
    const hosts = [...found.matchAll(/https?:\/\/[^/\s]+/g)].map(([host]) => host);
    expect(hosts.filter((host) => !PLACES.home?.startsWith(host))).toEqual([]);
  });
});

it("ask for no plan of deletion and no backups at discovery", () => {
  expect(starterFiles({ stage: "discovery" }, paths).map(({ path }) => path)).toEqual([
    ".github/dsp.yml",
    ".dsp/data-map.yml",
    ".dsp/project-record.yml",
  ]);
});

describe("renderTemplate", () => {
  const template = `# Head
name: <Visits> # what people call it
notice: @beta
  ref: <https://a.example> # a link @beta
kind: fixed # one of two
[[stores
- id: db # short
  copies: @live
    - {every: P1D} @live
]]
`;

  it.each([
    [
      "empty at alpha",
      "alpha",
      "empty",
      `# Head
name:  # what people call it; for example Visits
# notice:  # from beta
#   ref: https://a.example  # a link; from beta
kind: fixed  # one of two
# - id: db  # short
#   copies:  # from live
#     - {every: P1D}  # from live
stores: []
`,
    ],
    [
      "empty at live",
      "live",
      "empty",
      `# Head
name:  # what people call it; for example Visits
notice:
  ref:  # a link; for example https://a.example
kind: fixed  # one of two
# - id: db  # short
#   copies:
#     - {every: P1D}
stores: []
`,
    ],
    [
      "filled at alpha",
      "alpha",
      "examples",
      "# Head\nname: Visits\nkind: fixed\nstores:\n- id: db\n",
    ],
    [
      "filled at live",
      "live",
      "examples",
      "# Head\nname: Visits\nnotice:\n  ref: https://a.example\nkind: fixed\nstores:\n- id: db\n  copies:\n    - {every: P1D}\n",
    ],
  ] as const)("writes it %s", (_name, stage, filling, expected) => {
    expect(renderTemplate(template, stage, filling)).toBe(expected);
  });
});

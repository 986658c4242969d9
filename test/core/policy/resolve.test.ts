import { describe, expect, it } from "@jest/globals";
import { ARTEFACTS, type ArtefactName } from "../../../src/core/artefacts/index.ts";
import { parseOrganisationPolicy, parseRepositoryPolicy } from "../../../src/core/policy/parse.ts";
import { levelAt, resolvePolicy } from "../../../src/core/policy/resolve.ts";
import { findRule } from "../../../src/core/rules/index.ts";
import type { Stage } from "../../../src/core/stages.ts";

function resolve(organisation: string | undefined, repository: string | undefined) {
  const org =
    organisation === undefined
      ? undefined
      : parseOrganisationPolicy(organisation, "org.yml", "2026-11-23");
  const repo =
    repository === undefined
      ? undefined
      : parseRepositoryPolicy(repository, ".github/dsp.yml", "2026-11-23");
  if (org?.ok === false || repo?.ok === false) throw new Error("this test's policy is invalid");
  return resolvePolicy(org?.policy, repo?.policy);
}

function levelOf(policy: ReturnType<typeof resolve>, id: string, stage: Stage, variant?: string) {
  const rule = findRule(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return levelAt(policy, rule, variant, stage);
}

/** The settings that a repository has of its own, or of its organisation: as files and as code call them. */
const KEYS = {
  owners: "owners",
  reminders: "reminders",
  fail_on: "failOn",
  app_checks: "appChecks",
} as const;

describe("resolvePolicy", () => {
  it("has defaults for everything", () => {
    expect(resolve(undefined, undefined)).toMatchObject({
      failOn: "failure",
      paths: { dataMap: ".dsp/data-map.yml", projectRecord: ".dsp/project-record.yml" },
      closing: false,
      waivers: [],
    });
  });

  it("lays the repository's settings over the organisation's defaults", () => {
    const policy = resolve(
      "fail_on: warning\npaths: { data_map: a.yml, deletion_plan: b.yml }\nlevels: { X20: failure, X21: none }",
      "fail_on: notice\npaths: { data_map: c.yml }\nlevels: { X20: notice }",
    );
    expect(policy.failOn).toBe("notice");
    expect(policy.paths).toMatchObject({ dataMap: "c.yml", deletionPlan: "b.yml" });
    expect(levelOf(policy, "no-offline-copy", "beta")).toBe("notice");
    expect(levelOf(policy, "unsafe-backup-retention", "live")).toBe("none");
  });

  it.each([
    [undefined, undefined, false],
    ["stricter: true", undefined, true],
    ["stricter: true", "stricter: false", true],
    ["stricter: false", "stricter: true", true],
  ])("by %p above and %p of its own, it is stricter: %p", (above, own, expected) => {
    expect(resolve(above, own).stricter).toBe(expected);
  });

  it.each([
    ["owners", "[above]", "[own]", [["above"], ["own"], ["own"]], []],
    ["owners", "[above]", "[]", [["above"], [], []], []],
    [
      "reminders",
      "{ every: P14D }",
      "{ every: P7D }",
      [{ every: "P14D" }, { every: "P7D" }, { every: "P7D" }],
      undefined,
    ],
    ["fail_on", "warning", "notice", ["warning", "notice", "notice"], "failure"],
    ["app_checks", "false", "true", [false, true, true], true],
    ["app_checks", "true", "false", [true, false, false], true],
  ] as const)(
    "has of %s what %s above and %s of its own give: its own first",
    (key, above, own, [ofAbove, ofOwn, ofBoth], ofNeither) => {
      const [org, repo] = [`${key}: ${above}`, `${key}: ${own}`];
      const set = (one: string | undefined, other: string | undefined) =>
        resolve(one, other)[KEYS[key]];
      expect([set(org, undefined), set(undefined, repo), set(org, repo)]).toEqual([
        ofAbove,
        ofOwn,
        ofBoth,
      ]);
      expect(set(undefined, undefined)).toEqual(ofNeither);
    },
  );

  it.each(Object.values(ARTEFACTS).map(({ name, pathKey }) => [pathKey, name]))(
    "takes the path `%s` of its own, else the organisation's, else the usual one",
    (key, name) => {
      const [org, repo] = [`paths: { ${key}: above.yml }`, `paths: { ${key}: own.yml }`];
      const at = (one: string | undefined, other: string | undefined) =>
        resolve(one, other).paths[name as ArtefactName];
      expect([
        at(org, repo),
        at(org, undefined),
        at(undefined, repo),
        at(undefined, undefined),
      ]).toEqual(["own.yml", "above.yml", "own.yml", ARTEFACTS[name as ArtefactName].defaultPath]);
    },
  );

  it("keeps the organisation's levels for stages that the repository does not name", () => {
    const policy = resolve("levels: { X20: failure }", "levels: { X20: { live: none } }");
    expect(levelOf(policy, "no-offline-copy", "beta")).toBe("failure");
    expect(levelOf(policy, "no-offline-copy", "live")).toBe("none");
  });

  it("reads the access out of the stage's spelling", () => {
    expect(resolve(undefined, "stage: public-beta")).toMatchObject({
      stage: "beta",
      access: "public",
    });
  });
});

describe("the floor", () => {
  it("lets a repository tighten", () => {
    const policy = resolve(
      "floor: { fail_on: failure, levels: { X20: warning } }",
      "fail_on: notice\nlevels: { X20: failure }",
    );
    expect(policy.failOn).toBe("notice");
    expect(levelOf(policy, "no-offline-copy", "beta")).toBe("failure");
    expect(policy.loosened).toEqual([]);
  });

  it("holds where a repository would loosen, and says so", () => {
    const policy = resolve(
      "floor: { fail_on: warning, levels: { X20: failure, backup-outlives-data: { beta: failure } }, unwaivable: [X13] }",
      `fail_on: never
levels: { X20: { beta: none, live: failure }, X13: notice }
waivers: [{ rule: X13, reason: r, approved_by: a, expires: 2027-01-01 }]`,
    );
    expect(policy.failOn).toBe("warning");
    expect(levelOf(policy, "no-offline-copy", "beta")).toBe("failure");
    expect(levelOf(policy, "backup-outlives-data", "beta")).toBe("failure");
    expect(levelOf(policy, "backup-outlives-data", "live")).toBe("notice");
    expect(policy.waivers).toEqual([]);
    expect(policy.unwaivable?.rules).toEqual(["backup-outlives-data"]);
    expect(policy.loosened.map(({ at, message }) => [at.join("."), message])).toEqual([
      ["fail_on", "`fail_on: never` is looser than the organisation's warning"],
      ["levels.X20", "`X20` is set below the organisation's floor at beta"],
      ["levels.X13", "`X13` is set below the organisation's floor at beta"],
      ["waivers.0", "the organisation does not let anyone waive `backup-outlives-data`"],
    ]);
  });

  it("raises the rules' own levels where nobody has set any", () => {
    const policy = resolve("floor: { levels: { X20: failure } }", undefined);
    expect(levelOf(policy, "no-offline-copy", "discovery")).toBe("failure");
  });
});

describe("the roles that commands ask for", () => {
  it.each<[string, string | undefined, string | undefined, object]>([
    ["nothing raised", undefined, undefined, {}],
    ["the repository's", undefined, "commands: { attest: maintain }", { attest: "maintain" }],
    [
      "the organisation's, and the repository's over them",
      "commands: { attest: admin, waive: maintain }",
      "commands: { attest: maintain }",
      { attest: "maintain", waive: "maintain" },
    ],
    ["the floor", "floor: { commands: { assess: write } }", undefined, { assess: "write" }],
    [
      "the floor over what is looser",
      "floor: { commands: { attest: maintain } }",
      "commands: { attest: write, revoke: admin }",
      { attest: "maintain", revoke: "admin" },
    ],
    [
      "what is stricter than the floor",
      "floor: { commands: { attest: maintain } }",
      "commands: { attest: admin }",
      { attest: "admin" },
    ],
  ])("are %s", (_what, organisation, repository, commands) => {
    expect(resolve(organisation, repository).commands).toEqual(commands);
  });

  it("says where the repository asks for less than the floor", () => {
    const { loosened } = resolve(
      "floor: { commands: { attest: maintain, waive: admin } }",
      "commands: { attest: write, waive: admin, snooze: admin }",
    );
    expect(loosened).toEqual([
      {
        at: ["commands", "attest"],
        message: "`attest: write` is looser than the organisation's maintain",
      },
    ]);
  });

  it.each([
    ["commands: { attest: triage }", '`commands.attest` is "triage"; use write, maintain or admin'],
    ["commands: { snooze: write }", '`commands.snooze` is "write"; use maintain or admin'],
    ["commands: { assess: read }", "use triage, write, maintain or admin"],
    ["commands: { help: admin }", 'unknown key "help"'],
  ])("are never lowered: %s", (yaml, message) => {
    const read = parseRepositoryPolicy(yaml, ".github/dsp.yml", "2026-11-23");
    const said = read.ok ? [] : read.problems.map(({ message, fix }) => `${message}; ${fix}`);
    expect(said.join()).toContain(message);
  });
});

describe("levelAt", () => {
  it("never lets policy touch that an invalid file is a failure", () => {
    const policy = resolve(
      undefined,
      "levels: { artefact-missing: none, artefact-unreadable: none }",
    );
    expect(levelOf(policy, "artefact-missing", "beta", "data-map")).toBe("none");
    expect(levelOf(policy, "artefact-unreadable", "beta", "invalid")).toBe("failure");
  });

  it.each([
    ["manual-deletion", "beta", "live"],
    ["flow-to-be-defined", "live", "post-live"],
    ["manual-reporting", "live", "post-live"],
  ] as const)("keeps %s a notice up to %s, whatever a floor says", (rule, until, after) => {
    const id = { [rule]: "failure" };
    const floor = resolve(`stricter: true\nfloor: { levels: ${JSON.stringify(id)} }`, undefined);
    expect(levelOf({ ...floor, stricter: false }, rule, until)).toBe("notice");
    expect(levelOf({ ...floor, stricter: false }, rule, after)).toBe("failure");
    expect(levelOf(floor, rule, until)).toBe("failure");
  });
});

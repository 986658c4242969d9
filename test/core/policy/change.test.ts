import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../../src/core/documents/limits.ts";
import {
  type Governing,
  governingPolicy,
  type PoliciesOfChange,
} from "../../../src/core/policy/change.ts";
import type { FoundPolicies } from "../../../src/core/policy/found.ts";
import { unusableFile } from "../../../src/core/snapshot.ts";

const ABOVE = "moj/.github/.github/dsp.yml";

type Organisation = string | "none" | "unknown";

const text = (written: string) => ({ ok: true as const, text: written });

/** A new object each time, as two commits are read: who is changed shows in the text alone. */
function found(own: string | undefined, organisation: Organisation): FoundPolicies {
  const isText = organisation !== "none" && organisation !== "unknown";
  return {
    own: own === undefined ? undefined : text(own),
    organisation: isText ? { path: ABOVE, file: text(organisation) } : organisation,
  };
}

/** A change of a repository's policy under one organisation. */
const changed = (
  before: string | undefined,
  after: string | undefined,
  organisation: Organisation = "none",
): PoliciesOfChange => ({
  base: found(before, organisation),
  head: found(after, organisation),
});

/** A change of the organisation's policy in its own repository. */
const changedAbove = (before: Organisation, after: Organisation): PoliciesOfChange => ({
  base: found(undefined, before),
  head: found(undefined, after),
});

const outcomeOf = (policies: PoliciesOfChange) =>
  governingPolicy(policies, "2026-11-23", DEFAULT_LIMITS);

function governing(policies: PoliciesOfChange): Governing {
  const outcome = outcomeOf(policies);
  if (!outcome.ok) throw new Error(`it was refused: ${JSON.stringify(outcome.problems)}`);
  return outcome;
}

/** What the change does, and at what level it fails: by the policy that judges, and by its own. */
function inShort(policies: PoliciesOfChange) {
  const { change, policy, proposed } = governing(policies);
  return [change, policy.failOn, proposed?.failOn];
}

/** `file:line:column: message` of each problem. */
function problems(policies: PoliciesOfChange): string[] {
  const outcome = outcomeOf(policies);
  if (outcome.ok) throw new Error("it was accepted");
  return outcome.problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
  );
}

describe("a change", () => {
  it.each([
    ["that leaves the policy is judged by it", "warning", "warning", "none", "warning", undefined],
    ["that edits it, by the base's", "warning", "never", "edited", "warning", "never"],
    ["that tightens it, by the base's", "warning", "notice", "edited", "warning", "notice"],
    ["that deletes it, by the base's", "warning", undefined, "deleted", "warning", undefined],
    ["that adopts one, by its own", undefined, "notice", "adopted", "notice", undefined],
    ["that mends one, by its own", "warnig", "notice", "mended", "notice", undefined],
    ["without any policy, by none", undefined, undefined, "none", "failure", undefined],
  ])("%s", (_name, before, after, ...expected) => {
    const policy = (failOn: string | undefined) => failOn && `fail_on: ${failOn}\n`;
    expect(inShort(changed(policy(before), policy(after)))).toEqual(expected);
  });

  it("mends a policy that was no file", () => {
    const own = unusableFile({ line: 1, column: 1, message: "a link", fix: "put a file there" });
    const { base, head } = changed(undefined, "fail_on: notice\n");
    expect(inShort({ base: { ...base, own }, head })).toEqual(["mended", "notice", undefined]);
  });
});

describe("an edited policy", () => {
  const waiver = "{ rule: X13, reason: r, approved_by: a, expires: 2027-01-01 }";
  const before = "stage: live\npaths: { data_map: old.yml, deletion_plan: plan.yml }\n";
  const after = `stage: alpha\nlevels: { X20: none }\nwaivers: [${waiver}]\npaths: { data_map: new.yml }\n`;
  const { policy, proposed } = governing(changed(before, after));

  it("decides nothing but where the evidence stands", () => {
    expect(policy).toMatchObject({ stage: "live", waivers: [] });
    expect(policy.levels).toEqual(new Map());
    expect(policy.source?.document.locate(["paths"])).toMatchObject({ line: 2, column: 8 });
    expect(policy.paths).toEqual({
      dataMap: "new.yml",
      deletionPlan: ".dsp/deletion-plan.yml",
      backupConfig: ".dsp/backup-config.yml",
      projectRecord: ".dsp/project-record.yml",
    });
  });

  it("is proposed as it stands", () => {
    expect(proposed).toMatchObject({
      stage: "alpha",
      waivers: [{ rule: "backup-outlives-data", expires: "2027-01-01" }],
      paths: { dataMap: "new.yml" },
    });
    expect(proposed?.levels.get("no-offline-copy")).toMatchObject({ live: "none" });
    expect(proposed?.source?.document.locate(["paths"])).toMatchObject({ line: 4, column: 8 });
  });
});

it("leaves the evidence of a deleted policy where it said", () => {
  const { policy } = governing(changed("paths: { data_map: old.yml }\n", undefined));
  expect(policy.paths.dataMap).toBe("old.yml");
});

describe("a policy that cannot be read", () => {
  const ofHead = '.github/dsp.yml:2:10: `fail_on` is "warnig"';
  const ofBase = '.github/dsp.yml:1:10: `fail_on` is "nver"';
  const broken = "stage: beta\nfail_on: warnig\n";

  it.each([
    ["on top of one that can", "stage: beta\n", broken, ofHead],
    ["as the first", undefined, broken, ofHead],
    ["on top of another", "fail_on: nver\n", broken, ofHead],
    ["left as it is", broken, broken, ofHead],
    ["deleted", "fail_on: nver\n", undefined, ofBase],
  ])("is refused %s, with its place", (_name, before, after, problem) => {
    expect(problems(changed(before, after))).toEqual([problem]);
  });

  it("is refused where it is no file", () => {
    const own = unusableFile({ line: 1, column: 1, message: "a link", fix: "put a file there" });
    const { base, head } = changed("stage: beta\n", undefined);
    expect(problems({ base, head: { ...head, own } })).toEqual([".github/dsp.yml:1:1: a link"]);
  });
});

describe("the organisation's floor", () => {
  const floor = "floor: { fail_on: warning, unwaivable: [X13] }\n";
  const loose =
    "fail_on: never\nwaivers: [{ rule: X13, reason: r, approved_by: a, expires: 2027-01-01 }]\n";

  it.each([
    ["leaves a loose policy", loose, loose, "none", "warning", undefined],
    ["has no policy", undefined, undefined, "none", "warning", undefined],
    ["loosens one", "fail_on: notice\n", loose, "edited", "notice", "warning"],
    ["edits a loose one", loose, `${loose}stage: beta\n`, "edited", "warning", "warning"],
    ["deletes a loose one", loose, undefined, "deleted", "warning", undefined],
    ["adopts a loose one", undefined, loose, "adopted", "warning", undefined],
    ["mends one loosely", "fail_on: nver\n", loose, "mended", "warning", undefined],
  ])("holds for a change that %s", (_name, before, after, ...expected) => {
    const policies = changed(before, after, floor);
    expect(inShort(policies)).toEqual(expected);
    expect(governing(policies).policy).toMatchObject({ failOnFloor: "warning", waivers: [] });
  });

  it.each([
    ["left as it is", "stage: beta\n", "stage: beta\n"],
    ["edited", "stage: beta\n", "stage: live\n"],
    ["deleted", "stage: beta\n", undefined],
    ["adopted", undefined, "stage: beta\n"],
    ["mended", "stage: betta\n", "stage: beta\n"],
    ["absent", undefined, undefined],
  ])("that cannot be read refuses a change with its policy %s", (_name, before, after) => {
    expect(problems(changed(before, after, "floor: { fail_on: warnig }\n"))).toEqual([
      `${ABOVE}:1:19: \`floor.fail_on\` is "warnig"`,
    ]);
  });
});

describe("the organisation's own repository", () => {
  it.each([
    ["leaves it", "fail_on: warning\n", "fail_on: warning\n", "none", "warning", undefined],
    ["edits it", "fail_on: warning\n", "fail_on: never\n", "edited", "warning", "never"],
    ["drops the floor", "floor: { fail_on: notice }\n", "{}\n", "edited", "notice", "failure"],
    ["deletes it", "fail_on: warning\n", "none", "deleted", "warning", undefined],
    ["adopts one", "none", "fail_on: warning\n", "adopted", "warning", undefined],
    ["mends it", "fail_on: nver\n", "fail_on: warning\n", "mended", "warning", undefined],
    ["has none", "none", "none", "none", "failure", undefined],
  ])(
    "is governed by the organisation's policy where a change %s",
    (_name, before, after, ...expected) => {
      expect(inShort(changedAbove(before, after))).toEqual(expected);
    },
  );

  it("may move the evidence with the same change", () => {
    const policies = changedAbove("fail_on: warning\n", "paths: { data_map: new.yml }\n");
    expect(governing(policies).policy).toMatchObject({
      failOn: "warning",
      paths: { dataMap: "new.yml" },
    });
  });

  it.each([
    ["fine before", "fail_on: warning\n"],
    ["absent before", "none"],
    ["broken before", "fail_on: nver\n"],
  ])("takes no policy that the change breaks, %s", (_name, before) => {
    expect(problems(changedAbove(before, "stage: beta\n"))).toEqual([
      `${ABOVE}:1:1: unknown key "stage"`,
    ]);
  });

  it("takes no deletion of a policy that cannot be read", () => {
    expect(problems(changedAbove("fail_on: nver\n", "none"))).toEqual([
      `${ABOVE}:1:10: \`fail_on\` is "nver"`,
    ]);
  });
});

describe("_extends without an organisation's policy", () => {
  const extending = "_extends: .github\nfail_on: warning\n";
  const refusal =
    ".github/dsp.yml:1:11: `_extends` says that the organisation has a policy, but none can be found in its .github repository";

  it.each([
    ["brings it in", "fail_on: warning\n", extending],
    ["adopts it", undefined, extending],
    ["leaves it", extending, extending],
    ["deletes it", extending, undefined],
  ])("refuses a change that %s", (_name, before, after) => {
    expect(problems(changed(before, after))).toEqual([refusal]);
  });

  it("is not mended by a change that takes it out: else that would be a way around the floor", () => {
    expect(problems(changed(extending, "fail_on: never\n"))).toEqual([refusal]);
  });

  it("is no matter where that policy cannot be looked for", () => {
    expect(inShort(changed("fail_on: never\n", extending, "unknown"))).toEqual([
      "edited",
      "never",
      "warning",
    ]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { parse, stringify } from "yaml";
import { readPolicy } from "../../src/cli/policy.ts";
import { assess } from "../../src/core/assess.ts";
import type { Finding } from "../../src/core/assessment.ts";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import { readDossier } from "../../src/core/dossier.ts";
import { ENTRY_NAMES, fingerprintsOf, identityOf, namedSteps } from "../../src/core/identity.ts";
import type { Policy } from "../../src/core/policy/policy.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { RuleRunner } from "../../src/core/run-rule.ts";
import type { Snapshot } from "../../src/core/snapshot.ts";
import { STAGES, type Stage } from "../../src/core/stages.ts";
import { readWorkingTree } from "../../src/local/snapshot.ts";

const REPOS = fileURLToPath(new URL("../repos/", import.meta.url));
const TODAY = "2026-11-23";
const CASES = readdirSync(REPOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function evidenceOf(name: string): { policy: Policy; files: Snapshot } {
  const { policy } = readPolicy(`${REPOS}${name}`, undefined, TODAY, DEFAULT_LIMITS);
  return {
    policy,
    files: readWorkingTree(`${REPOS}${name}`, Object.values(policy.paths), DEFAULT_LIMITS),
  };
}

function findingsIn(files: Snapshot, policy: Policy, stage: Stage = "beta"): readonly Finding[] {
  const dossier = readDossier(files, policy.paths);
  const source = { kind: "input", name: "--stage", disagreeing: [] } as const;
  return assess({ stage, gate: true, today: TODAY, policy, dossier, visibility: "public" }, source)
    .findings;
}

function printsIn(files: Snapshot, policy: Policy, stage?: Stage): string[] {
  return findingsIn(files, policy, stage).map(({ fingerprint }) => fingerprint);
}

function edited(files: Snapshot, edit: (text: string, path: string) => string): Snapshot {
  return new Map(
    [...files].map(([path, file]) => [
      path,
      file.ok ? { ok: true, text: edit(file.text, path) } : file,
    ]),
  );
}

/** With every list of mappings turned round, so that no entry keeps its number. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const inner = value.map(turned);
    return value.some((entry) => typeof entry !== "object") ? inner : inner.reverse();
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, turned(one)]));
}

describe("a finding's fingerprint", () => {
  it.each(CASES)("is no other finding's in %s, at any stage", (name) => {
    const { files, policy } = evidenceOf(name);
    for (const stage of STAGES) {
      const prints = printsIn(files, policy, stage);
      expect(new Set(prints).size).toBe(prints.length);
    }
    // And not only because their number tells them apart, which changes as soon as one is fixed.
    const dossier = readDossier(files, policy.paths);
    const runner = new RuleRunner({
      stage: "beta",
      gate: true,
      today: TODAY,
      policy,
      dossier,
      visibility: "public",
    });
    const words = RULES.flatMap((rule) => {
      const run = runner.run(rule);
      return (run.ran ? run.problems : []).map((problem) => {
        const reading = problem.in === "policy" ? undefined : dossier[problem.in];
        const document = reading?.state === "read" ? reading.document : policy.source?.document;
        return identityOf(rule, problem, document?.value).join("\n");
      });
    });
    expect(words.filter((one, index) => words.indexOf(one) !== index)).toEqual([]);
  });

  it.each(CASES)("stays where the lines of %s move", (name) => {
    const { files, policy } = evidenceOf(name);
    const before = findingsIn(files, policy);
    const after = findingsIn(
      edited(files, (text) => `# A comment\n\n${text}`),
      policy,
    );
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(
      before.map(({ fingerprint }) => fingerprint),
    );
  });

  it.each(CASES)("stays where the entries of %s change places", (name) => {
    const { files, policy } = evidenceOf(name);
    const after = edited(files, (text) => {
      try {
        return stringify(turned(parse(text)));
      } catch {
        return text;
      }
    });
    const kept = (of: Snapshot) =>
      findingsIn(of, policy)
        // Each rule is held against the first for the same data, which another one is then.
        .filter(({ rule }) => rule !== "conflicting-rules")
        .map(({ fingerprint }) => fingerprint)
        .sort();
    expect(kept(after)).toEqual(kept(files));
  });

  it("goes with the fault that is fixed, and leaves the others' as they are", () => {
    const { policy } = evidenceOf("discovery-first-day");
    const store = (id: string, more = "") =>
      `  - { id: ${id}, system: web, data_categories: [name]${more} }\n`;
    const map = (...stores: string[]): Snapshot =>
      new Map([
        [
          policy.paths.dataMap,
          {
            ok: true,
            text: `schema: dsp/data-map@1\nservice: { id: s, name: S }\nstores:\n${stores.join("")}`,
          },
        ],
      ]);
    const about = (files: Snapshot, id: string) =>
      findingsIn(files, policy)
        .filter((one) => one.about.includes(id))
        .map(({ fingerprint }) => fingerprint);
    const before = map(store("one"), store("two"));
    const fixed = map(store("one", ", encrypted_at_rest: true"), store("two"));
    const removed = map(store("two"));
    expect(about(fixed, "two")).toEqual(about(before, "two"));
    expect(about(removed, "two")).toEqual(about(before, "two"));
    expect(about(fixed, "one").length).toBeLessThan(about(before, "one").length);
    expect(about(before, "one")).toEqual(expect.arrayContaining(about(fixed, "one")));
    expect(about(removed, "one")).toEqual([]);
  });

  it("is told apart by a number where two faults have the same words", () => {
    const words = ["rule", "", "dataMap"];
    const [one, other, third] = fingerprintsOf([words, ["else"], words]);
    expect(new Set([one, other, third]).size).toBe(3);
    expect(fingerprintsOf([words])).toEqual([one]);
  });
});

describe("namedSteps", () => {
  const value = {
    stores: [
      { id: "a", data_categories: ["name", "email"] },
      { id: "b", data_categories: ["email"] },
    ],
    backups: [{ store: "a", live: { copies: [{ kind: "snapshot" }, { kind: "snapshot" }] } }],
    waivers: [{ rule: "X01", target: "a", reason: "r" }, { rule: "X01" }],
    attestations: [{ by: "me" }, { by: "you" }],
  };

  it.each([
    [
      ["stores", 1, "removal"],
      ["stores", "b", "removal"],
    ],
    [
      ["stores", 0, "data_categories", 1],
      ["stores", "a", "data_categories", "email"],
    ],
    [
      ["backups", 0, "live", "copies", 1],
      ["backups", "a", "live", "copies", "snapshot#2"],
    ],
    [
      ["waivers", 0, "expires"],
      ["waivers", "X01 a", "expires"],
    ],
    [
      ["waivers", 1],
      ["waivers", "X01"],
    ],
    [
      ["attestations", 1],
      ["attestations", "#2"],
    ],
    [
      ["stores", 7, "id"],
      ["stores", "undefined", "id"],
    ],
    [
      ["__proto__", "constructor"],
      ["__proto__", "constructor"],
    ],
    [[], []],
  ])("calls the entries on the way %j by their names", (path, steps) => {
    expect(namedSteps(value, path)).toEqual(steps);
  });

  it("finds a name in each entry of each list that the files may hold", () => {
    const folder = new URL("../../schemas/", import.meta.url);
    const nameless: string[] = [];
    for (const file of readdirSync(folder).filter((one) => !one.startsWith("report."))) {
      look(JSON.parse(readFileSync(new URL(file, folder), "utf8")), file);
    }
    expect(nameless).toEqual([]);

    function look(node: unknown, where: string): void {
      if (typeof node !== "object" || node === null) return;
      const { items } = node as { items?: { properties?: Record<string, unknown> } };
      const keys = Object.keys(items?.properties ?? {});
      if (keys.length > 0 && !ENTRY_NAMES.flat().some((name) => keys.includes(name))) {
        nameless.push(where);
      }
      for (const [key, inner] of Object.entries(node)) look(inner, `${where} ${key}`);
    }
  });
});

import { expect, it } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../src/core/documents/limits.ts";
import { governingPolicy } from "../../src/core/policy/change.ts";
import type { SnapshotFile } from "../../src/core/snapshot.ts";
import { policyChangeInWords } from "../../src/report/policy-change.ts";

/** A policy in the file of either ending; broken if it says nothing. */
const file = (at: string, text: string): SnapshotFile => ({ ok: true, text, at });
const YML = ".github/dsp.yml";
const YAML = ".github/dsp.yaml";

/** What is said of a change of the policy, from the one file to the other. */
function said(before: SnapshotFile | undefined, after: SnapshotFile | undefined) {
  const side = (own: SnapshotFile | undefined) => ({ own, organisation: "unknown" as const });
  const sides = { base: side(before), head: side(after) };
  const governing = governingPolicy(sides, "2026-11-23", DEFAULT_LIMITS);
  if (!governing.ok) throw new Error("no policy can judge it");
  return policyChangeInWords(governing);
}

it.each([[YML], [YAML]])("names the policy file that is there: %s", (path) => {
  const alpha = file(path, "stage: alpha\n");
  const beta = file(path, "stage: beta\n");
  const broken = file(path, "stage: [\n");
  expect(said(alpha, beta)).toContain(`This change edits \`${path}\`, `);
  expect(said(alpha, undefined)).toContain(`This change deletes \`${path}\`, `);
  expect(said(undefined, beta)).toContain(`The base branch has no \`${path}\` yet, `);
  expect(said(broken, beta)).toContain(`\`${path}\` of the base branch cannot be read, `);
  expect(said(alpha, alpha)).toBeUndefined();
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { GUIDES } from "../../src/core/artefacts/guides.ts";
import type { ArtefactName } from "../../src/core/artefacts/index.ts";
import { readableValue } from "../../src/core/dossier.ts";
import { FACTS } from "../../src/core/facts.ts";
import { LEVELS } from "../../src/core/levels.ts";
import { REPOSITORY_POLICY_GUIDE } from "../../src/core/policy/guide.ts";
import { circumstances, type Given } from "../support/rules.ts";

/** What a fact says of some files: `met: 1 issue recorded`. */
function told(name: string, given: Given): string {
  const fact = FACTS[name];
  if (!fact) throw new Error(`there is no fact ${name}`);
  const judged = circumstances(given);
  const values = Object.fromEntries(
    fact.needs.map((artefact: ArtefactName) => {
      const value = readableValue(judged.dossier, artefact);
      if (!value) throw new Error(`${name} needs ${artefact}`);
      return [artefact, value];
    }),
  );
  const { outcome, detail } = fact.check({ ...judged, ...values } as Parameters<
    typeof fact.check
  >[0]);
  return `${outcome}: ${detail}`;
}

describe("facts of the data map", () => {
  const noPersonalData = { reason: "statistics only" };

  it.each<[string, string, string, Given["policy"]]>([
    [
      "personal-data-described",
      "activities: [{ id: book }]",
      "met: 1 processing activity described",
      {},
    ],
    [
      "personal-data-described",
      "activities: [{ id: book }, { id: ban }]",
      "met: 2 processing activities described",
      {},
    ],
    [
      "personal-data-described",
      "activities: []",
      "open: describe at least one processing activity in the data map, with its data categories, or write `no_personal_data` in the policy",
      {},
    ],
    [
      "personal-data-described",
      "activities: [{ id: publish, data_categories: [] }, { id: book, data_categories: [name] }]",
      "met: 2 processing activities described",
      {},
    ],
    [
      "personal-data-described",
      "activities: []",
      "met: the policy says that there is no personal data",
      { noPersonalData },
    ],
    ["dpia-started", "dpia: { status: screening }", "met: the DPIA's status is screening", {}],
    [
      "dpia-started",
      "dpia: { status: not-required, reason: an exception of the ICO }",
      "met: the DPIA's status is not-required",
      {},
    ],
    [
      "dpia-started",
      "dpia: { status: not-required }",
      "open: write in `dpia.reason` of the data map why no DPIA is required",
      {},
    ],
    [
      "personal-data-described",
      "activities: [{ id: publish, data_categories: [] }]",
      "open: describe at least one processing activity in the data map, with its data categories, or write `no_personal_data` in the policy",
      {},
    ],
    [
      "dpia-started",
      "dpia: { status: not-started }",
      "open: start the DPIA and set `dpia.status` in the data map",
      {},
    ],
    [
      "dpia-started",
      "dpia: { ref: x }",
      "open: start the DPIA and set `dpia.status` in the data map",
      {},
    ],
    [
      "dpia-started",
      "stores: []",
      "open: start the DPIA and set `dpia.status` in the data map",
      {},
    ],
    [
      "stores-testable",
      "stores: [{ id: cache, data_categories: [] }]",
      "not-applicable: no store holds personal data",
      {},
    ],
    [
      "stores-testable",
      "stores: [{ id: cache, data_categories: [] }, { id: db, data_categories: [name], technology: t, location: [GB], removal: record, decision: d }]",
      "met: 1 store of personal data described",
      {},
    ],
  ])("%s of %s is %s", (name, dataMap, result, policy) => {
    expect(told(name, { dataMap, policy })).toBe(result);
  });

  it.each(["technology: t", "location: [GB]", "removal: record", "decision: d"])(
    "stores-testable asks for %s",
    (field) => {
      const fields = ["technology: t", "location: [GB]", "removal: record", "decision: d"];
      const others = fields.filter((one) => one !== field).join(", ");
      const dataMap = `stores: [{ id: db, data_categories: [name], ${others} }]`;
      expect(told("stores-testable", { dataMap })).toBe(
        "open: `db`: set `technology`, `location` and `removal`, and link a `decision`",
      );
    },
  );
});

describe("facts of the project record", () => {
  const described = "area: a, requirement: r, effect: e, owner: o";
  const discussed = "discussed_with: legal, date: 2026-02-11, outcome: docs/adr/2.md";

  it.each([
    [
      "functionality-issue-recorded",
      "issues: [{ id: i1, affects: functionality }]",
      "met: 1 issue recorded",
    ],
    [
      "functionality-issue-recorded",
      "issues: [{ id: i1, affects: delivery }]",
      "open: record an issue with `affects: functionality`, or sign off that you found none",
    ],
    [
      "delivery-issue-recorded",
      "issues: [{ id: i1, affects: delivery }, { id: i2, affects: delivery }]",
      "met: 2 issues recorded",
    ],
    [
      "delivery-issue-recorded",
      "issues: [{ id: i1, affects: functionality }]",
      "open: record an issue with `affects: delivery`, or sign off that you found none",
    ],
    ["issues-discussed", "issues: []", "not-applicable: no issue is recorded"],
    [
      "issues-discussed",
      `issues: [{ id: i1, affects: delivery, ${discussed} }]`,
      "met: 1 issue discussed, with date and outcome",
    ],
    [
      "issues-discussed",
      `issues: [{ id: i1, affects: delivery, ${discussed} }, { id: i2, affects: delivery, date: 2026-02-11, outcome: o }, { id: i3, affects: delivery, discussed_with: legal, outcome: o }, { id: i4, affects: delivery, discussed_with: legal, date: 2026-02-11 }]`,
      "open: `i2`, `i3` and `i4`: add `discussed_with` (legal or business), `date` and `outcome`",
    ],
    [
      "functionality-issues-described",
      "issues: [{ id: i1, affects: delivery }]",
      "not-applicable: no issue that affects functionality is recorded",
    ],
    [
      "functionality-issues-described",
      `issues: [{ id: i1, affects: delivery }, { id: i2, affects: functionality, ${described} }]`,
      "met: 1 issue described",
    ],
    [
      "functionality-issues-described",
      "issues: [{ id: i1, affects: functionality, requirement: r, effect: e, owner: o }, { id: i2, affects: functionality, area: a, effect: e, owner: o }, { id: i3, affects: functionality, area: a, requirement: r, owner: o }, { id: i4, affects: functionality, area: a, requirement: r, effect: e }]",
      "open: `i1`, `i2`, `i3` and `i4`: add `area`, `requirement`, `effect` and `owner`",
    ],
    [
      "internal-reporting-in-time",
      "reporting: [{ name: return, audience: ico, mode: manual }]",
      "open: add a report with `audience: internal` to `reporting`",
    ],
    [
      "internal-reporting-in-time",
      "reporting: [{ name: return, audience: internal, mode: manual, every: P1M, last: 2026-10-23 }, { name: notice, audience: ico, mode: manual }]",
      "met: 1 internal report in time",
    ],
    [
      "internal-reporting-in-time",
      "reporting: [{ name: return, audience: internal, mode: manual, every: P1M, last: 2026-10-22 }]",
      "open: `return`: set `every` and `last`, and send it when it is due",
    ],
    [
      "internal-reporting-in-time",
      "reporting: [{ name: a, audience: internal, mode: manual, last: 2026-11-22 }, { name: b, audience: internal, mode: manual, every: P1M }, { name: c, audience: internal, mode: manual, every: P1M, last: 2026-11-22 }]",
      "open: `a` and `b`: set `every` and `last`, and send it when it is due",
    ],
    ["ico-reports-logged", "ico_reports: []", "met: 0 reports to the ICO logged"],
    [
      "ico-reports-logged",
      "ico_reports: [{ date: 2026-08-14, trigger: request, what: the record }]",
      "met: 1 report to the ICO logged",
    ],
    [
      "ico-reports-logged",
      "issues: []",
      "open: add `ico_reports` to the project record (an empty list says that there was nothing to report)",
    ],
    [
      "mapping-exercise-scheduled",
      "mapping_exercises: { every: P1Y, next: 2027-06-01 }",
      "met: every P1Y, next on 2027-06-01",
    ],
    [
      "mapping-exercise-scheduled",
      "mapping_exercises: { every: P1Y }",
      "open: add `next` to `mapping_exercises` in the project record",
    ],
    [
      "mapping-exercise-scheduled",
      "mapping_exercises: { next: 2027-06-01 }",
      "open: add `every` to `mapping_exercises` in the project record",
    ],
    [
      "mapping-exercise-scheduled",
      "issues: []",
      "open: add `every` and `next` to `mapping_exercises` in the project record",
    ],
    [
      "mapping-exercise-run",
      "mapping_exercises: { done: [{ date: 2026-11-24, participants: [team] }] }",
      "open: run a data mapping exercise and record it under `mapping_exercises.done`",
    ],
    [
      "mapping-exercise-run",
      "mapping_exercises: { done: [{ date: 2026-06-01, participants: [team] }, { date: 2026-11-23, participants: [team] }, { date: 2025-06-01 }] }",
      "met: last run on 2026-11-23",
    ],
    [
      "mapping-exercise-run",
      "mapping_exercises: { done: [{ date: 2026-06-01 }, { date: 2025-06-01, participants: [team] }] }",
      "open: record who took part in the exercise of 2026-06-01 (`participants`, by role)",
    ],
    [
      "compliance-check-in-time",
      "issues: []",
      "open: run the check on a schedule and record it under `compliance_checks.done`",
    ],
    [
      "compliance-check-in-time",
      "compliance_checks: { done: [{ date: 2026-11-24, ref: r }] }",
      "open: run the check on a schedule and record it under `compliance_checks.done`",
    ],
    [
      "compliance-check-in-time",
      "compliance_checks: { done: [{ date: 2026-10-23, ref: r }, { date: 2026-09-01, ref: r }] }",
      "met: last recorded on 2026-10-23, every P1M",
    ],
    [
      "compliance-check-in-time",
      "compliance_checks: { done: [{ date: 2026-10-22, ref: r }] }",
      "open: the last recorded check was on 2026-10-22, every P1M: run it and record it",
    ],
    [
      "compliance-check-in-time",
      "compliance_checks: { every: P3M, done: [{ date: 2026-08-23, ref: r }] }",
      "met: last recorded on 2026-08-23, every P3M",
    ],
  ])("%s of %s is %s", (name, projectRecord, result) => {
    expect(told(name, { projectRecord })).toBe(result);
  });
});

it.each([
  [true, "met: the policy says `closing: true`"],
  [false, "not-applicable: the project is not being closed"],
])("closing-declared with closing: %j is %s", (closing, result) => {
  expect(told("closing-declared", { policy: { closing } })).toBe(result);
});

it("is a sentence for each fact", () => {
  for (const { says } of Object.values(FACTS)) expect(says).toMatch(/^[a-z].{20,}[^.]$/);
});

it.each(["src/core/facts.ts", "src/report/stage-issue-bottom.ts"])(
  "%s names only fields that the files have, and levels",
  (file) => {
    const guides = [...Object.values(GUIDES), REPOSITORY_POLICY_GUIDE];
    const fields = guides.flatMap((guide) => Object.keys(guide)).join(".");
    const known = new Set<string>([...fields.split(/[.[\]]+/), ...LEVELS]);
    const named = [...readFileSync(file, "utf8").matchAll(/\\`([a-z_.]+)(?:: [a-z]+)?\\`/g)];
    expect(named.length).toBeGreaterThan(4);
    const unknown = named.filter(([, path = ""]) => path.split(".").some((one) => !known.has(one)));
    expect(unknown.map(([, path]) => path)).toEqual([]);
  },
);

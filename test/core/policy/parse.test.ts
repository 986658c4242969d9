import { describe, expect, it } from "@jest/globals";
import { parseOrganisationPolicy, parseRepositoryPolicy } from "../../../src/core/policy/parse.ts";

const TODAY = "2026-11-23";

function repository(text: string): string[] {
  const reading = parseRepositoryPolicy(text, ".github/dsp.yml", TODAY);
  if (reading.ok) return [];
  return reading.problems.map(
    ({ line, column, message, fix }) => `${line}:${column}: ${message}; ${fix}`,
  );
}

const WAIVER = `waivers:
  - rule: no-offline-copy
    target: bookings-db
    reason: second account ordered
    approved_by: information asset owner
    expires: 2027-03-31
`;

describe("parseRepositoryPolicy", () => {
  it.each([
    ["the least that says anything", "stage: beta"],
    ["a spelling of a stage", "stage: private-beta\nbeta_access: private"],
    ["paths", "paths: { data_map: privacy/map.yml, project_record: privacy/record.yml }"],
    [
      "levels by id, by code and by stage",
      "levels: { no-offline-copy: failure, X13: none, X21: { live: failure } }",
    ],
    ["a waiver", WAIVER],
    ["a waiver that names a code", WAIVER.replace("no-offline-copy", "X20")],
    ["a waiver that has run out: that is a finding", WAIVER.replace("2027-03-31", "2026-01-31")],
    ["a waiver of exactly a year", WAIVER.replace("2027-03-31", "2027-11-23")],
    ["no personal data, with a reason", "no_personal_data: { reason: statistics only }"],
    ["a relaxed rule as notice", "levels: { manual-deletion: { beta: notice } }"],
    [
      "a relaxed rule raised where it is no longer relaxed",
      "levels: { manual-deletion: { live: failure } }",
    ],
    [
      "people and teams, of an enterprise that manages its users, too",
      "owners: [octocat, octo_acme, octo-org/visits-team]",
    ],
    ["a relaxed rule raised on purpose", "stricter: true\nlevels: { manual-deletion: failure }"],
  ])("takes %s", (_name, text) => {
    expect(repository(text)).toEqual([]);
  });

  it.each([
    [
      "an unknown stage",
      "stage: gamma",
      '1:8: `stage` is "gamma"; use discovery, alpha, beta, live, post-live, pre-discovery, private-beta, public-beta, postlive',
    ],
    [
      "two stages",
      "stage: beta\nstage: live",
      '2:1: "stage" is written twice in this mapping; keep one of the two',
    ],
    [
      "a misspelt key",
      "stagee: beta",
      '1:1: unknown key "stagee"; did you mean `stage`? accepted here: schema, paths, fail_on, levels, stricter, waivers, owners, reminders, commands, app_checks, stage, beta_access, closing, no_personal_data, _extends',
    ],
    [
      "accesses that differ",
      "stage: private-beta\nbeta_access: public",
      "2:14: `beta_access` is public, but `stage` says private-beta; keep one of the two",
    ],
    [
      "a path that climbs out",
      "paths: { data_map: ../x.yml }",
      '1:20: `paths.data_map` is "../x.yml"; write a plain path from the repository\'s root with `/`, for example .dsp/data-map.yml',
    ],
    [
      "an unknown rule",
      "levels: { no-ofline-copy: none }",
      '1:11: there is no rule "no-ofline-copy"; did you mean `no-offline-copy`?',
    ],
    [
      "one rule twice, by its id and its code",
      "levels: { no-offline-copy: none, X20: failure }",
      "1:34: `X20` and `no-offline-copy` are the same rule; keep one of the two",
    ],
    [
      "an unknown level",
      "levels: { no-offline-copy: error }",
      '1:28: `levels.no-offline-copy` is "error"; use none, notice, warning, failure-at-gate or failure, or write a mapping (`key: value`)',
    ],
    [
      "a waiver of an unknown rule",
      WAIVER.replace("no-offline-copy", "no-ofline-copy"),
      '2:11: there is no rule "no-ofline-copy"; did you mean `no-offline-copy`?',
    ],
    [
      "a waiver without a reason",
      WAIVER.replace(/ {4}reason.*\n/, ""),
      "2:5: `waivers[0].reason` is missing; write text",
    ],
    [
      "a waiver without an approver",
      WAIVER.replace(/ {4}approved_by.*\n/, ""),
      "2:5: `waivers[0].approved_by` is missing; write text",
    ],
    [
      "a waiver without an end",
      WAIVER.replace(/ {4}expires.*\n/, ""),
      "2:5: `waivers[0].expires` is missing; write a day that exists as YYYY-MM-DD, for example 2026-11-23",
    ],
    [
      "a waiver of over a year",
      WAIVER.replace("2027-03-31", "2027-11-24"),
      "6:14: the waiver lasts until 2027-11-24, more than a year from now; name a day no later than 2027-11-23",
    ],
    [
      "no personal data without a reason",
      "no_personal_data: {}",
      "1:19: `no_personal_data.reason` is missing; write text",
    ],
    [
      "a relaxed rule raised",
      "levels: { manual-deletion: failure }",
      "1:28: `manual-deletion` is set above notice at discovery, alpha, beta, which the guidance relaxes (DSP-BETA-7); set it for later stages only, or add `stricter: true` to ask for more than the guidance",
    ],
    [
      "a relaxed rule raised by its code",
      "levels: { X29: { live: warning } }",
      "1:16: `X29` is set above notice at live, which the guidance relaxes (DSP-LIVE-4); set it for later stages only, or add `stricter: true` to ask for more than the guidance",
    ],
    [
      "an organisation's key",
      "floor: {}",
      '1:1: unknown key "floor"; accepted here: schema, paths, fail_on, levels, stricter, waivers, owners, reminders, commands, app_checks, stage, beta_access, closing, no_personal_data, _extends',
    ],
  ])("refuses %s", (_name, text, problem) => {
    expect(repository(text)).toEqual([problem]);
  });
});

describe("parseOrganisationPolicy", () => {
  it("checks the floor's rules too", () => {
    const reading = parseOrganisationPolicy(
      "floor: { levels: { X99: failure }, unwaivable: [backup-outlives-dta] }",
      "org.yml",
      TODAY,
    );
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message)).toEqual([
      'there is no rule "X99"',
      'there is no rule "backup-outlives-dta"',
    ]);
  });

  it("does not take a stage: that is the repository's to say", () => {
    const reading = parseOrganisationPolicy("stage: beta", "org.yml", TODAY);
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message)).toEqual([
      'unknown key "stage"',
    ]);
  });
});

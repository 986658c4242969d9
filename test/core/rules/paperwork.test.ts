import { describe, expect, it } from "@jest/globals";
import type { Waiver } from "../../../src/core/policy/policy.ts";
import {
  attestationExpired,
  attestationUnfit,
  floorLoosened,
  personalDataDenied,
  waiverExpired,
} from "../../../src/core/rules/paperwork.ts";
import { problems } from "../../support/rules.ts";

const waiver = (expires: string, more: Partial<Waiver> = {}): Waiver => ({
  rule: "no-offline-copy",
  reason: "r",
  approved_by: "a",
  index: 0,
  expires,
  ...more,
});

describe("waiver-expired", () => {
  it.each([
    ["one whose last day is today", waiver("2026-11-23")],
    [
      "one of the organisation, which the repository cannot mend",
      waiver("2026-01-01", { index: undefined }),
    ],
  ])("accepts %s", (_name, one) => {
    expect(problems(waiverExpired, { policy: { waivers: [one] } })).toEqual([]);
  });

  it("names the rule, the target and the day", () => {
    const waivers = [waiver("2026-11-22", { target: "bookings-db" })];
    expect(problems(waiverExpired, { policy: { waivers } })).toEqual([
      "policy: the waiver of `no-offline-copy` for `bookings-db` ended on 2026-11-22; fix what it silenced and remove it, or get it approved again with a new day",
    ]);
  });
});

const attested = (fields: string, id = "DSP-DISC-6") =>
  `attestations: [{ expectation: ${id}, by: team, evidence: [x], ${fields} }]`;

describe("attestation-expired", () => {
  it.each([
    ["one of less than a year ago", attested("date: 2025-11-23")],
    ["one that is valid until today", attested("date: 2026-01-01, valid_until: 2026-11-23")],
    [
      "an old one beside a newer one",
      `attestations:
  - { expectation: DSP-DISC-6, by: team, date: 2024-01-01, evidence: [x] }
  - { expectation: DSP-DISC-6, by: team, date: 2026-01-01, evidence: [x] }`,
    ],
  ])("accepts %s", (_name, projectRecord) => {
    expect(problems(attestationExpired, { projectRecord })).toEqual([]);
  });

  it.each([
    ["a year and a day ago", attested("date: 2025-11-22"), "2025-11-22", "2026-11-22"],
    [
      "past its own day",
      attested("date: 2026-01-01, valid_until: 2026-11-22"),
      "2026-01-01",
      "2026-11-22",
    ],
    [
      "said to hold for longer than a year",
      attested("date: 2025-01-01, valid_until: 2030-01-01"),
      "2025-01-01",
      "2026-01-01",
    ],
  ])("rejects one %s", (_name, projectRecord, on, until) => {
    expect(problems(attestationExpired, { projectRecord })).toEqual([
      `project-record:1:16: the sign-off of \`DSP-DISC-6\` of ${on} expired on ${until}; sign it off again, with today's evidence`,
    ]);
  });
});

describe("attestation-unfit", () => {
  it("accepts one of what a person can attest", () => {
    expect(problems(attestationUnfit, { projectRecord: attested("date: 2026-11-23") })).toEqual([]);
  });

  it("leaves ids that nobody knows to another rule", () => {
    const projectRecord = attested("date: 2026-11-01", "DSP-BETA-99");
    expect(problems(attestationUnfit, { projectRecord })).toEqual([]);
  });

  it("rejects one that is dated ahead", () => {
    expect(problems(attestationUnfit, { projectRecord: attested("date: 2026-11-24") })).toEqual([
      "project-record:1:74: the sign-off of `DSP-DISC-6` is dated 2026-11-24, which is in the future; write the day on which it was signed off",
    ]);
  });

  it("rejects one of what only the files can show", () => {
    const projectRecord = attested("date: 2026-11-01", "DSP-BETA-11");
    expect(problems(attestationUnfit, { projectRecord })).toEqual([
      "project-record:1:31: a person cannot sign off `DSP-BETA-11`: the files show it; remove it, and run `dsp explain DSP-BETA-11` to see what shows it",
    ]);
  });
});

describe("floor-loosened", () => {
  it("repeats what the policy would loosen", () => {
    const loosened = [{ at: ["fail_on"], message: "`fail_on: never` is looser than failure" }];
    expect(problems(floorLoosened, {})).toEqual([]);
    expect(problems(floorLoosened, { policy: { loosened } })).toEqual([
      "policy: `fail_on: never` is looser than failure; remove it: the organisation's floor applies",
    ]);
  });
});

describe("personal-data-denied", () => {
  const dataMap =
    "stores: [{ id: db, data_categories: [name] }, { id: cache, data_categories: [] }]";
  const noPersonalData = { reason: "statistics" };

  it.each([
    ["a map with personal data, where the policy says nothing", dataMap, {}],
    ["a map without", "stores: [{ id: cache, data_categories: [] }]", { noPersonalData }],
  ])("accepts %s", (_name, map, policy) => {
    expect(problems(personalDataDenied, { dataMap: map, policy })).toEqual([]);
  });

  it("rejects a policy that denies what the map shows", () => {
    expect(problems(personalDataDenied, { dataMap, policy: { noPersonalData } })).toEqual([
      "policy: the policy says that there is no personal data, but the data map has it in `db`; remove `no_personal_data`, or the categories from the data map",
    ]);
  });
});

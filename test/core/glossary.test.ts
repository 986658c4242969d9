import { describe, expect, it } from "@jest/globals";
import { ARTEFACT_NAMES } from "../../src/core/artefacts/index.ts";
import { jsonSchemaOf } from "../../src/core/artefacts/json-schema.ts";
import {
  CATEGORY_TERMS,
  findTerm,
  TERMS,
  wordKey,
  wordsOf,
} from "../../src/core/catalogue/glossary/index.ts";
import { choicesOf } from "../../src/report/field-values.ts";

const ALL = [...TERMS, ...CATEGORY_TERMS];

describe("the glossary", () => {
  it("has one entry for each word", () => {
    const keys = ALL.flatMap((one) => wordsOf(one).map(wordKey));
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(twice).toEqual([]);
  });

  it("says of each what it means, in sentences", () => {
    const bad = ALL.filter(({ meaning }) => !/^[A-Z].*[.?]$/.test(meaning));
    expect(bad.map(({ term }) => term)).toEqual([]);
  });

  it("leads only to entries that it has", () => {
    const broken = ALL.flatMap(({ term, see = [] }) =>
      see.filter((word) => findTerm(word) === undefined).map((word) => `${term}: ${word}`),
    );
    expect(broken).toEqual([]);
  });

  it.each([
    ["dpia", "DPIA"],
    ["Data Protection Impact Assessment", "DPIA"],
    ["lawful_basis", "lawful basis"],
    ["legal-hold", "legal hold"],
    ["UK GDPR", "GDPR"],
    ["blockchain", "ledger"],
    ["pii", "personal data"],
    ["racial ethnic origin", "racial-ethnic-origin"],
  ])("finds %s as %s", (word, term) => expect(findTerm(word)?.term).toBe(term));

  it("has no entry for what it does not know", () => expect(findTerm("")).toBeUndefined());
});

/** The terms to use in names and texts, each with its own meaning. Source: `domain.md` section 5. */
const TERMS_TO_USE =
  `controller, joint controller, processor, sub-processor, data subject, category of individuals,
  personal data category, special category data, criminal offence data, processing activity, purpose, lawful basis,
  condition for processing, legal power, regime, competent authority, law enforcement purposes, sensitive processing,
  appropriate policy document, recipient, third country, restricted transfer, adequacy regulations,
  appropriate safeguards, IDTA, Addendum, transfer risk assessment, data protection test, data sharing agreement,
  information sharing agreement, MoU, contract, retention period, retention trigger, retention schedule, RRDS,
  disposal action, legal hold, moratorium, erasure, deletion, anonymisation, pseudonymisation, key destruction,
  beyond use, ROPA, record of processing activities, data map, mapping exercise, information audit, DPIA, DPO, SIRO,
  SRO, IAO, records officer, DRO, data protection team, RPO, RTO, backup, archive, restore test, offline copy,
  immutable copy, discovery, alpha, private beta, public beta, live, post-live, service assessment,
  Service Standard, expectation, rule, finding, notice, warning, failure, attestation, evidence, waiver, OFFICIAL,
  OFFICIAL-SENSITIVE, SECRET, TOP SECRET`.split(/,\s+/);

it.each(TERMS_TO_USE)("the glossary has %s", (term) => expect(findTerm(term)).toBeDefined());

/** Fields whose values are words of the trade, not of everyday. */
const FIELDS_OF_WORDS = [
  "activities[].data_categories",
  "activities[].lawful_basis",
  "activities[].regime",
  "activities[].special_category_condition",
  "category_extensions[].class",
  "classification",
  "parties[].agreement.type",
  "parties[].relationship",
  "parties[].transfer.mechanism",
  "stores[].audit_log.operations",
  "stores[].kind",
  "backups[].live.copies[].kind",
  "backups[].restore.last_test.kind",
  "rules[].action",
];

it.each(FIELDS_OF_WORDS)("the glossary explains each value of %s", (path) => {
  const values = ARTEFACT_NAMES.flatMap((name) => choicesOf(jsonSchemaOf(name), path));
  expect(values.length).toBeGreaterThan(0);
  expect(values.filter((value) => findTerm(value) === undefined)).toEqual([]);
});

import { describe, expect, it } from "@jest/globals";
import { transferWithoutMechanism } from "../../../src/core/rules/transfers.ts";
import { problems } from "../../support/rules.ts";

describe("transfer-without-mechanism", () => {
  const choose =
    "write `transfer: { mechanism: … }` at the party. Use `adequacy` if regulations cover the country, or the safeguard or exception that you rely on";
  const assess = "assess the transfer, then link the assessment as `assessment_ref`";
  const nameHost =
    "write the party as `hosted_by`, with its country and transfer mechanism under `parties`";
  const changeHost =
    "write the party abroad that hosts it as `hosted_by`, or correct the `location`";
  const parties =
    "parties: [{ id: irish, country: IE, transfer: { mechanism: adequacy } }, { id: british, country: GB }, { id: somewhere }]";

  it.each([
    ["a party at home", "relationship: processor, country: GB"],
    ["a party whose country is not stated", "relationship: processor"],
    ["a person abroad", "relationship: data-subject, country: US"],
    ["adequacy", "country: IE, transfer: { mechanism: adequacy }"],
    ["an exception", "country: US, transfer: { mechanism: exception }"],
    ["special circumstances", "country: US, transfer: { mechanism: special-circumstances }"],
    ["an assessed safeguard", "country: US, transfer: { mechanism: idta, assessment_ref: a.md }"],
  ])("accepts %s", (_name, rest) => {
    const dataMap = `parties: [{ id: p, ${rest} }]`;
    expect(problems(transferWithoutMechanism, { dataMap })).toEqual([]);
  });

  it.each([
    ["nothing", "relationship: internal, country: US", "1:17"],
    ["an empty block", "country: US, transfer: { assessment_ref: a.md }", "1:43"],
  ])("rejects a party abroad that states %s", (_name, rest, place) => {
    const dataMap = `parties: [{ id: p, ${rest} }]`;
    expect(problems(transferWithoutMechanism, { dataMap })).toEqual([
      `data-map:${place}: party \`p\` is in US, but no transfer mechanism is recorded; ${choose}`,
    ]);
  });

  it.each(["idta", "addendum", "bcr", "public-body-instrument", "safeguards"])(
    "rejects `%s` without an assessment",
    (mechanism) => {
      const dataMap = `parties: [{ id: p, country: US, transfer: { mechanism: ${mechanism} } }]`;
      expect(problems(transferWithoutMechanism, { dataMap })).toEqual([
        `data-map:1:43: party \`p\` is in US under \`${mechanism}\`, but no transfer risk assessment is linked; ${assess}`,
      ]);
    },
  );

  it.each([
    ["a store at home", "data_categories: [name], location: [GB]"],
    ["a store of unknown place", "data_categories: [name]"],
    ["a store without personal data", "data_categories: [], location: [US]"],
    [
      "a store hosted abroad by name",
      "data_categories: [name], location: [GB, IE], hosted_by: irish",
    ],
    ["a host that the map lacks", "data_categories: [name], location: [IE], hosted_by: nobody"],
    ["a host of unknown country", "data_categories: [name], location: [IE], hosted_by: somewhere"],
  ])("accepts %s", (_name, rest) => {
    const dataMap = `stores: [{ id: s, ${rest} }]\n${parties}`;
    expect(problems(transferWithoutMechanism, { dataMap })).toEqual([]);
  });

  it.each([
    [
      "without a host",
      "location: [GB, US, IE, US]",
      `1:54: store \`s\` is kept in US and IE, but the party that hosts it there is not named; ${nameHost}`,
    ],
    [
      "whose host is at home",
      "location: [IE], hosted_by: british",
      `1:71: store \`s\` is kept in IE, but its host \`british\` is in GB; ${changeHost}`,
    ],
  ])("rejects a personal store abroad %s", (_name, rest, problem) => {
    const dataMap = `stores: [{ id: s, data_categories: [name], ${rest} }]\n${parties}`;
    expect(problems(transferWithoutMechanism, { dataMap })).toEqual([`data-map:${problem}`]);
  });

  const stores =
    "stores: [{ id: s, data_categories: [name], location: [GB] }, { id: cache, data_categories: [] }]";

  it.each([
    ["a copy at home", "{ store: s, live: { copies: [{ location: [GB] }] } }"],
    [
      "a copy hosted abroad by name",
      "{ store: s, live: { copies: [{ location: [IE], hosted_by: irish }] } }",
    ],
    ["a copy of nothing personal", "{ store: cache, live: { copies: [{ location: [US] }] } }"],
    ["a store that the map lacks", "{ store: nothing, live: { copies: [{ location: [US] }] } }"],
  ])("accepts %s", (_name, backup) => {
    const dataMap = `${stores}\n${parties}`;
    expect(
      problems(transferWithoutMechanism, { dataMap, backupConfig: `backups: [${backup}]` }),
    ).toEqual([]);
  });

  it("rejects copies abroad in both regimens, replicas among them", () => {
    const backupConfig = `backups:
  - store: s
    live: { copies: [{ location: [GB] }, { location: [US] }] }
    current: { copies: [{ kind: replica, location: [IE], hosted_by: british }] }
  - { store: s2, live: { copies: [{ location: [FR] }] }, current: same-as-live }`;
    const dataMap = `${stores.slice(0, -1)}, { id: s2, data_categories: [name] }]\n${parties}`;
    expect(problems(transferWithoutMechanism, { dataMap, backupConfig })).toEqual([
      `backup-config:3:54: a backup copy of \`s\` is kept in US, but the party that hosts it there is not named; ${nameHost}`,
      `backup-config:4:69: a backup copy of \`s\` is kept in IE, but its host \`british\` is in GB; ${changeHost}`,
      `backup-config:5:47: a backup copy of \`s2\` is kept in FR, but the party that hosts it there is not named; ${nameHost}`,
    ]);
  });
});
